package dev.trafficcontrol.junit;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What one test has of its own: a gateway, a key with a budget, and the simulated provider behind
/// it.
///
/// Amounts are in USD, with at least two decimals and no zeros after those, so that equal ones are
/// `equals`, also to a `new BigDecimal("0.25")`.
public sealed interface TrafficControl permits Stage {

  /// Where model calls go, as `http://127.0.0.1:40123`: the base URL of Anthropic's clients. Those
  /// of OpenAI's take `/v1` after it.
  URI gateway();

  /// The virtual key, which has the budget that the annotation says.
  String key();

  /// The home's folder, for `trafficctl --home`. It is removed when the test is over.
  Path home();

  /// All variables for an agent's process: the gateway's address and the key as the SDKs and Claude
  /// Code read them, `PATH`, and a `HOME` and `TMPDIR` of the test's own. Nothing else of this
  /// process is in it, so put it in the place of what a process would inherit:
  ///
  /// ```java
  /// builder.environment().clear();
  /// builder.environment().putAll(traffic.environment());
  /// ```
  Map<String, String> environment();

  /// Has calls from now on answered by these rules instead of those before.
  ///
  /// @param json as of [TrafficControlTest#script]
  /// @throws IllegalArgumentException saying which rule and what is wrong with it; those before
  ///   stay
  void script(String json);

  /// What the book has charged.
  BigDecimal spent();

  /// What is set aside for calls in flight.
  BigDecimal held();

  /// What the provider has billed, by its own account.
  BigDecimal billed();

  /// The calls that were let through, the first one first; of the book's last 10,000 events. What
  /// was refused is not among them.
  List<Call> calls();
}
