package dev.trafficcontrol.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.agent.tool.ToolResult.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the model asks for is done to files of the worktree, and to no others.
class FileToolsTest {

  @TempDir Path folder;
  private Path root;
  private Path secret;
  private Toolbox tools;

  @BeforeEach
  void lay_out() throws IOException {
    root = Files.createDirectory(folder.resolve("worktree"));
    secret = Files.writeString(folder.resolve("secret.txt"), "the owner's");
    tools = new Toolbox(root, Map.of());
  }

  private ToolResult use(String tool, Object... namesAndValues) {
    Map<String, Object> input = new java.util.HashMap<>();
    for (int at = 0; at < namesAndValues.length; at += 2) {
      input.put(namesAndValues[at].toString(), namesAndValues[at + 1]);
    }
    return tools.carryOut(tool, new ToolInput(input));
  }

  private void fails(ToolResult result, String why) {
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.text()).contains(why);
  }

  @Test
  void a_file_is_written_with_its_folders_and_read_whole_or_by_lines() {
    assertThat(use("write_file", "path", "docs/a.md", "content", "one\ntwo\nthree\n").outcome())
        .isEqualTo(Outcome.DONE);

    assertThat(use("read_file", "path", "docs/a.md").text()).isEqualTo("one\ntwo\nthree\n");
    assertThat(use("read_file", "path", "docs/a.md", "from_line", 2, "lines", 1).text())
        .isEqualTo("two");
  }

  @Test
  void a_long_file_is_cut_and_says_so() {
    use("write_file", "path", "long", "content", "x".repeat(150_000));

    assertThat(use("read_file", "path", "long").text())
        .hasSizeLessThan(101_000)
        .contains("cut after 100000 of 150000 characters");
  }

  @Test
  void a_piece_that_is_there_once_is_replaced_and_the_file_keeps_its_mode() throws IOException {
    Path script = Files.writeString(root.resolve("run.sh"), "echo $one\necho two\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();

    use("edit_file", "path", "run.sh", "old", "$one", "new", "$1\\n");

    assertThat(script).hasContent("echo $1\\n\necho two\n").isExecutable();
  }

  @Test
  void a_piece_that_is_not_there_or_more_than_once_changes_nothing() throws IOException {
    Path file = Files.writeString(root.resolve("a"), "aba abab");

    fails(use("edit_file", "path", "a", "old", "aba", "new", "x"), "more than once");
    fails(use("edit_file", "path", "b", "old", "bab", "new", "x"), "no file 'b'");
    fails(use("edit_file", "path", "a", "old", "c", "new", "x"), "not in 'a'");
    fails(use("edit_file", "path", "a", "old", "", "new", "x"), "'old' is empty");
    assertThat(file).hasContent("aba abab");
  }

  @Test
  void a_piece_that_overlaps_itself_is_there_twice() throws IOException {
    Files.writeString(root.resolve("a"), "ababa");
    fails(use("edit_file", "path", "a", "old", "aba", "new", "x"), "more than once");
  }

  @Test
  void a_file_that_is_no_text_is_not_rewritten_by_an_edit() throws IOException {
    byte[] bytes = "caf\u00e9 x".getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(root.resolve("latin"), bytes);

    fails(use("edit_file", "path", "latin", "old", "x", "new", "y"), "not UTF-8");
    assertThat(file).hasBinaryContent(bytes);
  }

  @Test
  void files_are_found_by_a_pattern_also_at_the_top_and_git_and_links_are_not_entered()
      throws IOException {
    for (String name : new String[] {"A.java", "src/B.java", "src/c.txt", ".git/D.java"}) {
      use("write_file", "path", name, "content", "");
    }
    Files.createSymbolicLink(root.resolve("out"), folder);

    assertThat(use("find_files", "pattern", "**/*.java").text()).isEqualTo("A.java\nsrc/B.java");
    assertThat(use("find_files").text()).isEqualTo("A.java\nout\nsrc/B.java\nsrc/c.txt");
    assertThat(use("find_files", "folder", "src", "pattern", "*.txt").text())
        .isEqualTo("src/c.txt");
    assertThat(use("find_files", "pattern", "*.md").text()).isEqualTo("No file matches.");
    fails(use("find_files", "pattern", "[", "folder", "."), "pattern can't be read");
    fails(use("find_files", "folder", "out"), "leads outside");
  }

  @Test
  void nothing_outside_is_read_or_written_not_by_a_path_nor_by_a_link() throws IOException {
    Files.createSymbolicLink(root.resolve("file"), secret);
    Files.createSymbolicLink(root.resolve("folder"), folder);
    Files.createSymbolicLink(root.resolve("nothing-yet"), folder.resolve("new.txt"));

    for (String path :
        new String[] {"../secret.txt", secret.toString(), "file", "folder/secret.txt"}) {
      fails(use("read_file", "path", path), "outside the repository");
      fails(use("write_file", "path", path, "content", "x"), "outside the repository");
      fails(use("edit_file", "path", path, "old", "owner", "new", "x"), "outside the repository");
    }
    fails(use("write_file", "path", "nothing-yet", "content", "x"), "Failed");
    fails(use("write_file", "path", "folder/new/x", "content", "x"), "outside the repository");
    fails(use("write_file", "path", ".", "content", "x"), "the repository itself");
    assertThat(secret).hasContent("the owner's");
    assertThat(folder).isDirectoryNotContaining(path -> path.toString().contains("new"));
  }

  @Test
  void what_is_no_file_is_not_waited_for() throws Exception {
    Process made = new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start();
    assertThat(made.waitFor()).isZero();

    fails(use("read_file", "path", "pipe"), "not a file that can be read");
    fails(use("write_file", "path", "pipe", "content", "x"), "not a file");
    fails(use("read_file", "path", "."), "the repository itself");
  }

  @Test
  void arguments_that_are_missing_or_of_another_kind_are_told_to_the_model() {
    fails(use("read_file"), "'path' is needed");
    fails(use("write_file", "path", "a", "content", 7), "'content' is needed, and is a text");
    fails(use("read_file", "path", "a", "from_line", 0), "from 1 to");
    fails(use("read_file", "path", "a\0b"), "no file of that name");
    fails(use("erase_disk"), "no tool erase_disk");
  }
}
