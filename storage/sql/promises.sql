-- name: add_promise^
INSERT INTO promises (answer_id, kato, made_at) VALUES (:answer_id, :kato, :made_at)
ON CONFLICT (answer_id) DO NOTHING
RETURNING id;

-- name: add_wording!
INSERT INTO promise_words (promise_id, edition, kk, ru, due_on, since)
VALUES (:promise_id, :edition, :kk, :ru, :due_on, :since)
ON CONFLICT (promise_id, edition) DO NOTHING;

-- name: add_ruling!
INSERT INTO rulings (promise_id, edition, verdict, said_at, words, photo)
VALUES (:promise_id, :edition, :verdict, :said_at, :words, :photo)
ON CONFLICT (promise_id, edition) DO NOTHING;

-- name: plan_promise!
UPDATE promises SET plan_kk = :kk, plan_ru = :ru, plan_due = :due_on, plan_verdict = :verdict, plan_words = :words,
    plan_photo = :photo
WHERE id = :id;

-- name: note_asked!
UPDATE promise_words SET asked = :asked WHERE promise_id = :promise_id AND edition = :edition;

-- name: promise_by_id^
SELECT p.id, p.answer_id, p.made_at, p.plan_kk, p.plan_ru, p.plan_due, p.plan_verdict, p.plan_words, p.plan_photo,
    t.kato, t.parent, t.level, t.name_kk, t.name_ru, t.name_en
FROM promises p JOIN territories t ON t.kato = p.kato WHERE p.id = :id;

-- name: promise_of_answer^
SELECT id FROM promises WHERE answer_id = :answer_id;

-- name: promises_of
SELECT id FROM promises WHERE kato = :kato ORDER BY id;

-- name: promises_made
SELECT id FROM promises WHERE kato = :kato AND made_at BETWEEN :since AND :until ORDER BY id;

-- name: promises_to_ask
SELECT w.promise_id FROM promise_words w
WHERE w.due_on BETWEEN :first AND :last
    AND (w.asked IS NULL OR (w.asked = 'week' AND w.due_on <= :tomorrow) OR (w.asked = 'day' AND w.due_on < :today))
    AND NOT EXISTS (SELECT 1 FROM promise_words l WHERE l.promise_id = w.promise_id AND l.edition > w.edition)
    AND NOT EXISTS (SELECT 1 FROM rulings r WHERE r.promise_id = w.promise_id)
ORDER BY w.promise_id;

-- name: wordings_of
SELECT kk, ru, due_on, since, asked FROM promise_words WHERE promise_id = :promise_id ORDER BY edition;

-- name: rulings_of
SELECT verdict, said_at, words, photo FROM rulings WHERE promise_id = :promise_id ORDER BY edition;

-- name: add_promise_reader^
INSERT INTO promise_readers (answer_id, person_id) VALUES (:answer_id, :person_id)
ON CONFLICT (answer_id, person_id) DO NOTHING
RETURNING person_id;

-- name: promise_reader^
SELECT person_id FROM promise_readers WHERE answer_id = :answer_id AND person_id = :person_id;

-- name: promises_told
SELECT p.id FROM promise_readers r JOIN promises p ON p.answer_id = r.answer_id
WHERE r.person_id = :person_id ORDER BY p.id;

-- name: say_of_promise!
INSERT INTO promise_says (promise_id, person_id, kept) VALUES (:promise_id, :person_id, :kept)
ON CONFLICT (promise_id, person_id) DO UPDATE SET kept = excluded.kept;

-- name: say_of^
SELECT kept FROM promise_says WHERE promise_id = :promise_id AND person_id = :person_id;

-- name: count_says
SELECT kept, count(*) AS people FROM promise_says WHERE promise_id = :promise_id GROUP BY kept;

-- name: forget_promise_says!
DELETE FROM promise_says WHERE person_id = :person_id;

-- name: forget_promises_told!
DELETE FROM promise_readers WHERE person_id = :person_id;

-- name: write_promise_news!
INSERT INTO letters (once, recipient, kind, subject, priority, state, due_at, expires_at)
SELECT :prefix || p.id, 'person:' || p.id, 'promise_news', CAST(:promise_id AS BIGINT), CAST(:priority AS BIGINT),
    CASE WHEN p.unreachable_since IS NULL THEN 'waiting' ELSE 'held' END,
    CASE w.quiet WHEN 'never' THEN CAST(:due_at AS BIGINT) WHEN 'long' THEN CAST(:after_long AS BIGINT)
        ELSE CAST(:after_usual AS BIGINT) END,
    CAST(:expires_at AS BIGINT)
FROM promise_readers r JOIN people p ON p.id = r.person_id LEFT JOIN wishes w ON w.person_id = p.id
WHERE r.answer_id = :answer_id
ON CONFLICT (once) DO UPDATE SET
    version = letters.version + 1, state = excluded.state, due_at = excluded.due_at, expires_at = excluded.expires_at,
    attempts = 0, trouble = NULL;
