package dev.deskwright.directory;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.api.v1alpha1.DirectorySpec.DesktopNames;
import dev.deskwright.kernel.Labels;
import dev.deskwright.kernel.Names;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.Map;
import java.util.TreeMap;

/**
 * One headless Service gives every desktop of a Directory a DNS name, where names are wanted: at
 * each change of one desktop Kubernetes looks at all of a Service's pods.
 */
final class ServiceTemplate {

  static final String COMPONENT = "directory";

  private ServiceTemplate() {}

  static Service service(Directory directory) {
    return new ServiceBuilder()
        .withMetadata(metadata(directory))
        .withNewSpec()
        .withType("ClusterIP")
        .withClusterIP("None")
        .withSelector(desktops(directory))
        .endSpec()
        .build();
  }

  static boolean isWanted(Directory directory) {
    return directory.getSpec().desktopNames() == DesktopNames.Published;
  }

  /** Selects the desktops of a Directory. */
  static Map<String, String> desktops(Directory directory) {
    Map<String, String> selector = new TreeMap<>(Labels.managed("desktop"));
    selector.put(Labels.DIRECTORY, directory.getMetadata().getName());
    return selector;
  }

  static ObjectMeta metadata(Directory directory) {
    var meta = directory.getMetadata();
    Map<String, String> labels = new TreeMap<>(Labels.managed(COMPONENT));
    labels.put(Labels.DIRECTORY, meta.getName());
    return new ObjectMetaBuilder()
        .withName(Names.desktopsOf(meta.getName()))
        .withNamespace(meta.getNamespace())
        .withLabels(labels)
        .withOwnerReferences(
            new OwnerReferenceBuilder()
                .withApiVersion(directory.getApiVersion())
                .withKind(directory.getKind())
                .withName(meta.getName())
                .withUid(meta.getUid())
                .withController(true)
                .build())
        .build();
  }
}
