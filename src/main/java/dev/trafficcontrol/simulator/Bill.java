package dev.trafficcontrol.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the provider charges: two lines a call, one when it begins and one when it ends.
///
/// Invariant: the totals are those of the lines on disk. A call that was begun and never ended, say
/// because the process was killed, counts at what it was planned to cost: the provider's own
/// misfortune never makes a call cheaper.
final class Bill implements AutoCloseable {
  private final @Nullable Journal journal;
  private final Map<String, Charge> open = new HashMap<>();
  private final Map<String, BigDecimal> models = new TreeMap<>();
  private BigDecimal total = BigDecimal.ZERO.setScale(9);
  private long calls;
  private long lines;

  private Bill(@Nullable Journal journal) {
    this.journal = journal;
  }

  /// A bill that ends with the process.
  static Bill inMemory() {
    return new Bill(null);
  }

  /// Goes on with the bill in the file, or begins one.
  static Bill in(Path file) {
    String text = read(file);
    // a line without its end was never forced to disk, so nobody was answered on its strength
    int whole = text.lastIndexOf('\n') + 1;
    Journal journal =
        new Journal(file, text.substring(0, whole).getBytes(StandardCharsets.UTF_8).length);
    Bill bill = new Bill(journal);
    try {
      text.substring(0, whole).lines().map(BillLine::parse).forEach(bill::count);
    } catch (RuntimeException e) {
      journal.close();
      throw new IllegalArgumentException(file + " is not a bill: " + e.getMessage(), e);
    }
    return bill;
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException("the bill " + file + " can't be read", e);
    }
  }

  /// Charges a call that begins; returns once that is on disk.
  void open(Charge planned) {
    write(new BillLine.Opened(planned));
  }

  /// Charges what an open call really cost; returns once that is on disk.
  void close(Charge actual, Charge.Outcome outcome) {
    write(new BillLine.Closed(actual, outcome));
  }

  private void write(BillLine line) {
    if (journal != null) {
      journal.append(line.toJson(Instant.now()));
    }
    count(line);
  }

  private synchronized void count(BillLine line) {
    lines++;
    Charge charge = line.charge();
    switch (line) {
      case BillLine.Opened _ -> {
        if (open.put(charge.id(), charge) != null) {
          throw new IllegalStateException("call " + charge.id() + " was begun twice");
        }
        calls++;
        add(charge.model(), charge.usd());
      }
      case BillLine.Closed _ -> {
        Charge planned = open.remove(charge.id());
        if (planned == null) {
          throw new IllegalStateException("call " + charge.id() + " ends and was not open");
        }
        add(charge.model(), charge.usd().subtract(planned.usd()));
      }
    }
  }

  private void add(String model, BigDecimal usd) {
    total = total.add(usd);
    models.merge(model, usd, BigDecimal::add);
  }

  synchronized BillTotals totals() {
    return new BillTotals(total, calls, open.size(), lines, models);
  }

  @Override
  public void close() {
    if (journal != null) {
      journal.close();
    }
  }
}
