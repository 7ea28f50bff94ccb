package dev.trafficcontrol.gateway;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Bounds the bytes of all bodies in memory. Nobody waits for room: whoever finds none is told to
/// come again.
final class ByteRoom {

  private final long capacity;
  private final AtomicLong taken = new AtomicLong();

  ByteRoom(long capacity) {
    this.capacity = capacity;
  }

  Optional<Share> take(long bytes) {
    long before = taken.getAndUpdate(now -> bytes <= capacity - now ? now + bytes : now);
    return bytes <= capacity - before ? Optional.of(new Share(bytes)) : Optional.empty();
  }

  long taken() {
    return taken.get();
  }

  /// Room taken, to be closed by whoever took it; closing twice frees once.
  final class Share implements AutoCloseable {
    private long bytes;

    private Share(long bytes) {
      this.bytes = bytes;
    }

    /// Gives back what turned out not to be needed.
    void shrinkTo(long needed) {
      taken.addAndGet(needed - bytes);
      bytes = needed;
    }

    @Override
    public void close() {
      shrinkTo(0);
    }
  }
}
