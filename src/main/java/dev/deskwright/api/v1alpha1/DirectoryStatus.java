package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What was last observed of a directory. */
@JsonClassDescription("What was last observed of the Directory. Written by the operator only.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DirectoryStatus(
    @Min(0)
        @Max(1e15)
        @JsonPropertyDescription("The metadata.generation that this status is about.")
        Long observedGeneration,
    @Size(max = 12)
        @JsonPropertyDescription("Identity of the Directory: d- and ten hexadecimal digits.")
        String directoryId,
    @Size(max = 16)
        @JsonPropertyDescription(
            "What a user types to reach this directory: DW and eight letters or digits.")
        String registrationCode,
    @JsonPropertyDescription("The state in the words of Amazon WorkSpaces, for people and tools.")
        State state,
    @Min(0)
        @Max(1_000_000)
        @JsonPropertyDescription(
            "How many WorkSpaces it has. While there are any, the Directory is not removed.")
        Integer workspaces,
    @Size(max = 63)
        @JsonPropertyDescription(
            "The headless Service that gives every desktop of this directory a DNS name; absent where"
                + " desktopNames are Unpublished.")
        String serviceName,
    @Size(max = 6)
        @JsonPropertyDescription("Addresses of the directory's DNS servers, where it has its own.")
        List<@Size(max = 45) String> dnsIpAddresses,
    @Size(max = 16) @JsonPropertyDescription("The directory's servers, in the order of their use.")
        List<ServerStatus> servers,
    @Size(max = 100) @JsonPropertyDescription("CrossTrust: the domains that are trusted.")
        List<TrustStatus> trusts,
    @JsonPropertyDescription("What the desktops take of the quotas; absent without quotas.")
        Quotas used,
    @Size(max = 16)
        @JsonPropertyDescription(
            "Ready sums up; Registered says whether desktops can be made, Reachable whether users"
                + " can be looked up.")
        List<Condition> conditions)
    implements Conditioned {

  /** A server of the directory. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ServerStatus(
      @Size(max = 262) @JsonPropertyDescription("Host and port.") String address,
      @JsonPropertyDescription("Whether it answers.") Boolean reachable,
      @Size(max = 1024) @JsonPropertyDescription("Why it does not.") String message) {}

  /** A domain that a Directory of type CrossTrust trusts. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TrustStatus(
      @Size(max = 253) @JsonPropertyDescription("Full name of the domain.") String domainName,
      @Size(max = 15) @JsonPropertyDescription("Its short name.") String netbiosName,
      @Size(max = 54) @JsonPropertyDescription("The Directory in this namespace that it is.")
          String directoryName,
      @JsonPropertyDescription("Whether its users can be looked up.") Boolean reachable,
      @Size(max = 1024) @JsonPropertyDescription("Why they cannot.") String message) {}

  /** The states of a directory, by the names that the Amazon WorkSpaces API gives them. */
  public enum State {
    REGISTERING,
    REGISTERED,
    DEREGISTERING,
    DEREGISTERED,
    ERROR
  }
}
