package dev.trafficcontrol;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// One Java source file, parsed but not compiled.
record SourceFile(String path, String text, CompilationUnitTree unit, Trees trees) {

  static SourceFile of(String path, String text) {
    return parse(new TreeMap<>(Map.of(path, text))).getFirst();
  }

  /// Every Java file below `folder`, in the order of their paths.
  static List<SourceFile> below(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      SortedMap<String, String> texts = new TreeMap<>();
      files
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(file -> texts.put(file.toString(), read(file)));
      return parse(texts);
    } catch (IOException e) {
      throw new UncheckedIOException(folder.toString(), e);
    }
  }

  /// All of them by one compiler: to make one takes far longer than to parse a file.
  private static List<SourceFile> parse(SortedMap<String, String> texts) {
    List<JavaFileObject> sources =
        texts.entrySet().stream().map(e -> source(e.getKey(), e.getValue())).toList();
    var compiler = ToolProvider.getSystemJavaCompiler();
    var task = (JavacTask) compiler.getTask(null, null, null, null, null, sources);
    try {
      Trees trees = Trees.instance(task);
      List<SourceFile> files = new ArrayList<>();
      for (CompilationUnitTree unit : task.parse()) {
        String path = unit.getSourceFile().getName().substring(1);
        files.add(new SourceFile(path, texts.get(path), unit, trees));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JavaFileObject source(String path, String text) {
    return new SimpleJavaFileObject(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  boolean isPackageInfo() {
    return path.endsWith("/package-info.java");
  }

  String folder() {
    return path.substring(0, path.lastIndexOf('/'));
  }

  long lines() {
    return text.lines().count();
  }

  long lineOf(Tree tree) {
    return unit.getLineMap().getLineNumber(trees.getSourcePositions().getStartPosition(unit, tree));
  }

  /// From the first line of the tree (its annotations included) to its last.
  long linesOf(Tree tree) {
    long end = trees.getSourcePositions().getEndPosition(unit, tree);
    return unit.getLineMap().getLineNumber(end) - lineOf(tree) + 1;
  }
}
