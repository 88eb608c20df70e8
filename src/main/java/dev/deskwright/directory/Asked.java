package dev.deskwright.directory;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.users.LoginName;
import dev.deskwright.users.UserAnswer;
import dev.deskwright.users.UserAnswer.Known;
import dev.deskwright.users.UserAnswer.Unanswered;
import dev.deskwright.users.UserDirectories;
import dev.deskwright.users.UserDirectory;
import dev.deskwright.users.UsersUnavailable;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * One Directory as it is asked: the way to it, what it has answered, and what is still to be asked.
 * Answers are a cache: whatever has to last is in the status of the WorkSpaces.
 */
final class Asked implements AutoCloseable {

  private final UserDirectories directories;
  private final Map<String, UserAnswer> answers = new ConcurrentHashMap<>();
  private final Map<String, Question> questions = new ConcurrentHashMap<>();

  private Directory directory;
  private UserDirectory opened;
  private int epoch;

  Asked(UserDirectories directories) {
    this.directories = directories;
  }

  Optional<UserAnswer> answer(String userName) {
    return Optional.ofNullable(answers.get(LoginName.key(userName)));
  }

  void wonder(String userName, ResourceID workspace) {
    questions
        .computeIfAbsent(LoginName.key(userName), key -> new Question(userName))
        .askedBy()
        .add(workspace);
  }

  /** Grows each time that the directory is opened: what was answered before may be outdated. */
  synchronized int epoch() {
    return epoch;
  }

  boolean hasQuestions() {
    return !questions.isEmpty();
  }

  boolean hasUnanswered() {
    return questions.keySet().stream()
        .map(answers::get)
        .anyMatch(answer -> answer == null || answer instanceof Unanswered);
  }

  /** The Directory as it is now; nothing can be asked before it is known. */
  synchronized void is(Directory now) {
    boolean changed =
        directory == null
            || !directory.getMetadata().getUid().equals(now.getMetadata().getUid())
            || !directory.getSpec().equals(now.getSpec());
    directory = now;
    if (changed) {
      close();
    }
  }

  /** Whether the Directory has been seen: before that, questions wait. */
  synchronized boolean isKnown() {
    return directory != null;
  }

  /** Asks every server how it is. */
  synchronized Reach check() {
    try {
      if (opened != null && !directories.isCurrent(directory, opened)) {
        close();
      }
      return Reach.of(open().check());
    } catch (UsersUnavailable e) {
      return Reach.invalid(e.getMessage());
    }
  }

  /**
   * Puts the questions that wait; returns the WorkSpaces that waited for the answer or for which
   * something has changed. Who is not there may be made in a minute: the question stays.
   */
  Set<ResourceID> ask() {
    if (!isKnown()) {
      return Set.of();
    }
    List<Question> batch = List.copyOf(questions.values());
    Set<ResourceID> told = ConcurrentHashMap.newKeySet();
    var found = find(batch.stream().map(Question::userName).toList());
    for (Question question : batch) {
      UserAnswer answer = found.get(question.userName());
      boolean news = !answer.equals(answers.put(LoginName.key(question.userName()), answer));
      boolean known = answer instanceof Known;
      if (known) {
        questions.remove(LoginName.key(question.userName()));
      }
      if (news || known) {
        told.addAll(question.askedBy());
      }
    }
    return told;
  }

  /** Looks users up; where nobody answers, every answer is that. */
  private Map<String, UserAnswer> find(Collection<String> userNames) {
    try {
      return directory().find(userNames);
    } catch (UsersUnavailable e) {
      var unanswered = new Unanswered(e.getMessage());
      return userNames.stream()
          .distinct()
          .collect(Collectors.toMap(name -> name, name -> unanswered));
    }
  }

  void learn(Map<String, UserAnswer> found) {
    found.forEach((name, answer) -> answers.put(LoginName.key(name), answer));
  }

  /** Keys of all names that were asked for. */
  Set<String> keys() {
    Set<String> keys = new HashSet<>(answers.keySet());
    keys.addAll(questions.keySet());
    return keys;
  }

  void forget(Set<String> keys) {
    answers.keySet().removeAll(keys);
    questions.keySet().removeAll(keys);
  }

  synchronized UserDirectory directory() {
    return open();
  }

  private UserDirectory open() {
    if (opened == null) {
      opened = directories.open(directory);
      epoch++;
    }
    return opened;
  }

  /** A user in the middle of a look-up gets an error, and asks again. */
  @Override
  public synchronized void close() {
    if (opened != null) {
      opened.close();
      opened = null;
    }
  }
}
