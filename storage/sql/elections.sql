-- name: add_election^
INSERT INTO elections (kato, kind, occasion, called_on, voting_on, opens, closes, state, source, entered_by, entered_at)
VALUES (:kato, :kind, :occasion, :called_on, :voting_on, :opens, :closes, :state, :source, :entered_by, :entered_at)
RETURNING id;

-- name: election_by_id^
SELECT e.id, e.kind, e.occasion, e.called_on, e.voting_on, e.opens, e.closes, e.state, e.reason, e.source,
    e.entered_by, e.approved_by, t.kato, t.parent, t.level, t.name_kk, t.name_ru, t.name_en
FROM elections e JOIN territories t ON t.kato = e.kato WHERE e.id = :id;

-- name: latest_election^
SELECT e.id, e.kind, e.occasion, e.called_on, e.voting_on, e.opens, e.closes, e.state, e.reason, e.source,
    e.entered_by, e.approved_by, t.kato, t.parent, t.level, t.name_kk, t.name_ru, t.name_en
FROM elections e JOIN territories t ON t.kato = e.kato WHERE e.kato = :kato ORDER BY e.id DESC LIMIT 1;

-- name: elections_inside
SELECT e.id, e.kind, e.occasion, e.called_on, e.voting_on, e.opens, e.closes, e.state, e.reason, e.source,
    e.entered_by, e.approved_by, t.kato, t.parent, t.level, t.name_kk, t.name_ru, t.name_en
FROM elections e JOIN territories t ON t.kato = e.kato
WHERE (t.kato = :kato OR t.parent = :kato)
    AND e.id = (SELECT max(later.id) FROM elections later WHERE later.kato = e.kato)
ORDER BY e.voting_on, e.id;

-- name: running_elections
SELECT e.id, e.kind, e.occasion, e.called_on, e.voting_on, e.opens, e.closes, e.state, e.reason, e.source,
    e.entered_by, e.approved_by, t.kato, t.parent, t.level, t.name_kk, t.name_ru, t.name_en
FROM elections e JOIN territories t ON t.kato = e.kato
WHERE e.approved_by IS NOT NULL AND e.voting_on >= :since AND e.state NOT IN ('entered', 'postponed', 'cancelled')
ORDER BY e.id;

-- name: set_election_days!
UPDATE elections SET voting_on = :voting_on, opens = :opens, closes = :closes WHERE id = :id;

-- name: set_election_state!
UPDATE elections SET state = :state, reason = :reason WHERE id = :id;

-- name: set_election_source!
UPDATE elections SET source = :source WHERE id = :id;

-- name: approve_election!
UPDATE elections SET approved_by = :approved_by, approved_at = :approved_at WHERE id = :id;

-- name: drop_election!
DELETE FROM elections WHERE id = :id;

-- name: add_fact!
INSERT INTO facts (election_id, topic, version, moment, content, source, checked_on, entered_by, entered_at)
VALUES (:election_id, :topic, :version, :moment, :content, :source, :checked_on, :entered_by, :entered_at);

-- name: facts_now
SELECT topic, version, moment, content, source, checked_on, entered_by, entered_at FROM facts f
WHERE election_id = :election_id
    AND version = (
        SELECT max(later.version) FROM facts later WHERE later.election_id = f.election_id AND later.topic = f.topic
    );

-- name: fact_versions
SELECT topic, version, moment, content, source, checked_on, entered_by, entered_at FROM facts
WHERE election_id = :election_id AND topic = :topic ORDER BY version;

-- name: add_unit_fact!
INSERT INTO unit_facts (kato, topic, content, source, checked_on, entered_by, entered_at)
VALUES (:kato, :topic, :content, :source, :checked_on, :entered_by, :entered_at);

-- name: unit_fact^
SELECT content, source, checked_on FROM unit_facts WHERE kato = :kato AND topic = :topic ORDER BY id DESC LIMIT 1;

-- name: add_told*!
INSERT INTO told (person_id, election_id, topic, version) VALUES (:person_id, :election_id, :topic, :version)
ON CONFLICT (person_id, election_id, topic) DO UPDATE SET version = excluded.version;

-- name: told_to
SELECT topic, version FROM told WHERE person_id = :person_id AND election_id = :election_id;

-- name: count_told_older^
SELECT count(DISTINCT person_id) AS people FROM told
WHERE election_id = :election_id AND version < (
    SELECT max(f.version) FROM facts f WHERE f.election_id = told.election_id AND f.topic = told.topic
);

