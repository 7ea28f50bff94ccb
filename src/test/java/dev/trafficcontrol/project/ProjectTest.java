package dev.trafficcontrol.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectTest {

  @ParameterizedTest
  @ValueSource(strings = {"shop", "web-shop", "v2.1", "a_b", "x"})
  void a_name_is_lower_case_words(String name) {
    assertThat(new ProjectName(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Shop",
        "../etc",
        "a..b",
        "a/b",
        "-rf",
        ".git",
        "a.lock",
        "a b",
        "a\nb",
        "a-",
        "ü",
        "a\0",
        "*",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void a_name_that_is_unsafe_in_a_path_or_a_branch_is_refused(String name) {
    assertThatThrownBy(() -> new ProjectName(name)).hasMessageContaining("project's name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-f", "a..b", "/a", "a/", "a b", "a.lock", "HEAD~1", "a:b", "a.", ""})
  void a_base_branch_is_a_plain_branch_name(String branch) {
    assertThatThrownBy(() -> new Workspace("/repo", branch, null)).hasMessageContaining("branch");
  }

  @ParameterizedTest
  @ValueSource(strings = {"relative", "", "~/x", "/a\nb"})
  void a_repository_is_an_absolute_path(String path) {
    assertThatThrownBy(() -> new Workspace(path, null, null)).hasMessageContaining("path");
  }
}
