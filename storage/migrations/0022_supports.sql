-- Who has the same trouble as a report tells of, and hears what becomes of it. `via` is the duplicate through which
-- somebody came to the first report, and with which they leave it again; without one they came by themselves.
CREATE TABLE supports (
    report_id INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    since INTEGER NOT NULL,
    via INTEGER REFERENCES reports (id),
    PRIMARY KEY (report_id, person_id)
);
CREATE INDEX supports_by_person ON supports (person_id, report_id);
CREATE INDEX supports_by_way ON supports (via);

-- 1 for what was sent under the consent that says that neighbours can read it; what a moderator has hidden they cannot.
ALTER TABLE reports ADD COLUMN public INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reports ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;

-- What a new report is compared with: the newest open ones of its unit, and those closed lately; tests are none.
CREATE INDEX reports_open_in_unit ON reports (unit, id) WHERE closed_at IS NULL AND sequence > 0;
CREATE INDEX reports_closed_in_unit ON reports (unit, closed_at) WHERE closed_at IS NOT NULL AND sequence > 0;
CREATE INDEX reports_open_in_district ON reports (district, id) WHERE closed_at IS NULL AND sequence > 0;
DROP INDEX reports_alike;

-- What somebody has added to another's report goes when they have their data erased.
CREATE INDEX joins_by_person ON events (actor_id) WHERE kind = 'join';
