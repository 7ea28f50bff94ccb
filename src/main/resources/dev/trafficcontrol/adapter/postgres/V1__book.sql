-- What this database says of itself: environment, created_at, database_id.
CREATE TABLE tc_meta (
  name  TEXT COLLATE "C" PRIMARY KEY,
  value TEXT NOT NULL
);
