package dev.trafficcontrol.adapter.sqlite;

import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.TokenUsage;
import dev.trafficcontrol.usage.Breakdown;
import dev.trafficcontrol.usage.Charge;
import dev.trafficcontrol.usage.ModelDay;
import dev.trafficcontrol.usage.Spend;
import dev.trafficcontrol.usage.SpendTotals;
import dev.trafficcontrol.usage.UsageLog;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The usage log in SQLite, filled from the book beside it.
///
/// Not written in the book's own transaction: that is the hot path, and needs none of it. Every
/// question first catches up, so that no answer lags behind the book.
public final class SqliteUsage implements UsageLog {

  private static final String LAST_EVENT = "SELECT COALESCE(MAX(number), 0) FROM tc_events";

  private final SqliteDatabase database;

  public SqliteUsage(SqliteDatabase database) {
    this.database = database;
  }

  /// Follows the book to where it ends now. Called now and then, it keeps `tc_usage_log` fresh for
  /// people's own queries, and questions quick.
  public void catchUp() {
    long end = database.<Long>read(connection -> Connections.number(connection, LAST_EVENT));
    long reached = database.<Long>read(UsageFollower::last);
    while (reached < end) {
      reached = database.<Long>write(UsageFollower::step);
    }
  }

  @Override
  public SpendTotals totals() {
    catchUp();
    return database.read(connection -> {
      Map<Charge.Basis, Money> sums = new EnumMap<>(Charge.Basis.class);
      try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT basis, SUM(cost_nanos) FROM tc_usage_log GROUP BY basis");
          ResultSet row = select.executeQuery()) {
        while (row.next()) {
          sums.put(
              Charge.Basis.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
              Money.ofNanos(row.getLong(2)));
        }
      }
      return new SpendTotals(
          sums.getOrDefault(Charge.Basis.SETTLED, Money.ZERO),
          sums.getOrDefault(Charge.Basis.EXPIRED, Money.ZERO),
          sums.getOrDefault(Charge.Basis.CORRECTED, Money.ZERO));
    });
  }

  @Override
  public List<Spend> spend(Breakdown by, Instant since) {
    catchUp();
    String order = by == Breakdown.DAY ? "1" : "2 DESC, 1";
    String sql =
        """
        SELECT COALESCE(%s, ''), SUM(cost_nanos), COUNT(*), SUM(input_tokens),
               SUM(cache_write_5m_tokens), SUM(cache_write_1h_tokens), SUM(cache_read_tokens),
               SUM(output_tokens), SUM(web_searches)
        FROM tc_usage_log WHERE at >= ? GROUP BY 1 ORDER BY %s
        """
            .formatted(column(by), order);
    return database.read(connection -> {
      try (PreparedStatement select = connection.prepareStatement(sql)) {
        select.setString(1, UsageStatements.time(since));
        List<Spend> list = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            list.add(
                new Spend(
                    row.getString(1), Money.ofNanos(row.getLong(2)), row.getLong(3), tokens(row)));
          }
        }
        return list;
      }
    });
  }

  @Override
  public List<ModelDay> spendByModel(LocalDate from, LocalDate to) {
    catchUp();
    return database.read(connection -> {
      try (PreparedStatement select =
          connection.prepareStatement(
              """
              SELECT substr(at, 1, 10), model, SUM(cost_nanos)
              FROM tc_usage_log WHERE at >= ? AND at < ? GROUP BY 1, 2 ORDER BY 1, 2
              """)) {
        select.setString(1, from.toString());
        select.setString(2, to.plusDays(1).toString());
        List<ModelDay> days = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            days.add(
                new ModelDay(
                    LocalDate.parse(row.getString(1)),
                    row.getString(2),
                    Money.ofNanos(row.getLong(3))));
          }
        }
        return days;
      }
    });
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

  private static String column(Breakdown by) {
    return switch (by) {
      case PROJECT -> "project_id";
      case TASK -> "task_id";
      case RUN -> "run_id";
      case MODEL -> "model";
      case KEY -> "key_id";
      case DAY -> "substr(at, 1, 10)";
    };
  }
}
