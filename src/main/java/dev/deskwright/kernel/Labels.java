package dev.deskwright.kernel;

import java.util.Map;

/** Labels and annotations on what the operator makes. */
public final class Labels {

  /** What the names of our labels and annotations begin with. */
  public static final String PREFIX = "deskwright.dev/";

  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  public static final String COMPONENT = "app.kubernetes.io/component";
  public static final String OPERATOR = "deskwright";

  /** Selects everything that the operator makes; informers watch nothing else. */
  public static final String SELECTOR = MANAGED_BY + "=" + OPERATOR;

  public static final String WORKSPACE = PREFIX + "workspace";
  public static final String WORKSPACE_ID = PREFIX + "workspace-id";
  public static final String DIRECTORY = PREFIX + "directory";
  public static final String BUNDLE = PREFIX + "bundle";

  /** The user, with what a label cannot hold written as underscores. */
  public static final String USER = PREFIX + "user";

  /** Which drive a claim or a snapshot is of: root or user. */
  public static final String DRIVE = PREFIX + "drive";

  /** Why a snapshot was taken: automatic, manual, safety or final. */
  public static final String SNAPSHOT_KIND = PREFIX + "snapshot-kind";

  /** What the snapshots of both drives that were taken together have in common. */
  public static final String SNAPSHOT_SET = PREFIX + "snapshot-set";

  /** The Directory that made a WorkSpace, since its user is in a group. */
  public static final String PROVISIONED_BY = PREFIX + "provisioned-by";

  /** Annotation: when its user left the groups that a WorkSpace was made for. */
  public static final String LEFT_AT = PREFIX + "left-at";

  /** Annotation: login name of the user; a label could not hold every name. */
  public static final String USER_NAME = PREFIX + "user-name";

  /** Annotation: keys of the tags that are labels, so that a removed tag can be found. */
  public static final String TAGS = PREFIX + "tags";

  /** Annotation of a pod: hash of the settings that it was made with. */
  public static final String POD_HASH = PREFIX + "pod-hash";

  /** Annotation of a claim and a pod: the image that the desktop was made from. */
  public static final String IMAGE = PREFIX + "image";

  /** Annotation of the root claim: the folders that were seeded, separated by commas. */
  public static final String ROOT_PATHS = PREFIX + "root-paths";

  /** Annotation of a claim: the Directory's subnet that the desktop belongs to. */
  public static final String SUBNET = PREFIX + "subnet";

  /** Annotation of a cached pod: thousandths of processors and bytes of memory it asks for. */
  public static final String REQUESTS = PREFIX + "requests";

  /** Annotation of cached pods only: the claims that it mounts, separated by commas. */
  public static final String MOUNTED = PREFIX + "mounted";

  /** Annotation of a StorageClass: "true" when its volumes are encrypted at rest. */
  public static final String ENCRYPTED = PREFIX + "encrypted";

  /** Annotation of a StorageClass: the key that its volumes are encrypted with. */
  public static final String ENCRYPTION_KEY = PREFIX + "encryption-key";

  /** Which kind of shared state of the gateways a Secret holds. */
  public static final String GATEWAY_STATE = PREFIX + "gateway-state";

  private Labels() {}

  /** The labels that all parts of one component carry. */
  public static Map<String, String> managed(String component) {
    return Map.of(MANAGED_BY, OPERATOR, COMPONENT, component);
  }

  /** The annotation that asks for an operation, for example {@code deskwright.dev/reboot}. */
  public static String operation(String name) {
    return PREFIX + name;
  }
}
