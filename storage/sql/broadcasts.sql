-- name: add_broadcast^
INSERT INTO broadcasts (election_id, name, topic, version, people, starts_at, expires_at, state)
VALUES (:election_id, :name, :topic, :version, :people, :starts_at, :expires_at, :state)
ON CONFLICT (election_id, name, topic, version) DO NOTHING
RETURNING id;

-- name: broadcast_by_id^
SELECT id, election_id, name, topic, version, people, starts_at, expires_at, state, village, person_id
FROM broadcasts WHERE id = :id;

-- name: broadcasts_of
SELECT id, election_id, name, topic, version, people, starts_at, expires_at, state, village, person_id
FROM broadcasts WHERE election_id = :election_id ORDER BY starts_at DESC, id DESC;

-- name: broadcasts_to_write
SELECT id, election_id, name, topic, version, people, starts_at, expires_at, state, village, person_id
FROM broadcasts WHERE state IN ('planned', 'writing') AND starts_at <= :now ORDER BY expires_at, id;

-- name: unfinished_broadcasts
SELECT id, election_id, name, topic, version, people, starts_at, expires_at, state, village, person_id
FROM broadcasts WHERE state IN ('planned', 'writing', 'written') AND expires_at > :now ORDER BY starts_at, id;

-- name: reminder_between^
SELECT id FROM broadcasts
WHERE election_id = :election_id AND name <> 'correction' AND starts_at BETWEEN :since AND :now
    AND state IN ('writing', 'written') LIMIT 1;

-- name: next_correction^
SELECT id, election_id, name, topic, version, people, starts_at, expires_at, state, village, person_id
FROM broadcasts WHERE election_id = :election_id AND name = 'correction' ORDER BY version DESC LIMIT 1;

-- name: put_off_broadcast!
UPDATE broadcasts SET starts_at = :starts_at, people = :people WHERE id = :id;

-- name: save_broadcast!
UPDATE broadcasts SET state = :state, village = :village, person_id = :person_id WHERE id = :id;

-- name: count_to_remind^
SELECT count(*) AS people FROM people p JOIN wishes w ON w.person_id = p.id
WHERE p.village IN (SELECT kato FROM territories WHERE kato = :kato OR parent = :kato)
    AND p.unreachable_since IS NULL AND w.wish IN (:vote, :stand, :all);

-- name: write_reminders!
INSERT INTO letters (once, recipient, kind, subject, priority, state, due_at, expires_at)
SELECT :prefix || p.id, 'person:' || p.id, 'reminder', CAST(:broadcast_id AS BIGINT), CAST(:priority AS BIGINT), 'waiting',
    CASE w.quiet WHEN 'usual' THEN CAST(:after_usual AS BIGINT) WHEN 'long' THEN CAST(:after_long AS BIGINT)
        ELSE CAST(:due_at AS BIGINT) END,
    CAST(:expires_at AS BIGINT)
FROM people p JOIN wishes w ON w.person_id = p.id
WHERE p.village = :village AND p.id > :person_id AND p.id <= :last_person
    AND w.person_id > :person_id AND w.person_id <= :last_person
    AND p.unreachable_since IS NULL AND w.wish IN (:vote, :stand, :all)
ON CONFLICT (once) DO NOTHING;

-- name: last_to_correct^
SELECT t.person_id AS id FROM told t JOIN people p ON p.id = t.person_id
WHERE t.election_id = :election_id AND t.person_id > :person_id AND p.unreachable_since IS NULL
    AND t.version < (SELECT max(f.version) FROM facts f WHERE f.election_id = t.election_id AND f.topic = t.topic)
GROUP BY t.person_id ORDER BY t.person_id LIMIT 1 OFFSET :before;

-- name: write_corrections!
INSERT INTO letters (once, recipient, kind, subject, priority, state, due_at, expires_at)
SELECT DISTINCT :prefix || p.id, 'person:' || p.id, 'correction_of_election', CAST(:broadcast_id AS BIGINT),
    CAST(:priority AS BIGINT), 'waiting',
    CASE w.quiet WHEN 'never' THEN CAST(:due_at AS BIGINT) WHEN 'long' THEN CAST(:after_long AS BIGINT)
        ELSE CAST(:after_usual AS BIGINT) END,
    CAST(:expires_at AS BIGINT)
FROM told t JOIN people p ON p.id = t.person_id LEFT JOIN wishes w ON w.person_id = p.id
WHERE t.election_id = :election_id AND t.person_id > :person_id AND t.person_id <= :last_person
    AND p.unreachable_since IS NULL
    AND t.version < (SELECT max(f.version) FROM facts f WHERE f.election_id = t.election_id AND f.topic = t.topic)
ON CONFLICT (once) DO NOTHING;

-- name: letters_of_broadcast
SELECT state, count(*) AS letters FROM letters
WHERE subject = :broadcast_id AND kind IN ('reminder', 'correction_of_election') GROUP BY state;

-- name: withdraw_letters
UPDATE letters SET state = 'stopped' WHERE id IN (
    SELECT id FROM letters WHERE subject = :broadcast_id AND kind IN ('reminder', 'correction_of_election')
        AND state = 'waiting' LIMIT :most
) RETURNING id;

-- name: planned_broadcast^
SELECT id FROM broadcasts
WHERE election_id = :election_id AND name = :name AND topic = :topic AND version = :version;

-- name: drop_older_broadcasts!
DELETE FROM broadcasts
WHERE election_id = :election_id AND topic = :topic AND version < :version AND state = 'planned' AND name <> 'correction';

-- name: drop_planned_broadcasts!
DELETE FROM broadcasts WHERE election_id = :election_id AND state = 'planned' AND name <> 'correction';
