-- name: report_standing^
SELECT sequence, state, overdue, bucket, district, unit, village, category, created_at FROM reports WHERE id = :id;

-- name: tally_come*!
INSERT INTO tallies (district, unit, village, category, day, intake, waiting)
VALUES (:district, :unit, :village, :category, :day, 1, 1)
ON CONFLICT (unit, village, category, day) DO UPDATE SET intake = tallies.intake + 1, waiting = tallies.waiting + 1;

-- name: tally_move*!
UPDATE tallies SET waiting = waiting + :waiting, in_work = in_work + :in_work, overdue = overdue + :overdue,
    confirmed = confirmed + :confirmed, unconfirmed = unconfirmed + :unconfirmed, disputed = disputed + :disputed,
    refused = refused + :refused, passed_on = passed_on + :passed_on, duplicate = duplicate + :duplicate,
    withdrawn = withdrawn + :withdrawn, held = held + :held
WHERE unit = :unit AND village = :village AND category = :category AND day = :day;

-- name: tally_leave*!
UPDATE tallies SET intake = intake - 1, waiting = waiting - 1
WHERE unit = :unit AND village = :village AND category = :category AND day = :day;

-- name: drop_empty_tally*!
DELETE FROM tallies
WHERE unit = :unit AND village = :village AND category = :category AND day = :day AND intake = 0;

-- name: move_milestones!
UPDATE milestones SET unit = :unit, village = :village WHERE report_id = :report_id;

-- name: reach_milestone!
INSERT INTO milestones (report_id, kind, district, unit, village, category, day, minutes)
VALUES (:report_id, :kind, :district, :unit, :village, :category, :day, :minutes)
ON CONFLICT (report_id, kind) DO UPDATE SET day = excluded.day, minutes = excluded.minutes;

-- name: milestone^
SELECT minutes FROM milestones WHERE report_id = :report_id AND kind = :kind;

-- name: move_clock!
UPDATE reports SET stale = 1 WHERE id = :id;

-- name: undo_milestone!
DELETE FROM milestones WHERE report_id = :report_id AND kind = :kind;

-- name: tallies_day_by_day
SELECT unit, sum(intake) AS intake, sum(waiting) AS waiting, sum(in_work) AS in_work, sum(overdue) AS overdue,
    sum(confirmed) AS confirmed, sum(unconfirmed) AS unconfirmed, sum(disputed) AS disputed, sum(refused) AS refused,
    sum(passed_on) AS passed_on, sum(duplicate) AS duplicate, sum(withdrawn) AS withdrawn, sum(held) AS held
FROM tallies WHERE day >= 0 GROUP BY unit ORDER BY unit;

-- name: tallies_together
SELECT unit, sum(intake) AS intake, sum(waiting) AS waiting, sum(in_work) AS in_work, sum(overdue) AS overdue,
    sum(confirmed) AS confirmed, sum(unconfirmed) AS unconfirmed, sum(disputed) AS disputed, sum(refused) AS refused,
    sum(passed_on) AS passed_on, sum(duplicate) AS duplicate, sum(withdrawn) AS withdrawn, sum(held) AS held
FROM tallies WHERE day = -1 GROUP BY unit ORDER BY unit;

-- name: buckets_counted
SELECT unit, bucket, count(*) AS reports FROM reports WHERE sequence > 0 GROUP BY unit, bucket ORDER BY unit;

-- name: reason_of^
SELECT reason FROM events WHERE report_id = :report_id AND kind IN ('reject', 'forward') ORDER BY id DESC LIMIT 1;

-- name: reason_come*!
INSERT INTO reasons (district, unit, bucket, reason, day, reports)
VALUES (:district, :unit, :bucket, :reason, :day, 1)
ON CONFLICT (unit, bucket, reason, day) DO UPDATE SET reports = reasons.reports + 1;

-- name: reason_gone*!
UPDATE reasons SET reports = reports - 1
WHERE unit = :unit AND bucket = :bucket AND reason = :reason AND day = :day;

-- name: reasons_day_by_day
SELECT unit, bucket, reason, sum(reports) AS reports FROM reasons WHERE day >= 0 AND reports > 0
GROUP BY unit, bucket, reason;

-- name: reasons_together
SELECT unit, bucket, reason, reports FROM reasons WHERE day = -1 AND reports > 0;

-- name: reasons_counted
SELECT r.unit, r.bucket, e.reason, count(*) AS reports FROM reports r JOIN events e ON e.report_id = r.id
WHERE r.bucket IN ('refused', 'passed_on') AND e.reason IS NOT NULL
    AND e.id = (SELECT max(l.id) FROM events l WHERE l.report_id = r.id AND l.kind IN ('reject', 'forward'))
GROUP BY r.unit, r.bucket, e.reason;
