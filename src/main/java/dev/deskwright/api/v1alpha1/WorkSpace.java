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

/** One user's desktop: a pod that can be replaced, and two volumes that stay. */
@JsonClassDescription(
    "A WorkSpace is one user's persistent cloud desktop: a pod that can be "
        + "replaced, and a root and a user drive that stay.")
@Group("deskwright.dev")
@Version("v1alpha1")
@Kind("WorkSpace")
@Plural("workspaces")
@Singular("workspace")
@ShortNames("ws")
@AdditionalPrinterColumn(name = "User", jsonPath = ".spec.userName")
@AdditionalPrinterColumn(name = "State", jsonPath = ".status.state")
@AdditionalPrinterColumn(name = "Bundle", jsonPath = ".spec.bundleRef.name")
@AdditionalPrinterColumn(name = "Mode", jsonPath = ".status.runningMode.mode")
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
@AdditionalPrinterColumn(name = "Id", jsonPath = ".status.workspaceId", priority = 1)
@AdditionalPrinterColumn(name = "Node", jsonPath = ".status.nodeName", priority = 1)
@AdditionalPrinterColumn(name = "Subnet", jsonPath = ".status.subnetName", priority = 1)
@AdditionalPrinterColumn(name = "IP", jsonPath = ".status.ipAddress", priority = 1)
@ValidationRule(
    value =
        "self.metadata.name.size() <= 63 &&"
            + " self.metadata.name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
    messageExpression =
        "'metadata.name \"%s\" becomes the host name of the desktop: use 1 to 63 "
            + "lower-case letters, digits and hyphens, with no "
            + "dot'.format([self.metadata.name])")
public class WorkSpace extends CustomResource<WorkSpaceSpec, WorkSpaceStatus>
    implements Namespaced {

  @Override
  protected WorkSpaceSpec initSpec() {
    return null;
  }

  @Override
  protected WorkSpaceStatus initStatus() {
    return null;
  }
}
