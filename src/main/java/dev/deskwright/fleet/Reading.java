package dev.deskwright.fleet;

import dev.deskwright.api.v1alpha1.Connection;
import dev.deskwright.api.v1alpha1.Prices;
import dev.deskwright.api.v1alpha1.RunningMode;
import dev.deskwright.api.v1alpha1.RunningMode.Mode;
import dev.deskwright.api.v1alpha1.SnapshotStatus;
import dev.deskwright.api.v1alpha1.Usage;
import dev.deskwright.api.v1alpha1.Usage.Billing;
import dev.deskwright.api.v1alpha1.WorkSpace;
import dev.deskwright.api.v1alpha1.WorkSpaceState;
import dev.deskwright.api.v1alpha1.WorkSpaceStatus;
import dev.deskwright.kernel.Ids;
import dev.deskwright.workspace.metering.Costs;
import dev.deskwright.workspace.metering.Meter;
import dev.deskwright.workspace.power.Activity;
import dev.deskwright.workspace.power.Timestamp;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What there is to measure of one WorkSpace at one moment.
 *
 * @param workspace the object itself
 * @param id its {@code ws-…}
 * @param directoryId its Directory's {@code d-…}, or {@link #UNKNOWN}
 * @param state its state; PENDING before the operator has told one
 * @param mode the running mode in force; empty before it is known
 * @param seconds how long it has run in the current month, by mode
 * @param bill what the current month costs so far; empty without prices
 * @param isConnected whether its user is known to be connected
 * @param snapshotAt when the newest automatic snapshot of the user volume was taken
 */
record Reading(
    WorkSpace workspace,
    String id,
    String directoryId,
    WorkSpaceState state,
    Optional<Mode> mode,
    Map<Mode, Long> seconds,
    Optional<Bill> bill,
    boolean isConnected,
    Optional<Instant> snapshotAt) {

  /** Stands for what nobody has found out yet. */
  static final String UNKNOWN = "unknown";

  /** What an amount is counted in and by. */
  record Tariff(String currency, Billing billing) {}

  /** The cost of a month so far, by the billing that the running mode means. */
  record Bill(Tariff tariff, BigDecimal amount) {

    private static Bill of(Usage.Cost cost, Billing billing) {
      String amount = billing == Billing.Monthly ? cost.monthly() : cost.hourly();
      return new Bill(new Tariff(cost.currency(), billing), new BigDecimal(amount));
    }

    String currency() {
      return tariff.currency();
    }
  }

  static Reading of(WorkSpace workspace, Optional<Prices> prices, Instant now) {
    Optional<WorkSpaceStatus> status = Optional.ofNullable(workspace.getStatus());
    Usage usage = status.map(WorkSpaceStatus::usage).orElse(null);
    var seconds = Meter.secondsThisMonth(usage, now);
    Optional<Mode> mode = status.map(WorkSpaceStatus::runningMode).map(RunningMode::mode);
    return new Reading(
        workspace,
        status
            .map(WorkSpaceStatus::workspaceId)
            .orElseGet(() -> Ids.workspace(workspace.getMetadata().getUid())),
        status.map(WorkSpaceStatus::directoryId).orElse(UNKNOWN),
        status.map(WorkSpaceStatus::state).orElse(WorkSpaceState.PENDING),
        mode,
        seconds,
        usage == null ? Optional.empty() : prices.flatMap(p -> bill(p, mode, seconds, now)),
        status
            .map(WorkSpaceStatus::connection)
            .filter(connection -> connection.state() == Connection.State.CONNECTED)
            .filter(connection -> Activity.of(connection, now) instanceof Activity.Connected)
            .isPresent(),
        status
            .map(WorkSpaceStatus::snapshots)
            .map(SnapshotStatus::lastUserAt)
            .flatMap(Timestamp::parse));
  }

  private static Optional<Bill> bill(
      Prices prices, Optional<Mode> mode, Map<Mode, Long> seconds, Instant now) {
    var month =
        new Usage.Month(
            YearMonth.from(now.atOffset(ZoneOffset.UTC)).toString(),
            seconds.get(Mode.AlwaysOn),
            seconds.get(Mode.AutoStop),
            seconds.get(Mode.Manual));
    Usage.Cost cost = Costs.of(prices, List.of(month), now);
    return mode.map(m -> m == Mode.AlwaysOn ? Billing.Monthly : Billing.Hourly)
        .map(billing -> Bill.of(cost, billing));
  }

  /** How long it has run in the current month. */
  long allSeconds() {
    return seconds.values().stream().mapToLong(Long::longValue).sum();
  }

  Optional<WorkSpaceStatus> status() {
    return Optional.ofNullable(workspace.getStatus());
  }

  /** Whether a session is being counted. */
  boolean runs() {
    return status().map(WorkSpaceStatus::usage).map(Usage::running).isPresent();
  }
}
