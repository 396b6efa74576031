-- What the akim's office answers in public: to those whom a report concerns, to those of all open reports of a category, or
-- to who lives in a village. What is not sent yet nobody reads; `people` are those it was for when it was sent.
CREATE TABLE answers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kato TEXT NOT NULL REFERENCES territories (kato),
    report_id INTEGER REFERENCES reports (id),
    category TEXT,
    village TEXT REFERENCES territories (kato),
    kk TEXT NOT NULL DEFAULT '',
    ru TEXT NOT NULL DEFAULT '',
    file_kind TEXT,
    file_id TEXT,
    what_kk TEXT NOT NULL DEFAULT '',
    what_ru TEXT NOT NULL DEFAULT '',
    due_on TEXT,
    people INTEGER NOT NULL DEFAULT 0,
    reached INTEGER NOT NULL DEFAULT 0,
    entered_by TEXT NOT NULL REFERENCES people (id),
    entered_at INTEGER NOT NULL,
    sent_at INTEGER
);
CREATE INDEX answers_of_territory ON answers (kato, id);
CREATE INDEX answers_to_report ON answers (report_id) WHERE report_id IS NOT NULL;
CREATE INDEX letters_of_answer ON letters (subject, state) WHERE kind = 'answered';

-- Who hears what becomes of a report.
CREATE VIEW concerned AS SELECT id AS report_id, person_id FROM reports;
