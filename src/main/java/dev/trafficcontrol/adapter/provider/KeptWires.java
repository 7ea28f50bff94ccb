package dev.trafficcontrol.adapter.provider;

import dev.trafficcontrol.gateway.Watchman;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Connections that wait for their next exchange, the last used first.
///
/// A request that is sent just when the other side closes may or may not have been taken: it is
/// charged in full. So none waits long: servers that close early do so after five seconds, those of
/// the large providers after a minute and more.
final class KeptWires implements Watchman.Watched {

  private static final long LONGEST_IDLE_NANOS = TimeUnit.SECONDS.toNanos(4);

  private final Deque<Wire> idle = new ConcurrentLinkedDeque<>();
  private final Watchman watchman;

  KeptWires(Watchman watchman) {
    this.watchman = watchman;
  }

  /// One that still stands as far as can be told, or null.
  @Nullable Wire take() {
    for (Wire wire = idle.pollFirst(); wire != null; wire = idle.pollFirst()) {
      if (!wire.isIdleLongerThan(LONGEST_IDLE_NANOS, System.nanoTime()) && wire.isQuiet()) {
        return wire;
      }
      wire.close();
    }
    return null;
  }

  void keep(Wire wire) {
    wire.idleFrom(System.nanoTime());
    idle.addFirst(wire);
    watchman.watch(this);
  }

  /// Closes those that nobody will take any more.
  @Override
  public void look(long now) {
    for (Iterator<Wire> oldest = idle.descendingIterator(); oldest.hasNext(); ) {
      Wire wire = oldest.next();
      if (!wire.isIdleLongerThan(LONGEST_IDLE_NANOS, now)) {
        return;
      }
      if (idle.remove(wire)) {
        wire.close();
      }
    }
  }

  @Override
  public boolean isOver() {
    return idle.isEmpty();
  }
}
