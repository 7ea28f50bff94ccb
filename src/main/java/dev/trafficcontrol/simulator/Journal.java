package dev.trafficcontrol.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// An append-only file of lines with group sync: callers wait together for one force of the disk.
///
/// Invariant: [#append] returns only after its line is on disk. After a failed write nothing is
/// accepted any more, because nobody knows what reached the disk.
final class Journal implements AutoCloseable {
  private static final int QUEUE = 4096;
  private static final int BATCH = 1024;
  private static final long PATIENCE_SECONDS = 60;

  /// Handed in instead of a line, ends the writer.
  private static final String END = "";

  private record Waiting(String line, CompletableFuture<@Nullable Void> written) {}

  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(QUEUE);
  private final FileChannel channel;
  private final Thread writer;
  private volatile boolean closed;

  /// Opens the file for this process alone, at its end.
  ///
  /// @param keep how many bytes of the file are whole lines; what a crash tore off after them is
  ///   cut
  Journal(Path file, long keep) {
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock(file);
      channel.truncate(keep);
      channel.position(keep);
    } catch (IOException e) {
      throw new UncheckedIOException("the bill " + file + " can't be opened", e);
    }
    writer = Thread.ofPlatform().daemon().name("simulator-bill").start(this::writeAll);
  }

  private void lock(Path file) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new IllegalStateException("the bill " + file + " is kept by another provider");
    }
  }

  /// Returns once the line, and every line handed in before it, is on disk.
  void append(String line) {
    if (closed) {
      throw new IllegalStateException("the bill is closed");
    }
    Waiting waiting = new Waiting(line + "\n", new CompletableFuture<>());
    try {
      queue.put(waiting);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while writing the bill", e);
    }
    try {
      // bounded, in case the writer ended between the check above and the put
      waiting.written().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the bill can't be written", e.getCause());
    }
  }

  private void writeAll() {
    List<Waiting> batch = new ArrayList<>(BATCH);
    @Nullable Exception broken = null;
    boolean open = true;
    while (open) {
      batch.clear();
      try {
        batch.add(queue.take());
        queue.drainTo(batch, BATCH - 1);
        if (broken == null) {
          writeBatch(batch);
        }
      } catch (IOException | InterruptedException e) {
        broken = e;
      }
      for (Waiting waiting : batch) {
        open &= !waiting.line().equals(END);
        if (broken == null) {
          waiting.written().complete(null);
        } else {
          waiting.written().completeExceptionally(broken);
        }
      }
    }
    failTheRest();
  }

  private void failTheRest() {
    for (Waiting late = queue.poll(); late != null; late = queue.poll()) {
      late.written().completeExceptionally(new IllegalStateException("the bill is closed"));
    }
  }

  private void writeBatch(List<Waiting> batch) throws IOException {
    StringBuilder lines = new StringBuilder();
    batch.forEach(waiting -> lines.append(waiting.line()));
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(lines));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(false);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      queue.put(new Waiting(END, new CompletableFuture<>()));
      writer.join();
      channel.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
