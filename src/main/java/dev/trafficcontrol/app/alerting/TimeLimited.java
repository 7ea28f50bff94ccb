package dev.trafficcontrol.app.alerting;

import dev.trafficcontrol.alert.AlertSink;
import dev.trafficcontrol.alert.Message;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Lets no attempt last longer than that, whatever it hangs on: many answers that are each in time,
/// or a name that nobody resolves. What hangs is interrupted, which closes its connection, and left
/// behind.
record TimeLimited(AlertSink sink, Duration within) implements AlertSink {

  @Override
  public Outcome deliver(Message message) throws InterruptedException {
    return limited(() -> sink.deliver(message));
  }

  @Override
  public Outcome probe() throws InterruptedException {
    return limited(sink::probe);
  }

  private Outcome limited(Callable<Outcome> what) throws InterruptedException {
    FutureTask<Outcome> attempt = new FutureTask<>(what);
    Thread thread = Thread.ofVirtual().name("alert-attempt").start(attempt);
    try {
      return attempt.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException hangs) {
      return new Outcome.Later("it was not done within " + within.toSeconds() + " s");
    } catch (ExecutionException broken) {
      throw new IllegalStateException(String.valueOf(broken.getCause()), broken.getCause());
    } finally {
      thread.interrupt();
    }
  }
}
