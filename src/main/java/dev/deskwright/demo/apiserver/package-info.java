/** A real API server on this machine, for the demo and the tests. */
package dev.deskwright.demo.apiserver;
