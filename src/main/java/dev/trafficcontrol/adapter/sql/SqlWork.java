package dev.trafficcontrol.adapter.sql;

import java.sql.Connection;
import java.sql.SQLException;

/// What is done inside one transaction. Neither commits nor closes the connection it is lent.
@FunctionalInterface
public interface SqlWork<R> {

  R run(Connection connection) throws SQLException;
}
