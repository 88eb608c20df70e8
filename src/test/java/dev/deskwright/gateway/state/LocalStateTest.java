package dev.deskwright.gateway.state;

/** The state in memory keeps to the contract. */
final class LocalStateTest extends SharedStateContract {

  private final SharedState state = new LocalState(clock);

  @Override
  SharedState replica() {
    return state;
  }
}
