package dev.trafficcontrol.app;

import dev.trafficcontrol.app.config.DatabaseSettings;
import dev.trafficcontrol.app.config.StoreSettings;
import dev.trafficcontrol.app.home.Home;
import dev.trafficcontrol.app.home.HomeLock;
import dev.trafficcontrol.app.home.OwnerToken;
import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.ledger.BookListener;
import dev.trafficcontrol.ledger.LedgerWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Makes a home. The configuration comes last: a home without one is not a home, and can be made
/// again.
final class Init {

  private static final String TEMPLATE = "/dev/trafficcontrol/app/trafficcontrol.yaml";

  private final Surroundings surroundings;

  Init(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  private static final String DATABASE_VARIABLE = "TRAFFICCONTROL_DATABASE";

  /// What a new home has in it.
  enum Content {
    NOTHING,
    EXAMPLE
  }

  /// @param where the database as a person names it; else as the variables say, or in the home
  Facts make(String stamp, Optional<String> where, Content content) {
    Home home = surroundings.home();
    if (home.isThere()) {
      throw new CommandFailed(
          Fault.failed(
              "Nothing was made in " + home,
              "There is a TrafficControl already, and it was left as it is.",
              "trafficctl doctor"));
    }
    if (!stamp.matches("[a-z][a-z0-9-]{0,39}")) {
      throw new CommandFailed(
          Fault.usage(
              "Nothing was made in " + home,
              "'" + stamp + "' is not a name such as development or production.",
              "trafficctl init --environment production"));
    }
    if (content == Content.EXAMPLE && stamp.equals("production")) {
      throw new CommandFailed(
          Fault.usage(
              "Nothing was made in " + home,
              "Sample tasks have no place in production.",
              "Leave out --example, or use a home of its own for it: --home DIR"));
    }
    DatabaseSettings database = database(home, where);
    home.make();
    try (HomeLock _ = lock(home)) {
      Example example = new Example(home);
      if (content == Content.EXAMPLE) {
        example.makeRepository();
      }
      OwnerToken.make(home, Randomness.bytes(OwnerToken.RANDOM_BYTES));
      try (Stores stores = Stores.open(surroundings, new StoreSettings(stamp, database));
          LedgerWriter _ =
              LedgerWriter.open(
                  stores.book(),
                  stores.sharing().ledgerNode(),
                  surroundings.by(stores.sharing()).clock(),
                  BookListener.NOBODY)) {
        // Opening the ledger writes the safe budgets.
        if (content == Content.EXAMPLE) {
          example.addTo(stores, surroundings.clock().instant());
        }
      }
      writeConfiguration(home, stamp, database);
    }
    return Facts.of(
        "home",
        home,
        "environment",
        stamp,
        "made",
        List.of(
            home.configuration() + "   the configuration, with comments",
            where(home, database) + "     the database, with safe budgets",
            home.ownerToken() + "           shows that you are the owner: keep it to yourself"),
        "next",
        next(content));
  }

  private static String where(Home home, DatabaseSettings database) {
    return switch (database) {
      case DatabaseSettings.Embedded _ -> home.database().toString();
      case DatabaseSettings.Server server -> server.toString();
    };
  }

  private static List<String> next(Content content) {
    return switch (content) {
      case NOTHING ->
          List.of(
              "export ANTHROPIC_API_KEY=…          the key that agents never see",
              "trafficctl doctor                   what is missing",
              "trafficctl project add NAME --repo PATH --verify CMD",
              "trafficctl task add TITLE",
              "trafficctl start");
      case EXAMPLE ->
          List.of(
              "export ANTHROPIC_API_KEY=…          the key that agents never see; or simulate one: docs/FIRST-HOUR.md",
              "trafficctl task list                the sample tasks, in quarantine",
              "trafficctl task approve --all       lets them run",
              "trafficctl start --until-idle");
    };
  }

  private DatabaseSettings database(Home home, Optional<String> where) {
    try {
      return where
          .or(() -> Optional.ofNullable(surroundings.environment().get(DATABASE_VARIABLE)))
          .map(DatabaseSettings::parse)
          .orElseGet(DatabaseSettings.Embedded::new);
    } catch (IllegalArgumentException bad) {
      throw new CommandFailed(
          Fault.usage(
              "Nothing was made in " + home,
              bad.getMessage() + ".",
              "trafficctl init --database jdbc:postgresql://HOST/DATABASE"),
          bad);
    }
  }

  private static HomeLock lock(Home home) {
    return HomeLock.tryTake(home)
        .orElseThrow(() ->
            new CommandFailed(
                Fault.failed(
                    "Nothing was made in " + home,
                    "Another process works in it.",
                    "Wait for it to end.")));
  }

  /// All of it or nothing: written beside its place and moved there.
  private static void writeConfiguration(Home home, String stamp, DatabaseSettings database) {
    try (InputStream template = Init.class.getResourceAsStream(TEMPLATE)) {
      String text =
          new String(Objects.requireNonNull(template).readAllBytes(), StandardCharsets.UTF_8)
              .replace("@ENVIRONMENT@", stamp)
              .replace("@DATABASE@", database.text());
      var draft = Files.createTempFile(home.directory(), "trafficcontrol", ".yaml");
      Files.writeString(draft, text);
      Files.move(draft, home.configuration(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
