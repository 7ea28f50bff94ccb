package dev.trafficcontrol.gateway;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A `usage` object as the provider sent it; what it left out is null, never zero.
///
/// `input` excludes the cache. `cacheWrites` is the sum of both lifetimes; the split may be
/// missing. Source: Anthropic's Messages API reference, `usage` and its beta fields.
record ReportedUsage(
    @Nullable Long input,
    CacheWrites cacheWrites,
    @Nullable Long cacheRead,
    @Nullable Long output,
    @Nullable Long webSearches,
    @Nullable String geo,
    @Nullable String speed,
    List<Iteration> iterations) {

  static final ReportedUsage NOTHING =
      new ReportedUsage(null, CacheWrites.UNREPORTED, null, null, null, null, null, List.of());

  /// Tokens written to the cache.
  record CacheWrites(@Nullable Long sum, @Nullable Long fiveMinutes, @Nullable Long oneHour) {
    static final CacheWrites UNREPORTED = new CacheWrites(null, null, null);
  }

  /// One sampling inside the call, with a model of its own unless it is a compaction.
  record Iteration(String type, @Nullable String model, ReportedUsage usage) {}

  ReportedUsage {
    iterations = List.copyOf(iterations);
  }

  static ReportedUsage read(JsonWalk usage) {
    return usage.isNull() ? NOTHING : new Reading().read(usage).usage();
  }

  private static final class Reading {
    private @Nullable Long input;
    private @Nullable Long writes;
    private @Nullable Long writes5m;
    private @Nullable Long writes1h;
    private @Nullable Long cacheRead;
    private @Nullable Long output;
    private @Nullable Long webSearches;
    private @Nullable String geo;
    private @Nullable String speed;
    private @Nullable String type;
    private @Nullable String model;
    private final List<Iteration> iterations = new ArrayList<>();

    Reading read(JsonWalk object) {
      object.fields(this::field);
      return this;
    }

    ReportedUsage usage() {
      return new ReportedUsage(
          input,
          new CacheWrites(writes, writes5m, writes1h),
          cacheRead,
          output,
          webSearches,
          geo,
          speed,
          iterations);
    }

    private void field(String name, JsonWalk value) {
      if (value.isNull()) {
        return;
      }
      switch (name) {
        case "input_tokens" -> input = value.count();
        case "cache_creation_input_tokens" -> writes = value.count();
        case "cache_read_input_tokens" -> cacheRead = value.count();
        case "output_tokens" -> output = value.count();
        case "cache_creation" -> value.fields(this::cacheCreation);
        case "server_tool_use" -> value.fields(this::serverToolUse);
        case "inference_geo" -> geo = value.text();
        case "speed" -> speed = value.text();
        case "iterations" -> value.elements(this::iteration);
        case "type" -> type = value.text();
        case "model" -> model = value.text();
        default -> value.skip();
      }
    }

    private void cacheCreation(String name, JsonWalk value) {
      switch (name) {
        case "ephemeral_5m_input_tokens" -> writes5m = value.count();
        case "ephemeral_1h_input_tokens" -> writes1h = value.count();
        default -> value.skip();
      }
    }

    private void serverToolUse(String name, JsonWalk value) {
      if (name.equals("web_search_requests")) {
        webSearches = value.count();
      } else {
        value.skip();
      }
    }

    private void iteration(JsonWalk value) {
      Reading part = new Reading().read(value);
      iterations.add(new Iteration(part.type == null ? "" : part.type, part.model, part.usage()));
    }
  }
}
