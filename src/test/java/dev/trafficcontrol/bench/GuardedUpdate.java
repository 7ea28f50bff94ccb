package dev.trafficcontrol.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/// What one would write without a ledger: a row for the budget, one guarded UPDATE for each hold,
/// and one for each settle. Exact as well, but with neither scopes nor windows, holds by name, a
/// book, nor a proof.
final class GuardedUpdate {

  private static final String HOLD =
      "UPDATE guarded SET held = held + ? WHERE id = 1 AND spent + held + ? <= most";
  private static final String SETTLE =
      "UPDATE guarded SET held = held - ?, spent = spent + ? WHERE id = 1";
  private static final long HELD = 50_000_000;
  private static final long COST = 12_300;

  private final String url;

  GuardedUpdate(String url) {
    this.url = url;
  }

  Load.Measured run(int connections, Duration before, Duration measured)
      throws SQLException, InterruptedException {
    try (Connection setup = DriverManager.getConnection(url);
        Statement statement = setup.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS guarded");
      statement.execute(
          "CREATE TABLE guarded (id INT PRIMARY KEY, spent BIGINT, held BIGINT, most BIGINT)");
      statement.execute("INSERT INTO guarded VALUES (1, 0, 0, 9000000000000000)");
    }
    LongAdder pairs = new LongAdder();
    AtomicBoolean stop = new AtomicBoolean();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      threads.add(Thread.ofPlatform().start(() -> callUntil(stop, pairs)));
    }
    Thread.sleep(before);
    long from = System.nanoTime();
    long first = pairs.sum();
    Thread.sleep(measured);
    long done = pairs.sum() - first;
    double seconds = (System.nanoTime() - from) / 1e9;
    stop.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    return new Load.Measured(done, seconds);
  }

  private void callUntil(AtomicBoolean stop, LongAdder pairs) {
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement hold = connection.prepareStatement(HOLD);
        PreparedStatement settle = connection.prepareStatement(SETTLE)) {
      while (!stop.get()) {
        hold.setLong(1, HELD);
        hold.setLong(2, HELD);
        if (hold.executeUpdate() != 1) {
          throw new IllegalStateException("not held");
        }
        settle.setLong(1, HELD);
        settle.setLong(2, COST);
        settle.executeUpdate();
        pairs.increment();
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
