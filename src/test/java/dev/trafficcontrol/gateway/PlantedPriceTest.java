package dev.trafficcontrol.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.pricing.PriceBook;
import dev.trafficcontrol.simulator.SimulatorOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The comparison of bill and book can fail: one wrong rate on either side is found by the very
/// check that the other tests rely on.
final class PlantedPriceTest {

  private static final String MODEL = "claude-sonnet-5-5";

  /// Less than any slip of a digit: a hundredth of a cent per million tokens, or per search.
  private static final BigDecimal SLIP = new BigDecimal("0.0001");

  /// A rate, by its name in our book and in the provider's own table.
  enum Rate {
    INPUT("input", "input"),
    OUTPUT("output", "output"),
    CACHE_READ("cacheRead", "read"),
    WRITE_5M("write5m", "write_5m"),
    WRITE_1H("write1h", "write_1h"),
    WEB_SEARCH("webSearch", "usd_per_search");

    final String ours;
    final String theirs;

    Rate(String ours, String theirs) {
      this.ours = ours;
      this.theirs = theirs;
    }
  }

  @Test
  void with_both_tables_as_they_are_the_check_passes() {
    try (GatewayRig rig = rig(theirPrices().toString(), ourPrices().toString())) {
      makeEveryKindOfCall(rig);
      assertThatCode(rig::assertBillIsBook).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_wrong_rate_in_our_price_book_is_found(Rate rate) {
    ObjectNode book = ourPrices();
    ObjectNode model = modelOf(book, "model");
    slip(
        rate == Rate.WEB_SEARCH ? model : (ObjectNode) model.path("rates").path("standard").path(0),
        rate.ours);
    assertFound(theirPrices().toString(), book.toString());
  }

  @ParameterizedTest
  @EnumSource
  void a_wrong_rate_in_the_providers_table_is_found(Rate rate) {
    ObjectNode table = theirPrices();
    slip(
        rate == Rate.WEB_SEARCH ? table : (ObjectNode) modelOf(table, "ids").path("rates"),
        rate.theirs);
    assertFound(table.toString(), ourPrices().toString());
  }

  private static void assertFound(String theirs, String ours) {
    try (GatewayRig rig = rig(theirs, ours)) {
      makeEveryKindOfCall(rig);
      assertThatThrownBy(rig::assertBillIsBook).isInstanceOf(AssertionError.class);
    }
  }

  private static GatewayRig rig(String theirs, String ours) {
    String searches =
        """
        {"rules":[
          {"contains":"please search","reply":[{"text_tokens":40},
            {"usage":{"input_tokens":2679,"revised_input_tokens":10682,"searches":2}}]},
          {"reply":[{"text_tokens":200}]}]}
        """;
    return new GatewayRig(
        SimulatorOptions.defaults().withPrices(theirs).withScript(searches), PriceBook.parse(ours));
  }

  /// Every rate is charged at least once: writes for 5 minutes and for an hour, reads of both, and
  /// searches.
  private static void makeEveryKindOfCall(GatewayRig rig) {
    KeySecret key = rig.key("40");
    for (String ttl : new String[] {"5m", "1h"}) {
      for (int time = 0; time < 2; time++) {
        HttpResponse<String> answer = rig.messages(key, cached(ttl));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
            .containsPattern(
                time == 0
                    ? "\"cache_creation_input_tokens\":[1-9]"
                    : "\"cache_read_input_tokens\":[1-9]");
      }
    }
    String search =
        GatewayRig.ask(MODEL, 1000, true, "please search")
            .replaceFirst(
                "\\{",
                "{\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\",\"max_uses\":2}],");
    HttpResponse<String> answer = rig.messages(key, search);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("\"web_search_requests\":2");
  }

  private static String cached(String ttl) {
    return """
    {"model":"%s","max_tokens":1000,"stream":true,
    "system":[{"type":"text","text":"%s","cache_control":{"type":"ephemeral","ttl":"%s"}}],
    "messages":[{"role":"user","content":"go on"}]}\
    """
        .formatted(MODEL, "Kept for %s. ".formatted(ttl).repeat(800), ttl);
  }

  private static void slip(ObjectNode prices, String rate) {
    String was = prices.required(rate).stringValue();
    prices.put(rate, new BigDecimal(was).add(SLIP).toPlainString());
  }

  /// Its entry in a table of models, told by the field that names it.
  private static ObjectNode modelOf(JsonNode table, String field) {
    for (JsonNode entry : table.required("models")) {
      if (entry.required(field).toString().contains("\"" + MODEL + "\"")) {
        return (ObjectNode) entry;
      }
    }
    throw new AssertionError("no " + MODEL + " in " + table);
  }

  private static ObjectNode ourPrices() {
    return (ObjectNode) JsonMapper.shared().readTree(GatewayRig.shippedPrices());
  }

  private static ObjectNode theirPrices() {
    try (InputStream in =
        Objects.requireNonNull(SimulatorOptions.class.getResourceAsStream("prices.json"))) {
      return (ObjectNode)
          JsonMapper.shared().readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
