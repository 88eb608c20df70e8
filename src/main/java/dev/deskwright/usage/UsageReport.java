package dev.deskwright.usage;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Answers questions about hours and cost from what is in a cluster. Writes nothing there. */
public final class UsageReport {

  private static final long PAGE_SIZE = 500;

  private final KubernetesClient client;
  private final Clock clock;
  private final long pageSize;

  /** Answers with the rights of a client: it lists WorkSpaces and Bundles. */
  public UsageReport(KubernetesClient client, Clock clock) {
    this(client, clock, PAGE_SIZE);
  }

  UsageReport(KubernetesClient client, Clock clock, long pageSize) {
    this.client = client;
    this.clock = clock;
    this.pageSize = pageSize;
  }

  /**
   * Writes the answer, all of it or nothing.
   *
   * @throws Unanswered if the cluster does not let itself be read
   */
  public void write(Question question, Writer out) throws Unanswered, IOException {
    question.format().write(answer(question), out);
    out.flush();
  }

  /**
   * Writes the answer to a file of its own, named after the month and today, in the place of one of
   * the same day.
   *
   * @param folder where to write it; it must be there
   * @return the file
   * @throws BadQuestion if there is no such folder
   * @throws Unanswered if the cluster does not let itself be read
   */
  public Path save(Question question, Path folder) throws BadQuestion, Unanswered, IOException {
    if (!Files.isDirectory(folder)) {
      throw new BadQuestion(
          "--save \"%s\" is not a folder: make it, or name another".formatted(folder));
    }
    Report<?> report = answer(question);
    String name =
        "usage-%s-seen-%s.%s"
            .formatted(
                question.month(),
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                question.format().ending());
    Path file = folder.resolve(name);
    Path unfinished = folder.resolve(name + ".unfinished");
    try (Writer out = Files.newBufferedWriter(unfinished)) {
      question.format().write(report, out);
    }
    return Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private Report<?> answer(Question question) throws Unanswered {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    List<Line> lines = lines(question, now);
    boolean all = question.namespace().isEmpty();
    return switch (question.by()) {
      case WORKSPACE -> report(question, now, lines, lines, Layout.workspaces(all));
      case DIRECTORY ->
          report(question, now, lines, Group.by(Group::directory, lines), Layout.directories(all));
      case TAG ->
          report(
              question,
              now,
              lines,
              Group.by(Group::tag, lines),
              Layout.tags(question.tag().orElseThrow()));
    };
  }

  private static <R> Report<R> report(
      Question question, Instant now, List<Line> lines, List<R> rows, Layout<R> layout) {
    Instant end = Span.startOf(question.month().plusMonths(1));
    return new Report<>(
        question, end.isBefore(now) ? end : now, rows, layout, Group.by(Group::currency, lines));
  }

  private List<Line> lines(Question question, Instant now) throws Unanswered {
    var reader = new ClusterReader(client, question.namespace(), pageSize);
    var lines = new ArrayList<Line>();
    try {
      var bundles = reader.bundles();
      reader.workspaces(
          question.selector(),
          workspace ->
              Desktop.of(workspace, question, now)
                  .map(desktop -> Line.of(desktop, bundles))
                  .ifPresent(lines::add));
    } catch (KubernetesClientException e) {
      throw new Unanswered(ClusterTrouble.of(e, question, client.getMasterUrl()), e);
    }
    lines.sort(
        Comparator.<Line, String>comparing(line -> line.desktop().namespace())
            .thenComparing(line -> line.desktop().name()));
    return lines;
  }
}
