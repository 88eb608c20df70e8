package dev.deskwright.demo;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectoryStatus.ServerStatus;
import dev.deskwright.api.v1alpha1.UserStatus;
import dev.deskwright.users.Health;
import dev.deskwright.users.UserAnswer;
import dev.deskwright.users.UserDirectories;
import dev.deskwright.users.UserDirectory;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** SIMULATED directories that have every user whom they are asked for. */
final class SimulatedDirectories implements UserDirectories {

  @Override
  public UserDirectory open(Directory directory) {
    return new Everybody();
  }

  @Override
  public boolean isCurrent(Directory directory, UserDirectory opened) {
    return true;
  }

  private static final class Everybody implements UserDirectory {
    @Override
    public Map<String, UserAnswer> find(Collection<String> userNames) {
      return userNames.stream()
          .distinct()
          .collect(
              Collectors.toMap(
                  Function.identity(),
                  name ->
                      new UserAnswer.Known(
                          new UserStatus("uid=" + name + ",ou=simulated", name, null, null))));
    }

    @Override
    public Health check() {
      return Health.of(List.of(new ServerStatus("SIMULATED", true, null)));
    }

    @Override
    public Set<String> membersOf(String group) {
      return Set.of();
    }

    @Override
    public List<String> trustedDomains() {
      return List.of();
    }

    @Override
    public void close() {}
  }
}
