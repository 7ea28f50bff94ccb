package dev.trafficcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `docs/PROOFS.md` names tests that exist.
class ProofsPageTest {

  private static final Pattern TEST = Pattern.compile("`(\\w+Test\\.\\w+)`");

  @Test
  void every_test_that_the_page_names_is_there() throws IOException {
    String page = Files.readString(Path.of("docs/PROOFS.md"));
    Set<String> tests = TestNames.all();
    assertThat(TEST.matcher(page).results().map((MatchResult found) -> found.group(1)))
        .hasSizeGreaterThan(20)
        .allMatch(tests::contains);
  }
}
