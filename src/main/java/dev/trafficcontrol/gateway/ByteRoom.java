package dev.trafficcontrol.gateway;

import java.util.concurrent.atomic.AtomicLong;

/// Bounds the bytes of all bodies in memory. Nobody waits for room: whoever finds none is told to
/// come again.
final class ByteRoom {

  private final long capacity;
  private final AtomicLong taken = new AtomicLong();

  ByteRoom(long capacity) {
    this.capacity = capacity;
  }

  /// Nothing yet.
  Share share() {
    return new Share();
  }

  long taken() {
    return taken.get();
  }

  /// Room taken, to be closed by whoever took it; closing twice frees once.
  final class Share implements AutoCloseable {
    private long bytes;

    private Share() {}

    /// Throws [NoRoom], and stays as it is.
    void grow(int more) {
      long before = taken.getAndUpdate(now -> more <= capacity - now ? now + more : now);
      if (more > capacity - before) {
        throw new NoRoom();
      }
      bytes += more;
    }

    @Override
    public void close() {
      taken.addAndGet(-bytes);
      bytes = 0;
    }
  }
}
