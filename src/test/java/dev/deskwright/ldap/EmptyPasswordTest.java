package dev.deskwright.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import dev.deskwright.demo.InMemoryLdapDirectory;
import dev.deskwright.demo.InMemoryLdapDirectory.NewUser;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** An empty password never leaves this process, nor does that of a user who is not found. */
class EmptyPasswordTest {

  private static final class Binds extends InMemoryOperationInterceptor {
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Override
    public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request) {
      seen.add(
          request.getRequest().getBindDN()
              + "/"
              + request.getRequest().getPassword().stringValue().length());
    }
  }

  @Test
  void theSimulatedServerSeesNoBind() throws Exception {
    Binds binds = new Binds();
    try (InMemoryLdapDirectory simulated = InMemoryLdapDirectory.start(binds);
        LdapDirectory directory =
            new LdapDirectory(simulated.settings(), LdapEnvironment.of(Clock.systemUTC()))) {
      simulated.addUser(new NewUser("alice", "secret", "Alice", false));
      directory.find(List.of("alice"));
      int operator = binds.seen.size();
      assertThat(operator).isEqualTo(1);
      assertThat(directory.authenticate("alice", new char[0]))
          .isEqualTo(Authentication.WRONG_PASSWORD);
      assertThat(directory.authenticate("nobody", "something".toCharArray()))
          .isEqualTo(Authentication.UNKNOWN_USER);
      assertThat(binds.seen).hasSize(operator);
      assertThat(directory.authenticate("alice", "secret".toCharArray()))
          .isEqualTo(Authentication.ACCEPTED);
      assertThat(binds.seen).hasSize(operator + 1);
      assertThat(binds.seen).noneMatch(bind -> bind.endsWith("/0"));
    }
  }
}
