package dev.trafficcontrol.adapter.sql;

import java.time.Instant;

/// What a database says of itself since it was created.
///
/// @param environment `development`, `production`, …: a database serves one environment for life
/// @param databaseId random, so that two homes, or a copy, can be told apart
public record Stamp(String environment, Instant createdAt, String databaseId) {}
