package dev.trafficcontrol.gateway;

import java.util.concurrent.Semaphore;

/// Bounds the bytes of all bodies that are read at the same time. Reading one takes about seven
/// times its own bytes: its texts decoded, and encoded again for their prints. It takes well under
/// a second, so whoever finds the room full waits, in line.
final class ReadingRoom {

  private static final int UNIT_BYTES = 1024;

  private final int units;
  private final Semaphore free;

  ReadingRoom(int bytes) {
    this.units = Math.max(1, bytes / UNIT_BYTES);
    this.free = new Semaphore(units, true);
  }

  Reading read(Endpoint endpoint, Body body, Headers headers) {
    int needed = Math.min(units, 1 + body.length() / UNIT_BYTES);
    free.acquireUninterruptibly(needed);
    try {
      return endpoint.read(body, headers);
    } finally {
      free.release(needed);
    }
  }
}
