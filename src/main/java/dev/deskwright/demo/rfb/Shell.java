package dev.deskwright.demo.rfb;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The simulated commands. They know their home folder and the time, and nothing of the machine. */
final class Shell {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm:ss zzz", Locale.ENGLISH);
  private static final List<String> HELP =
      List.of(
          "The commands of this simulated terminal:",
          "  help                what you are reading",
          "  echo TEXT [> FILE]  print a text, or write it to a file (>> appends)",
          "  ls, cat, rm         the files of your home folder",
          "  date, uptime        the time, and since when this desktop is up",
          "  whoami, hostname    who and where you are",
          "  copy TEXT           put a text into your own clipboard",
          "  clear               wipe the terminal");

  private final String userName;
  private final String hostName;
  private final HomeFolder home;
  private final Clock clock;
  private final Instant started;
  private final Consumer<String> clipboard;

  Shell(
      String userName, String hostName, HomeFolder home, Clock clock, Consumer<String> clipboard) {
    this.userName = userName;
    this.hostName = hostName;
    this.home = home;
    this.clock = clock;
    this.started = clock.instant();
    this.clipboard = clipboard;
  }

  String prompt() {
    return userName + "@" + hostName + ":~$ ";
  }

  /** Runs a line and returns what it prints. */
  List<String> run(String line) {
    String[] words = line.strip().split("\\s+", 2);
    String rest = words.length > 1 ? words[1] : "";
    return switch (words[0]) {
      case "" -> List.of();
      case "help" -> HELP;
      case "echo" -> echo(rest);
      case "date" -> List.of(DATE.format(ZonedDateTime.now(clock)));
      case "whoami" -> List.of(userName);
      case "hostname" -> List.of(hostName);
      case "uname" -> List.of("Simulated (there is no computer here)");
      case "pwd" -> List.of("/home/" + userName);
      case "ls" -> List.of(String.join("  ", home.names()));
      case "cat" -> names(rest).flatMap(this::cat).toList();
      case "rm" -> names(rest).flatMap(this::remove).toList();
      case "uptime" -> List.of(uptime());
      case "copy" -> copy(rest);
      case "sudo", "exit", "vi", "vim", "top", "ssh" ->
          List.of(words[0] + ": not in a simulated desktop. Try: help");
      default -> List.of(words[0] + ": command not found. Try: help");
    };
  }

  private static Stream<String> names(String rest) {
    return Stream.of(rest.split("\\s+")).filter(name -> !name.isEmpty());
  }

  private Stream<String> cat(String name) {
    return home.read(name)
        .map(List::stream)
        .orElseGet(() -> Stream.of("cat: " + name + ": no such file"));
  }

  private Stream<String> remove(String name) {
    return home.delete(name) ? Stream.of() : Stream.of("rm: " + name + ": no such file");
  }

  private List<String> echo(String rest) {
    int arrow = rest.indexOf('>');
    if (arrow < 0) {
      return List.of(unquoted(rest));
    }
    boolean append = rest.startsWith(">>", arrow);
    String name = rest.substring(arrow + (append ? 2 : 1)).strip();
    if (!name.matches("[\\w.-]{1,40}")) {
      return List.of("echo: a file's name has up to 40 letters, digits, dots, - and _");
    }
    List<String> lines = new ArrayList<>(append ? home.read(name).orElseGet(List::of) : List.of());
    lines.add(unquoted(rest.substring(0, arrow).strip()));
    return home.write(name, lines) ? List.of() : List.of("echo: no space left in this folder");
  }

  private static String unquoted(String text) {
    return text.replaceAll("^([\"'])(.*)\\1$", "$2");
  }

  private List<String> copy(String text) {
    clipboard.accept(text);
    return List.of("Copied to your clipboard: " + text);
  }

  private String uptime() {
    Duration up = Duration.between(started, clock.instant());
    return "up %d:%02d:%02d, 1 user, no load: nothing runs here"
        .formatted(up.toHours(), up.toMinutesPart(), up.toSecondsPart());
  }
}
