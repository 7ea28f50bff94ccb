package dev.trafficcontrol.gateway;

/// One HTTP header field as it was received, or is to be sent.
public record Header(String name, String value) {}
