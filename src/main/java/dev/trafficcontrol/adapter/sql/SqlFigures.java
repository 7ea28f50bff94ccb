package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.alert.Courier;
import dev.trafficcontrol.alert.DayFigures;
import dev.trafficcontrol.alert.TopSpender;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What messages say beside their alerts, from the usage log and the runs.
public final class SqlFigures implements Courier.Background, DayFigures.Source {

  private static final Duration BEFORE = Duration.ofHours(1);
  private static final int TOP = 3;

  /// Far more than there are.
  private static final int ALL = 1_000;

  private final Database database;

  public SqlFigures(Database database) {
    this.database = database;
  }

  @Override
  public List<TopSpender> spendersBefore(Instant at) {
    new SqlUsage(database).catchUp();
    return spenders("project_id", at.minus(BEFORE), at, TOP);
  }

  @Override
  public DayFigures between(Instant from, Instant to) {
    new SqlUsage(database).catchUp();
    List<TopSpender> models = spenders("model", from, to.minusNanos(1), ALL);
    Money spent = models.stream().map(TopSpender::cost).reduce(Money.ZERO, Money::plus);
    return new DayFigures(
        spent,
        spenders("project_id", from, to.minusNanos(1), ALL),
        models,
        runs("result = 'review'", from, to),
        runs("result <> 'review'", from, to));
  }

  private long runs(String which, Instant from, Instant to) {
    return database.<Long>read(connection ->
        Sql.first(
                connection,
                """
                SELECT COUNT(*) FROM tc_agent_sessions
                WHERE state = 'ended' AND ended_at >= ? AND ended_at < ? AND %s
                """
                    .formatted(which),
                row -> row.getLong(1),
                from,
                to)
            .orElse(0L));
  }

  /// @param column one of `tc_usage_log`
  private List<TopSpender> spenders(String column, Instant from, Instant to, int most) {
    return database.read(connection ->
        Sql.list(
            connection,
            """
            SELECT %s, SUM(cost_nanos) FROM tc_usage_log
            WHERE at >= ? AND at <= ? AND cost_nanos > 0 GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?
            """
                .formatted(column),
            row -> new TopSpender(name(row.getString(1)), Money.ofNanos(row.getLong(2))),
            UsageStatements.time(from),
            UsageStatements.time(to),
            most));
  }

  /// Calls with a key of their own belong to no project.
  private static String name(@Nullable String subject) {
    return subject == null ? "keys outside of projects" : subject;
  }
}
