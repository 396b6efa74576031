-- What was entered of units' budgets, version by version, with who said it, when, and from what source: the newest
-- version of a year's side counts. Days are ISO dates, Kazakhstan's; amounts are whole tenge.
CREATE TABLE budgets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kato TEXT NOT NULL REFERENCES territories (kato),
    year INTEGER NOT NULL,
    side TEXT NOT NULL,
    until TEXT,
    carried_over INTEGER NOT NULL,
    source TEXT NOT NULL,
    checked_on TEXT NOT NULL,
    entered_by TEXT NOT NULL REFERENCES people (id),
    entered_at INTEGER NOT NULL
);
CREATE INDEX budgets_of ON budgets (kato, year, side, id);

-- What is not zero, by kinds of revenue and directions of spending, no two of which are called alike.
CREATE TABLE budget_lines (
    budget_id INTEGER NOT NULL REFERENCES budgets (id) ON DELETE CASCADE,
    line TEXT NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (budget_id, line)
);
