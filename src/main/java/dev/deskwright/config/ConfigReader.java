package dev.deskwright.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.deskwright.api.v1alpha1.Compute.Gpu;
import dev.deskwright.api.v1alpha1.Compute.Resources;
import dev.deskwright.config.OperatorConfig.LeaderElection;
import dev.deskwright.config.OperatorConfig.LogLevel;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the settings from flags and environment, and finds every mistake before it reports. */
public final class ConfigReader {

  /**
   * What Kubernetes itself sets in a pod for a Service named deskwright or deskwright-something. A
   * variable that only ends in PORT is one of these when its value is an address.
   */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(
          "DESKWRIGHT_(.*_)?(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT_[0-9]+_.*)=.*"
              + "|DESKWRIGHT_(.*_)?PORT=[a-z]+://.*");

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9][-A-Za-z0-9._/:@]{0,511}");

  private final Map<Setting, String> flags;
  private final Map<String, String> environment;
  private final Optional<String> ownNamespace;
  private final List<String> errors = new ArrayList<>();

  private ConfigReader(
      Map<Setting, String> flags, Map<String, String> environment, Optional<String> ownNamespace) {
    this.flags = new EnumMap<>(Setting.class);
    this.flags.putAll(flags);
    this.environment = environment;
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
    return new ConfigReader(flags, environment, ownNamespace).read();
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
    unknownVariables();
    var config =
        new OperatorConfig(
            namespaces(),
            number(Setting.WORKERS, 1, 256),
            leaderElection(),
            Optional.of(number(Setting.HTTP_PORT, 0, 65_535)).filter(port -> port > 0),
            oneOf(Setting.LOG_FORMAT, LogFormat.class) == LogFormat.JSON,
            oneOf(Setting.LOG_LEVEL, LogLevel.class),
            computeTypes(),
            oneOf(Setting.USER_NAMESPACES, UserNamespaces.class),
            name(Setting.GATEWAY_NAMESPACE).or(() -> ownNamespace),
            gatewayCertificate(),
            image(Setting.DIRECTORY_IMAGE),
            Duration.ofSeconds(number(Setting.SHUTDOWN_TIMEOUT_SECONDS, 0, 300)));
    if (!errors.isEmpty()) {
      throw new ConfigException(errors);
    }
    return config;
  }

  private enum LogFormat {
    PLAIN,
    JSON
  }

  private enum Switch {
    FALSE,
    TRUE
  }

  private String raw(Setting setting) {
    String value = flags.getOrDefault(setting, environment.get(setting.variable()));
    return value == null ? setting.defaultValue() : value.strip();
  }

  private void error(Setting setting, String wanted) {
    String source =
        flags.containsKey(setting) ? setting.flag() : "environment variable " + setting.variable();
    errors.add("%s: \"%s\" cannot be used; %s".formatted(source, raw(setting), wanted));
  }

  private String image(Setting setting) {
    String value = raw(setting);
    if (!IMAGE.matcher(value).matches()) {
      error(setting, "use the name of an image, like registry.example.com/directory:1.0");
    }
    return value;
  }

  /** A misspelt variable would silently leave a default in force. */
  private void unknownVariables() {
    Set<String> known = new TreeSet<>();
    Arrays.stream(Setting.values()).map(Setting::variable).forEach(known::add);
    environment.keySet().stream()
        .filter(name -> name.startsWith("DESKWRIGHT_") && !known.contains(name))
        .filter(name -> !SERVICE_LINK.matcher(name + "=" + environment.get(name)).matches())
        .sorted()
        .forEach(
            name ->
                errors.add(
                    "environment variable %s: there is no such setting; the settings are %s"
                        .formatted(name, String.join(", ", known))));
  }

  private int number(Setting setting, int min, int max) {
    try {
      int value = Integer.parseInt(raw(setting));
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below, as a number out of bounds is
    }
    error(setting, "give a whole number from %d to %d".formatted(min, max));
    return min;
  }

  private <E extends Enum<E>> E oneOf(Setting setting, Class<E> type) {
    E[] values = type.getEnumConstants();
    for (E value : values) {
      if (value.name().equalsIgnoreCase(raw(setting))) {
        return value;
      }
    }
    String wanted =
        String.join(
            ", ", Arrays.stream(values).map(v -> v.name().toLowerCase(Locale.ROOT)).toList());
    error(setting, "give one of: " + wanted);
    return values[0];
  }

  private Optional<String> name(Setting setting) {
    String value = raw(setting);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!NAME.matcher(value).matches()) {
      error(setting, "give a name of at most 63 lower-case letters, digits and hyphens");
    }
    return Optional.of(value);
  }

  private Set<String> namespaces() {
    Set<String> names = new TreeSet<>();
    for (String name : raw(Setting.NAMESPACES).split(",", -1)) {
      if (!name.isBlank()) {
        names.add(name.strip());
      }
    }
    if (!names.stream().allMatch(name -> NAME.matcher(name).matches())) {
      error(Setting.NAMESPACES, "give names of namespaces, separated by commas");
    }
    return names;
  }

  private Optional<LeaderElection> leaderElection() {
    boolean wanted = oneOf(Setting.LEADER_ELECTION, Switch.class) == Switch.TRUE;
    var namespace = name(Setting.LEADER_ELECTION_NAMESPACE).or(() -> ownNamespace);
    var lease = name(Setting.LEADER_ELECTION_LEASE);
    if (wanted && namespace.isEmpty()) {
      error(
          Setting.LEADER_ELECTION_NAMESPACE,
          "outside a pod, give the namespace of the Lease, or turn --leader-election off");
    }
    if (wanted && lease.isEmpty()) {
      error(Setting.LEADER_ELECTION_LEASE, "give the name of the Lease");
    }
    return wanted && namespace.isPresent() && lease.isPresent()
        ? Optional.of(new LeaderElection(namespace.get(), lease.get()))
        : Optional.empty();
  }

  private ComputeTypes computeTypes() {
    String path = raw(Setting.COMPUTE_TYPES);
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
                  error(
                      Setting.COMPUTE_TYPES,
                      "type %s must have cpu and memory as Kubernetes quantities, such as 2 and 8Gi, and gpu, if any, with a resource and a count of at least 1"
                          .formatted(name));
                }
              });
      return types;
    } catch (JsonProcessingException e) {
      error(
          Setting.COMPUTE_TYPES,
          "the file is not a map of compute types: " + e.getOriginalMessage());
    } catch (IOException e) {
      error(Setting.COMPUTE_TYPES, "the file cannot be read: " + e.getMessage());
    }
    return ComputeTypes.builtIn();
  }

  private Optional<String> gatewayCertificate() {
    String path = raw(Setting.GATEWAY_CERTIFICATE);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    try (var file = Files.newInputStream(Path.of(path))) {
      var certificate = CertificateFactory.getInstance("X.509").generateCertificate(file);
      if (certificate.getPublicKey() instanceof ECKey key
          && key.getParams().getOrder().bitLength() == 256) {
        return Optional.of(pem(certificate));
      }
      error(Setting.GATEWAY_CERTIFICATE, "its key must be ECDSA on the curve P-256");
    } catch (CertificateException e) {
      error(Setting.GATEWAY_CERTIFICATE, "the file is no X.509 certificate in PEM");
    } catch (IOException e) {
      error(Setting.GATEWAY_CERTIFICATE, "the file cannot be read: " + e.getMessage());
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
