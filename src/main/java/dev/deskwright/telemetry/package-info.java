/** What the operator tells about itself: health, metrics, logs. */
package dev.deskwright.telemetry;
