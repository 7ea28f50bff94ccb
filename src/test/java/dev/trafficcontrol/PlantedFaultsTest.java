package dev.trafficcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The faults in `src/test/faults` still fit the code, and name tests that exist. That each is
/// found is shown by `src/test/faults/plant`.
class PlantedFaultsTest {

  private static final Path FAULTS = Path.of("src/test/faults");

  @Test
  void every_planted_fault_fits_the_code_and_names_its_test() throws IOException {
    List<String> stale = new ArrayList<>();
    Set<String> tests = TestNames.all();
    try (Stream<Path> files = Files.list(FAULTS)) {
      List<Path> faults = files.filter(file -> file.toString().endsWith(".patch")).toList();
      assertThat(faults).hasSizeGreaterThanOrEqualTo(10);
      for (Path fault : faults) {
        check(fault, tests, stale);
      }
    }
    assertThat(stale).isEmpty();
  }

  private static void check(Path fault, Set<String> tests, List<String> stale) throws IOException {
    List<String> lines = Files.readAllLines(fault);
    String test = after("Test: ", lines).replace('#', '.');
    if (!tests.contains(test)) {
      stale.add(fault + " names " + test + ", which is not there");
    }
    String code = Files.readString(Path.of(after("--- a/", lines)));
    for (String line : lines) {
      if (line.startsWith("-") && !line.startsWith("---") && !code.contains(line.substring(1))) {
        stale.add(fault + " changes what is not there:" + line.substring(1));
      }
    }
  }

  private static String after(String word, List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(word))
        .findFirst()
        .orElseThrow()
        .substring(word.length());
  }
}
