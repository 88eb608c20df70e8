package dev.deskwright.bench.cluster;

import java.util.ArrayList;
import java.util.List;

/** How a figure grows with a size: the exponent that fits best, by least squares of logarithms. */
public final class PowerLaw {

  private record Point(double x, double y) {}

  private final List<Point> points = new ArrayList<>();

  /** Takes a measurement in; one that is not positive has no logarithm, and is left out. */
  public void add(double size, double figure) {
    if (figure > 0) {
      points.add(new Point(Math.log(size), Math.log(figure)));
    }
  }

  /** The exponent; 0 as long as there are not two sizes. */
  public double exponent() {
    double meanX = points.stream().mapToDouble(Point::x).average().orElse(0);
    double meanY = points.stream().mapToDouble(Point::y).average().orElse(0);
    double square = points.stream().mapToDouble(p -> (p.x - meanX) * (p.x - meanX)).sum();
    double product = points.stream().mapToDouble(p -> (p.x - meanX) * (p.y - meanY)).sum();
    return square == 0 ? 0 : product / square;
  }
}
