package dev.deskwright.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** Who may have desktops, and the rules for them. */
@JsonClassDescription("A Directory says who may have desktops, and holds the rules for them.")
@Group("deskwright.dev")
@Version("v1alpha1")
@Kind("Directory")
@Plural("directories")
@Singular("directory")
@ShortNames("dir")
@AdditionalPrinterColumn(name = "Type", jsonPath = ".spec.type")
@AdditionalPrinterColumn(name = "Domain", jsonPath = ".spec.domainName")
@AdditionalPrinterColumn(name = "State", jsonPath = ".status.state")
@AdditionalPrinterColumn(
    name = "WorkSpaces",
    jsonPath = ".status.workspaces",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Id", jsonPath = ".status.directoryId", priority = 1)
@AdditionalPrinterColumn(name = "Code", jsonPath = ".status.registrationCode", priority = 1)
@ValidationRule(
    value =
        "self.metadata.name.size() <= 54 &&"
            + " self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
    messageExpression =
        "'metadata.name \"%s\" becomes the name of a Service: use 1 to 54 lower-case "
            + "letters, digits and hyphens, with a letter first and no "
            + "dot'.format([self.metadata.name])")
@ValidationRule(
    value =
        "!has(self.spec.crossTrust) || (!has(self.spec.crossTrust.trustsOf) ||"
            + " self.spec.crossTrust.trustsOf.name != self.metadata.name) &&"
            + " (!has(self.spec.crossTrust.directoryRefs) ||"
            + " self.spec.crossTrust.directoryRefs.all(r, r.name != self.metadata.name))",
    fieldPath = ".spec.crossTrust",
    messageExpression =
        "'crossTrust names \"%s\", which is this Directory itself: name"
            + " others'.format([self.metadata.name])")
public class Directory extends CustomResource<DirectorySpec, DirectoryStatus>
    implements Namespaced {

  @Override
  protected DirectorySpec initSpec() {
    return null;
  }

  @Override
  protected DirectoryStatus initStatus() {
    return null;
  }
}
