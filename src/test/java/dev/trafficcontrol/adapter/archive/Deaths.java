package dev.trafficcontrol.adapter.archive;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/// Ends an archive before or after one call of its ports, as a process that is killed there.
final class Deaths {

  static final Deaths NONE = new Deaths(Integer.MAX_VALUE, When.BEFORE);

  enum When {
    BEFORE,
    AFTER
  }

  static final class Death extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final int step;
  private final When when;
  private final AtomicInteger calls = new AtomicInteger();

  /// @param step the number of the call, from 0, counted over all ports
  Deaths(int step, When when) {
    this.step = step;
    this.when = when;
  }

  <P> P at(Class<P> port, P target) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              int call = calls.getAndIncrement();
              dieAt(call, When.BEFORE);
              try {
                Object result = method.invoke(target, arguments);
                dieAt(call, When.AFTER);
                return result;
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            }));
  }

  private void dieAt(int call, When now) {
    if (call == step && when == now) {
      throw new Death();
    }
  }
}
