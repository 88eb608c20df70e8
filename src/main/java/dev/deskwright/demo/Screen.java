package dev.deskwright.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What a person sees. On a terminal the last lines are redrawn in place; elsewhere every line is
 * written once, and stays.
 */
final class Screen implements AutoCloseable {

  private static final int TITLE_WIDTH = 15;
  private static final int REDRAW_MILLIS = 100;

  /** How big the terminal is. */
  record Size(int rows, int columns) {
    static final Size USUAL = new Size(24, 80);

    /** From the words of {@code stty size}: rows and columns. */
    static Size parse(String text) {
      String[] words = text.strip().split(" ", -1);
      try {
        return new Size(Integer.parseInt(words[0]), Integer.parseInt(words[1]));
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        return USUAL;
      }
    }
  }

  private final PrintStream out;
  private final Ink ink;
  private final Optional<Size> terminal;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "screen");
            thread.setDaemon(true);
            return thread;
          });

  private int liveLines;
  private Step step;

  /** Something that takes a while, and when it began. */
  private record Step(String title, String doing, List<String> below, long startNanos) {
    double seconds() {
      return (System.nanoTime() - startNanos) / 1e9;
    }
  }

  /**
   * Writes to a stream.
   *
   * @param terminal the terminal's size; empty if the stream is none
   */
  Screen(PrintStream out, Optional<Size> terminal) {
    this.out = out;
    this.terminal = terminal;
    this.ink = terminal.isPresent() ? Ink.ANSI : Ink.NONE;
    if (terminal.isPresent()) {
      var unused =
          ticker.scheduleAtFixedRate(
              this::tick, REDRAW_MILLIS, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Whether lines can be redrawn. */
  boolean isLive() {
    return terminal.isPresent();
  }

  /** How text is coloured, if at all. */
  Ink ink() {
    return ink;
  }

  /** Says that a step begins. On a terminal its time is counted until it ends. */
  synchronized void begin(String title, String doing) {
    step = new Step(title, doing, List.of(), System.nanoTime());
    if (isLive()) {
      tick();
    } else {
      line("..  " + pad(title) + doing);
    }
  }

  /** On a terminal, says how far the step is, with more lines below it. */
  synchronized void update(String doing, List<String> below) {
    step = new Step(step.title(), doing, List.copyOf(below), step.startNanos());
    tick();
  }

  /** Says how the step that began last ended, in place of all that was said of it. */
  synchronized void done(String result) {
    end(ink.good("ok"), result);
  }

  /** Says that the step under way, if there is one, did not reach its end. */
  synchronized void failed(String reason) {
    if (step == null) {
      line(ink.bad("!!") + "  " + reason);
    } else {
      end(ink.bad("!!"), reason);
    }
  }

  private void end(String mark, String text) {
    Step ended = step;
    step = null;
    line("%s  %s%s %s".formatted(mark, pad(ended.title()), text, ink.faint(time(ended))));
  }

  private static String time(Step step) {
    return "(%.1f s)".formatted(step.seconds());
  }

  private static String pad(String title) {
    return title + " ".repeat(Math.max(1, TITLE_WIDTH - title.length()));
  }

  private synchronized void tick() {
    if (step != null && isLive()) {
      List<String> lines = new ArrayList<>();
      lines.add("..  %s%s %s".formatted(pad(step.title()), step.doing(), ink.faint(time(step))));
      lines.addAll(step.below());
      draw(lines);
    }
  }

  /** Writes a line that stays. */
  synchronized void line(String text) {
    clearLive();
    out.println(text);
    out.flush();
  }

  /** Puts these lines in the place of the ones that were drawn last. */
  private void draw(List<String> lines) {
    Size size = terminal.orElse(Size.USUAL);
    var picture = new StringBuilder(up());
    int room = Math.min(lines.size(), size.rows() - 1);
    for (String text : lines.subList(0, room)) {
      picture.append(Ink.cut(text, size.columns())).append("\033[K\n");
    }
    out.print(picture.append("\033[J"));
    out.flush();
    liveLines = room;
  }

  private void clearLive() {
    if (liveLines > 0) {
      out.print(up() + "\033[J");
      liveLines = 0;
    }
  }

  private String up() {
    return liveLines == 0 ? "\r" : "\r\033[" + liveLines + "A";
  }

  @Override
  public void close() {
    ticker.shutdownNow();
  }
}
