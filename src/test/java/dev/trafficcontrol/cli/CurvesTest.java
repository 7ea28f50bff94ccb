package dev.trafficcontrol.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.money.Money;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class CurvesTest {

  private static final Curves TWO = curves("10", at(0, "0"), at(60, "20"), at(120, "40"));

  @Test
  void the_plot_shows_both_courses_and_the_limit_in_plain_characters() {
    List<String> lines = new CurvePlot(TWO, 48).lines();
    assertThat(lines)
        .containsExactly(
            "$40.00 |" + " ".repeat(38) + ".",
            "       |",
            "       |",
            "       |",
            "       |",
            "       |",
            "       |",
            "       |" + " ".repeat(19) + "...................",
            "       |",
            "       |",
            "       |",
            "$10.00 |- - - - - - - - - -####################",
            "       |                   ####################",
            "       |                   ####################",
            "    $0 +" + "-".repeat(39),
            "        0:00" + " ".repeat(31) + "2:00",
            "        . then   # now   - - the limit, $10.00");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 60, 100, 5_000})
  void no_line_of_the_plot_is_longer_than_the_terminal_is_wide(int width) {
    assertThat(new CurvePlot(TWO, width).lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(Math.max(width, 46)));
  }

  @Test
  void the_picture_is_xml_that_says_what_it_shows_and_needs_nothing_beside_itself()
      throws Exception {
    String svg = CurvePicture.of(TWO, "A <spree> & more", "said \"so\" \u0007");
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    assertThat(document.getDocumentElement().getAttribute("role")).isEqualTo("img");
    assertThat(text(document, "title")).isEqualTo("A <spree> & more");
    assertThat(text(document, "desc")).startsWith("said \"so\"");
    assertThat(document.getElementsByTagName("path").getLength()).isEqualTo(2);
    assertThat(svg)
        .contains("prefers-color-scheme: dark", "limit $10.00", "spent (USD)", "min:s")
        .doesNotContain("href", "url(", "<script", "<image");
  }

  @Test
  void nothing_spent_and_no_limit_are_drawn_too() {
    Curves nothing = new Curves(line("then"), line("now"), null);
    assertThat(new CurvePlot(nothing, 80).lines()).hasSize(17);
    assertThat(CurvePicture.of(nothing, "t", "d")).contains("<path");
    Curves most = curves(null, at(0, "9000000000"));
    assertThat(CurvePicture.of(most, "t", "d")).contains("<path");
  }

  @Test
  void a_picture_has_few_enough_marks_to_read() {
    for (String usd : List.of("0.000000001", "0.07", "3", "54.72", "99999", "9000000000")) {
      String svg = CurvePicture.of(curves(usd, at(1, "0"), at(86_400, usd)), "t", "d");
      assertThat(svg.split("class=\"grid\"")).hasSizeBetween(2, 9);
    }
  }

  private static String text(Document document, String element) {
    return document.getElementsByTagName(element).item(0).getTextContent();
  }

  private static Curves curves(@Nullable String limit, Chart.Point... then) {
    return new Curves(
        line("then", then),
        line("now", at(0, "0"), at(60, "10")),
        limit == null ? null : Money.ofUsd(limit));
  }

  private static Curves.Line line(String name, Chart.Point... points) {
    return new Curves.Line(name, List.of(points));
  }

  private static Chart.Point at(long seconds, String usd) {
    return new Chart.Point(Duration.ofSeconds(seconds), Money.ofUsd(usd));
  }
}
