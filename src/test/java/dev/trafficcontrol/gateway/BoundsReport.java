package dev.trafficcontrol.gateway;

import dev.trafficcontrol.gateway.RandomCall.Shape;
import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.ledger.LedgerEvent;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.simulator.SimulatorOptions;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sends random calls of every shape through a gateway, and compares what was held for each with
/// what the provider billed for it. `bench/bounds` runs it.
final class BoundsReport implements AutoCloseable {

  private static final int TURNS = 6;
  private static final List<Endpoint> ENDPOINTS = List.of(Endpoint.values());
  private static final List<Shape> SHAPES = List.of(Shape.values());

  /// What the simulated model says; its words need no escaping.
  private static final Pattern SAID =
      Pattern.compile("\"(?:text|content|delta)\":\"([^\"\\\\]+)\"");

  /// @param proven what was held once the provider had counted the prompt; what was held before
  ///   that, where it counts at the end only
  record Measured(RandomCall call, int turn, Money held, Money proven, Money billed) {

    private String kind() {
      return call.shape == Shape.GOES_ON && turn == 1
          ? call.endpoint + " FIRST TURN"
          : call.endpoint + " " + call.shape;
    }

    private double looseness() {
      return (double) held.nanos() / billed.nanos();
    }

    private double provenLooseness() {
      return (double) proven.nanos() / billed.nanos();
    }
  }

  private volatile Money held = Money.ZERO;
  private volatile Money proven = Money.ZERO;
  private final GatewayRig rig =
      new GatewayRig(SimulatorOptions.defaults(), (step, at) -> step.events().forEach(this::note));
  private final KeySecret key = rig.key("1000");

  private void note(LedgerEvent event) {
    if (event instanceof LedgerEvent.Held one) {
      held = one.amount();
      proven = one.amount();
    } else if (event instanceof LedgerEvent.Shrunk one) {
      proven = one.amount();
    }
  }

  /// One call after another, as many as that or a few more.
  List<Measured> measure(int calls, long seed) {
    Random random = new Random(seed);
    List<Measured> all = new ArrayList<>();
    while (all.size() < calls) {
      Endpoint endpoint = ENDPOINTS.get(random.nextInt(ENDPOINTS.size()));
      Shape shape = SHAPES.get(random.nextInt(SHAPES.size()));
      if (RandomCall.isPossible(endpoint, shape)) {
        RandomCall call = new RandomCall(endpoint, shape, random);
        String before = "";
        for (int turn = 1; turn <= (shape == Shape.GOES_ON ? TURNS : 1); turn++) {
          before = send(call, turn, before, all);
        }
      }
    }
    return all;
  }

  private String send(RandomCall call, int turn, String before, List<Measured> all) {
    Money billed = rig.bill();
    String body = call.next(before);
    HttpResponse<String> answer = rig.send(rig.request(call.path(), key, body));
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body() + " to " + body);
    }
    all.add(new Measured(call, turn, held, proven, rig.bill().minus(billed)));
    if (!rig.spent().equals(rig.bill())) {
      throw new IllegalStateException("the book is not the bill after " + body);
    }
    StringBuilder said = new StringBuilder();
    Matcher words = SAID.matcher(answer.body());
    while (words.find()) {
      said.append(words.group(1));
    }
    return said.toString();
  }

  /// How much of $10 is spent once `agents` at once, each in a conversation of its own whose calls
  /// may be answered with 32,000 tokens and are with 600, get no more of it.
  double usable(int agents) throws InterruptedException {
    KeySecret poor = rig.key("10");
    Money before = rig.spent();
    List<Thread> all = new ArrayList<>();
    for (int agent = 0; agent < agents; agent++) {
      int number = agent;
      all.add(Thread.ofVirtual().start(() -> talk(poor, number)));
    }
    for (Thread one : all) {
      one.join();
    }
    return rig.spent().minus(before).nanos() / 1e10;
  }

  /// Anew after 20 turns; to the end of the money.
  private void talk(KeySecret poor, int agent) {
    for (int talk = 0; ; talk++) {
      StringBuilder turns = new StringBuilder();
      for (int turn = 0; turn < 20; turn++) {
        turns
            .append(turn == 0 ? "" : ",{\"role\":\"assistant\",\"content\":\"so be it\"},")
            .append("{\"role\":\"user\",\"content\":\"")
            .append(("agent " + agent + " goes on. ").repeat(200))
            .append("\\nSIMULATE: tokens 600\"}");
        String body =
            "{\"model\":\"claude-sonnet-5-5\",\"max_tokens\":32000,\"stream\":true,\"system\":\"talk %d\",\"messages\":[%s]}"
                .formatted(talk, turns);
        HttpResponse<String> answer = rig.send(rig.request("/v1/messages", poor, body));
        if (answer.statusCode() != 200) {
          return;
        }
      }
    }
  }

  @Override
  public void close() {
    rig.close();
  }

  public static void main(String[] args) throws InterruptedException {
    int calls = Integer.parseInt(args[0]);
    try (BoundsReport report = new BoundsReport()) {
      List<Measured> all = report.measure(calls, 1);
      long over = all.stream().filter(one -> one.billed().isMoreThan(one.held())).count();
      System.out.printf("%,d calls, %d of them billed above their hold%n", all.size(), over);
      Map<String, List<Measured>> byKind = new TreeMap<>();
      all.forEach(one -> byKind.computeIfAbsent(one.kind(), _ -> new ArrayList<>()).add(one));
      System.out.printf(
          "%-28s %6s  %-18s  %s%n", "hold / bill", "calls", "median (90 %)", "once counted");
      byKind.forEach(BoundsReport::print);
      System.out.printf(
          "of $10, 20 agents at once spent %.1f %% before they got no more%n",
          100 * report.usable(20));
    }
  }

  private static void print(String kind, List<Measured> measured) {
    List<Double> loose = new ArrayList<>(measured.stream().map(Measured::looseness).toList());
    List<Double> proven =
        new ArrayList<>(measured.stream().map(Measured::provenLooseness).toList());
    System.out.printf(
        "%-28s %6d  %6.2f (%6.2f)     %6.2f (%6.2f)%n",
        kind, measured.size(), at(loose, 0.5), at(loose, 0.9), at(proven, 0.5), at(proven, 0.9));
  }

  private static double at(List<Double> values, double share) {
    Collections.sort(values);
    return values.get((int) Math.min(values.size() - 1, values.size() * share));
  }
}
