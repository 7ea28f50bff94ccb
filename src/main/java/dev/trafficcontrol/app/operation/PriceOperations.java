package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.app.prices.HomePrices;
import dev.trafficcontrol.app.prices.PricesInUse;
import dev.trafficcontrol.app.prices.ShippedPrices;
import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.pricing.InvalidPriceBook;
import dev.trafficcontrol.pricing.PriceBook;
import dev.trafficcontrol.pricing.listed.Comparison;
import dev.trafficcontrol.pricing.listed.InvalidPriceList;
import dev.trafficcontrol.pricing.listed.PriceList;
import dev.trafficcontrol.pricing.listed.PriceUpdate;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// `prices …`
public final class PriceOperations {

  private static final String SECOND = "the second source that is shipped";

  private final Supplier<PricesInUse> inUse;
  private final HomePrices home;
  private final BooleanSupplier daemonRuns;
  private final InstantSource clock;

  /// @param inUse what this process prices by, which may be older than what the home has now
  public PriceOperations(
      Supplier<PricesInUse> inUse,
      HomePrices home,
      BooleanSupplier daemonRuns,
      InstantSource clock) {
    this.inUse = inUse;
    this.home = home;
    this.daemonRuns = daemonRuns;
    this.clock = clock;
  }

  public List<Verb> verbs() {
    return List.of(
        Verb.open("prices list", _ -> list()),
        Verb.open("prices check", this::check, "file", "text"),
        Verb.open("prices look", this::look, "file", "text", "accept", "shipped"),
        Verb.owned("prices update", this::update, "file", "text", "accept", "mark"),
        Verb.owned("prices shipped", this::shipped, "mark"));
  }

  private Facts list() {
    PricesInUse prices = inUse.get();
    return Facts.of(
        "version", prices.book().version(),
        "from", prices.from(),
        "waiting", waiting(prices),
        "prices", PriceFacts.of(prices.book()));
  }

  /// The version that a restart would bring.
  private Optional<String> waiting(PricesInUse prices) {
    return daemonRuns.getAsBoolean()
        ? Optional.of(home.read().book().version())
            .filter(version -> !version.equals(prices.book().version()))
        : Optional.empty();
  }

  private Facts check(Arguments arguments) {
    PricesInUse prices = inUse.get();
    String source = arguments.maybe("file").orElse(SECOND);
    PriceList list = read("Nothing was compared with " + source, arguments.maybe("text"));
    Comparison comparison = Comparison.of(prices.book(), list);
    return Facts.of(
            "version", prices.book().version(),
            "from", prices.from(),
            "source", source,
            "format", list.format().label())
        .with("differences", PriceFacts.of(comparison))
        .with("only_here", comparison.onlyHere())
        .with("only_there", PriceFacts.onlyThere(comparison))
        .with("equal", comparison.differences().stream().allMatch(PriceFacts::isKnown));
  }

  /// What an update would change, by a mark that holds as long as both sides are what they are now.
  private Facts look(Arguments arguments) {
    return arguments.flag("shipped") ? lookAtShipped() : facts(plan(arguments));
  }

  private Facts lookAtShipped() {
    PriceBook shipped = ShippedPrices.read();
    return Facts.of(
        "version", shipped.version(),
        "file", home.file(),
        "changed", home.isThere(),
        "mark", home.print());
  }

  private synchronized Facts shipped(Arguments arguments) {
    PriceBook shipped = ShippedPrices.read();
    requireSame(arguments, home.print());
    home.remove();
    return Facts.of("version", shipped.version(), "restart", daemonRuns.getAsBoolean());
  }

  private synchronized Facts update(Arguments arguments) {
    Plan plan = plan(arguments);
    requireSame(arguments, plan.mark());
    home.write(plan.update().json());
    return Facts.of(
        "version", plan.after().version(),
        "file", home.file(),
        "restart", daemonRuns.getAsBoolean());
  }

  private static void requireSame(Arguments arguments, String mark) {
    if (!arguments.text("mark").equals(mark)) {
      throw new CommandFailed(
          Fault.refused(
              "The price book was left as it is",
              "It has changed since its changes were shown.",
              "Look again: trafficctl prices update"));
    }
  }

  /// @param after the book that comes of it
  private record Plan(PriceBook before, PriceList list, PriceUpdate update, PriceBook after) {

    String mark() {
      return before.version() + ">" + after.version();
    }
  }

  private Plan plan(Arguments arguments) {
    PriceBook before = home.read().book();
    String failed = "No price was taken from " + arguments.text("file");
    PriceList list = read(failed, Optional.of(arguments.text("text")));
    Set<String> accepted = new HashSet<>(arguments.texts("accept"));
    try {
      PriceUpdate update = PriceUpdate.of(before, list, accepted, today());
      return new Plan(before, list, update, PriceBook.parse(update.json()));
    } catch (InvalidPriceBook contradiction) {
      throw failed(failed, contradiction.faults(), contradiction);
    }
  }

  private Facts facts(Plan plan) {
    return Facts.of(
            "before", plan.before().version(),
            "version", plan.after().version(),
            "file", home.file(),
            "format", plan.list().format().label())
        .with("changes", plan.update().changes().stream().map(PriceFacts::of).toList())
        .with("left", plan.update().left().stream().map(PriceFacts::of).toList())
        .with("implausible", plan.update().implausible().stream().map(PriceFacts::of).toList())
        .with("changed", !plan.update().changes().isEmpty())
        .with("mark", plan.mark());
  }

  private PriceList read(String failed, Optional<String> text) {
    try {
      return PriceList.read(text.orElseGet(ShippedPrices::secondSource), today());
    } catch (InvalidPriceList invalid) {
      throw failed(failed, invalid.faults(), invalid);
    }
  }

  private static CommandFailed failed(String what, List<String> faults, RuntimeException cause) {
    return new CommandFailed(
        Fault.failed(
            what, String.join("\n", faults), "Fetch the file again, or mend these; docs/PRICES.md"),
        cause);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
