-- The log as it is read: with the names of today.
CREATE VIEW audit_in_full AS
SELECT e.id, e.happened_at, e.deed, e.actor_id, a.name AS actor, e.subject_id, s.name AS subject, e.role, e.detail,
    t.kato, t.parent, t.level, t.name_kk, t.name_ru, t.name_en
FROM audit e
LEFT JOIN people a ON a.id = e.actor_id
LEFT JOIN people s ON s.id = e.subject_id
LEFT JOIN territories t ON t.kato = e.kato;
