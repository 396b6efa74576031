-- What everybody in a unit is told: letters of this kind about this subject are written part by part, `village` and
-- `person_id` say how far; another edition tells it anew.
CREATE TABLE announcements (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    subject INTEGER NOT NULL,
    edition INTEGER NOT NULL,
    kato TEXT NOT NULL REFERENCES territories (kato),
    expires_at INTEGER NOT NULL,
    written INTEGER NOT NULL DEFAULT 0,
    village TEXT NOT NULL DEFAULT '',
    person_id TEXT NOT NULL DEFAULT '',
    UNIQUE (kind, subject, edition)
);
CREATE INDEX announcements_to_write ON announcements (written, expires_at);

-- Who wants to be told of nothing that they have not asked for.
CREATE TABLE unannounced (
    person_id TEXT PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE
);
