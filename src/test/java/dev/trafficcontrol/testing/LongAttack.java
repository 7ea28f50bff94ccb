package dev.trafficcontrol.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// An attack too long for every build: run with `-Dtrafficcontrol.attacks=long`.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(
    named = Attacks.PROPERTY,
    matches = Attacks.LONG,
    disabledReason = "a long attack: run it with -Dtrafficcontrol.attacks=long")
public @interface LongAttack {}
