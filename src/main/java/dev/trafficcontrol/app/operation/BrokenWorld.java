package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.adapter.sql.DatabaseRefused;
import dev.trafficcontrol.adapter.sql.StoreUnavailable;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.ledger.BrokenInvariant;
import dev.trafficcontrol.ledger.LedgerUnavailable;
import dev.trafficcontrol.ledger.UnfitArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What people are told of the exceptions that a home which is damaged, full or foreign throws.
public final class BrokenWorld {

  private BrokenWorld() {}

  /// In words where the message is only a path.
  private static String why(@Nullable IOException failed) {
    return switch (failed) {
      case NoSuchFileException gone -> gone.getFile() + " is not there, and can't be made.";
      case AccessDeniedException denied -> denied.getFile() + " may not be read or written.";
      case FileSystemException other -> other.getFile() + ": " + other.getReason();
      case null -> "It can't be said why.";
      default -> String.valueOf(failed.getMessage());
    };
  }

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
          case UnfitArchive _ ->
              Fault.failed(
                  "An archive can't be used",
                  why + ".",
                  "Name the file that was made, or a good copy of it. The book was left as it is.");
          case UncheckedIOException io ->
              Fault.failed(
                  "A file failed",
                  why(io.getCause()),
                  "Look at its permissions, and for a full disk.");
          default -> null;
        });
  }
}
