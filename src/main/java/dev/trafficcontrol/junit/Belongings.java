package dev.trafficcontrol.junit;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// What has to be given back: the last one first, each whatever becomes of the others.
final class Belongings implements AutoCloseable {

  private final Deque<AutoCloseable> all = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T one) {
    all.push(one);
    return one;
  }

  /// @throws IllegalStateException with all that failed
  @Override
  public void close() {
    @Nullable IllegalStateException left = null;
    while (!all.isEmpty()) {
      AutoCloseable one = all.pop();
      try {
        one.close();
      } catch (Exception failed) { // the rest has to be given back all the same
        if (left == null) {
          left =
              new IllegalStateException("Something of the test's TrafficControl was left", failed);
        } else {
          left.addSuppressed(failed);
        }
      }
    }
    if (left != null) {
      throw left;
    }
  }
}
