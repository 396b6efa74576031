-- Consultations on a unit's budget. From when one is fixed, `definition` says all that decides about its result;
-- `nudged` are those whose unfinished choices were asked about, which is done once.
CREATE TABLE consultations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kato TEXT NOT NULL REFERENCES territories (kato),
    kind TEXT NOT NULL,
    title_kk TEXT NOT NULL,
    title_ru TEXT NOT NULL,
    budget INTEGER,
    least INTEGER NOT NULL,
    most INTEGER NOT NULL,
    rule TEXT,
    proposals_until INTEGER,
    opens_at INTEGER,
    closes_at INTEGER,
    stage TEXT NOT NULL,
    reason TEXT,
    definition TEXT,
    nudged INTEGER NOT NULL DEFAULT 0,
    entered_by TEXT NOT NULL REFERENCES people (id),
    entered_at INTEGER NOT NULL,
    approved_by TEXT REFERENCES people (id),
    approved_at INTEGER
);
CREATE INDEX consultations_of_territory ON consultations (kato, id);
CREATE INDEX consultations_by_stage ON consultations (stage);

CREATE TABLE options (
    consultation_id INTEGER NOT NULL REFERENCES consultations (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    direction TEXT NOT NULL,
    name_kk TEXT NOT NULL,
    name_ru TEXT NOT NULL,
    cost INTEGER,
    PRIMARY KEY (consultation_id, number)
);

-- What people choose, as long as it is open. A row is found by a hash of person and consultation that nobody can
-- compute without the secret key, and nothing in it, nor its place among the others, says whose it is or when it came:
-- the hash is the row's number. `choice` is what counts, with its receipt; `pending` is not confirmed yet.
CREATE TABLE ballots (
    pseudonym INTEGER PRIMARY KEY,
    consultation_id INTEGER NOT NULL REFERENCES consultations (id) ON DELETE CASCADE,
    village TEXT NOT NULL,
    choice TEXT,
    receipt TEXT,
    pending TEXT
);
CREATE INDEX ballots_of_consultation ON ballots (consultation_id, pseudonym);

-- After the close: how many of a village chose what, the receipts, and who took part, each apart from the others.
CREATE TABLE counted (
    consultation_id INTEGER NOT NULL REFERENCES consultations (id) ON DELETE CASCADE,
    village TEXT NOT NULL,
    choice TEXT NOT NULL,
    people INTEGER NOT NULL,
    PRIMARY KEY (consultation_id, village, choice)
);
CREATE TABLE receipts (
    consultation_id INTEGER NOT NULL REFERENCES consultations (id) ON DELETE CASCADE,
    code TEXT NOT NULL,
    PRIMARY KEY (consultation_id, code)
);
CREATE TABLE participants (
    consultation_id INTEGER NOT NULL REFERENCES consultations (id) ON DELETE CASCADE,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    PRIMARY KEY (consultation_id, person_id)
);
CREATE INDEX participants_by_person ON participants (person_id);
