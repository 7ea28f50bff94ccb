package dev.trafficcontrol.adapter.sandbox;

import dev.trafficcontrol.run.CommandLine;
import dev.trafficcontrol.run.Isolation;
import dev.trafficcontrol.run.Program;
import dev.trafficcontrol.run.Sandbox;
import dev.trafficcontrol.run.Walls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;

/// Linux namespaces by way of bubblewrap.
///
/// - A process namespace of its own: when its first process ends, the kernel ends all others, also
///   those that called `setsid` or were forked twice. That first process ends with the daemon's
///   spawning thread.
/// - The whole file system read-only, with the writable places of the walls on top and empty
///   folders over the hidden ones. No capability is left and no user namespace can be made, so that
///   not even root takes a mount away.
/// - The network stays: the gateway is on loopback.
///
/// The environment reaches the program by inheritance, not by `--setenv`: arguments can be read by
/// everybody.
public final class BubblewrapSandbox implements Sandbox {

  private static final int WRAPPERS = 2;

  /// What programs may leave in their private /tmp; it is memory, and not counted as theirs.
  private static final String SCRATCH_BYTES = Long.toString(1L << 30);

  private static final String SHARED_MEMORY_BYTES = Long.toString(256L << 20);

  /// Private to the run: other people's files, sockets of the system's services, and files of the
  /// daemon lie there.
  private static final List<String> SCRATCH = List.of("/tmp", "/var/tmp");

  private static final String SERVICES = "/run";

  private final String bwrap;

  /// @param bwrap the program, by its absolute path
  public BubblewrapSandbox(String bwrap) {
    this.bwrap = bwrap;
  }

  @Override
  public CommandLine confine(Program program, Walls walls) {
    List<String> arguments = new ArrayList<>(List.of(bwrap));
    arguments.addAll(
        List.of("--unshare-user", "--disable-userns", "--cap-drop", "ALL", "--unshare-pid"));
    arguments.addAll(List.of("--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"));
    arguments.addAll(List.of("--die-with-parent", "--new-session"));
    arguments.addAll(List.of("--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"));
    arguments.addAll(List.of("--size", SHARED_MEMORY_BYTES, "--tmpfs", "/dev/shm"));
    arguments.addAll(List.of("--remount-ro", "/dev"));
    arguments.addAll(kernelSettingsReadOnly());
    Mounts mounts = new Mounts();
    SCRATCH.forEach(path -> mounts.scratch(path, SCRATCH_BYTES));
    mounts.hide(SERVICES);
    walls.hidden().forEach(mounts::hide);
    walls.readable().forEach(mounts::show);
    program.reads().forEach(mounts::show);
    program.input().ifPresent(mounts::show);
    walls.writable().forEach(mounts::open);
    arguments.addAll(mounts.arguments());
    arguments.addAll(List.of("--chdir", walls.directory(), "--"));
    arguments.addAll(program.arguments());
    return new CommandLine(
        arguments,
        program.environment(),
        walls.directory(),
        program.input().orElse(CommandLine.NO_INPUT),
        WRAPPERS);
  }

  /// Root inside is still the owner of the kernel's settings, and needs no capability to write
  /// them: `core_pattern` alone would let it run a program outside. bubblewrap does not see that,
  /// so they are covered here.
  private static List<String> kernelSettingsReadOnly() {
    List<String> covers = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc"), "[a-z]*")) {
      for (Path entry : entries) {
        boolean isSetting =
            Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) || isWritableByItsOwner(entry);
        if (isSetting) {
          covers.addAll(List.of("--ro-bind", entry.toString(), entry.toString()));
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException("/proc can't be listed", unreadable);
    }
    return covers;
  }

  private static boolean isWritableByItsOwner(Path entry) throws IOException {
    return !Files.isSymbolicLink(entry)
        && Files.getPosixFilePermissions(entry).contains(PosixFilePermission.OWNER_WRITE);
  }

  @Override
  public Isolation isolation() {
    return Isolation.SANDBOX;
  }
}
