package dev.trafficcontrol.testing;

import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/// Skips, or fails, the tests whose [Needs] are not met.
final class NeedsCondition implements ExecutionCondition {

  private final Predicate<Program> works;
  private final Map<String, String> environment;

  NeedsCondition() {
    this(Program::works, System.getenv());
  }

  NeedsCondition(Predicate<Program> works, Map<String, String> environment) {
    this.works = works;
    this.environment = environment;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return context
        .getElement()
        .flatMap(element -> AnnotationSupport.findAnnotation(element, Needs.class))
        .map(needs -> judge(needs.value()))
        .orElse(ConditionEvaluationResult.enabled("needs no other program"));
  }

  ConditionEvaluationResult judge(Program... needed) {
    String missing =
        Stream.of(needed)
            .filter(works.negate())
            .map(program -> program + " is missing: " + program.howToGet())
            .collect(Collectors.joining("; "));
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("what it needs is there");
    }
    if ("all".equals(environment.get("TRAFFICCONTROL_TESTS"))) {
      throw new IllegalStateException("TRAFFICCONTROL_TESTS=all, but " + missing);
    }
    return ConditionEvaluationResult.disabled(missing);
  }
}
