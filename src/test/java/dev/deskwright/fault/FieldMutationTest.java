package dev.deskwright.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.deskwright.fault.history.Objects;
import dev.deskwright.fault.history.Subject;
import dev.deskwright.fixture.AdmissionTable;
import dev.deskwright.fixture.MovableClock;
import dev.deskwright.fixture.Samples;
import dev.deskwright.fixture.WithApiServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every field of every spec is given other values, those at its edges, wrong ones, and none. What
 * the API server refuses changes nothing. What it accepts ends as if the object had been made so.
 */
@Tag("faults")
@WithApiServer
class FieldMutationTest {

  private static final Duration BOUND = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PatchContext JSON_PATCH = PatchContext.of(PatchType.JSON);

  /** All values of a field are tried; so many of those that are accepted are compared. */
  private static final int COMPARED = Integer.getInteger("faults.values", 3);

  /** What the API server must say of a field that cannot be given another value. */
  private static final String FIXED = "cannot change";

  /** The kinds, and those of their fields that are fixed when an object is made. */
  enum Kind {
    BUNDLE(
        "bundle",
        "bundles",
        """
        - image: desktop
          compute: {type: Value}
          protocol: {name: HTTP, port: 6901}
          description: A desktop
          imagePullPolicy: Always
          readiness: {port: 6902, path: /healthz, scheme: HTTPS}
          userVolume: {storageClassName: fast}
          prices: {currency: GBP, hourly: '0.11', hourlyBase: '1.23', monthly: '45.6'}
        - image: desktop
          compute: {resources: {cpu: '3', memory: 5Gi, gpu: {resource: amd.com/gpu, count: 2}}}
          protocol: {name: RFB, port: 5901}
          tolerations: [{key: desks, operator: Equal, value: only}]
        """,
        Set.of()),
    DIRECTORY(
        "directory",
        "directories",
        """
        - type: SimpleAD
          domainName: corp.example.com
          desktopNames: Published
          provisionGroups:
          - group: design
            bundleRef: {name: standard}
            runningMode: {mode: Manual, schedule: {start: 30 7 * * 1-5, stop: 0 18 * * 1-5, timeZone: UTC}}
        - type: SimpleAD
          domainName: corp.example.com
          provisionGroups:
          - group: art
            bundleRef: {name: other}
            runningMode: {mode: Manual, schedule: {start: 0 8 * * *, stop: 0 19 * * *, timeZone: Europe/Berlin}}
        """,
        Set.of("type", "simpleAd.storageClassName")),
    WORKSPACE(
        "workspace",
        "workspaces",
        "[]",
        Set.of(
            "userName",
            "directoryRef.name",
            "rootVolume.encrypted",
            "userVolume.encrypted",
            "userVolume.claimName",
            "volumeEncryptionKey"));

    private final String table;
    private final String plural;
    private final String moreSpecs;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable; its type does not say so.
    private final Set<String> fixed;

    Kind(String table, String plural, String moreSpecs, Set<String> fixed) {
      this.table = table;
      this.plural = plural;
      this.moreSpecs = moreSpecs;
      this.fixed = fixed;
    }
  }

  /** Names which of its neighbours there is, and changes with it only. */
  private static final Set<String> TIED = Set.of("mfa.method");

  /**
   * One to try.
   *
   * @param number tells its objects from others
   * @param base the spec before
   * @param spec the spec after
   */
  private record Mutation(int number, Leaf leaf, String what, JsonNode base, JsonNode spec) {
    private String title() {
      return "%s: %s".formatted(leaf, what);
    }
  }

  private static RealCluster cluster;
  private static StormyOperator operator;

  private static final List<String> TABLE = new ArrayList<>();

  private final Set<String> accepted = new TreeSet<>();
  private final Map<String, String> refusals = new TreeMap<>();
  private int values;
  private int acceptedValues;
  private int refusedValues;
  private Kind kind;
  private String namespace;

  @BeforeAll
  static void start() {
    cluster = RealCluster.start(40);
    for (Kind kind : Kind.values()) {
      cluster.createNamespace(watched(kind));
      cluster.createNamespace(probes(kind));
    }
    var all = Stream.of(Kind.values()).map(FieldMutationTest::watched).toList();
    operator =
        StormyOperator.start(
            cluster, new StormyOperator.Setup(all, 5, 10_000), Fault.NONE, new MovableClock());
  }

  @AfterAll
  static void stop() {
    System.out.printf(
        "%-12s %7s %7s %9s %8s %9s%n%s%n",
        "kind",
        "fields",
        "values",
        "accepted",
        "refused",
        "compared",
        String.join(System.lineSeparator(), TABLE));
    operator.close();
    cluster.close();
  }

