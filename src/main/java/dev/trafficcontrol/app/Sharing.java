package dev.trafficcontrol.app;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Who works with a home's database.
sealed interface Sharing {

  /// The name that this home's claims and holds go by.
  String node();

  /// The same for the ledger, or null where it need not tell nodes apart.
  @Nullable String ledgerNode();

  /// This home alone: the name tells nobody apart.
  record Alone() implements Sharing {
    @Override
    public String node() {
      return "local";
    }

    @Override
    public @Nullable String ledgerNode() {
      return null;
    }
  }

  /// Any number of nodes, of which this home is one.
  ///
  /// @param clock the one that they all go by
  record WithNodes(String node, InstantSource clock) implements Sharing {
    @Override
    public String ledgerNode() {
      return node;
    }
  }
}
