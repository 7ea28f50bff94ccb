package dev.trafficcontrol.app.readiness;

import dev.trafficcontrol.adapter.sandbox.SandboxProbe;
import dev.trafficcontrol.app.config.AgentSettings;
import dev.trafficcontrol.app.config.Configuration;
import dev.trafficcontrol.app.config.Isolation;
import dev.trafficcontrol.app.prices.PricesInUse;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.preflight.Check.Weight;
import dev.trafficcontrol.preflight.PreflightFacts.Problem;
import dev.trafficcontrol.project.Project;
import dev.trafficcontrol.run.Workplaces;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Finds out what is missing for the work that waits. Tasks of paused projects can't start: only
/// what the others need is looked at.
public final class Readiness {

  private final Configuration configuration;
  private final Programs programs;
  private final Workplaces workplaces;
  private final PricesInUse prices;
  private final Supplier<SandboxProbe.Finding> sandbox;
  private final DiskRoom disks;

  /// @param sandbox tries it, each time it is asked
  public Readiness(
      Configuration configuration,
      Programs programs,
      Workplaces workplaces,
      PricesInUse prices,
      Supplier<SandboxProbe.Finding> sandbox,
      DiskRoom disks) {
    this.configuration = configuration;
    this.programs = programs;
    this.workplaces = workplaces;
    this.prices = prices;
    this.sandbox = sandbox;
    this.disks = disks;
  }

  /// What was found, good or bad, in the order in which people read it.
  public List<Problem> of(List<WaitingWork> all) {
    List<WaitingWork> work = all.stream().filter(some -> !some.project().isPaused()).toList();
    List<Problem> found = new ArrayList<>();
    found.addAll(repositories(work));
    found.addAll(agents(work));
    found.addAll(models(work));
    found.addAll(new Billing(configuration.providers(), prices.book()).of(work));
    found.add(isolation());
    found.add(disk(work));
    Problem alerts = AlertsCheck.configured(configuration.alerts());
    if (alerts.weight() != Weight.OK) {
      found.add(alerts);
    }
    return found;
  }

  /// Budgets that stand in the way of that work, and such as are too small for any run of it to
  /// begin.
  ///
  /// @param forecast what all of it may cost
  public List<Problem> budgets(List<WaitingWork> work, MoneyAtHand money, Money forecast) {
    List<Problem> found = new ArrayList<>(money.problems(work, forecast, prices.book()));
    found.addAll(FirstCall.tooSmall(work, money.budgets(), prices.book()));
    return found;
  }

  public Problem git() {
    return programs
        .find("git")
        .map(place -> new Problem("git", Weight.OK, place.toString(), ""))
        .orElseGet(() -> lacking("git", "it is not on the PATH", "install git"));
  }

  /// Whether there is room for what that work writes.
  public Problem disk(List<WaitingWork> work) {
    return disks.problem(
        work.stream()
            .map(some -> some.project().workspace().repository())
            .filter(Objects::nonNull)
            .distinct()
            .map(Path::of)
            .toList());
  }

  private List<Problem> repositories(List<WaitingWork> work) {
    Map<String, Project> projects = new LinkedHashMap<>();
    work.forEach(some -> projects.put(some.project().id(), some.project()));
    List<Problem> bad = new ArrayList<>();
    projects.forEach((id, project) ->
        workplaces
            .problem(project.workspace())
            .ifPresent(why ->
                bad.add(
                    lacking(
                        "Repositories",
                        "project " + id + ": " + why,
                        "mend it, or leave the project out: trafficctl project pause " + id))));
    long own =
        projects.values().stream().filter(some -> some.workspace().repository() != null).count();
    return goodUnless(
        bad,
        "Repositories",
        own == 0 ? "none needed" : count(own, "repository", "repositories") + " ready to branch");
  }

  private List<Problem> agents(List<WaitingWork> work) {
    Set<String> names = new TreeSet<>();
    work.forEach(some -> names.add(some.agent().agent()));
    List<Problem> bad =
        names.stream()
            .map(this::agent)
            .filter(found -> found.weight() != Weight.OK)
            .collect(Collectors.toCollection(ArrayList::new));
    return goodUnless(bad, "Agents", named(names));
  }

  /// Whether an agent's program is where the configuration says.
  public Problem agent(String name) {
    AgentSettings settings = configuration.runs().agents().get(name);
    if (settings == null) {
      return lacking(
          "Agents",
          "no agent is called '" + name + "'",
          "add it to trafficcontrol.yaml below agents, or change the tasks that ask for it");
    }
    return switch (settings) {
      case AgentSettings.ClaudeCode(String program) ->
          program(
              name,
              program,
              "install it: npm install -g @anthropic-ai/claude-code, or set agents.claude-code.program");
      case AgentSettings.Command(List<String> command) ->
          program(name, command.getFirst(), "install it, or correct agents." + name + ".command");
      case AgentSettings.BuiltIn() -> new Problem("Agents", Weight.OK, name, "");
    };
  }

  private Problem program(String agent, String program, String fix) {
    return programs
        .find(program)
        .map(place -> new Problem("Agents", Weight.OK, agent + " (" + place + ")", ""))
        .orElseGet(() ->
            lacking("Agents", "the program of " + agent + ", '" + program + "', is missing", fix));
  }

  private List<Problem> models(List<WaitingWork> work) {
    Set<String> models = new TreeSet<>();
    work.forEach(some -> models.add(some.agent().model()));
    List<Problem> bad =
        models.stream()
            .filter(model -> prices.book().find(model).isEmpty())
            .map(model ->
                lacking(
                    "Prices",
                    "no price is known for " + model + ", so no call of it can be bounded",
                    "choose one of: trafficctl prices list"))
            .collect(Collectors.toCollection(ArrayList::new));
    return goodUnless(bad, "Prices", models.isEmpty() ? "none needed" : "known: " + named(models));
  }

  /// Which price book is gone by.
  public Problem priceBook() {
    return new Problem("Price book", Weight.OK, prices.book().version() + ", " + prices.from(), "");
  }

  /// Whether agents can be kept in, found by trying it.
  public Problem isolation() {
    if (configuration.runs().isolation() == Isolation.NONE) {
      return new Problem(
          "Isolation",
          Weight.WARNING,
          "isolation: none contains accidents only; agents reach whatever you reach",
          "set isolation: sandbox in trafficcontrol.yaml");
    }
    return switch (sandbox.get()) {
      case SandboxProbe.Finding.Available _ ->
          new Problem("Isolation", Weight.OK, "the sandbox works", "");
      case SandboxProbe.Finding.Unavailable(String why, String fix) ->
          lacking("Isolation", "no sandbox here: " + why, fix + ", or set isolation: none");
    };
  }

  private static Problem lacking(String check, String what, String fix) {
    return new Problem(check, Weight.FINAL, what, fix);
  }

  private static List<Problem> goodUnless(List<Problem> bad, String check, String good) {
    return bad.isEmpty() ? List.of(new Problem(check, Weight.OK, good, "")) : bad;
  }

  private static String count(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  private static String named(Collection<String> names) {
    return names.isEmpty() ? "none needed" : String.join(", ", names);
  }
}
