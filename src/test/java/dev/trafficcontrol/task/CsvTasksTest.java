package dev.trafficcontrol.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.project.ProjectName;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A table of tasks: all of it, or every line that is wrong.
class CsvTasksTest {

  private static final ProjectName WEB = new ProjectName("web");

  private static List<TaskFile.Entry> read(String csv) {
    TaskFile file = TaskFile.csv(csv, WEB);
    assertThat(file).isInstanceOf(TaskFile.Read.class);
    return ((TaskFile.Read) file).entries();
  }

  private static List<String> faults(String csv) {
    TaskFile file = TaskFile.csv(csv, WEB);
    assertThat(file).isInstanceOf(TaskFile.Faulty.class);
    return ((TaskFile.Faulty) file).faults().stream().map(TaskFile.Fault::toString).toList();
  }

  @Test
  void columns_are_attributes_in_any_order_and_empty_cells_are_not_given() {
    List<TaskFile.Entry> entries =
        read(
            """
            estimate,title,id,after,priority,project
            0.40,Describe the configuration,config,,,docs
            ,Link the page,,"config,T12",8,
            """);

    TaskDraft first = entries.get(0).draft();
    assertThat(first.project()).isEqualTo(new ProjectName("docs"));
    assertThat(first.wishes().estimate()).isEqualTo(Money.ofUsd("0.40"));
    assertThat(first.wishes().priority()).isEqualTo(TaskWishes.NORMAL);
    TaskDraft second = entries.get(1).draft();
    assertThat(second.project()).isEqualTo(WEB);
    assertThat(second.wishes().priority()).isEqualTo(8);
    assertThat(second.wishes().after()).containsExactly("#1", "T12");
  }

  @Test
  void quoted_text_may_have_commas_quotes_and_lines_and_lines_are_counted_by_the_file() {
    List<TaskFile.Entry> entries =
        read(
            "\uFEFFtitle,description\r\n\"Say \"\"hello\"\", twice\",\"One\ntwo\n\nthree\"\r\n\r\nNext,x\r\n");

    assertThat(entries).extracting(TaskFile.Entry::line).containsExactly(2, 7);
    assertThat(entries.get(0).draft().text().title()).isEqualTo("Say \"hello\", twice");
    assertThat(entries.get(0).draft().text().description()).isEqualTo("One\ntwo\n\nthree");
    assertThat(entries.get(1).draft().text().title()).isEqualTo("Next");
  }

  @Test
  void every_row_that_is_wrong_is_named_by_its_line() {
    assertThat(
            faults(
                """
                title,priority,after
                First,high,
                Second,5
                ,5,
                Fourth,5,nobody
                """))
        .hasSize(4)
        .satisfies(all -> assertThat(all.get(0)).startsWith("line 2: ").contains("high"))
        .satisfies(all -> assertThat(all.get(1)).startsWith("line 3: ").contains("2 cells"))
        .satisfies(all -> assertThat(all.get(2)).startsWith("line 4: "))
        .satisfies(all -> assertThat(all.get(3)).startsWith("line 5: ").contains("nobody"));
  }

  @Test
  void a_header_that_is_wrong_is_told_and_no_row_is_read() {
    assertThat(faults("title,prio\nFirst,5\n").getFirst())
        .startsWith("line 1: ")
        .contains("'prio'");
    assertThat(faults("title,title\nA,B\n").getFirst()).contains("two columns");
    assertThat(faults("id,priority\na,5\n").getFirst()).contains("no column is called 'title'");
    assertThat(faults("").getFirst()).contains("no header");
    assertThat(faults("title\n").getFirst()).contains("no task");
  }

  @Test
  void quotes_that_do_not_match_are_a_fault_of_their_line() {
    assertThat(faults("title,description\nFirst,\"never closed\n").getFirst()).contains("line ");
    assertThat(faults("title,description\nOne,two\n\"First\"x,y\n").getFirst())
        .startsWith("line 3: ");
  }

  @Test
  void a_table_has_a_bound() {
    assertThat(faults("title\n" + "x\n".repeat(TaskFile.MOST_TASKS + 1)).getFirst())
        .contains("more than 1000 tasks");
  }
}
