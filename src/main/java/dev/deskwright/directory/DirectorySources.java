package dev.deskwright.directory;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.kernel.Children;
import dev.deskwright.kernel.Labels;
import dev.deskwright.kernel.Rebirth;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The Directory controller's caches. */
public final class DirectorySources {

  private final SimpleInboundEventSource<Directory> users;
  private final Rebirth<Directory> rebirth;
  private final Optional<String> gatewayNamespace;
  private SharedObjects shared;

  /**
   * Prepares nothing yet.
   *
   * @param users tells when a Directory has won or lost a WorkSpace
   * @param rebirth tells of a Directory that takes the name of one just deleted
   * @param gatewayNamespace where the gateways are; the Directory's own namespace if not known
   */
  public DirectorySources(
      SimpleInboundEventSource<Directory> users,
      Rebirth<Directory> rebirth,
      Optional<String> gatewayNamespace) {
    this.users = users;
    this.rebirth = rebirth;
    this.gatewayNamespace = gatewayNamespace;
  }

  List<EventSource<?, Directory>> prepare(EventSourceContext<Directory> context) {
    var services = owned(Service.class, context);
    var policies = owned(NetworkPolicy.class, context);
    shared =
        new SharedObjects(
            new Children<>(Service.class, context.getClient(), services),
            new Children<>(NetworkPolicy.class, context.getClient(), policies),
            gatewayNamespace);
    return List.of(users, rebirth, services, policies);
  }

  SharedObjects shared() {
    return shared;
  }

  private static <R extends HasMetadata> InformerEventSource<R, Directory> owned(
      Class<R> type, EventSourceContext<Directory> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(type, Directory.class)
            .withLabelSelector(Labels.SELECTOR)
            .withSecondaryToPrimaryMapper(Mappers.fromOwnerReferences(Directory.class))
            .withPrimaryToSecondaryMapper(directory -> Set.of())
            .withNamespacesInheritedFromController()
            .build(),
        context);
  }
}
