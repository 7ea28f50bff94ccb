package dev.trafficcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The catalogue of failures names the tests that there are, and no others.
class FailuresCatalogueTest {

  /// Cases without a test, or with one that nobody has broken on purpose yet. It only ever shrinks.
  private static final Set<String> NOT_SEEN_RED = Set.of("F04", "F23", "F72", "F86", "F96");

  private final FailuresCatalogue catalogue =
      FailuresCatalogue.read(SourceFile.read(Path.of("docs/FAILURES.md")));

  @Test
  void every_case_has_a_row_and_every_test_of_one_is_named_in_it() {
    assertThat(catalogue.faults(tests())).isEmpty();
  }

  @Test
  void the_tests_of_all_other_cases_have_been_seen_to_fail() {
    assertThat(catalogue.rows())
        .extracting(FailuresCatalogue.Row::number)
        .filteredOn(number -> !catalogue.isSeenRed(number))
        .isSubsetOf(NOT_SEEN_RED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "| F01 | it holds | `ATest.F01_it_holds` | |; F01 names ATest.F01_it_holds, which is no test",
        "| F01 | it holds | `OurTest.F02_b` | |; F01 names OurTest.F02_b, which is another case's",
        "| F01 | it holds | none: later | |; F01 does not name OurTest.F01_F02_a",
        "| F03 | it holds | none: later | |; F02 has no row",
        "| F02 | | none: later | |; F02 does not say what must hold",
      })
  void what_is_not_true_of_the_tests_is_found(String row, String fault) {
    assertThat(FailuresCatalogue.read(row).faults(Set.of("OurTest.F01_F02_a", "OurTest.F02_b")))
        .contains(fault);
  }

  /// Every test that belongs to a case, as `Class.method`.
  private static Set<String> tests() {
    return TestNames.all().stream()
        .filter(test -> !FailuresCatalogue.numbersOf(test).isEmpty())
        .collect(Collectors.toSet());
  }
}
