-- What an alert says in parts, as JSON; amounts as decimal USD.
ALTER TABLE tc_alerts ADD COLUMN facts TEXT NOT NULL DEFAULT '{}';

-- Alerts on their way to people: a row for each alert and target, made together with the alert.
CREATE TABLE tc_alert_deliveries (
  alert        INTEGER NOT NULL REFERENCES tc_alerts (number),
  target       TEXT NOT NULL,
  id           TEXT NOT NULL,          -- the same whenever this alert goes to this target
  state        TEXT NOT NULL CHECK (state IN ('queued', 'delivered', 'given-up')),
  parcel       TEXT,                   -- the id it is sent under, alone or with others; NULL until first claimed
  formed_at    INTEGER,                -- when; epoch milliseconds, as the others
  claim        TEXT,                   -- who sends it, or did so last
  attempts     INTEGER NOT NULL,
  first_due_at INTEGER NOT NULL,
  next_at      INTEGER NOT NULL,       -- queued: tried next, or when its claim runs out; else when it ended
  error        TEXT NOT NULL,          -- of the last attempt
  PRIMARY KEY (alert, target)
) STRICT, WITHOUT ROWID;

CREATE INDEX tc_alert_deliveries_queued ON tc_alert_deliveries (target, alert) WHERE state = 'queued';
