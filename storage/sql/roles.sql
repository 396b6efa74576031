-- name: roles_of_account
SELECT r.id, r.person_id, p.name, r.role, r.kato, r.since, r.until
FROM roles r JOIN people p ON p.id = r.person_id
WHERE p.account = :account AND r.ended = 0 AND (r.until IS NULL OR r.until > :now) ORDER BY r.id;

-- name: roles_of_territory
SELECT r.id, r.person_id, p.name, r.role, r.kato, r.since, r.until
FROM roles r JOIN people p ON p.id = r.person_id
WHERE r.kato = :kato AND r.ended = 0 AND (r.until IS NULL OR r.until > :now) ORDER BY r.id;

-- name: role_by_id^
SELECT r.id, r.person_id, p.name, r.role, r.kato, r.since, r.until
FROM roles r JOIN people p ON p.id = r.person_id
WHERE r.id = :id AND r.ended = 0 AND (r.until IS NULL OR r.until > :now);

-- name: role_ever^
SELECT r.id, r.person_id, p.name, r.role, r.kato, r.since, r.until
FROM roles r JOIN people p ON p.id = r.person_id WHERE r.id = :id;

-- name: add_role^
INSERT INTO roles (person_id, role, kato, since, until) VALUES (:person_id, :role, :kato, :since, :until)
RETURNING id;

-- name: end_role!
UPDATE roles SET ended = 1 WHERE id = :id;

-- name: add_invitation!
INSERT INTO invitations (digest, inviter_id, role, kato, until, expires_at)
VALUES (:digest, :inviter_id, :role, :kato, :until, :expires_at)
ON CONFLICT (digest) DO NOTHING;

-- name: invitation_by_digest^
SELECT id, inviter_id, role, kato, until, expires_at, accepted_by, revoked FROM invitations
WHERE digest = :digest;

-- name: invitation_by_id^
SELECT id, inviter_id, role, kato, until, expires_at, accepted_by, revoked FROM invitations WHERE id = :id;

-- name: open_invitations
SELECT id, inviter_id, role, kato, until, expires_at, accepted_by, revoked FROM invitations
WHERE kato = :kato AND accepted_by IS NULL AND revoked = 0 AND expires_at > :now ORDER BY id;

-- name: accept_invitation!
UPDATE invitations SET accepted_by = :person_id WHERE id = :id;

-- name: revoke_invitation!
UPDATE invitations SET revoked = 1 WHERE id = :id;

-- name: any_role_in^
SELECT roles.id FROM roles JOIN territories t ON t.kato = roles.kato
WHERE (roles.kato = :kato OR t.parent = :kato) AND roles.role = :role AND roles.ended = 0
    AND (roles.until IS NULL OR roles.until > :now)
LIMIT 1;