  private static String watched(Kind kind) {
    return "mutations-" + kind.table;
  }

  /** Nobody looks after these: what is refused here is seen to change nothing. */
  private static String probes(Kind kind) {
    return "probes-" + kind.table;
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyFieldIsAsIfItHadAlwaysBeenSo_orAsItWas(Kind tried) throws IOException {
    kind = tried;
    List<Leaf> leaves = Leaf.of(schema());
    List<JsonNode> specs = specs();
    namespace = probes(kind);
    List<String> wrong = new ArrayList<>();
    List<Mutation> possible =
        leaves.stream().flatMap(leaf -> accepted(leaf, specs, wrong).stream()).toList();
    namespace = watched(kind);
    furnish();
    wrong.addAll(unequal(possible));
    TABLE.add(
        "%-12s %7d %7d %9d %8d %9d"
            .formatted(
                kind.plural,
                leaves.size(),
                values,
                acceptedValues,
                refusedValues,
                possible.size()));
    assertThat(wrong).isEmpty();
    assertCovered(leaves);
  }

  private void assertCovered(List<Leaf> leaves) {
    List<String> all = leaves.stream().map(Leaf::toString).toList();
    assertThat(refusals.keySet()).as("fields of which wrong values were refused").containsAll(all);
    assertThat(all)
        .as("fields that are fixed, and no others, never take another value")
        .allMatch(
            field ->
                accepted.contains(field) != (kind.fixed.contains(field) || TIED.contains(field)));
    assertThat(kind.fixed)
        .as("fields of which the API server says that they are fixed")
        .allMatch(field -> refusals.get(field).contains(FIXED));
  }

  private JsonNode schema() throws IOException {
    return new YAMLMapper()
        .readTree(Path.of("crds", kind.plural + ".deskwright.dev.yaml").toFile())
        .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
  }

  /** Valid specs: those of the table of admission, and more. */
  private List<JsonNode> specs() throws IOException {
    List<JsonNode> specs = new ArrayList<>();
    AdmissionTable.read(kind.table + ".yaml").cases().stream()
        .filter(line -> line.title().startsWith("valid"))
        .map(line -> line.before() == null ? line.after() : line.before())
        .map(object -> object.path("spec"))
        .forEach(specs::add);
    new YAMLMapper().readTree(kind.moreSpecs).forEach(specs::add);
    specs.forEach(FieldMutationTest::withServersElsewhere);
    return specs;
  }

  /** A Directory with servers of its own has pods, addresses and keys: only where they matter. */
  private static void withServersElsewhere(JsonNode spec) {
    if (spec.path("type").asText().equals("SimpleAD") && !spec.has("simpleAd")) {
      ((ObjectNode) spec).put("type", "MicrosoftAD");
    }
  }

  /** What is tried of a field in a spec that has it. */
  private List<Mutation> mutations(Leaf leaf, JsonNode base, List<JsonNode> specs) {
    var wanted = leaf.values();
    specs.stream()
        .flatMap(spec -> leaf.in(spec).stream())
        .forEach(value -> wanted.put("as in an example, " + value, Optional.of(value)));
    wanted.values().removeIf(value -> value.equals(leaf.in(base)));
    List<Mutation> mutations = new ArrayList<>();
    wanted.forEach(
        (what, value) ->
            mutations.add(new Mutation(values++, leaf, what, base, leaf.put(base, value))));
    return mutations;
  }

  private Resource<GenericKubernetesResource> resource(String name) {
    return cluster
        .client()
        .genericKubernetesResources("deskwright.dev/v1alpha1", kindName())
        .inNamespace(namespace)
        .withName(name);
  }

  private String kindName() {
    return switch (kind) {
      case BUNDLE -> "Bundle";
      case DIRECTORY -> "Directory";
      case WORKSPACE -> "WorkSpace";
    };
  }

  private static String before(Mutation mutation) {
    return "changed-" + mutation.number();
  }

  private static String fresh(Mutation mutation) {
    return "created-" + mutation.number();
  }

  /** Two objects differ in their names, and a WorkSpace in its user. */
  private JsonNode spec(JsonNode spec, String name) {
    ObjectNode own = spec.deepCopy();
    if (kind == Kind.WORKSPACE) {
      own.put("userName", name);
    }
    return own;
  }

  /** Gives the version that it has now. */
  private String create(String name, JsonNode spec) {
    ObjectNode object = JSON.createObjectNode();
    object.put("apiVersion", "deskwright.dev/v1alpha1").put("kind", kindName());
    object.putObject("metadata").put("name", name).put("namespace", namespace);
    object.set("spec", spec);
    return cluster.client().resource(object.toString()).create().getMetadata().getResourceVersion();
  }

  /** Tries a field in one spec after the other, until another value of it is accepted. */
  private List<Mutation> accepted(Leaf leaf, List<JsonNode> specs, List<String> wrong) {
    List<JsonNode> bases = specs.stream().filter(leaf::isIn).distinct().toList();
    assertThat(bases).as("valid examples that have " + leaf).isNotEmpty();
    for (JsonNode base : bases) {
      List<Mutation> possible = accepted(mutations(leaf, base, specs), wrong);
      if (!possible.isEmpty()) {
        accepted.add(leaf.toString());
        acceptedValues += possible.size();
        return possible.subList(0, Math.min(COMPARED, possible.size()));
      }
    }
    return List.of();
  }

  /**
   * Tries all values of a field where nobody looks, and gives those that were accepted. What is
   * refused must have changed nothing.
   */
  private List<Mutation> accepted(List<Mutation> ofOneLeaf, List<String> wrong) {
    List<Mutation> possible = new ArrayList<>();
    String version = "";
    String name = "";
    for (Mutation mutation : ofOneLeaf) {
      boolean ofUser = mutation.leaf().toString().equals("userName");
      if (version.isEmpty()) {
        name = before(mutation);
        version = create(name, spec(mutation.base(), name));
      }
      var refusal = change(name, ofUser ? mutation.spec() : spec(mutation.spec(), name));
      if (refusal.isEmpty()) {
        possible.add(mutation);
        version = "";
      } else {
        refusedValues++;
        refusals.merge(mutation.leaf().toString(), refusal.get(), (one, other) -> one + other);
        if (!resource(name).get().getMetadata().getResourceVersion().equals(version)) {
          wrong.add(mutation.title() + " was refused, and has changed the object");
        }
      }
    }
    return possible;
  }

  /** Why it was refused; empty if it was accepted. */
  private Optional<String> change(String name, JsonNode spec) {
    try {
      resource(name)
          .patch(
              JSON_PATCH,
              "[{\"op\": \"replace\", \"path\": \"/spec\", \"value\": %s}]".formatted(spec));
      return Optional.empty();
    } catch (KubernetesClientException e) {
      assertThat(e.getCode()).as(e.getMessage()).isEqualTo(422);
      return Optional.of(e.getMessage());
    }
  }

  private void furnish() {
    if (kind != Kind.WORKSPACE) {
      return;
    }
    KubernetesClient client = cluster.client();
    Stream.of("corp", "other")
        .map(Samples::directory)
        .forEach(yaml -> client.resource(yaml).inNamespace(namespace).create());
    Stream.of("standard", "power", "other", "a")
        .map(name -> Samples.BUNDLE.replace("name: standard", "name: " + name))
        .forEach(yaml -> client.resource(yaml).inNamespace(namespace).create());
  }

  private List<String> unequal(List<Mutation> mutations) {
    mutations.forEach(m -> create(before(m), spec(m.base(), before(m))));
    awaitLookedAt(mutations.stream().map(FieldMutationTest::before).toList());
    mutations.forEach(m -> change(before(m), spec(m.spec(), before(m))));
    List<Mutation> both = new ArrayList<>();
    for (Mutation mutation : mutations) {
      try {
        create(fresh(mutation), spec(mutation.spec(), fresh(mutation)));
        both.add(mutation);
      } catch (KubernetesClientException e) {
        // What was there before may stay, and could not be made anew.
        assertThat(e.getCode()).isEqualTo(422);
      }
    }
    awaitEqual(new ArrayList<>(both));
    return both.stream()
        .flatMap(m -> differences(m).map(found -> m.title() + " " + found).stream())
        .toList();
  }

  /** Until the bound; what is unequal then is found by looking at all once more. */
  private void awaitEqual(List<Mutation> left) {
    try {
      await()
          .dontCatchUncaughtExceptions()
          .atMost(BOUND)
          .pollInterval(Duration.ofMillis(500))
          .until(
              () -> {
                left.removeIf(m -> differences(m).isEmpty());
                return left.isEmpty();
              });
    } catch (ConditionTimeoutException e) {
      System.out.printf("%s: %d pairs are unequal after %s%n", kind.plural, left.size(), BOUND);
    }
  }

  private void awaitLookedAt(List<String> names) {
    await()
        .dontCatchUncaughtExceptions()
        .atMost(BOUND)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () ->
                assertThat(names.stream().filter(name -> find(name).filter(this::isCalm).isEmpty()))
                    .as("not looked at")
                    .isEmpty());
  }

