-- name: add_election^
INSERT INTO elections (kato, kind, occasion, called_on, voting_on, opens, closes, state, source, entered_by, entered_at)
VALUES (:kato, :kind, :occasion, :called_on, :voting_on, :opens, :closes, :state, :source, :entered_by, :entered_at)
RETURNING id;

-- name: election_by_id^
SELECT * FROM elections_in_full elections WHERE elections.id = :id;

-- name: latest_election^
SELECT * FROM elections_in_full elections WHERE elections.kato = :kato ORDER BY elections.id DESC LIMIT 1;

-- name: latest_known_election^
SELECT * FROM elections_in_full elections WHERE elections.kato = :kato AND elections.state <> 'entered'
ORDER BY elections.id DESC LIMIT 1;

-- name: elections_called
SELECT * FROM elections_in_full elections
WHERE elections.kato = :kato AND elections.state NOT IN ('entered', 'cancelled')
ORDER BY elections.id DESC LIMIT :most;

-- name: elections_inside
SELECT * FROM elections_in_full elections
WHERE (elections.kato = :kato OR elections.parent = :kato)
    AND elections.id = (SELECT max(later.id) FROM elections later WHERE later.kato = elections.kato)
ORDER BY elections.voting_on, elections.id;

-- name: running_elections
SELECT * FROM elections_in_full elections
WHERE elections.approved_by IS NOT NULL AND elections.voting_on >= :since AND elections.state NOT IN ('entered', 'postponed', 'cancelled')
ORDER BY elections.id;

-- name: set_election_days!
UPDATE elections SET voting_on = :voting_on, opens = :opens, closes = :closes WHERE id = :id;

-- name: set_election_state!
UPDATE elections SET state = :state, reason = :reason WHERE id = :id;

-- name: set_election_source!
UPDATE elections SET source = :source WHERE id = :id;

-- name: approve_election!
UPDATE elections SET approved_by = :approved_by, approved_at = :approved_at WHERE id = :id;

-- name: disapprove_election!
UPDATE elections SET approved_by = NULL, approved_at = NULL WHERE id = :id;

-- name: redefine_election!
UPDATE elections SET kind = :kind, occasion = :occasion, called_on = :called_on WHERE id = :id;

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

-- name: last_elected^
SELECT max(voting_on) AS voting_on FROM elections WHERE kato = :kato AND state = 'registered';

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

-- name: told_of
SELECT w.election_id, w.topic, elections.voting_on, t.kato, t.parent, t.level, t.name_kk, t.name_ru, t.name_en
FROM told w JOIN elections ON elections.id = w.election_id JOIN territories t ON t.kato = elections.kato
WHERE w.person_id = :person_id ORDER BY w.election_id, w.topic;

-- name: drop_told!
DELETE FROM told WHERE person_id = :person_id;

-- name: drop_old_told!
DELETE FROM told WHERE election_id IN (SELECT id FROM elections WHERE voting_on < :day AND state <> 'postponed');
