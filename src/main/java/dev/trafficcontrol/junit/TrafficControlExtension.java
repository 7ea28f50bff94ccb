package dev.trafficcontrol.junit;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/// Puts up a [Stage] for each test; JUnit takes it down with the test, however that ends.
final class TrafficControlExtension
    implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(TrafficControlExtension.class);

  @Override
  public void beforeEach(ExtensionContext test) {
    stage(test);
  }

  /// A test that has failed needs no second reason.
  @Override
  public void afterEach(ExtensionContext test) throws InterruptedException {
    if (test.getExecutionException().isEmpty()) {
      switch (asked(test).check()) {
        case BILL_IS_BOOK -> new Reckoning(stage(test)).check();
        case NOTHING -> {}
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().equals(TrafficControl.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (context.getTestMethod().isEmpty()) {
      throw new ParameterResolutionException(
          "A TrafficControl is one test's own, and '%s' is of none. Take it in @BeforeEach, or in the test itself."
              .formatted(parameter.getDeclaringExecutable()));
    }
    return stage(context);
  }

  /// So that the constructor of a test gets what the test gets.
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  private static Stage stage(ExtensionContext test) {
    return test.getStore(OURS)
        .computeIfAbsent(
            Stage.class, _ -> Stage.open(Order.of(asked(test)), Machine.here()), Stage.class);
  }

  /// The method's own annotation, or else that of the class it is in.
  private static TrafficControlTest asked(ExtensionContext test) {
    return AnnotationSupport.findAnnotation(test.getTestMethod(), TrafficControlTest.class)
        .or(() ->
            AnnotationSupport.findAnnotation(
                test.getRequiredTestClass(),
                TrafficControlTest.class,
                test.getEnclosingTestClasses()))
        .orElseThrow();
  }
}
