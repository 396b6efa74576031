-- name: add_entry!
INSERT INTO audit (deed, actor_id, subject_id, role, kato, detail, happened_at)
VALUES (:deed, :actor_id, :subject_id, :role, :kato, :detail, :happened_at);

-- name: latest_entries
SELECT * FROM audit_in_full audit ORDER BY audit.id DESC LIMIT :most OFFSET :skipped;

-- name: latest_entries_for
SELECT * FROM audit_in_full audit
WHERE EXISTS (
    SELECT 1 FROM people p JOIN roles r ON r.person_id = p.id
    WHERE p.account = :account AND r.role = 'coordinator' AND r.kato IN (audit.kato, audit.parent)
        AND r.ended = 0 AND (r.until IS NULL OR r.until > :now)
)
ORDER BY audit.id DESC LIMIT :most OFFSET :skipped;

-- name: entries_of_person
SELECT * FROM audit_in_full audit
WHERE audit.actor_id = :person_id OR audit.subject_id = :person_id ORDER BY audit.id;

-- name: any_entry_of^
SELECT audit.id FROM audit_in_full audit
WHERE (audit.kato = :kato OR audit.parent = :kato) AND audit.deed = :deed LIMIT 1;
