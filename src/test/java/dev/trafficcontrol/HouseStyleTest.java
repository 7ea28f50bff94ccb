package dev.trafficcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The part of the house style that a machine can judge.
class HouseStyleTest {

  /// Fewer files have no middle worth speaking of.
  private static final int FILES_WITH_A_MEDIAN = 30;

  private static final List<SourceFile> MAIN = SourceFile.below(Path.of("src/main/java"));
  private static final List<SourceFile> TEST = SourceFile.below(Path.of("src/test/java"));

  private static final Set<String> NOT_OURS = Set.of(".git", "target", ".idea", ".vscode");

  @Test
  void files_methods_records_constructors_and_names_keep_to_the_style() {
    assertThat(
            Stream.concat(MAIN.stream(), TEST.stream())
                .flatMap(file -> HouseStyle.complaints(file).stream()))
        .isEmpty();
  }

  @Test
  void most_files_are_small() {
    List<SourceFile> code = MAIN.stream().filter(file -> !file.isPackageInfo()).toList();
    if (code.size() >= FILES_WITH_A_MEDIAN) {
      assertThat(HouseStyle.medianLines(code))
          .as("median number of lines of the files in src/main/java")
          .isLessThanOrEqualTo(HouseStyle.MEDIAN_LINES);
    }
  }

  @Test
  void every_package_says_what_it_owns_and_is_null_marked() {
    Set<String> packages = MAIN.stream().map(SourceFile::folder).collect(Collectors.toSet());
    Set<String> described =
        MAIN.stream()
            .filter(SourceFile::isPackageInfo)
            .filter(file -> file.text().startsWith("///") && file.text().contains("\n@NullMarked"))
            .map(SourceFile::folder)
            .collect(Collectors.toSet());
    packages.removeAll(described);
    assertThat(new TreeSet<>(packages)).as("packages without a package-info like that").isEmpty();
  }

  /// Whoever builds it elsewhere has other folders and mirrors. The wrapper must name where Maven
  /// itself comes from.
  @Test
  void nothing_in_the_repository_is_tied_to_one_machine_or_mirror() throws IOException {
    List<String> ties =
        List.of(
            "/" + "work/", "/tmp/" + "team", "repo.maven.", "registry." + "npmjs", "deb.debian");
    List<String> found = new ArrayList<>();
    for (Path file : textFiles(Path.of("."))) {
      String text = SourceFile.read(file);
      ties.stream().filter(text::contains).forEach(tie -> found.add(file + " names " + tie));
    }
    assertThat(found).isEmpty();
  }

  private static List<Path> textFiles(Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    Predicate<Path> ours = path -> !NOT_OURS.contains(String.valueOf(path.getFileName()));
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return ours.test(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (ours.test(file) && isText(file)) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  private static boolean isText(Path file) {
    String name = file.getFileName().toString();
    return !name.equals("maven-wrapper.properties")
        && !name.equals(HouseStyleTest.class.getSimpleName() + ".java")
        && !name.matches(".*\\.(png|jpg|gif|ico|woff2|gz|zip|jar|db)");
  }
}
