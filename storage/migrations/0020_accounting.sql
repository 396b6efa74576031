-- Every report is counted in exactly one bucket; a test in none. `overdue` is what has been promised and is late:
-- `due_at` is when the next promise runs out, NULL where none does; `escalate_at`, when the district is to hear of it.
-- `stale` is 1 as long as the clock has not looked since the report last moved. `asked_at` is when its resident was asked
-- once more whether it is solved.
ALTER TABLE reports ADD COLUMN overdue INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reports ADD COLUMN due_at INTEGER;
ALTER TABLE reports ADD COLUMN escalate_at INTEGER;
ALTER TABLE reports ADD COLUMN asked_at INTEGER;
ALTER TABLE reports ADD COLUMN stale INTEGER NOT NULL DEFAULT 1;
ALTER TABLE reports ADD COLUMN bucket TEXT CHECK (
    bucket IS NULL
    OR (bucket IN ('waiting', 'overdue') AND state = 'received')
    OR (bucket IN ('in_work', 'overdue') AND state IN ('in_review', 'needs_details', 'in_progress'))
    OR (bucket IN ('disputed', 'overdue') AND state = 'reopened')
    OR (bucket = 'unconfirmed' AND state IN ('resolved', 'unconfirmed'))
    OR (bucket = 'confirmed' AND state = 'confirmed')
    OR (bucket = 'refused' AND state = 'rejected')
    OR (bucket = 'passed_on' AND state = 'forwarded')
    OR (bucket = state AND state IN ('duplicate', 'withdrawn', 'held'))
);
UPDATE reports SET bucket = CASE state
    WHEN 'received' THEN 'waiting' WHEN 'in_review' THEN 'in_work' WHEN 'needs_details' THEN 'in_work'
    WHEN 'in_progress' THEN 'in_work' WHEN 'reopened' THEN 'disputed' WHEN 'resolved' THEN 'unconfirmed'
    WHEN 'rejected' THEN 'refused' WHEN 'forwarded' THEN 'passed_on' ELSE state END
WHERE sequence > 0;
UPDATE reports SET stale = 0 WHERE state NOT IN ('received', 'in_review', 'needs_details', 'in_progress', 'reopened');
CREATE INDEX reports_stale ON reports (stale, id) WHERE stale = 1;
CREATE INDEX reports_resolved ON reports (closed_at) WHERE state = 'resolved';
CREATE INDEX reports_by_due ON reports (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX reports_overdue ON reports (unit, due_at, id) WHERE overdue = 1;
CREATE INDEX reports_overdue_of_district ON reports (district, due_at, id) WHERE overdue = 1;
CREATE INDEX reports_by_escalation ON reports (escalate_at) WHERE escalate_at IS NOT NULL;

-- What came from a village about a category on a day, and where each of these reports stands now: whatever came is in
-- exactly one of the buckets, or the database refuses. Days are counted from 1970, as they begin in Kazakhstan; day -1 is
-- all days together.
CREATE TABLE tallies (
    district TEXT NOT NULL REFERENCES territories (kato),
    unit TEXT NOT NULL REFERENCES territories (kato),
    village TEXT NOT NULL REFERENCES territories (kato),
    category TEXT NOT NULL,
    day INTEGER NOT NULL,
    intake INTEGER NOT NULL,
    waiting INTEGER NOT NULL DEFAULT 0 CHECK (waiting >= 0),
    in_work INTEGER NOT NULL DEFAULT 0 CHECK (in_work >= 0),
    overdue INTEGER NOT NULL DEFAULT 0 CHECK (overdue >= 0),
    confirmed INTEGER NOT NULL DEFAULT 0 CHECK (confirmed >= 0),
    unconfirmed INTEGER NOT NULL DEFAULT 0 CHECK (unconfirmed >= 0),
    disputed INTEGER NOT NULL DEFAULT 0 CHECK (disputed >= 0),
    refused INTEGER NOT NULL DEFAULT 0 CHECK (refused >= 0),
    passed_on INTEGER NOT NULL DEFAULT 0 CHECK (passed_on >= 0),
    duplicate INTEGER NOT NULL DEFAULT 0 CHECK (duplicate >= 0),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn >= 0),
    held INTEGER NOT NULL DEFAULT 0 CHECK (held >= 0),
    PRIMARY KEY (unit, village, category, day),
    CHECK (intake = waiting + in_work + overdue + confirmed + unconfirmed + disputed + refused + passed_on + duplicate
        + withdrawn + held)
);
CREATE INDEX tallies_of_district ON tallies (district, day);
CREATE INDEX tallies_of_unit ON tallies (unit, day);
INSERT INTO tallies (district, unit, village, category, day, intake, waiting, in_work, confirmed, unconfirmed, disputed,
    refused, passed_on, duplicate, withdrawn, held)
