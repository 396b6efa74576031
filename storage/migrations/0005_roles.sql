-- Who serves which territory, from when until when; what was in a chat's list of moderators before.
CREATE TABLE roles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    kato TEXT NOT NULL REFERENCES territories (kato),
    since INTEGER NOT NULL,
    until INTEGER,
    ended INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX roles_of_person ON roles (person_id);
CREATE INDEX roles_of_territory ON roles (kato);

INSERT INTO roles (person_id, role, kato, since)
SELECT m.person_id, 'moderator', g.kato, m.named_at FROM moderators m JOIN groups g ON g.chat_id = m.chat_id;
DROP TABLE moderators;

-- The link itself is not kept: who reads the database cannot accept for somebody else.
CREATE TABLE invitations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    digest TEXT NOT NULL UNIQUE,
    inviter_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    kato TEXT NOT NULL REFERENCES territories (kato),
    until INTEGER,
    expires_at INTEGER NOT NULL,
    accepted_by TEXT REFERENCES people (id) ON DELETE CASCADE,
    revoked INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX invitations_of_territory ON invitations (kato);

-- Nothing is ever taken out of it; a person who is forgotten is nobody in it.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    deed TEXT NOT NULL,
    actor_id TEXT REFERENCES people (id),
    subject_id TEXT REFERENCES people (id),
    role TEXT,
    kato TEXT REFERENCES territories (kato),
    detail TEXT,
    happened_at INTEGER NOT NULL
);
CREATE INDEX audit_of_territory ON audit (kato, id);

-- A group may serve several units of a district.
CREATE TABLE chats (
    chat_id INTEGER PRIMARY KEY,
    language TEXT NOT NULL,
    bound_at INTEGER NOT NULL,
    trouble TEXT
);
INSERT INTO chats (chat_id, language, bound_at, trouble) SELECT chat_id, language, bound_at, trouble FROM groups;
CREATE TABLE served (
    kato TEXT PRIMARY KEY REFERENCES territories (kato),
    chat_id INTEGER NOT NULL
);
INSERT INTO served (kato, chat_id) SELECT kato, chat_id FROM groups;
CREATE INDEX served_by_chat ON served (chat_id);
DROP TABLE groups;
ALTER TABLE chats RENAME TO groups;

-- A group that asks to be connected: who asked confirms it in private with the code that stands in the group.
CREATE TABLE bindings (
    chat_id INTEGER PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    code TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    confirmed INTEGER NOT NULL DEFAULT 0,
    chosen TEXT NOT NULL DEFAULT '',
    asked_at INTEGER NOT NULL
);
CREATE INDEX bindings_of_person ON bindings (person_id);
