package dev.trafficcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Each rule of [HouseStyle] finds what breaks it, and lets pass what just keeps it.
class HouseStyleCatchTest {

  @Test
  void a_file_of_more_than_500_lines_is_found() {
    assertThat(main(lines(500))).isEmpty();
    assertThat(main(lines(501))).singleElement().asString().contains("500 lines");
  }

  @Test
  void a_method_of_more_than_70_lines_is_found() {
    assertThat(main("class A {\n@Deprecated\nvoid m() {" + lines(68) + "}\n}")).isEmpty();
    assertThat(main("class A {\n@Deprecated\nvoid m() {" + lines(69) + "}\n}"))
        .containsExactly("src/main/java/A.java:2 m: a method has at most 70 lines");
  }

  @Test
  void a_record_of_more_than_8_components_is_found() {
    assertThat(main("record R(" + parameters(8) + ") { static int x; }")).isEmpty();
    assertThat(main("record R(" + parameters(9) + ") {}")).hasSize(1);
  }

  @Test
  void a_constructor_of_more_than_6_parameters_is_found() {
    assertThat(main("class A { A(" + parameters(6) + ") {} }")).isEmpty();
    assertThat(main("class A { A(" + parameters(7) + ") {} }")).hasSize(1);
    assertThat(main("class A { record R(int a) {} A(" + parameters(7) + ") {} }")).hasSize(1);
    assertThat(main("record R(" + parameters(7) + ") { R(" + parameters(7) + ") {} }")).isEmpty();
  }

  @Test
  void names_that_say_nothing_are_found() {
    assertThat(main("class Utilization { interface Implied {} interface IO {} }")).isEmpty();
    for (String name : List.of("RunManager", "TestHelper", "JsonUtils", "LedgerImplPart")) {
      assertThat(main("class " + name + " {}")).hasSize(1);
    }
    assertThat(main("interface ILedger {}")).hasSize(1);
  }

  @Test
  void a_test_that_sleeps_is_found() {
    String sleeps = "class A { void m() throws Exception { Thread.sleep(5); } }";
    assertThat(main(sleeps)).isEmpty();
    assertThat(HouseStyle.complaints(SourceFile.of("src/test/java/A.java", sleeps))).hasSize(1);
  }

  @Test
  void the_median_is_the_upper_one_of_two() {
    var files = IntStream.of(10, 81, 80, 12).mapToObj(n -> SourceFile.of("A.java", lines(n)));
    assertThat(HouseStyle.medianLines(files.toList())).isEqualTo(80);
  }

  private static List<String> main(String text) {
    return HouseStyle.complaints(SourceFile.of("src/main/java/A.java", text));
  }

  private static String lines(int count) {
    return "//\n".repeat(count);
  }

  private static String parameters(int count) {
    return IntStream.range(0, count).mapToObj(i -> "int p" + i).collect(Collectors.joining(", "));
  }
}
