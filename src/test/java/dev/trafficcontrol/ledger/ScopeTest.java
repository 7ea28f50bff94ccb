package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {

  @ParameterizedTest
  @ValueSource(strings = {"global", "key:K1", "run:*", "model:a:b", "project: "})
  void a_scope_is_read_as_it_is_written(String text) {
    assertThat(Scope.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "key,       a key scope needs a subject: key:ID",
    "key:,      a key scope needs a subject: key:ID",
    "global:me, the global scope has no subject: 'me'",
  })
  void what_a_scope_lacks_or_has_too_much_is_said(String text, String why) {
    assertThatThrownBy(() -> Scope.parse(text))
        .hasMessageStartingWith("'" + text + "' is not a scope: write global, project:ID")
        .hasRootCauseMessage(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", ":global", "everything", "keys:K1", " global"})
  void what_is_no_scope_is_refused_with_how_to_write_one(String text) {
    assertThatThrownBy(() -> Scope.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'" + text + "' is not a scope: write global, project:ID");
  }
}
