-- name: add_block^
INSERT INTO blocks (person_id, district, asked_at, state) VALUES (:person_id, :district, :asked_at, :state)
RETURNING id;

-- name: block^
SELECT id, person_id, district, state, since, until FROM blocks WHERE id = :id;

-- name: block_asked_since^
SELECT id FROM blocks WHERE person_id = :person_id AND asked_at > :since LIMIT 1;

-- name: block_in_force^
SELECT id, person_id, district, state, since, until FROM blocks
WHERE person_id = :person_id AND state = :state AND until > :now ORDER BY until DESC LIMIT 1;

-- name: save_block!
UPDATE blocks SET state = :state, since = :since, until = :until, decided_by = :decided_by WHERE id = :id;

-- name: held_reports
SELECT r.year, r.sequence, (
    SELECT e.reason FROM events e WHERE e.report_id = r.id AND e.kind = :kind ORDER BY e.id DESC LIMIT 1
) AS reason
FROM reports r
WHERE r.person_id = :person_id AND r.district = :district AND r.state = :state AND r.closed_at > :since
    AND r.sequence > 0
ORDER BY r.id;
