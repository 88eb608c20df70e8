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

/** What a desktop is made of: image, compute, volumes, protocol. */
@JsonClassDescription(
    "A Bundle is one kind of desktop on offer: image, compute, volumes and "
        + "protocol. WorkSpaces are made from it.")
@Group("deskwright.dev")
@Version("v1alpha1")
@Kind("Bundle")
@Plural("bundles")
@Singular("bundle")
@ShortNames("wsbundle")
@AdditionalPrinterColumn(name = "Image", jsonPath = ".spec.image")
@AdditionalPrinterColumn(name = "Compute", jsonPath = ".status.compute")
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
@AdditionalPrinterColumn(name = "Id", jsonPath = ".status.bundleId", priority = 1)
@ValidationRule(
    value =
        "self.metadata.name.size() <= 63 &&"
            + " self.metadata.name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
    messageExpression =
        "'metadata.name \"%s\" becomes a label: use 1 to 63 lower-case letters, digits "
            + "and hyphens, with no dot'.format([self.metadata.name])")
public class Bundle extends CustomResource<BundleSpec, BundleStatus> implements Namespaced {

  @Override
  protected BundleSpec initSpec() {
    return null;
  }

  @Override
  protected BundleStatus initStatus() {
    return null;
  }
}
