package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * Whether somebody is connected to a desktop: the record of activity that AutoStop goes by. The one
 * part of the status that the operator reads and never writes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/workspaces/latest/api/API_WorkspaceConnectionStatus.html">WorkspaceConnectionStatus</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Connection(
    @Required
        @JsonPropertyDescription(
            "CONNECTED, DISCONNECTED, or UNKNOWN, which never stops a desktop.")
        State state,
    @Size(max = 32)
        @ValidationRule(
            value = "self" + Syntax.TIME,
            messageExpression =
                "'lastConnectedAt \"%s\" is not a time: " + Syntax.TIME_HINT + "'.format([self])")
        @JsonPropertyDescription(
            "The last moment at which somebody is known to have been connected, as RFC 3339 time in"
                + " UTC. Left out: nobody was.")
        String lastConnectedAt,
    @Required
        @Size(max = 32)
        @ValidationRule(
            value = "self" + Syntax.TIME,
            messageExpression =
                "'checkedAt \"%s\" is not a time: " + Syntax.TIME_HINT + "'.format([self])")
        @JsonPropertyDescription(
            "When this was found out, as RFC 3339 time in UTC. A state of CONNECTED that is older than"
                + " 15 minutes counts as UNKNOWN.")
        String checkedAt) {

  /** The states, by the names that Amazon WorkSpaces gives them. */
  public enum State {
    CONNECTED,
    DISCONNECTED,
    UNKNOWN
  }
}