SELECT district, unit, village, category, (created_at + 18000000) / 86400000, count(*),
    sum(CASE bucket WHEN 'waiting' THEN 1 ELSE 0 END), sum(CASE bucket WHEN 'in_work' THEN 1 ELSE 0 END),
    sum(CASE bucket WHEN 'confirmed' THEN 1 ELSE 0 END), sum(CASE bucket WHEN 'unconfirmed' THEN 1 ELSE 0 END),
    sum(CASE bucket WHEN 'disputed' THEN 1 ELSE 0 END), sum(CASE bucket WHEN 'refused' THEN 1 ELSE 0 END),
    sum(CASE bucket WHEN 'passed_on' THEN 1 ELSE 0 END), sum(CASE bucket WHEN 'duplicate' THEN 1 ELSE 0 END),
    sum(CASE bucket WHEN 'withdrawn' THEN 1 ELSE 0 END), sum(CASE bucket WHEN 'held' THEN 1 ELSE 0 END)
FROM reports WHERE bucket IS NOT NULL
GROUP BY district, unit, village, category, (created_at + 18000000) / 86400000;
INSERT INTO tallies (district, unit, village, category, day, intake, waiting, in_work, confirmed, unconfirmed, disputed,
    refused, passed_on, duplicate, withdrawn, held)
SELECT min(district), unit, village, category, -1, sum(intake), sum(waiting), sum(in_work), sum(confirmed),
    sum(unconfirmed), sum(disputed), sum(refused), sum(passed_on), sum(duplicate), sum(withdrawn), sum(held)
FROM tallies GROUP BY unit, village, category;

-- When a report first heard from the office, and when it was solved, confirmed and disputed the last time; `minutes`
-- from when it came. What does not hold any more has no row.
CREATE TABLE milestones (
    report_id INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    district TEXT NOT NULL REFERENCES territories (kato),
    unit TEXT NOT NULL REFERENCES territories (kato),
    village TEXT NOT NULL REFERENCES territories (kato),
    category TEXT NOT NULL,
    day INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    PRIMARY KEY (report_id, kind)
);
CREATE INDEX milestones_of_district ON milestones (district, kind, day, minutes);
CREATE INDEX milestones_of_unit ON milestones (unit, kind, day, minutes);
INSERT INTO milestones (report_id, kind, district, unit, village, category, day, minutes)
SELECT r.id, 'first_word', r.district, r.unit, r.village, r.category, (min(e.happened_at) + 18000000) / 86400000,
    (min(e.happened_at) - r.created_at) / 60000
FROM reports r JOIN events e ON e.report_id = r.id
WHERE r.bucket IS NOT NULL
    AND e.kind IN ('take', 'ask', 'start', 'resolve', 'forward', 'reject', 'duplicate', 'hold', 'office_words')
GROUP BY r.id, r.district, r.unit, r.village, r.category, r.created_at;
INSERT INTO milestones (report_id, kind, district, unit, village, category, day, minutes)
SELECT r.id, 'solved', r.district, r.unit, r.village, r.category, (max(e.happened_at) + 18000000) / 86400000,
    (max(e.happened_at) - r.created_at) / 60000
FROM reports r JOIN events e ON e.report_id = r.id AND e.kind = 'resolve'
WHERE r.bucket IN ('confirmed', 'unconfirmed')
GROUP BY r.id, r.district, r.unit, r.village, r.category, r.created_at;
INSERT INTO milestones (report_id, kind, district, unit, village, category, day, minutes)
SELECT r.id, CASE e.kind WHEN 'confirm' THEN 'confirmed' ELSE 'disputed' END, r.district, r.unit, r.village, r.category,
    (max(e.happened_at) + 18000000) / 86400000, (max(e.happened_at) - r.created_at) / 60000
FROM reports r JOIN events e ON e.report_id = r.id AND e.kind IN ('confirm', 'dispute')
WHERE r.bucket IS NOT NULL AND (e.kind = 'dispute' OR r.bucket = 'confirmed')
GROUP BY r.id, e.kind, r.district, r.unit, r.village, r.category, r.created_at;

-- What an office promises of itself, in working days: for a unit, or for all of a district's that promise nothing else.
-- Where it is `pictured`, a solution is shown with a picture.
CREATE TABLE targets (
    kato TEXT NOT NULL REFERENCES territories (kato),
    category TEXT NOT NULL,
    first_word INTEGER,
    solution INTEGER,
    pictured INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (kato, category)
);

-- Reports with what is known of their ending, too.
DROP VIEW reports_in_full;
CREATE VIEW reports_in_full AS
SELECT r.id, r.draft_id, r.person_id, r.district, r.unit, r.village, r.year, r.sequence, r.category, r.text,
    r.latitude, r.longitude, r.place, r.state, r.holder_id, h.name AS holder, r.created_at, r.closed_at, r.due_at, r.overdue,
    t.kato, t.parent, t.level, t.name_kk, t.name_ru, t.name_en
FROM reports r JOIN territories t ON t.kato = r.village LEFT JOIN people h ON h.id = r.holder_id;
