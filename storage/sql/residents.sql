-- name: village_after^
SELECT kato FROM territories WHERE (kato = :kato OR parent = :kato) AND kato > :village ORDER BY kato LIMIT 1;

-- name: last_resident^
SELECT id FROM people WHERE village = :village AND id > :person_id ORDER BY id LIMIT 1 OFFSET :before;
