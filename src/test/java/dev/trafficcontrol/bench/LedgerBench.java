package dev.trafficcontrol.bench;

import dev.trafficcontrol.adapter.postgres.PostgresAddress;
import dev.trafficcontrol.adapter.postgres.PostgresBook;
import dev.trafficcontrol.adapter.postgres.PostgresDatabase;
import dev.trafficcontrol.adapter.sql.Stamp;
import dev.trafficcontrol.adapter.sqlite.SqliteBook;
import dev.trafficcontrol.adapter.sqlite.SqliteDatabase;
import dev.trafficcontrol.ledger.BookListener;
import dev.trafficcontrol.ledger.LedgerWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The ledger's figures: durable pairs of hold and settle a second, and how long a hold takes.
/// `bench/ledger` builds and runs it.
public final class LedgerBench {

  private static final Stamp STAMP = new Stamp("bench", Instant.EPOCH, "bench");
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofSeconds(3);
  private static final Duration MEASURED = Duration.ofSeconds(10);
  private static final int NODES = 3;
  private static final int CONNECTIONS = 32;
  private static final int HOLDS_PER_SECOND = 1_000;

  private LedgerBench() {}

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "embedded" ->
          embedded(Path.of(args[1]), Integer.parseInt(args[2]), Long.parseLong(args[3]));
      case "nodes" -> nodes(args[1], Path.of(args[2]), Integer.parseInt(args[3]));
      case "node" ->
          System.out.println("pairs " + node(args[1], Path.of(args[2]), Integer.parseInt(args[3])));
      case "guarded" ->
          print(
              "one guarded UPDATE a call",
              new GuardedUpdate(args[1]).run(CONNECTIONS, Duration.ofSeconds(3), MEASURED));
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  /// @param filled pairs that are in the book before a second measurement; 0 for none
  private static void embedded(Path home, int callers, long filled) throws Exception {
    Files.createDirectories(home);
    print("a bare write loop of such rows", new BareWrites(home.resolve("bare")).run(SHORT, SHORT));
    InstantSource clock = InstantSource.system();
    try (SqliteDatabase database = SqliteDatabase.open(home, STAMP);
        SqliteBook book = SqliteBook.open(database, home);
        LedgerWriter ledger = LedgerWriter.open(book, clock, BookListener.NOBODY)) {
      Load load = new Load(ledger, clock);
      load.prepare();
      print("embedded, " + callers + " callers", load.run(callers, WARM_UP, MEASURED));
      print("embedded, " + callers / 4 + " callers", load.run(callers / 4, SHORT, MEASURED));
      printLatencies(load);
      if (filled > 0) {
        load.fill(callers, filled);
        System.out.printf("the book has %,d events%n", book.head().events());
        print("embedded, the same", load.run(callers, SHORT, MEASURED));
        printLatencies(load);
      }
    }
    if (filled > 0) {
      long from = System.nanoTime();
      try (SqliteDatabase database = SqliteDatabase.open(home, STAMP);
          SqliteBook book = SqliteBook.open(database, home);
          LedgerWriter _ = LedgerWriter.open(book, clock, BookListener.NOBODY)) {
        System.out.printf("opened again within %.2f s%n", (System.nanoTime() - from) / 1e9);
      }
    }
  }

  private static long node(String url, Path home, int callers) throws Exception {
    Files.createDirectories(home);
    try (PostgresDatabase database = PostgresDatabase.open(PostgresAddress.of(url), STAMP);
        PostgresBook book = PostgresBook.open(database, home, Optional.empty());
        LedgerWriter ledger =
            LedgerWriter.open(
                book, home.getFileName().toString(), book.clock(), BookListener.NOBODY)) {
      Load load = new Load(ledger, book.clock());
      load.prepare();
      return load.run(callers, WARM_UP, MEASURED).pairs();
    }
  }

  /// As many processes, all at once on one database.
  private static void nodes(String url, Path homes, int callers)
      throws IOException, InterruptedException {
    List<Process> processes = new ArrayList<>();
    for (int node = 0; node < NODES; node++) {
      processes.add(
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElse("java"),
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  LedgerBench.class.getName(),
                  "node",
                  url,
                  homes.resolve("node-" + node).toString(),
                  String.valueOf(callers))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    }
    long pairs = 0;
    for (Process process : processes) {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      pairs += Long.parseLong(said.strip().substring("pairs ".length()));
    }
    print(
        "PostgreSQL, " + NODES + " nodes of " + callers + " callers",
        new Load.Measured(pairs, MEASURED.toSeconds()));
  }

  private static void print(String what, Load.Measured measured) {
    System.out.printf("%-42s %,10.0f pairs/s%n", what, measured.perSecond());
  }

  /// The first seconds at that rate do not count: until then other code was hot.
  private static void printLatencies(Load load) throws InterruptedException {
    load.latencies(HOLDS_PER_SECOND, MEASURED);
    long[] sorted = load.latencies(HOLDS_PER_SECOND, MEASURED);
    System.out.printf(
        "a hold at %,d a second: p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, most %.2f ms%n",
        HOLDS_PER_SECOND, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 0.999), at(sorted, 1));
  }

  private static double at(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] / 1e6;
  }
}
