package dev.trafficcontrol.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Gives each test a gateway with a ledger in a home of its own, in front of a simulated provider:
///
/// ```java
/// @TrafficControlTest(limit = "0.25")
/// class OrchestrationTest {
///   @Test
///   void it_stays_within_its_budget(TrafficControl traffic) { … traffic.gateway(), traffic.key() … }
/// }
/// ```
///
/// On a class it is for each of its tests, also those in `@Nested` classes; on a method it makes
/// that a test, and what it says there is all that counts. A [TrafficControl] is taken as a
/// parameter of the test, of `@BeforeEach`, `@AfterEach`, or of the constructor.
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(TrafficControlExtension.class)
@Test
public @interface TrafficControlTest {

  /// What the test's key may spend in all, in USD; `0` is nothing. At most `10.00`, which is the
  /// home's own limit for an hour; and more than `5.00` within a minute trips the breaker.
  String limit() default "1.00";

  /// How the provider answers, as rules in JSON (docs/TESTING.md); where none is for a call, its
  /// answer is made up, the same in each run.
  String script() default "";

  /// What is looked at once a test has passed.
  Check check() default Check.BILL_IS_BOOK;
}
