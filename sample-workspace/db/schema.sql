-- Ryewheel's database: SQLite, one file for all depots. Run at each start of the orders service, so every statement
-- can be repeated. Amounts are whole cents; days are local dates (YYYY-MM-DD).

CREATE TABLE IF NOT EXISTS orders (
  id           TEXT PRIMARY KEY,
  customer     TEXT NOT NULL,
  depot        TEXT NOT NULL CHECK (depot IN ('Harbour', 'Mill', 'Station', 'Orchard')),
  day          TEXT NOT NULL,
  slot         TEXT NOT NULL,
  net_cents    INTEGER NOT NULL,
  gross_cents  INTEGER NOT NULL,
  status       TEXT NOT NULL DEFAULT 'placed' CHECK (status IN ('placed', 'delivered', 'cancelled')),
  -- Minutes after the end of the slot; NULL until the order has ended.
  minutes_late INTEGER
);

-- The tour planner asks for all orders of one depot and slot.
CREATE INDEX IF NOT EXISTS orders_by_tour ON orders (day, depot, slot);

CREATE TABLE IF NOT EXISTS order_lines (
  order_id TEXT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  product  TEXT NOT NULL,
  pieces   INTEGER NOT NULL CHECK (pieces BETWEEN 1 AND 12)
);

-- One credit an order at most: a rider's app that reports twice must not pay twice.
CREATE TABLE IF NOT EXISTS credits (
  order_id TEXT PRIMARY KEY REFERENCES orders (id),
  percent  INTEGER NOT NULL CHECK (percent BETWEEN 10 AND 50),
  cents    INTEGER NOT NULL,
  spent_on TEXT REFERENCES orders (id)
);

-- Events for the notify service, written in the transaction of the change they tell of. Numbers are never used again.
CREATE TABLE IF NOT EXISTS outbox (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  type   TEXT NOT NULL,
  body   TEXT NOT NULL
);
