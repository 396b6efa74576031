-- The log as it is read: with the names of today.
CREATE VIEW audit_in_full AS
SELECT audit.id, audit.happened_at, audit.deed, audit.actor_id, a.name AS actor, audit.subject_id, s.name AS subject,
    audit.role, audit.detail, t.kato, t.parent, t.level, t.name_kk, t.name_ru, t.name_en
FROM audit
LEFT JOIN people a ON a.id = audit.actor_id
LEFT JOIN people s ON s.id = audit.subject_id
LEFT JOIN territories t ON t.kato = audit.kato;
