-- Gatherings and meetings of a unit's local community. When and where one is stands in `meeting_notices`, each change as a
-- new edition: `notices` of them are told to residents, one more is being written. So it is with the minutes: those with
-- `entered` are what residents read, `minutes` says for the how-manieth time, and those without are being written. `reminded`
-- and `told` are the edition of the notice, and of the minutes, of which letters were written.
CREATE TABLE meetings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kato TEXT NOT NULL REFERENCES territories (kato),
    kind TEXT NOT NULL,
    whose_kk TEXT NOT NULL DEFAULT '',
    whose_ru TEXT NOT NULL DEFAULT '',
    consultation_id INTEGER REFERENCES consultations (id),
    stage TEXT NOT NULL,
    notices INTEGER NOT NULL DEFAULT 0,
    minutes INTEGER NOT NULL DEFAULT 0,
    reminded INTEGER NOT NULL DEFAULT 0,
    told INTEGER NOT NULL DEFAULT 0,
    reason TEXT,
    entered_by TEXT NOT NULL REFERENCES people (id),
    entered_at INTEGER NOT NULL
);
CREATE INDEX meetings_of_territory ON meetings (kato, stage, id);

CREATE TABLE meeting_notices (
    meeting_id INTEGER NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
    edition INTEGER NOT NULL,
    begins_at INTEGER,
    place_kk TEXT NOT NULL,
    place_ru TEXT NOT NULL,
    reason TEXT,
    PRIMARY KEY (meeting_id, edition)
);
CREATE TABLE agenda (
    meeting_id INTEGER NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    kk TEXT NOT NULL,
    ru TEXT NOT NULL,
    PRIMARY KEY (meeting_id, number)
);
CREATE TABLE minutes (
    meeting_id INTEGER NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
    entered INTEGER NOT NULL,
    number TEXT NOT NULL,
    present INTEGER,
    members INTEGER,
    decision_kk TEXT NOT NULL,
    decision_ru TEXT NOT NULL,
    file_kind TEXT,
    file_id TEXT,
    PRIMARY KEY (meeting_id, entered)
);
