-- Elections of akims. What is known of them is kept version by version, with who said it, when, and from what source;
-- the newest version counts. Days are ISO dates and hours local: they are Kazakhstan's.
CREATE TABLE elections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kato TEXT NOT NULL REFERENCES territories (kato),
    kind TEXT NOT NULL,
    occasion TEXT NOT NULL,
    called_on TEXT NOT NULL,
    voting_on TEXT NOT NULL,
    opens TEXT NOT NULL,
    closes TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    source TEXT NOT NULL,
    entered_by TEXT NOT NULL REFERENCES people (id),
    entered_at INTEGER NOT NULL,
    approved_by TEXT REFERENCES people (id),
    approved_at INTEGER
);
CREATE INDEX elections_of_territory ON elections (kato, id);

CREATE VIEW elections_in_full AS
SELECT elections.id, elections.kind, elections.occasion, elections.called_on, elections.voting_on, elections.opens,
    elections.closes, elections.state, elections.reason, elections.source, elections.entered_by, elections.approved_by,
    t.kato, t.parent, t.level, t.name_kk, t.name_ru, t.name_en
FROM elections JOIN territories t ON t.kato = elections.kato;

CREATE TABLE facts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    election_id INTEGER NOT NULL REFERENCES elections (id) ON DELETE CASCADE,
    topic TEXT NOT NULL,
    version INTEGER NOT NULL,
    moment INTEGER,
    content TEXT,
    source TEXT NOT NULL,
    checked_on TEXT NOT NULL,
    entered_by TEXT NOT NULL REFERENCES people (id),
    entered_at INTEGER NOT NULL,
    UNIQUE (election_id, topic, version)
);

-- What holds for a unit between elections too: when the akim's term ends, where voters look up their precinct.
CREATE TABLE unit_facts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kato TEXT NOT NULL REFERENCES territories (kato),
    topic TEXT NOT NULL,
    content TEXT NOT NULL,
    source TEXT NOT NULL,
    checked_on TEXT NOT NULL,
    entered_by TEXT NOT NULL REFERENCES people (id),
    entered_at INTEGER NOT NULL
);
CREATE INDEX unit_facts_of ON unit_facts (kato, topic, id);

-- Who asked to be reminded, and of what.
CREATE TABLE wishes (
    person_id TEXT PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    wish TEXT NOT NULL,
    quiet TEXT NOT NULL,
    since INTEGER NOT NULL
);

-- Which version of a fact somebody was shown or sent last: a correction goes to exactly those who got the old one.
CREATE TABLE told (
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    election_id INTEGER NOT NULL REFERENCES elections (id) ON DELETE CASCADE,
    topic TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (person_id, election_id, topic)
);
CREATE INDEX told_of_election ON told (election_id, person_id, topic, version);

-- A reminder or a correction on its way to many. `village` and `person_id` say how far its letters have been written.
CREATE TABLE broadcasts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    election_id INTEGER NOT NULL REFERENCES elections (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    topic TEXT NOT NULL,
    version INTEGER NOT NULL,
    people INTEGER NOT NULL,
    starts_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    village TEXT NOT NULL DEFAULT '',
    person_id TEXT NOT NULL DEFAULT '',
    UNIQUE (election_id, name, topic, version)
);
CREATE INDEX broadcasts_by_state ON broadcasts (state, starts_at);

CREATE INDEX people_by_village ON people (village, id);

CREATE INDEX letters_of_broadcast ON letters (subject, kind, state) WHERE kind IN ('reminder', 'correction_of_election');
