package dev.deskwright.gateway.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectorySpec.DeviceType;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.gateway.session.Session;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnershipTest {

  private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");

  private static final String DIRECTORY =
      """
      apiVersion: deskwright.dev/v1alpha1
      kind: Directory
      metadata: {name: corp, namespace: team, uid: uid of corp}
      spec: {type: CrossTrust, domainName: corp.example.com, netbiosName: CORP}
      status: {trusts: [{domainName: other.example, netbiosName: OTHER, reachable: true}]}
      """;

  private static WorkSpace workspace(String namespace, String directory, String userName) {
    return Serialization.unmarshal(
        """
        apiVersion: deskwright.dev/v1alpha1
        kind: WorkSpace
        metadata: {name: desk, namespace: %s, uid: uid of desk}
        spec: {userName: '%s', directoryRef: {name: %s}, bundleRef: {name: standard}}
        """
            .formatted(namespace, userName, directory),
        WorkSpace.class);
  }

  private static boolean isOf(WorkSpace workspace, String signedIn, String directoryUid) {
    return Ownership.isOf(
        workspace,
        new Session(
            "id", "team", "corp", directoryUid, signedIn, "A", DeviceType.Web, NOW, NOW, NOW),
        Serialization.unmarshal(DIRECTORY, Directory.class));
  }

  @ParameterizedTest
  @CsvSource({
    "alice, alice, true",
    "Alice, aLICE, true",
    "CORP\\alice, alice, true",
    "alice@corp.example.com, alice, true",
    "alice@CORP.Example.com, corp\\Alice, true",
    "OTHER\\alice, OTHER\\alice, true",
    "alice@other.example, OTHER\\alice, true",
    "alice, bob, false",
    "alice, OTHER\\alice, false",
    "OTHER\\alice, alice, false",
    "alice@other.example, alice, false",
    "alice@other.example.evil.example, OTHER\\alice, false",
    "alice@evil.example, alice, false",
    "'alice ', alice, false",
    "alice., alice, false",
  })
  void oneUserHowEverTheNameIsWritten(String userName, String signedIn, boolean own) {
    assertThat(isOf(workspace("team", "corp", userName), signedIn, "uid of corp")).isEqualTo(own);
  }

  @ParameterizedTest
  @CsvSource({"other, corp", "team, other"})
  void inThatDirectoryAndNoOther(String namespace, String directory) {
    assertThat(isOf(workspace(namespace, directory, "alice"), "alice", "uid of corp")).isFalse();
  }
}
