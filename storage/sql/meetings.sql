-- name: add_meeting^
INSERT INTO meetings (kato, kind, stage, entered_by, entered_at)
VALUES (:kato, :kind, 'draft', :entered_by, :entered_at)
RETURNING id;

-- name: meeting_by_id^
SELECT m.id, m.kind, m.whose_kk, m.whose_ru, m.consultation_id, m.stage, m.notices, m.minutes, m.reason,
    t.kato, t.parent, t.level, t.name_kk, t.name_ru, t.name_en
FROM meetings m JOIN territories t ON t.kato = m.kato WHERE m.id = :id;

-- name: meetings_of
SELECT id FROM meetings WHERE kato = :kato ORDER BY id DESC LIMIT :most;

-- name: meetings_ahead
SELECT m.id FROM meetings m JOIN meeting_notices n ON n.meeting_id = m.id AND n.edition = m.notices
WHERE m.kato = :kato
    AND ((m.stage = 'called' AND n.begins_at > :since) OR (m.stage = 'cancelled' AND n.begins_at > :now))
ORDER BY n.begins_at, m.id LIMIT :most;

-- name: meetings_held
SELECT m.id FROM meetings m JOIN meeting_notices n ON n.meeting_id = m.id AND n.edition = m.notices
WHERE m.kato = :kato AND m.stage = 'held' ORDER BY n.begins_at DESC, m.id DESC LIMIT :most OFFSET :before;

-- name: meetings_to_remind
SELECT meetings.id FROM meetings JOIN meeting_notices n ON n.meeting_id = meetings.id AND n.edition = meetings.notices
WHERE meetings.stage = 'called' AND meetings.reminded < meetings.notices
    AND n.begins_at > :after AND n.begins_at <= :before
ORDER BY meetings.id;

-- name: meetings_to_tell
SELECT meetings.id FROM meetings JOIN consultations c ON c.id = meetings.consultation_id
WHERE meetings.stage = 'held' AND meetings.told < meetings.minutes AND c.stage = 'counted' ORDER BY meetings.id;

-- name: note_reminded!
UPDATE meetings SET reminded = notices WHERE id = :id;

-- name: note_told!
UPDATE meetings SET told = minutes WHERE id = :id;

-- name: set_meeting!
UPDATE meetings SET whose_kk = :whose_kk, whose_ru = :whose_ru, consultation_id = :consultation_id, stage = :stage,
    notices = :notices, minutes = :minutes, reason = :reason
WHERE id = :id;

-- name: drop_meeting!
DELETE FROM meetings WHERE id = :id;

-- name: notices_of
SELECT edition, begins_at, place_kk, place_ru, reason FROM meeting_notices WHERE meeting_id = :meeting_id
ORDER BY edition;

-- name: drop_notices!
DELETE FROM meeting_notices WHERE meeting_id = :meeting_id;

-- name: add_notice*!
INSERT INTO meeting_notices (meeting_id, edition, begins_at, place_kk, place_ru, reason)
VALUES (:meeting_id, :edition, :begins_at, :place_kk, :place_ru, :reason);

-- name: agenda_of
SELECT kk, ru FROM agenda WHERE meeting_id = :meeting_id ORDER BY number;

-- name: drop_agenda!
DELETE FROM agenda WHERE meeting_id = :meeting_id;

-- name: add_point*!
INSERT INTO agenda (meeting_id, number, kk, ru) VALUES (:meeting_id, :number, :kk, :ru);

-- name: minutes_of
SELECT entered, number, present, members, decision_kk, decision_ru, file_kind, file_id FROM minutes
WHERE meeting_id = :meeting_id;

-- name: drop_minutes!
DELETE FROM minutes WHERE meeting_id = :meeting_id;

-- name: add_minutes*!
INSERT INTO minutes (meeting_id, entered, number, present, members, decision_kk, decision_ru, file_kind, file_id)
VALUES (:meeting_id, :entered, :number, :present, :members, :decision_kk, :decision_ru, :file_kind, :file_id);

-- name: write_decided_letters!
INSERT INTO letters (once, recipient, kind, subject, priority, state, due_at)
SELECT :prefix || p.id, 'person:' || p.id, 'meeting_decided', m.id, CAST(:priority AS BIGINT), 'waiting',
    CASE w.quiet WHEN 'never' THEN CAST(:due_at AS BIGINT) WHEN 'long' THEN CAST(:after_long AS BIGINT)
        ELSE CAST(:after_usual AS BIGINT) END
FROM meetings m JOIN participants t ON t.consultation_id = m.consultation_id
    JOIN people p ON p.id = t.person_id LEFT JOIN wishes w ON w.person_id = p.id
WHERE m.id = :meeting_id AND p.unreachable_since IS NULL
ON CONFLICT (once) DO NOTHING;
