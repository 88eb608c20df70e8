package dev.deskwright.config;

import java.net.URI;

/**
 * Where traces go.
 *
 * @param endpoint where a collector takes OTLP over HTTP, path and all
 * @param percent how many of a hundred traces are kept: 1 to 100
 */
public record TracingConfig(URI endpoint, int percent) {}
