-- Of what came in a unit on a day, how much is refused now, or passed on, for which reason; days as in `tallies`. Reports
-- that were ended without a known reason are in no row.
CREATE TABLE reasons (
    district TEXT NOT NULL REFERENCES territories (kato),
    unit TEXT NOT NULL REFERENCES territories (kato),
    bucket TEXT NOT NULL,
    reason TEXT NOT NULL,
    day INTEGER NOT NULL,
    reports INTEGER NOT NULL CHECK (reports >= 0),
    PRIMARY KEY (unit, bucket, reason, day)
);
CREATE INDEX reasons_of_unit ON reasons (unit, day);
CREATE INDEX reasons_of_district ON reasons (district, day);
INSERT INTO reasons (district, unit, bucket, reason, day, reports)
SELECT min(r.district), r.unit, r.bucket, e.reason, (r.created_at + 18000000) / 86400000, count(*)
FROM reports r JOIN events e ON e.report_id = r.id AND e.reason IS NOT NULL
WHERE r.bucket IN ('refused', 'passed_on')
    AND e.id = (SELECT max(l.id) FROM events l WHERE l.report_id = r.id AND l.kind IN ('reject', 'forward'))
GROUP BY r.unit, r.bucket, e.reason, (r.created_at + 18000000) / 86400000;
INSERT INTO reasons (district, unit, bucket, reason, day, reports)
SELECT min(district), unit, bucket, reason, -1, sum(reports) FROM reasons GROUP BY unit, bucket, reason;

-- The year of a unit, and of each person, is counted without what came in other years.
CREATE INDEX reports_of_year ON reports (unit, year, person_id) WHERE sequence > 0;
CREATE INDEX reports_of_person_in_year ON reports (person_id, year) WHERE sequence > 0;
CREATE INDEX supports_in_time ON supports (person_id, since);
CREATE INDEX promises_in_time ON promises (kato, made_at);
