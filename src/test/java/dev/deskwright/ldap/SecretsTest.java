package dev.deskwright.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.demo.InMemoryLdapDirectory;
import dev.deskwright.demo.InMemoryLdapDirectory.NewUser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;

/** Neither a user's nor the operator's password shows in logs, messages or stack traces. */
class SecretsTest {

  private static final String OF_ALICE = "secret-of-alice-4711";
  private static final String OF_OPERATOR = "secret-of-operator-4711";

  private static final class Kept extends Handler {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    @Override
    public void publish(LogRecord record) {
      lines.add(new SimpleFormatter().format(record));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void nothingShowsThem() throws Exception {
    Kept kept = new Kept();
    Logger root = Logger.getLogger("");
    Level before = root.getLevel();
    root.addHandler(kept);
    root.setLevel(Level.ALL);
    InMemoryLdapDirectory simulated = InMemoryLdapDirectory.start();
    try {
      simulated.addUser(new NewUser("alice", OF_ALICE, "Alice", false));
      TestSettings refused =
          TestSettings.of(simulated.settings())
              .bind("cn=deskwright,dc=simulated,dc=deskwright,dc=test", OF_OPERATOR);
      String seen = use(simulated.settings()) + use(refused.settings());
      LdapSettings gone = simulated.settings();
      simulated.close();
      seen += use(gone);
      assertThat(seen).contains("ACCEPTED", "WRONG_PASSWORD", "refused the bind");
      assertThat(seen + String.join("", kept.lines)).doesNotContain(OF_ALICE, OF_OPERATOR);
    } finally {
      simulated.close();
      root.setLevel(before);
      root.removeHandler(kept);
    }
  }

  /** All that anybody can read of it. */
  private static String use(LdapSettings settings) {
    StringWriter seen = new StringWriter();
    PrintWriter out = new PrintWriter(seen);
    out.println(settings);
    try (LdapDirectory directory =
        new LdapDirectory(settings, LdapEnvironment.of(Clock.systemUTC()))) {
      out.println(directory);
      out.println(directory.check());
      try {
        out.println(directory.authenticate("alice", OF_ALICE.toCharArray()));
        out.println(directory.authenticate("alice", (OF_ALICE + "x").toCharArray()));
        out.println(directory.find(List.of("alice")));
      } catch (DirectoryUnavailable e) {
        e.printStackTrace(out);
      }
    }
    return seen.toString();
  }
}
