package dev.deskwright.demo.rfb;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What the terminal says: finished lines, and the one being typed. How it looks is not its job. */
final class Terminal {

  private static final int MAX_LINES = 300;
  private static final int MAX_LENGTH = 500;
  private static final int MAX_HISTORY = 50;
  private static final int MAX_PASTE = 4000;

  /**
   * A line.
   *
   * @param prompt what stands before a line that was typed; else empty
   */
  record Line(String prompt, String text) {

    @Override
    public String toString() {
      return prompt + text;
    }
  }

  private final Shell shell;
  private final Deque<Line> lines = new ArrayDeque<>();
  private final List<String> history = new ArrayList<>();
  private final StringBuilder typed = new StringBuilder();
  private int cursor;
  private int recalled;
  private long revision;

  Terminal(Shell shell) {
    this.shell = shell;
    print("A SIMULATED terminal: no container runs behind it.");
    print("Type help, and press Enter.");
    print("");
  }

  /** Grows with every change. */
  long revision() {
    return revision;
  }

  /** All lines; the last is the one being typed. */
  List<Line> lines() {
    List<Line> all = new ArrayList<>(lines);
    all.add(new Line(shell.prompt(), typed.toString()));
    return all;
  }

  /** Where the cursor is in the last line, counted without the prompt. */
  int cursor() {
    return cursor;
  }

  private void print(String text) {
    add(new Line("", text));
  }

  private void add(Line line) {
    lines.add(line);
    if (lines.size() > MAX_LINES) {
      lines.remove();
    }
    revision++;
  }

  void type(String text) {
    if (typed.length() + text.length() <= MAX_LENGTH) {
      typed.insert(cursor, text);
      cursor += text.length();
      revision++;
    }
  }

  /** Types a text as a whole; its line ends are Enter, and what cannot be shown is left out. */
  void paste(String text) {
    String part = text.substring(0, Math.min(text.length(), MAX_PASTE)).replace("\r\n", "\n");
    for (int i = 0; i < part.length(); i++) {
      char character = part.charAt(i);
      if (character == '\n' || character == '\r') {
        enter();
      } else if (GlyphSet.has(character)) {
        type(String.valueOf(character));
      }
    }
  }

  void enter() {
    String line = typed.toString();
    add(new Line(shell.prompt(), line));
    replace("");
    if (!line.isBlank()) {
      history.add(line);
      if (history.size() > MAX_HISTORY) {
        history.remove(0);
      }
    }
    recalled = history.size();
    if (line.strip().equals("clear")) {
      clear();
    } else {
      shell.run(line).forEach(this::print);
    }
  }

  void interrupt() {
    add(new Line(shell.prompt(), typed + "^C"));
    replace("");
    recalled = history.size();
  }

  void clear() {
    lines.clear();
    revision++;
  }

  void backspace() {
    erase(cursor - 1, cursor);
  }

  void delete() {
    erase(cursor, cursor + 1);
  }

  void eraseToStart() {
    erase(0, cursor);
  }

  void eraseWord() {
    int start = cursor;
    while (start > 0 && typed.charAt(start - 1) == ' ') {
      start--;
    }
    while (start > 0 && typed.charAt(start - 1) != ' ') {
      start--;
    }
    erase(start, cursor);
  }

  private void erase(int from, int to) {
    if (from >= 0 && to <= typed.length()) {
      typed.delete(from, to);
      move(from);
    }
  }

  void left() {
    move(cursor - 1);
  }

  void right() {
    move(cursor + 1);
  }

  void home() {
    move(0);
  }

  void end() {
    move(typed.length());
  }

  private void move(int to) {
    cursor = Math.max(0, Math.min(typed.length(), to));
    revision++;
  }

  void older() {
    recall(recalled - 1);
  }

  void newer() {
    recall(recalled + 1);
  }

  private void recall(int index) {
    if (index >= 0 && index <= history.size()) {
      recalled = index;
      replace(index < history.size() ? history.get(index) : "");
    }
  }

  private void replace(String text) {
    typed.setLength(0);
    typed.append(text);
    move(text.length());
  }
}
