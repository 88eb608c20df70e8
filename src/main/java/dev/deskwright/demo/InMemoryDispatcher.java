package dev.deskwright.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.deskwright.kernel.MergePatch;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;

/**
 * What the mock of the Kubernetes client does not do as an API server does it: merge patches, which
 * it takes for additions to lists; bindings, which it does not know; deletions, of which it ignores
 * all options; kinds of the snapshot API, which it has whether they are defined or not; and reviews
 * of access, which it would keep without an answer.
 */
final class InMemoryDispatcher extends KubernetesCrudDispatcher {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final String JSON_PATCH = "application/json-patch+json";
  private static final String SNAPSHOTS = "/apis/snapshot.storage.k8s.io/";
  private static final String SNAPSHOT_DEFINITION =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/" + SimulatedSnapshotApi.DEFINITION;
  private static final String BINDINGS = "/bindings";
  private static final String ACCESS_REVIEWS = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
  private static final String CLUSTER_ROLE_BINDINGS =
      "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings";
  private static final String VERSION =
      "{\"major\":\"0\",\"minor\":\"0\",\"gitVersion\":\"in-memory\"}";

  private final Clock clock;

  InMemoryDispatcher(Clock clock) {
    this.clock = clock;
  }

  @Override
  public MockResponse dispatch(RecordedRequest request) {
    String path = request.getPath();
    if ("/version".equals(path)) {
      return new MockResponse().setResponseCode(HttpURLConnection.HTTP_OK).setBody(VERSION);
    }
    if (path.startsWith(SNAPSHOTS) && !exists(SNAPSHOT_DEFINITION)) {
      return new MockResponse().setResponseCode(HttpURLConnection.HTTP_NOT_FOUND);
    }
    return request.method() == HttpMethod.DELETE ? delete(request) : super.dispatch(request);
  }

  private boolean exists(String path) {
    return handleGet(path).code() == HttpURLConnection.HTTP_OK;
  }

  /** What stays for a while is only marked; the mock marks with a time that nobody can read. */
  private synchronized MockResponse delete(RecordedRequest request) {
    MockResponse found = handleGet(request.getPath());
    if (found.code() != HttpURLConnection.HTTP_OK) {
      return found;
    }
    String text = text(found);
    JsonNode current = tree(text);
    String body = request.getUtf8Body();
    var deletion = new InMemoryDeletion(current, body.isEmpty() ? JSON.nullNode() : tree(body));
    if (deletion.isForAnother()) {
      return new MockResponse().setResponseCode(HttpURLConnection.HTTP_CONFLICT);
    }
    ArrayNode patch = deletion.patch(clock.instant(), node -> exists("/api/v1/nodes/" + node));
    if (patch.isEmpty()) {
      return super.dispatch(request);
    }
    super.handlePatch(jsonPatch(request, request.getPath(), patch));
    return new MockResponse().setResponseCode(HttpURLConnection.HTTP_OK).setBody(text);
  }

  @Override
  public MockResponse handleCreate(RecordedRequest request) {
    if (request.getPath().equals(ACCESS_REVIEWS)) {
      return review(request);
    }
    return request.getPath().endsWith(BINDINGS) ? bind(request) : super.handleCreate(request);
  }

  private MockResponse review(RecordedRequest request) {
    JsonNode bindings = tree(text(handleGet(CLUSTER_ROLE_BINDINGS)));
    JsonNode answer = new InMemoryAccessReview(bindings).answer(tree(request.getUtf8Body()));
    return new MockResponse()
        .setResponseCode(HttpURLConnection.HTTP_CREATED)
        .setBody(answer.toString());
  }

  private static String text(MockResponse response) {
    return new String(response.getBody().getBytes(), StandardCharsets.UTF_8);
  }

  /** A binding is a write of the pod's nodeName, which nobody may write otherwise. */
  private MockResponse bind(RecordedRequest request) {
    JsonNode binding = tree(request.getUtf8Body());
    ArrayNode patch = JsonNodeFactory.instance.arrayNode();
    add(patch, "/spec/nodeName", binding.at("/target/name"));
    String bindings = request.getPath();
    String pods = bindings.substring(0, bindings.length() - BINDINGS.length()) + "/pods/";
    MockResponse patched =
        super.handlePatch(
            jsonPatch(request, pods + binding.at("/metadata/name").textValue(), patch));
    return patched.code() < HttpURLConnection.HTTP_BAD_REQUEST
        ? new MockResponse().setResponseCode(HttpURLConnection.HTTP_CREATED).setBody("{}")
        : patched;
  }

  @Override
  public synchronized MockResponse handlePatch(RecordedRequest request) {
    if (!String.valueOf(request.getHeader("Content-Type")).startsWith(MERGE_PATCH)) {
      return super.handlePatch(request);
    }
    MockResponse found = handleGet(request.getPath());
    if (found.code() != HttpURLConnection.HTTP_OK) {
      return found;
    }
    JsonNode current = tree(text(found));
    JsonNode patch = tree(request.getUtf8Body());
    if (isForAnother(patch, current)) {
      return new MockResponse().setResponseCode(HttpURLConnection.HTTP_CONFLICT);
    }
    return super.handlePatch(jsonPatch(request, request.getPath(), replacements(patch, current)));
  }

  /** A patch that names a UID is meant for no other object of that name. */
  private static boolean isForAnother(JsonNode patch, JsonNode current) {
    JsonNode uid = patch.at("/metadata/uid");
    return !uid.isMissingNode() && !Objects.equals(uid, current.at("/metadata/uid"));
  }

  /** A JSON patch of whole top-level fields that has the effect of the merge patch. */
  private static ArrayNode replacements(JsonNode patch, JsonNode current) {
    ArrayNode operations = JsonNodeFactory.instance.arrayNode();
    JsonNode merged = MergePatch.apply(current, patch);
    patch
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (merged.has(field)) {
                add(operations, "/" + field, merged.get(field));
              } else if (current.has(field)) {
                operations.addObject().put("op", "remove").put("path", "/" + field);
              }
            });
    return operations;
  }

  static void add(ArrayNode operations, String path, JsonNode value) {
    operations.addObject().put("op", "add").put("path", path).set("value", value);
  }

  private static RecordedRequest jsonPatch(RecordedRequest request, String path, ArrayNode patch) {
    return new RecordedRequest(
        request.getHttpVersion(),
        request.method(),
        path,
        Headers.builder().add("Content-Type", JSON_PATCH).build(),
        new Buffer(patch.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The request's body is not JSON", e);
    }
  }
}
