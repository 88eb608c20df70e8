package dev.deskwright.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.deskwright.api.v1alpha1.Compute.Gpu;
import dev.deskwright.api.v1alpha1.Compute.Resources;
import dev.deskwright.config.OperatorConfig.LeaderElection;
import dev.deskwright.config.OperatorConfig.Metrics;
import dev.deskwright.config.OperatorConfig.UserNamespaces;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the settings from flags and environment, and finds every mistake before it reports. */
public final class ConfigReader {

  private static final int MOST_TAGS = 10;
  private static final int LONGEST_TAG = 63;
  private static final Pattern TAG =
      Pattern.compile("([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");
  private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9][-A-Za-z0-9._/:@]{0,511}");

  private final SettingValues values;
  private final Optional<String> ownNamespace;

  private ConfigReader(SettingValues values, Optional<String> ownNamespace) {
    this.values = values;
    this.ownNamespace = ownNamespace;
  }

  /**
   * Reads all settings.
   *
   * @param flags the values given on the command line
   * @param environment the process's environment
   * @param ownNamespace the namespace that the operator runs in, known inside a pod only
   * @throws ConfigException with one line for each setting that can't be used
   */
  public static OperatorConfig read(
      Map<Setting, String> flags, Map<String, String> environment, Optional<String> ownNamespace)
      throws ConfigException {
    return new ConfigReader(new SettingValues(flags, environment), ownNamespace).read();
  }

  /** The settings with every default, as for a single operator outside a cluster. */
  public static OperatorConfig defaults() {
    try {
      return read(Map.of(), Map.of(), Optional.empty());
    } catch (ConfigException e) {
      throw new IllegalStateException("a default is wrong", e);
    }
  }

  private OperatorConfig read() throws ConfigException {
    values.refuseUnknown(Setting.values());
    var config =
        new OperatorConfig(
            values.namespaces(Setting.NAMESPACES),
            values.number(Setting.WORKERS, 1, 256),
            leaderElection(),
            Optional.of(values.number(Setting.HTTP_PORT, 0, 65_535)).filter(port -> port > 0),
            values.log(Setting.LOG_FORMAT, Setting.LOG_LEVEL, Setting.LOG_LEVELS_FILE),
            values.tracing(Setting.TRACING_ENDPOINT, Setting.TRACING_PERCENT),
            computeTypes(),
            values.oneOf(Setting.USER_NAMESPACES, UserNamespaces.class),
            values.name(Setting.GATEWAY_NAMESPACE).or(() -> ownNamespace),
            gatewayCertificate(),
            image(Setting.DIRECTORY_IMAGE),
            new Metrics(values.isTrue(Setting.WORKSPACE_METRICS), tags()),
            Duration.ofSeconds(values.number(Setting.SHUTDOWN_TIMEOUT_SECONDS, 0, 300)));
    values.check();
    return config;
  }

  private List<String> tags() {
    List<String> tags = values.list(Setting.METRICS_TAGS).stream().distinct().toList();
    if (tags.size() > MOST_TAGS || !tags.stream().allMatch(ConfigReader::isTag)) {
      values.error(
          Setting.METRICS_TAGS,
          "give at most 10 names of tags as in spec.tags of WorkSpaces, separated by commas, for"
              + " example team,cost-centre");
    }
    return tags;
  }

  private static boolean isTag(String name) {
    return name.length() <= LONGEST_TAG && TAG.matcher(name).matches();
  }

  private String image(Setting setting) {
    String value = values.raw(setting);
    if (!IMAGE.matcher(value).matches()) {
      values.error(setting, "use the name of an image, like registry.example.com/directory:1.0");
    }
    return value;
  }

  private Optional<LeaderElection> leaderElection() {
    boolean wanted = values.isTrue(Setting.LEADER_ELECTION);
    var namespace = values.name(Setting.LEADER_ELECTION_NAMESPACE).or(() -> ownNamespace);
    var lease = values.name(Setting.LEADER_ELECTION_LEASE);
    if (wanted && namespace.isEmpty()) {
      values.error(
          Setting.LEADER_ELECTION_NAMESPACE,
          "outside a pod, give the namespace of the Lease, or turn --leader-election off");
    }
    if (wanted && lease.isEmpty()) {
      values.error(Setting.LEADER_ELECTION_LEASE, "give the name of the Lease");
    }
    return wanted && namespace.isPresent() && lease.isPresent()
        ? Optional.of(new LeaderElection(namespace.get(), lease.get()))
        : Optional.empty();
  }

  private ComputeTypes computeTypes() {
    String path = values.raw(Setting.COMPUTE_TYPES);
    if (path.isEmpty()) {
      return ComputeTypes.builtIn();
    }
    try {
      var types = ComputeTypes.builtIn().with(Files.readString(Path.of(path)));
      types
          .all()
          .forEach(
              (name, resources) -> {
                if (!isUsable(resources)) {
                  values.error(
                      Setting.COMPUTE_TYPES,
                      "type %s must have cpu and memory as Kubernetes quantities, such as 2 and 8Gi, and gpu, if any, with a resource and a count of at least 1"
                          .formatted(name));
                }
              });
      return types;
    } catch (JsonProcessingException e) {
      values.error(
          Setting.COMPUTE_TYPES,
          "the file is not a map of compute types: " + e.getOriginalMessage());
    } catch (IOException e) {
      values.error(Setting.COMPUTE_TYPES, "the file cannot be read: " + e.getMessage());
    }
    return ComputeTypes.builtIn();
  }

  private Optional<String> gatewayCertificate() {
    String path = values.raw(Setting.GATEWAY_CERTIFICATE);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    try (var file = Files.newInputStream(Path.of(path))) {
      var certificate = CertificateFactory.getInstance("X.509").generateCertificate(file);
      if (certificate.getPublicKey() instanceof ECKey key
          && key.getParams().getOrder().bitLength() == 256) {
        return Optional.of(pem(certificate));
      }
      values.error(Setting.GATEWAY_CERTIFICATE, "its key must be ECDSA on the curve P-256");
    } catch (CertificateException e) {
      values.error(Setting.GATEWAY_CERTIFICATE, "the file is no X.509 certificate in PEM");
    } catch (IOException e) {
      values.error(Setting.GATEWAY_CERTIFICATE, "the file cannot be read: " + e.getMessage());
    }
    return Optional.empty();
  }

  /** Always written the same way: another line break must not look like another certificate. */
  private static String pem(Certificate certificate) throws CertificateEncodingException {
    byte[] lineBreak = {'\n'};
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, lineBreak).encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  private static boolean isUsable(Resources resources) {
    return resources != null
        && isQuantity(resources.cpu())
        && isQuantity(resources.memory())
        && (resources.gpu() == null || isUsable(resources.gpu()));
  }

  private static boolean isUsable(Gpu gpu) {
    return gpu.resource() != null && gpu.count() != null && gpu.count() > 0;
  }

  private static boolean isQuantity(String text) {
    try {
      return text != null && Quantity.parse(text).getNumericalAmount().signum() > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
