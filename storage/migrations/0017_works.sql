-- What becomes of what a consultation was about, step by step. Residents read what is published.
CREATE TABLE works (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    consultation_id INTEGER NOT NULL REFERENCES consultations (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    step TEXT NOT NULL,
    words TEXT,
    photo TEXT,
    entered_by TEXT NOT NULL REFERENCES people (id),
    entered_at INTEGER NOT NULL,
    published_at INTEGER
);
CREATE INDEX works_of_consultation ON works (consultation_id, id);
