package dev.trafficcontrol.adapter.provider;

import dev.trafficcontrol.gateway.UpstreamCall.Patience;
import dev.trafficcontrol.gateway.Watchman;

/// Cuts an exchange that makes no progress, or lasts too long, whatever it is blocked in: the
/// socket's own timeout would leave writes and slow trickles alone. In monotonic time.
final class Watch implements Watchman.Watched, AutoCloseable {

  private final Watchman watchman;
  private final Runnable cut;
  private final long idleNanos;
  private final long wholeUntil;
  private volatile long progressUntil;
  private volatile boolean over;
  private volatile boolean ranOut;

  Watch(Watchman watchman, Patience patience, Runnable cut) {
    long now = System.nanoTime();
    this.watchman = watchman;
    this.cut = cut;
    this.idleNanos = patience.idle().toNanos();
    this.wholeUntil = now + patience.whole().toNanos();
    this.progressUntil = now + patience.firstByte().toNanos();
  }

  Watch start() {
    watchman.watch(this);
    return this;
  }

  /// Something came: the next may take as long as an idle moment.
  void progress() {
    progressUntil = System.nanoTime() + idleNanos;
  }

  boolean isDue() {
    return isDue(System.nanoTime());
  }

  private boolean isDue(long now) {
    return wholeUntil - now <= 0 || progressUntil - now <= 0;
  }

  boolean ranOut() {
    return ranOut;
  }

  @Override
  public void look(long now) {
    if (!over && isDue(now)) {
      ranOut = true;
      over = true;
      cut.run();
    }
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public void close() {
    over = true;
    watchman.forget(this);
  }
}
