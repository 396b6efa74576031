-- name: wish_of^
SELECT wish, quiet FROM wishes WHERE person_id = :person_id;

-- name: set_wish!
INSERT INTO wishes (person_id, wish, quiet, since) VALUES (:person_id, :wish, :quiet, :since)
ON CONFLICT (person_id) DO UPDATE SET wish = excluded.wish, quiet = excluded.quiet;

-- name: drop_wish!
DELETE FROM wishes WHERE person_id = :person_id;

-- name: count_wishes^
SELECT count(*) AS people FROM people p JOIN wishes w ON w.person_id = p.id
WHERE p.village IN (SELECT kato FROM territories WHERE kato = :kato OR parent = :kato)
    AND p.unreachable_since IS NULL;
