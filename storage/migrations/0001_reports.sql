-- Times are UTC milliseconds; truth is 0 or 1. Written for SQLite, see storage/postgres.py.

CREATE TABLE territories (
    kato TEXT PRIMARY KEY,
    parent TEXT REFERENCES territories (kato),
    level TEXT NOT NULL,
    name_kk TEXT NOT NULL,
    name_ru TEXT NOT NULL,
    name_en TEXT NOT NULL,
    folded TEXT NOT NULL
);
CREATE INDEX territories_by_parent ON territories (parent);

-- The only table with Telegram accounts. `name` is kept for staff alone: the group sees who took a report.
CREATE TABLE people (
    id TEXT PRIMARY KEY,
    telegram_id INTEGER NOT NULL UNIQUE,
    language TEXT NOT NULL,
    village TEXT REFERENCES territories (kato),
    name TEXT,
    unreachable_since INTEGER
);

CREATE TABLE consents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    version TEXT NOT NULL,
    language TEXT NOT NULL,
    agreed INTEGER NOT NULL,
    decided_at INTEGER NOT NULL
);
CREATE INDEX consents_by_person ON consents (person_id, id);

CREATE TABLE conversations (
    chat_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (chat_id, user_id)
);

CREATE TABLE drafts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id TEXT NOT NULL UNIQUE REFERENCES people (id) ON DELETE CASCADE,
    step TEXT NOT NULL,
    category TEXT,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    place TEXT,
    overflow INTEGER NOT NULL DEFAULT 0,
    form_message_id INTEGER,
    changed_at INTEGER NOT NULL
);

-- A description comes in as many messages as the person likes; each stays editable until the report is sent,
-- and an edit after that is known for what it is.
CREATE TABLE parts (
    draft_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (draft_id, message_id)
);

CREATE TABLE reports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    draft_id INTEGER NOT NULL UNIQUE,
    person_id TEXT NOT NULL REFERENCES people (id),
    district TEXT NOT NULL REFERENCES territories (kato),
    unit TEXT NOT NULL REFERENCES territories (kato),
    village TEXT NOT NULL REFERENCES territories (kato),
    year INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    category TEXT NOT NULL,
    text TEXT NOT NULL,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    place TEXT,
    state TEXT NOT NULL,
    holder_id TEXT REFERENCES people (id),
    created_at INTEGER NOT NULL,
    UNIQUE (district, year, sequence)
);
CREATE INDEX reports_by_person ON reports (person_id, id);
CREATE INDEX reports_by_unit ON reports (unit, state, id);
CREATE INDEX reports_by_district ON reports (district, state, id);
CREATE INDEX reports_alike ON reports (village, category, id);

CREATE VIEW reports_in_full AS
SELECT r.id, r.draft_id, r.person_id, r.district, r.unit, r.village, r.year, r.sequence, r.category, r.text,
    r.latitude, r.longitude, r.place, r.state, r.holder_id, h.name AS holder, r.created_at,
    t.kato, t.parent, t.level, t.name_kk, t.name_ru, t.name_en
FROM reports r JOIN territories t ON t.kato = r.village LEFT JOIN people h ON h.id = r.holder_id;

CREATE TABLE attachments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    draft_id INTEGER REFERENCES drafts (id) ON DELETE CASCADE,
    report_id INTEGER REFERENCES reports (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    file_id TEXT NOT NULL,
    file_unique_id TEXT NOT NULL,
    album TEXT,
    message_id INTEGER NOT NULL,
    shown INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX attachments_of_draft ON attachments (draft_id, file_unique_id);
CREATE INDEX attachments_of_report ON attachments (report_id, message_id);

CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    report_id INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    actor_id TEXT REFERENCES people (id),
    reason TEXT,
    text TEXT,
    file_kind TEXT,
    file_id TEXT,
    source_chat_id INTEGER,
    source_message_id INTEGER,
    happened_at INTEGER NOT NULL
);
CREATE INDEX events_of_report ON events (report_id, id);
CREATE UNIQUE INDEX events_once ON events (source_chat_id, source_message_id);

CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
);

CREATE TABLE groups (
    kato TEXT PRIMARY KEY REFERENCES territories (kato),
    chat_id INTEGER NOT NULL UNIQUE,
    language TEXT NOT NULL,
    bound_at INTEGER NOT NULL,
    trouble TEXT
);

CREATE TABLE moderators (
    chat_id INTEGER NOT NULL,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    named_at INTEGER NOT NULL,
    PRIMARY KEY (chat_id, person_id)
);

-- What the bot has posted about a report, so that a reply to it finds its way.
CREATE TABLE posts (
    chat_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    report_id INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    event_id INTEGER REFERENCES events (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    task TEXT,
    posted_at INTEGER NOT NULL,
    PRIMARY KEY (chat_id, message_id)
);
CREATE INDEX posts_of_report ON posts (report_id, kind, message_id);
CREATE INDEX posts_of_event ON posts (event_id);
CREATE INDEX posts_by_time ON posts (posted_at);

-- The outbox. `version` rises when a letter is asked for again, so that one already on its way is not taken as it.
CREATE TABLE letters (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    once TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    recipient TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject INTEGER NOT NULL,
    priority INTEGER NOT NULL,
    state TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    expires_at INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    trouble TEXT
);
CREATE INDEX letters_due ON letters (state, priority, due_at, id);
CREATE INDEX letters_by_recipient ON letters (recipient, state);

-- Updates as they came. A handled one loses its body at once and its id after two days.
CREATE TABLE inbox (
    update_id INTEGER PRIMARY KEY,
    body TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    received_at INTEGER NOT NULL
);
CREATE INDEX inbox_unfinished ON inbox (update_id) WHERE body IS NOT NULL;
CREATE INDEX inbox_by_time ON inbox (received_at);

CREATE TABLE quarantine (
    update_id INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    reason TEXT NOT NULL,
    set_aside_at INTEGER NOT NULL
);
