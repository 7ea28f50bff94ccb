package dev.trafficcontrol.ledger;

import dev.trafficcontrol.testing.Attacks;
import org.junit.jupiter.api.Test;

/// Several nodes with the real writer on one book, in one thread and in virtual time: connections
/// break, processes die and stand still, clocks jump, standbys lag, and callers ask all the while.
///
/// One seed, told step by step where it fails: `-Dtrafficcontrol.seed=7`. Very many:
/// `-Dtrafficcontrol.attacks=long`. What a seed found is kept in [KeptClusterSeedsTest].
class ClusterTest {

  private static final int SEEDS = 250;
  private static final int SEEDS_WHEN_LONG = 200_000;

  @Test
  void whatever_happens_to_nodes_network_and_store_no_budget_is_passed_and_no_cost_forgotten() {
    Attacks.seeds(SEEDS, SEEDS_WHEN_LONG).parallel().forEach(ClusterTest::play);
  }

  private static void play(long seed) {
    try {
      Cluster.play(seed);
    } catch (AssertionError | RuntimeException broken) {
      throw new AssertionError("seed " + seed + ": " + broken.getMessage(), broken);
    }
  }
}
