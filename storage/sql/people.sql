-- name: person_by_account^
SELECT p.id, p.language, p.village, c.version AS consent
FROM people p
LEFT JOIN consents c ON c.agreed = 1 AND c.id = (SELECT max(id) FROM consents WHERE person_id = p.id)
WHERE p.account = :account;

-- name: person_by_id^
SELECT p.id, p.sealed, p.language, p.village, c.version AS consent
FROM people p
LEFT JOIN consents c ON c.agreed = 1 AND c.id = (SELECT max(id) FROM consents WHERE person_id = p.id)
WHERE p.id = :id AND p.account >= 0;

-- name: add_person^
INSERT INTO people (id, account, sealed, language) VALUES (:id, :account, :sealed, :language)
ON CONFLICT (account) DO UPDATE SET language = excluded.language
RETURNING id;

-- name: add_staff^
INSERT INTO people (id, account, sealed, language, name) VALUES (:id, :account, :sealed, :language, :name)
ON CONFLICT (account) DO UPDATE SET name = excluded.name
RETURNING id;

-- name: add_consent!
INSERT INTO consents (person_id, version, language, agreed, decided_at)
VALUES (:person_id, :version, :language, :agreed, :decided_at);

-- name: last_consent^
SELECT version, language, agreed, decided_at FROM consents
WHERE person_id = :person_id ORDER BY id DESC LIMIT 1;

-- name: consents_of
SELECT version, language, agreed, decided_at FROM consents WHERE person_id = :person_id ORDER BY id;

-- name: set_language!
UPDATE people SET language = :language WHERE id = :id;

-- name: set_village!
UPDATE people SET village = :village WHERE id = :id;

-- name: set_unreachable!
UPDATE people SET unreachable_since = :since WHERE account = :account;

-- name: set_reachable!
UPDATE people SET unreachable_since = NULL WHERE account = :account;