  private Optional<JsonNode> find(String name) {
    return cluster.checker().history().find(new Subject(kind.plural, namespace, name));
  }

  private boolean isCalm(JsonNode object) {
    boolean seen =
        object.at("/status/observedGeneration").asLong()
            == object.at("/metadata/generation").asLong();
    String state = object.at("/status/state").asText();
    return seen && !Set.of("PENDING", "STARTING", "UPDATING").contains(state);
  }

  private Optional<List<String>> differences(Mutation mutation) {
    var changed = find(before(mutation));
    var created = find(fresh(mutation));
    if (changed.isEmpty() || created.isEmpty() || !isCalm(changed.get())) {
      return Optional.of(List.of("not looked at"));
    }
    apply(changed.get());
    Set<String> one = new TreeSet<>(fields(changed.get()));
    Set<String> other = new TreeSet<>(fields(created.get()));
    List<String> found = new ArrayList<>();
    one.stream().filter(f -> !other.contains(f)).forEach(f -> found.add("changed has " + f));
    other.stream().filter(f -> !one.contains(f)).forEach(f -> found.add("created has " + f));
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  /** Settings that wait for the next start take effect now. */
  private void apply(JsonNode object) {
    if (object.at("/status/pendingUpdates").isEmpty()
        || !Objects.annotation(object, "deskwright.dev/apply-now").isEmpty()) {
      return;
    }
    resource(Objects.name(object))
        .patch(
            dev.deskwright.kernel.MergePatch.CONTEXT,
            "{\"metadata\": {\"annotations\": {\"deskwright.dev/apply-now\": \"now\"}}}");
  }

  /** Fields that tell what was before, and why an object that was changed has another past. */
  private static final Set<String> PASSING =
      Set.of(
          "observedGeneration", // counts changes
          "operations", // what was asked for, for example so that a setting takes effect
          "usage", // hours until now
          "power", // since when, and why it last started
          "registrationCode", // chosen by chance
          "snapshots", // when the last was taken
          "nodeName", // which node had room
          "dataSource", // what a drive was made from: a rebuilt one from a snapshot
          "dataSourceRef",
          "ipAddress",
          "lastTransitionTime");

  /** What in a text differs between any two objects. */
  private static final List<Map.Entry<Pattern, String>> VARYING =
      List.of(
          Map.entry(Pattern.compile("\\b(changed|created)-(\\d+)"), "name-$2"),
          Map.entry(Pattern.compile("-(root|user)-[0-9a-f]{5}\\b"), "-$1"),
          Map.entry(Pattern.compile("simulated-node-\\d"), "<node>"),
          Map.entry(Pattern.compile("\\b(ws|wsb)-[0-9a-z]{9}\\b"), "<id>"),
          Map.entry(Pattern.compile("\\bd-[0-9a-f]{10}\\b"), "<id>"),
          Map.entry(Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z"), "<time>"),
          Map.entry(Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "<uid>"),
          Map.entry(Pattern.compile(": 10\\.0\\.0\\.\\d+$"), ": <address>"),
          Map.entry(Pattern.compile("(/certificate): [0-9a-f]{16}$"), "$1: <hash>"),
          Map.entry(Pattern.compile("-[0-9a-f]{5}\\b"), "-<suffix>"));

  /** The status, and the specs of all that belongs to it. */
  private Set<String> fields(JsonNode object) {
    Set<String> fields = new TreeSet<>();
    collect("status", object.path("status"), fields);
    for (String resource :
        List.of(
            "pods",
            "persistentvolumeclaims",
            "services",
            "networkpolicies",
            "statefulsets",
            "poddisruptionbudgets")) {
      cluster.checker().history().list(resource, namespace).stream()
          .filter(child -> belongs(child, Objects.uid(object)))
          .forEach(child -> collect(resource, child.path("spec"), fields));
    }
    return fields;
  }

  private static boolean belongs(JsonNode child, String uid) {
    return Objects.list(child.at("/metadata/ownerReferences"))
        .anyMatch(owner -> owner.path("uid").asText().equals(uid));
  }

  private static void collect(String path, JsonNode node, Set<String> fields) {
    if (node.isObject()) {
      node.properties().stream()
          .filter(field -> !PASSING.contains(field.getKey()))
          .forEach(field -> collect(path + "/" + field.getKey(), field.getValue(), fields));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(path + "/" + i, node.get(i), fields);
      }
    } else {
      String plain = path + ": " + node.asText();
      for (var varying : VARYING) {
        plain = varying.getKey().matcher(plain).replaceAll(varying.getValue());
      }
      fields.add(plain);
    }
  }
}
