-- name: tallies_in_unit
SELECT category, village, sum(intake) AS intake, sum(waiting) AS waiting, sum(in_work) AS in_work, sum(overdue) AS overdue,
    sum(confirmed) AS confirmed, sum(unconfirmed) AS unconfirmed, sum(disputed) AS disputed, sum(refused) AS refused,
    sum(passed_on) AS passed_on, sum(duplicate) AS duplicate, sum(withdrawn) AS withdrawn, sum(held) AS held
FROM tallies WHERE unit = :kato AND day BETWEEN :first AND :last GROUP BY category, village ORDER BY category, village;

-- name: reasons_in_unit
SELECT bucket, reason, sum(reports) AS reports FROM reasons
WHERE unit = :kato AND day BETWEEN :first AND :last AND reports > 0 GROUP BY bucket, reason ORDER BY bucket, reason;

-- name: milestones_in_unit
SELECT kind, minutes / 60 AS hours, count(*) AS reports FROM milestones
WHERE unit = :kato AND kind IN ('first_word', 'solved', 'confirmed', 'disputed') AND day BETWEEN :first AND :last
GROUP BY kind, minutes / 60;

-- name: confirmed_in_unit^
SELECT count(*) AS reports FROM milestones s JOIN milestones c ON c.report_id = s.report_id AND c.kind = 'confirmed'
WHERE s.unit = :kato AND s.kind = 'solved' AND s.day BETWEEN :first AND :last;

-- name: late_in_unit
SELECT * FROM reports_in_full r WHERE r.id IN (
    SELECT id FROM reports WHERE unit = :kato AND overdue = 1 ORDER BY due_at, id LIMIT :most
)
ORDER BY r.due_at, r.id;

-- name: tallies_in_district
SELECT category, village, sum(intake) AS intake, sum(waiting) AS waiting, sum(in_work) AS in_work, sum(overdue) AS overdue,
    sum(confirmed) AS confirmed, sum(unconfirmed) AS unconfirmed, sum(disputed) AS disputed, sum(refused) AS refused,
    sum(passed_on) AS passed_on, sum(duplicate) AS duplicate, sum(withdrawn) AS withdrawn, sum(held) AS held
FROM tallies WHERE district = :kato AND day BETWEEN :first AND :last GROUP BY category, village ORDER BY category, village;

-- name: reasons_in_district
SELECT bucket, reason, sum(reports) AS reports FROM reasons
WHERE district = :kato AND day BETWEEN :first AND :last AND reports > 0 GROUP BY bucket, reason ORDER BY bucket, reason;

-- name: milestones_in_district
SELECT kind, minutes / 60 AS hours, count(*) AS reports FROM milestones
WHERE district = :kato AND kind IN ('first_word', 'solved', 'confirmed', 'disputed') AND day BETWEEN :first AND :last
GROUP BY kind, minutes / 60;

-- name: confirmed_in_district^
SELECT count(*) AS reports FROM milestones s JOIN milestones c ON c.report_id = s.report_id AND c.kind = 'confirmed'
WHERE s.district = :kato AND s.kind = 'solved' AND s.day BETWEEN :first AND :last;

-- name: late_in_district
SELECT * FROM reports_in_full r WHERE r.id IN (
    SELECT id FROM reports WHERE district = :kato AND overdue = 1 ORDER BY due_at, id LIMIT :most
)
ORDER BY r.due_at, r.id;

-- name: awaited_in_unit
SELECT unit, category, village, count(*) AS people FROM (
    SELECT o.unit, o.category, o.village, o.person_id FROM reports o
    WHERE o.unit = :kato AND o.closed_at IS NULL AND o.sequence > 0
        AND o.state IN ('received', 'reopened', 'in_review', 'needs_details', 'in_progress')
    UNION SELECT o.unit, o.category, o.village, s.person_id FROM reports o JOIN supports s ON s.report_id = o.id
    WHERE o.unit = :kato AND o.closed_at IS NULL AND o.sequence > 0
        AND o.state IN ('received', 'reopened', 'in_review', 'needs_details', 'in_progress')
) concerned
GROUP BY unit, category, village HAVING count(*) >= :fewest ORDER BY people DESC, category, village, unit LIMIT :most;

-- name: disputed_in_unit
SELECT * FROM reports_in_full r WHERE r.unit = :kato AND r.state = :state AND r.overdue = 0 AND r.sequence > 0
ORDER BY r.id LIMIT :most;

-- name: awaited_in_district
SELECT unit, category, village, count(*) AS people FROM (
    SELECT o.unit, o.category, o.village, o.person_id FROM reports o
    WHERE o.district = :kato AND o.closed_at IS NULL AND o.sequence > 0
        AND o.state IN ('received', 'reopened', 'in_review', 'needs_details', 'in_progress')
    UNION SELECT o.unit, o.category, o.village, s.person_id FROM reports o JOIN supports s ON s.report_id = o.id
    WHERE o.district = :kato AND o.closed_at IS NULL AND o.sequence > 0
        AND o.state IN ('received', 'reopened', 'in_review', 'needs_details', 'in_progress')
) concerned
GROUP BY unit, category, village HAVING count(*) >= :fewest ORDER BY people DESC, category, village, unit LIMIT :most;

-- name: disputed_in_district
SELECT * FROM reports_in_full r WHERE r.district = :kato AND r.state = :state AND r.overdue = 0 AND r.sequence > 0
ORDER BY r.id LIMIT :most;

-- name: most_joined^
SELECT o.id, (SELECT count(*) FROM supports s WHERE s.report_id = o.id) AS supporters FROM reports o
WHERE o.unit = :unit AND o.closed_at IS NULL AND o.sequence > 0
    AND o.state IN ('received', 'reopened', 'in_review', 'needs_details', 'in_progress')
    AND o.village = :village AND o.category = :category
ORDER BY supporters DESC, o.id LIMIT 1;

-- name: subscription^
SELECT every, hour FROM subscriptions WHERE person_id = :person_id AND kato = :kato;

-- name: subscriptions_of
SELECT kato, every, hour FROM subscriptions WHERE person_id = :person_id ORDER BY kato;

-- name: forget_subscriptions!
DELETE FROM subscriptions WHERE person_id = :person_id;

-- name: subscribe!
INSERT INTO subscriptions (person_id, kato, every, hour) VALUES (:person_id, :kato, :every, :hour)
ON CONFLICT (person_id, kato) DO UPDATE SET every = excluded.every, hour = excluded.hour;

-- name: digest_readers
SELECT roles.person_id, roles.kato, s.every, s.hour FROM roles
LEFT JOIN subscriptions s ON s.person_id = roles.person_id AND s.kato = roles.kato
WHERE roles.role IN ('akim', 'coordinator') AND roles.ended = 0 AND (roles.until IS NULL OR roles.until > :now)
UNION SELECT person_id, kato, every, hour FROM subscriptions
ORDER BY 1, 2;

-- name: digests_sent_until^
SELECT value FROM counters WHERE name = 'digests';

-- name: note_digests_sent!
INSERT INTO counters (name, value) VALUES ('digests', :until)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;
