package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.adapter.sqlite.DatabaseRefused;
import dev.trafficcontrol.adapter.sqlite.StoreUnavailable;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.ledger.BrokenInvariant;
import dev.trafficcontrol.ledger.LedgerUnavailable;
import java.io.UncheckedIOException;
import java.util.Optional;

/// What people are told of the exceptions that a home which is damaged, full or foreign throws.
public final class BrokenWorld {

  private BrokenWorld() {}

  /// Empty for what is not the world's fault.
  public static Optional<Fault> fault(RuntimeException broken) {
    String why = String.valueOf(broken.getMessage());
    return Optional.ofNullable(
        switch (broken) {
          case DatabaseRefused _ ->
              Fault.failed(
                  "The database was not opened",
                  why,
                  "Nothing was changed; do what is said above.");
          case StoreUnavailable _ ->
              Fault.failed(
                  "The database failed",
                  why,
                  "trafficctl doctor says whether the file is damaged. Else look for a full disk, or for another program that uses it.");
          case LedgerUnavailable _ ->
              Fault.failed(
                  "The book can't be read or written",
                  why,
                  "Nothing is spent until it can. Look for a full disk.");
          case BrokenInvariant _ ->
              Fault.failed(
                  "The book can't be trusted, so nothing was started",
                  why,
                  "trafficctl ledger verify says up to where it is sound.");
          case UncheckedIOException _ ->
              Fault.failed(
                  "A file of the home failed",
                  why,
                  "Look at its permissions, and for a full disk.");
          default -> null;
        });
  }
}
