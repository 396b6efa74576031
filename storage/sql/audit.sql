-- name: add_entry!
INSERT INTO audit (deed, actor_id, subject_id, role, kato, detail, happened_at)
VALUES (:deed, :actor_id, :subject_id, :role, :kato, :detail, :happened_at);

-- name: latest_entries
SELECT audit.id, audit.happened_at, audit.deed, a.name AS actor, s.name AS subject, audit.role, audit.detail,
    t.kato, t.parent, t.level, t.name_kk, t.name_ru, t.name_en
FROM audit
LEFT JOIN people a ON a.id = audit.actor_id
LEFT JOIN people s ON s.id = audit.subject_id
LEFT JOIN territories t ON t.kato = audit.kato
ORDER BY audit.id DESC LIMIT :most OFFSET :skipped;

-- name: latest_entries_for
SELECT audit.id, audit.happened_at, audit.deed, a.name AS actor, s.name AS subject, audit.role, audit.detail,
    t.kato, t.parent, t.level, t.name_kk, t.name_ru, t.name_en
FROM audit
LEFT JOIN people a ON a.id = audit.actor_id
LEFT JOIN people s ON s.id = audit.subject_id
JOIN territories t ON t.kato = audit.kato
WHERE EXISTS (
    SELECT 1 FROM people p JOIN roles r ON r.person_id = p.id
    WHERE p.account = :account AND r.role = 'coordinator' AND r.kato IN (audit.kato, t.parent)
        AND r.ended = 0 AND (r.until IS NULL OR r.until > :now)
)
ORDER BY audit.id DESC LIMIT :most OFFSET :skipped;

-- name: entries_of_person
SELECT audit.id, audit.happened_at, audit.deed, a.name AS actor, s.name AS subject, audit.role, audit.detail,
    t.kato, t.parent, t.level, t.name_kk, t.name_ru, t.name_en
FROM audit
LEFT JOIN people a ON a.id = audit.actor_id
LEFT JOIN people s ON s.id = audit.subject_id
LEFT JOIN territories t ON t.kato = audit.kato
WHERE audit.actor_id = :person_id OR audit.subject_id = :person_id
ORDER BY audit.id;

-- name: any_entry_of^
SELECT audit.id FROM audit JOIN territories t ON t.kato = audit.kato
WHERE (audit.kato = :kato OR t.parent = :kato) AND audit.deed = :deed LIMIT 1;
