-- Whom the coordinators of a district were asked to block, and what became of it. Only who was held again and again
-- has a row here.
CREATE TABLE blocks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    district TEXT NOT NULL REFERENCES territories (kato),
    asked_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    since INTEGER,
    until INTEGER,
    decided_by TEXT REFERENCES people (id)
);
CREATE INDEX blocks_by_person ON blocks (person_id, asked_at);
