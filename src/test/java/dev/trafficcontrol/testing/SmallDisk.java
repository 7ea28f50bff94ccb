package dev.trafficcontrol.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A file system of its own, small enough to be filled. For tests that need [Program#MOUNT].
public final class SmallDisk implements AutoCloseable {

  private final Path at;

  private SmallDisk(Path at) {
    this.at = at;
  }

  public static SmallDisk mount(Path at, int megabytes) throws IOException {
    run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", at.toString());
    return new SmallDisk(at);
  }

  /// Not a byte is left.
  public void fill() throws IOException {
    byte[] piece = new byte[4_096];
    try (OutputStream out = Files.newOutputStream(filler())) {
      while (true) {
        out.write(piece);
      }
    } catch (IOException full) {
      if (Files.size(filler()) == 0 && Files.getFileStore(at).getUsableSpace() > 0) {
        throw full;
      }
    }
  }

  public void free() throws IOException {
    Files.delete(filler());
  }

  /// `ro` or `rw`; nothing on it may be open for writing.
  public void remount(String how) throws IOException {
    run("mount", "-o", "remount," + how, at.toString());
  }

  @Override
  public void close() throws IOException {
    run("umount", "--lazy", at.toString());
  }

  private Path filler() {
    return at.resolve("filler");
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(List.of(command) + ": " + said);
    }
  }
}
