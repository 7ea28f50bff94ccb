package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.TokenUsage;
import dev.trafficcontrol.usage.Breakdown;
import dev.trafficcontrol.usage.Charge;
import dev.trafficcontrol.usage.ModelDay;
import dev.trafficcontrol.usage.Selection;
import dev.trafficcontrol.usage.Spend;
import dev.trafficcontrol.usage.SpendTotals;
import dev.trafficcontrol.usage.UsageLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The usage log, in `tc_usage_log`, filled from the book beside it.
///
/// Not written in the book's own transaction: that is the hot path, and needs none of it. Every
/// question first catches up, so that no answer lags behind the book.
public final class SqlUsage implements UsageLog {

  private final Database database;

  public SqlUsage(Database database) {
    this.database = database;
  }

  /// Follows the book to where it ends now.
  public void catchUp() {
    long end = database.<Long>read(UsageFollower::end);
    long reached = database.<Long>read(UsageFollower::last);
    while (reached < end) {
      reached = step();
    }
  }

  /// Follows the book one short step; false where there is none to take. Taken now and then, it
  /// keeps `tc_usage_log` fresh for people's own queries, and questions quick.
  public boolean follow() {
    long end = database.<Long>read(UsageFollower::end);
    long reached = database.<Long>read(UsageFollower::last);
    return reached < end && step() > reached;
  }

  private long step() {
    UsageFollower.Stretch next = database.read(UsageFollower::next);
    return database.<Long>write(connection -> UsageFollower.put(connection, next));
  }

  @Override
  public SpendTotals totals() {
    catchUp();
    return database.read(connection -> {
      Map<Charge.Basis, Money> sums = new EnumMap<>(Charge.Basis.class);
      Sql.list(
          connection,
          "SELECT basis, SUM(cost_nanos) FROM tc_usage_log GROUP BY basis",
          row ->
              sums.put(
                  Charge.Basis.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                  Money.ofNanos(row.getLong(2))));
      return new SpendTotals(
          sums.getOrDefault(Charge.Basis.SETTLED, Money.ZERO),
          sums.getOrDefault(Charge.Basis.EXPIRED, Money.ZERO),
          sums.getOrDefault(Charge.Basis.CORRECTED, Money.ZERO));
    });
  }

  @Override
  public List<Spend> spend(Breakdown by, Selection of) {
    catchUp();
    String order = by == Breakdown.DAY ? "1" : "2 DESC, 1";
    String sql =
        """
        SELECT COALESCE(%s, ''), SUM(cost_nanos), COUNT(*), SUM(input_tokens),
               SUM(cache_write_5m_tokens), SUM(cache_write_1h_tokens), SUM(cache_read_tokens),
               SUM(output_tokens), SUM(web_searches)
        FROM %s WHERE at >= ? AND %s GROUP BY 1 ORDER BY %s
        """
            .formatted(
                column(by), from(by, of), of.session() == null ? "TRUE" : "session = ?", order);
    List<String> values = new ArrayList<>(List.of(UsageStatements.time(of.since())));
    Optional.ofNullable(of.session()).ifPresent(values::add);
    return database.read(connection ->
        Sql.list(
            connection,
            sql,
            row ->
                new Spend(
                    row.getString(1), Money.ofNanos(row.getLong(2)), row.getLong(3), tokens(row)),
            values.toArray()));
  }

  @Override
  public List<ModelDay> spendByModel(LocalDate from, LocalDate to) {
    catchUp();
    return database.read(connection ->
        Sql.list(
            connection,
            """
            SELECT substr(at, 1, 10), model, SUM(cost_nanos)
            FROM tc_usage_log WHERE at >= ? AND at < ? GROUP BY 1, 2 ORDER BY 1, 2
            """,
            row ->
                new ModelDay(
                    LocalDate.parse(row.getString(1)),
                    row.getString(2),
                    Money.ofNanos(row.getLong(3))),
            from.toString(),
            to.plusDays(1).toString()));
  }

  private static TokenUsage tokens(ResultSet row) throws SQLException {
    return new TokenUsage(
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        row.getLong(9));
  }

  /// Who made the calls is looked up where it is asked for alone.
  private static String from(Breakdown by, Selection of) {
    boolean isByClient = by == Breakdown.SESSION || by == Breakdown.AGENT;
    return isByClient || of.session() != null
        ? "tc_usage_log LEFT JOIN tc_usage_clients USING (hold_id)"
        : "tc_usage_log";
  }

  private static String column(Breakdown by) {
    return switch (by) {
      case PROJECT -> "project_id";
      case TASK -> "task_id";
      case RUN -> "run_id";
      case MODEL -> "model";
      case KEY -> "key_id";
      case SESSION -> "session";
      case AGENT -> "agent";
      case DAY -> "substr(at, 1, 10)";
    };
  }
}
