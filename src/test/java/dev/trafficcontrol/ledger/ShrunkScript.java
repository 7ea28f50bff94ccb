package dev.trafficcontrol.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes a script that fails as small as it gets while it still fails: fewer lines, fewer commands
/// in a line, fewer words, simpler numbers.
final class ShrunkScript {

  private static final Pattern NUMBER = Pattern.compile("(?<=[ =-])\\d+(\\.\\d+)?(?=s?( |$))");
  private static final Pattern OPTION = Pattern.compile(" [a-z]+=\\S+");
  private static final int MOST_TRIALS = 20_000;

  private final Predicate<ModelScript> fails;
  private ModelScript smallest;
  private int trials;

  private ShrunkScript(ModelScript script, Predicate<ModelScript> fails) {
    this.smallest = script;
    this.fails = fails;
  }

  static ModelScript of(ModelScript script, Predicate<ModelScript> fails) {
    ShrunkScript shrunk = new ShrunkScript(script, fails);
    String before = "";
    while (!before.equals(shrunk.smallest.toString())) {
      before = shrunk.smallest.toString();
      shrunk.removeLines();
      shrunk.removeCommands();
      shrunk.removeWords();
      shrunk.simplifyNumbers();
    }
    return shrunk.smallest;
  }

  private boolean holds(List<String> lines) {
    ModelScript smaller = smallest.with(lines);
    if (trials >= MOST_TRIALS) {
      return false;
    }
    trials++;
    boolean stillFails = fails.test(smaller);
    smallest = stillFails ? smaller : smallest;
    return stillFails;
  }

  private void removeLines() {
    for (int chunk = Math.max(1, smallest.lines().size() / 2); chunk > 0; chunk /= 2) {
      for (int at = smallest.lines().size() - chunk; at >= 0; at -= chunk) {
        List<String> rest = new ArrayList<>(smallest.lines());
        rest.subList(at, Math.min(rest.size(), at + chunk)).clear();
        holds(rest);
        at = Math.min(at, smallest.lines().size());
      }
    }
  }

  private void removeCommands() {
    for (int at = 0; at < smallest.lines().size(); at++) {
      List<String> commands = new ArrayList<>(Arrays.asList(smallest.lines().get(at).split(" & ")));
      for (int gone = commands.size() - 1; gone >= 0 && commands.size() > 1; gone--) {
        List<String> rest = new ArrayList<>(commands);
        rest.remove(gone);
        commands = replace(at, String.join(" & ", rest)) ? rest : commands;
      }
    }
  }

  private void removeWords() {
    for (int at = 0; at < smallest.lines().size(); at++) {
      Matcher option = OPTION.matcher(smallest.lines().get(at));
      while (option.find()) {
        String line = smallest.lines().get(at);
        if (replace(at, line.substring(0, option.start()) + line.substring(option.end()))) {
          option = OPTION.matcher(smallest.lines().get(at));
        }
      }
    }
  }

  private void simplifyNumbers() {
    for (int at = 0; at < smallest.lines().size(); at++) {
      int from = 0;
      Matcher number = NUMBER.matcher(smallest.lines().get(at));
      while (number.find(from)) {
        String line = smallest.lines().get(at);
        for (String simple : simpler(number.group())) {
          if (replace(
              at, line.substring(0, number.start()) + simple + line.substring(number.end()))) {
            break;
          }
        }
        from = number.start() + 1;
        number = NUMBER.matcher(smallest.lines().get(at));
      }
    }
  }

  /// The simplest first. Money has a point, a time or a token has none.
  private static List<String> simpler(String number) {
    List<String> all =
        number.contains(".")
            ? List.of(
                "0.01", "0.10", "0.50", "1.00", "2.00", number.replaceAll("(\\.\\d\\d)\\d+", "$1"))
            : List.of("1", "10", "60", "600", "3600", "86400");
    int known = all.indexOf(number);
    return known < 0 ? all : all.subList(0, known);
  }

  private boolean replace(int at, String line) {
    List<String> lines = new ArrayList<>(smallest.lines());
    if (line.equals(lines.get(at))) {
      return false;
    }
    lines.set(at, line);
    return holds(lines);
  }
}
