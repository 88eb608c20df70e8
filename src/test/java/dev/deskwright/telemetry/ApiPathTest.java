package dev.deskwright.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiPathTest {

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "GET, /api/v1/pods, false, list, pods",
    "GET, /api/v1/namespaces/team/pods, true, watch, pods",
    "GET, /api/v1/namespaces/team/pods/desk, false, get, pods",
    "GET, /api/v1/namespaces/team/pods/desk/exec, false, connect, pods/exec",
    "POST, /api/v1/namespaces/team/pods/desk/exec, false, connect, pods/exec",
    "GET, /api/v1/namespaces/team/services/gate/proxy/a/b, false, connect, services/proxy",
    "POST, /api/v1/namespaces/team/pods, false, create, pods",
    "PUT, /apis/coordination.k8s.io/v1/namespaces/team/leases/lock, false, update, leases",
    "PATCH, /apis/deskwright.dev/v1alpha1/namespaces/team/workspaces/desk/status, false, patch, workspaces/status",
    "DELETE, /api/v1/namespaces/team/pods/desk, false, delete, pods",
    "DELETE, /api/v1/namespaces/team/pods, false, deletecollection, pods",
    "GET, /api/v1/namespaces, false, list, namespaces",
    "GET, /api/v1/namespaces/team, false, get, namespaces",
    "PUT, /api/v1/namespaces/team/finalize, false, update, namespaces/finalize",
    "GET, /apis/apps/v1/namespaces/api/deployments/apis, false, get, deployments",
    "GET, /prefix/of/a/proxy/api/v1/nodes, false, list, nodes",
    "GET, /apis/storage.k8s.io/v1/storageclasses/fast, false, get, storageclasses",
    "GET, /apis/deskwright.dev/v1alpha1, false, get, other",
    "GET, /api, false, get, other",
    "GET, /version, false, get, other",
    "GET, /, false, get, other",
    "OPTIONS, /api/v1/pods, false, other, pods"
  })
  void aPathHasAVerbAndAResourceAndNoName(
      String method, String path, boolean watch, String verb, String resource) {
    ApiPath read = ApiPath.of(path);
    assertThat(read.resource()).isEqualTo(resource);
    assertThat(read.verb(method, watch)).isEqualTo(verb);
  }
}
