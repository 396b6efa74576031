-- name: add_unit_fact!
INSERT INTO unit_facts (kato, topic, content, source, checked_on, entered_by, entered_at)
VALUES (:kato, :topic, :content, :source, :checked_on, :entered_by, :entered_at);

-- name: unit_fact_versions
SELECT id AS version, topic, NULL AS moment, content, source, checked_on, entered_by, entered_at FROM unit_facts
WHERE kato = :kato AND topic = :topic ORDER BY id;

-- name: unit_facts_now
SELECT id AS version, topic, NULL AS moment, content, source, checked_on, entered_by, entered_at FROM unit_facts f
WHERE kato = :kato
    AND id = (SELECT max(later.id) FROM unit_facts later WHERE later.kato = f.kato AND later.topic = f.topic);

-- name: unit_of_fact^
SELECT kato FROM unit_facts WHERE id = :id;

-- name: add_told_of_unit*!
INSERT INTO told_of_units (person_id, kato, topic, fact_id, told_on)
VALUES (:person_id, :kato, :topic, :fact_id, :told_on)
ON CONFLICT (person_id, kato, topic) DO UPDATE SET fact_id = excluded.fact_id, told_on = excluded.told_on;

-- name: told_to_of_unit
SELECT topic, fact_id FROM told_of_units WHERE person_id = :person_id AND kato = :kato;

-- name: told_of_units
SELECT w.topic, t.kato, t.parent, t.level, t.name_kk, t.name_ru, t.name_en
FROM told_of_units w JOIN territories t ON t.kato = w.kato
WHERE w.person_id = :person_id ORDER BY w.kato, w.topic;

-- name: drop_told_of_units!
DELETE FROM told_of_units WHERE person_id = :person_id;

-- name: drop_old_told_of_units!
DELETE FROM told_of_units WHERE kato IN (SELECT kato FROM elections WHERE voting_on < :day AND state <> 'postponed')
    AND told_on <= (
        SELECT max(e.voting_on) FROM elections e
        WHERE e.kato = told_of_units.kato AND e.voting_on < :day AND e.state <> 'postponed'
    );

-- name: count_told_of_unit^
SELECT count(*) AS people FROM told_of_units t JOIN people p ON p.id = t.person_id
WHERE t.fact_id = :fact_id AND p.unreachable_since IS NULL;

-- name: write_unit_corrections!
INSERT INTO letters (once, recipient, kind, subject, priority, state, due_at, expires_at)
SELECT :prefix || p.id, 'person:' || p.id, 'correction_of_unit', CAST(:holds AS BIGINT), CAST(:priority AS BIGINT),
    'waiting',
    CASE w.quiet WHEN 'never' THEN CAST(:due_at AS BIGINT) WHEN 'long' THEN CAST(:after_long AS BIGINT)
        ELSE CAST(:after_usual AS BIGINT) END,
    CAST(:expires_at AS BIGINT)
FROM told_of_units t JOIN people p ON p.id = t.person_id LEFT JOIN wishes w ON w.person_id = p.id
WHERE t.fact_id = :fact_id AND p.unreachable_since IS NULL
ON CONFLICT (once) DO NOTHING;
