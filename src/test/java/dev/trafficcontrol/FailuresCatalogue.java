package dev.trafficcontrol;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rows of `docs/FAILURES.md`: a case, what must hold, one test of it, and what was broken to
/// see that test fail. The second to last row of a case leave out what must hold.
record FailuresCatalogue(List<Row> rows) {

  private static final int CASES = 100;
  private static final Pattern TEST = Pattern.compile("`(\\w+\\.\\w+)`");
  private static final Pattern NUMBER = Pattern.compile("F[0-9]{2,3}");
  private static final String NONE = "none: ";

  /// @param test `Class.method`, or `none: ` and why there is none
  record Row(String number, String promise, String test, String broken) {

    boolean isNone() {
      return test.startsWith(NONE);
    }
  }

  static FailuresCatalogue read(String markdown) {
    List<Row> rows = new ArrayList<>();
    markdown
        .lines()
        .filter(line -> line.startsWith("| F"))
        .map(line -> line.split("\\|", -1))
        .forEach(cells -> rows.add(row(cells)));
    return new FailuresCatalogue(List.copyOf(rows));
  }

  private static Row row(String[] cells) {
    if (cells.length != 6) {
      throw new IllegalArgumentException("not four cells: " + String.join("|", cells));
    }
    Matcher test = TEST.matcher(cells[3].strip());
    return new Row(
        cells[1].strip(),
        cells[2].strip(),
        test.matches() ? test.group(1) : cells[3].strip(),
        cells[4].strip());
  }

  /// What keeps the page from being true.
  ///
  /// @param tests every test there is, as `Class.method`
  List<String> faults(Set<String> tests) {
    List<String> faults = new ArrayList<>();
    Set<String> named = new LinkedHashSet<>();
    for (Row row : rows) {
      if (!row.isNone()) {
        named.add(row.number() + " " + row.test());
        judge(row, tests, faults);
      }
    }
    for (String test : tests) {
      for (String number : numbersOf(test)) {
        if (!named.contains(number + " " + test)) {
          faults.add(number + " does not name " + test);
        }
      }
    }
    for (int number = 1; number <= CASES; number++) {
      judgeCase("F%02d".formatted(number), faults);
    }
    return faults;
  }

  private static void judge(Row row, Set<String> tests, List<String> faults) {
    if (!tests.contains(row.test())) {
      faults.add(row.number() + " names " + row.test() + ", which is no test");
    } else if (!numbersOf(row.test()).contains(row.number())) {
      faults.add(row.number() + " names " + row.test() + ", which is another case's");
    }
  }

  private void judgeCase(String number, List<String> faults) {
    List<Row> ofCase = rows.stream().filter(row -> row.number().equals(number)).toList();
    if (ofCase.isEmpty()) {
      faults.add(number + " has no row");
    } else if (ofCase.getFirst().promise().isEmpty()) {
      faults.add(number + " does not say what must hold");
    } else if (ofCase.size() > 1 && ofCase.stream().anyMatch(Row::isNone)) {
      faults.add(number + " has tests, and says that it has none");
    }
  }

  /// Cases all of whose tests were seen to fail.
  boolean isSeenRed(String number) {
    List<Row> ofCase = rows.stream().filter(row -> row.number().equals(number)).toList();
    return !ofCase.isEmpty()
        && ofCase.stream().noneMatch(row -> row.isNone() || row.broken().isEmpty());
  }

  /// The cases that a test is for, by the beginning of its name: `F74_F75_…` is for two.
  static List<String> numbersOf(String test) {
    List<String> numbers = new ArrayList<>();
    for (String word : test.substring(test.indexOf('.') + 1).split("_")) {
      if (!NUMBER.matcher(word).matches()) {
        break;
      }
      numbers.add(word);
    }
    return numbers;
  }
}
