package dev.trafficcontrol.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRulesTest {

  private static final SecretHash HASH = new SecretHash("1".repeat(64));

  @Test
  void a_rule_that_is_absent_forbids_nothing() {
    KeyRules none = new Key("k", "k", HASH, null, null).ruled();
    assertThat(none.allows("any")).isTrue();
    assertThat(none.capped(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    assertThat(none.callsPerMinute()).isNull();
  }

  @Test
  void a_key_with_rules_that_say_nothing_is_a_key_without_rules() {
    assertThat(new Key("k", "k", HASH, null, null, new KeyRules(null, null, null)))
        .isEqualTo(new Key("k", "k", HASH, null, null));
  }

  @Test
  void models_are_a_set_and_said_in_order() {
    assertThat(new KeyRules(List.of("b", "a", "b"), null, null).models()).containsExactly("a", "b");
  }

  @Test
  void rules_that_would_forbid_everything_or_could_not_be_kept_are_none() {
    assertThatThrownBy(() -> new KeyRules(List.of(), null, null)).hasMessageContaining("no model");
    assertThatThrownBy(() -> new KeyRules(null, 0L, null)).hasMessageContaining("one token");
    assertThatThrownBy(() -> new KeyRules(null, null, 0)).hasMessageContaining("not 0");
    assertThatThrownBy(() -> new KeyRules(null, null, 10_001)).hasMessageContaining("not 10001");
  }

  @Test
  void a_limit_is_lowered_only_where_a_key_says_so() {
    assertThat(KeyRules.NONE.allowsLowering()).isFalse();
    assertThat(KeyRules.NONE.withLowering(Lowering.NEVER)).isEqualTo(KeyRules.NONE);
    assertThat(KeyRules.NONE.withLowering(Lowering.TO_BUDGET).allowsLowering()).isTrue();
    assertThat(new Key("k", "k", HASH, null, null, KeyRules.NONE.withLowering(Lowering.NEVER)))
        .isEqualTo(new Key("k", "k", HASH, null, null));
  }
}
