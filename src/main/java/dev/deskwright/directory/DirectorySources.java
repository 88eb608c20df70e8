package dev.deskwright.directory;

import dev.deskwright.api.v1alpha1.Directory;
import dev.deskwright.directory.simplead.ServerObjects;
import dev.deskwright.directory.simplead.SimpleAdServers;
import dev.deskwright.kernel.Children;
import dev.deskwright.kernel.Labels;
import dev.deskwright.kernel.Rebirth;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The Directory controller's caches. */
public final class DirectorySources {

  private final SimpleInboundEventSource<Directory> users;
  private final Rebirth<Directory> rebirth;
  private final Optional<String> gatewayNamespace;
  private final String directoryImage;
  private final Clock clock;
  private SharedObjects shared;
  private SimpleAdServers simpleAd;

  /**
   * Prepares nothing yet.
   *
   * @param users tells when a Directory has won or lost a WorkSpace
   * @param rebirth tells of a Directory that takes the name of one just deleted
   * @param gatewayNamespace where the gateways are; the Directory's own namespace if not known
   * @param directoryImage image of the servers of a Directory that names none
   * @param clock for the dates of the servers' certificates
   */
  public DirectorySources(
      SimpleInboundEventSource<Directory> users,
      Rebirth<Directory> rebirth,
      Optional<String> gatewayNamespace,
      String directoryImage,
      Clock clock) {
    this.users = users;
    this.rebirth = rebirth;
    this.gatewayNamespace = gatewayNamespace;
    this.directoryImage = directoryImage;
    this.clock = clock;
  }

  List<EventSource<?, Directory>> prepare(EventSourceContext<Directory> context) {
    var services = owned(Service.class, context);
    var policies = owned(NetworkPolicy.class, context);
    var budgets = owned(PodDisruptionBudget.class, context);
    var sets = owned(StatefulSet.class, context);
    var client = context.getClient();
    var objects =
        new ServerObjects(
            new Children<>(Service.class, client, services),
            new Children<>(NetworkPolicy.class, client, policies),
            new Children<>(PodDisruptionBudget.class, client, budgets),
            new Children<>(StatefulSet.class, client, sets));
    shared = new SharedObjects(objects.services(), objects.policies(), gatewayNamespace);
    simpleAd = SimpleAdServers.of(objects, client, directoryImage, gatewayNamespace, clock);
    return List.of(users, rebirth, services, policies, budgets, sets);
  }

  SharedObjects shared() {
    return shared;
  }

  SimpleAdServers simpleAd() {
    return simpleAd;
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
