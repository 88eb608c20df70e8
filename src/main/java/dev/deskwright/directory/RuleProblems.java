package dev.deskwright.directory;

import dev.deskwright.api.v1alpha1.DirectorySpec;
import dev.deskwright.api.v1alpha1.IpAccessRule;
import dev.deskwright.api.v1alpha1.ProvisionGroup;
import dev.deskwright.api.v1alpha1.RunningMode;
import dev.deskwright.api.v1alpha1.Subnet;
import dev.deskwright.kernel.AddressRange;
import dev.deskwright.workspace.power.Schedules;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is wrong with a Directory's rules that the schema cannot see. Pure. */
final class RuleProblems {

  private RuleProblems() {}

  /** The first problem, in a sentence that begins with the field. */
  static Optional<String> first(DirectorySpec spec) {
    return Stream.of(
            Schedules.problem(spec.maintenanceWindow())
                .map("maintenanceWindow.%s."::formatted)
                .stream(),
            schedule("defaultRunningMode", spec.defaultRunningMode()),
            each(spec.provisionGroups()).flatMap(RuleProblems::ofGroup),
            each(spec.subnets()).map(Subnet::cidr).flatMap(cidr -> hostBits("subnets", cidr)),
            each(spec.ipAccessRules())
                .map(IpAccessRule::cidr)
                .flatMap(cidr -> hostBits("ipAccessRules", cidr)))
        .flatMap(problems -> problems)
        .findFirst();
  }

  private static <T> Stream<T> each(List<T> list) {
    return Stream.ofNullable(list).flatMap(Collection::stream);
  }

  private static Stream<String> ofGroup(ProvisionGroup group) {
    return schedule(
        "provisionGroups \"%s\": runningMode".formatted(group.group()), group.runningMode());
  }

  private static Stream<String> schedule(String field, RunningMode mode) {
    return Optional.ofNullable(mode).flatMap(it -> Schedules.problem(it.schedule())).stream()
        .map(problem -> "%s.schedule.%s.".formatted(field, problem));
  }

  /** An address within a range is a typing error more often than a way to write the range. */
  private static Stream<String> hostBits(String field, String cidr) {
    return Stream.ofNullable(cidr)
        .map(AddressRange::of)
        .flatMap(Optional::stream)
        .filter(AddressRange::hasHostBits)
        .map(
            range ->
                "%s: cidr \"%s\" is an address within a range, and not the range's first: write %s, or another length."
                    .formatted(field, cidr, range.network()));
  }
}
