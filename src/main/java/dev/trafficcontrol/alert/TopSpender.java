package dev.trafficcontrol.alert;

import dev.trafficcontrol.money.Money;

/// Who spent how much of late.
///
/// @param name such as `project shop` or `keys of their own`
public record TopSpender(String name, Money cost) {}
