/**
 * Alerts and dashboards: how they are made, what holds them to the metrics, and a real Prometheus.
 */
package dev.deskwright.monitoring;
