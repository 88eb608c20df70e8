package dev.deskwright.bench.cluster;

import java.util.Map;
import java.util.stream.DoubleStream;

/** Quantiles of times in seconds. */
public final class Quantiles {

  private final double[] sorted;

  public Quantiles(DoubleStream values) {
    sorted = values.sorted().toArray();
  }

  /** The smallest value that is not exceeded by this share of all. */
  public double at(double share) {
    int index = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.max(0, index)];
  }

  /** The three that are told. */
  public void put(String figure, Map<String, Double> into) {
    into.put(figure + " p50, s", at(0.50));
    into.put(figure + " p95, s", at(0.95));
    into.put(figure + " p99, s", at(0.99));
  }
}
