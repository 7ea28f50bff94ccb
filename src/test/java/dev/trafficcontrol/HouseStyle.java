package dev.trafficcontrol;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/// What the house style says of one file. A complaint names the file, the line, the rule.
///
/// One constructor parameter, component or line too many is seldom the fault: a missing concept is.
final class HouseStyle {

  static final int FILE_LINES = 500;
  static final int MEDIAN_LINES = 80;
  private static final int METHOD_LINES = 70;
  private static final int RECORD_COMPONENTS = 8;
  private static final int CONSTRUCTOR_PARAMETERS = 6;
  private static final Set<String> EMPTY_WORDS =
      Set.of("Manager", "Helper", "Helpers", "Util", "Utils", "Impl");
  private static final Pattern WORD = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
  private static final Pattern I_PREFIX = Pattern.compile("I[A-Z][a-z].*");

  private HouseStyle() {}

  static List<String> complaints(SourceFile file) {
    var reader = new Reader(file);
    if (file.lines() > FILE_LINES) {
      reader.complain(file.unit(), "a file has at most " + FILE_LINES + " lines");
    }
    reader.scan(file.unit(), null);
    return reader.complaints;
  }

  /// The middle one of the files' numbers of lines, the upper one where two are in the middle.
  static long medianLines(List<SourceFile> files) {
    return files.stream().map(SourceFile::lines).sorted().toList().get(files.size() / 2);
  }

  private static final class Reader extends TreeScanner<Void, Void> {
    private final List<String> complaints = new ArrayList<>();
    private final SourceFile file;
    private boolean inRecord;

    Reader(SourceFile file) {
      this.file = file;
    }

    void complain(Tree where, String rule) {
      complaints.add(file.path() + ":" + file.lineOf(where) + " " + rule);
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      String name = type.getSimpleName().toString();
      if (WORD.splitAsStream(name).anyMatch(EMPTY_WORDS::contains)) {
        complain(type, name + " says nothing: name what it is");
      }
      if (type.getKind() == Tree.Kind.INTERFACE && I_PREFIX.matcher(name).matches()) {
        complain(type, name + ": an interface has no prefix");
      }
      boolean outer = inRecord;
      inRecord = type.getKind() == Tree.Kind.RECORD;
      long components = type.getMembers().stream().filter(HouseStyle::isComponent).count();
      if (inRecord && components > RECORD_COMPONENTS) {
        complain(type, name + ": a record has at most " + RECORD_COMPONENTS + " components");
      }
      super.visitClass(type, null);
      inRecord = outer;
      return null;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      if (file.linesOf(method) > METHOD_LINES) {
        complain(method, method.getName() + ": a method has at most " + METHOD_LINES + " lines");
      }
      boolean constructor = method.getReturnType() == null;
      if (constructor && !inRecord && method.getParameters().size() > CONSTRUCTOR_PARAMETERS) {
        complain(method, "a constructor has at most " + CONSTRUCTOR_PARAMETERS + " parameters");
      }
      return super.visitMethod(method, null);
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree select, Void nothing) {
      if (isTest() && select.toString().equals("Thread.sleep")) {
        complain(select, "a test does not sleep and hope: step the clock, or await the event");
      }
      return super.visitMemberSelect(select, null);
    }

    /// What is measured takes its time: a benchmark is no test.
    private boolean isTest() {
      return file.path().startsWith("src/test/") && !file.path().contains("/bench/");
    }
  }

  private static boolean isComponent(Tree member) {
    return member instanceof VariableTree field
        && !field.getModifiers().getFlags().contains(Modifier.STATIC);
  }
}
