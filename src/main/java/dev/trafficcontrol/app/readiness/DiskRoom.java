package dev.trafficcontrol.app.readiness;

import dev.trafficcontrol.preflight.Check.Weight;
import dev.trafficcontrol.preflight.PreflightFacts.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Room on the disks that a start writes to: the home's, where database, logs and worktrees lie,
/// and those of the repositories that get branches.
public record DiskRoom(Path home, Measure measure) {

  /// Worktrees, logs and the book grow; below this a night's work may not fit.
  private static final long LITTLE_BYTES = 1L << 30;

  /// Below this even the book may not.
  private static final long NONE_BYTES = 100L << 20;

  /// How much is free where something lies.
  public interface Measure {
    long freeBytes(Path place) throws IOException;
  }

  public static DiskRoom of(Path home) {
    return new DiskRoom(home, place -> Files.getFileStore(place).getUsableSpace());
  }

  /// What is wrong with the fullest of the disks, if anything is.
  public Problem problem(Collection<Path> others) {
    List<Path> places = new ArrayList<>(List.of(home));
    others.stream().filter(Files::exists).forEach(places::add);
    Path fullest = home;
    long least = Long.MAX_VALUE;
    for (Path place : places) {
      try {
        long free = measure.freeBytes(place);
        if (free < least) {
          fullest = place;
          least = free;
        }
      } catch (IOException unreadable) {
        return new Problem(
            "Disk Space",
            Weight.FINAL,
            "can't be read: " + unreadable.getMessage(),
            "look at " + place);
      }
    }
    return judged(fullest, least);
  }

  private static Problem judged(Path place, long free) {
    Weight weight =
        free < NONE_BYTES ? Weight.FINAL : free < LITTLE_BYTES ? Weight.WARNING : Weight.OK;
    return new Problem(
        "Disk Space",
        weight,
        "%,d MB free%s".formatted(free >> 20, weight == Weight.OK ? "" : " at " + place),
        weight == Weight.OK ? "" : "make room on the disk of " + place);
  }
}
