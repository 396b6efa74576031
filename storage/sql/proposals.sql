-- name: add_proposal^
INSERT INTO proposals (consultation_id, person_id, about, direction, text, state)
VALUES (:consultation_id, :person_id, :about, :direction, :text, 'unsent') RETURNING id;

-- name: reword_proposal!
UPDATE proposals SET about = :about, direction = :direction, text = :text WHERE id = :id;

-- name: proposal_by_id^
SELECT p.id, p.consultation_id, p.person_id, p.about, p.direction, p.text, p.state, p.number, p.people, p.reason, p.joined,
    (SELECT count(*) FROM proposals c WHERE c.about = p.id AND c.state = 'published') AS comments
FROM proposals p WHERE p.id = :id;

-- name: proposals_by_person
SELECT p.id, p.consultation_id, p.person_id, p.about, p.direction, p.text, p.state, p.number, p.people, p.reason, p.joined,
    (SELECT count(*) FROM proposals c WHERE c.about = p.id AND c.state = 'published') AS comments
FROM proposals p WHERE p.person_id = :person_id ORDER BY p.id;

-- name: proposals_in_state
SELECT p.id, p.consultation_id, p.person_id, p.about, p.direction, p.text, p.state, p.number, p.people, p.reason, p.joined,
    (SELECT count(*) FROM proposals c WHERE c.about = p.id AND c.state = 'published') AS comments
FROM proposals p WHERE p.consultation_id = :consultation_id AND p.state = :state
ORDER BY p.id LIMIT :most OFFSET :skipped;

-- name: count_proposals^
SELECT count(*) AS found FROM proposals WHERE consultation_id = :consultation_id AND state = :state;

-- name: board
SELECT p.id, p.consultation_id, p.person_id, p.about, p.direction, p.text, p.state, p.number, p.people, p.reason, p.joined,
    (SELECT count(*) FROM proposals c WHERE c.about = p.id AND c.state = 'published') AS comments
FROM proposals p WHERE p.consultation_id = :consultation_id AND p.state = 'published' AND p.about IS NULL
ORDER BY p.number DESC, p.id DESC LIMIT :most OFFSET :skipped;

-- name: count_board^
SELECT count(*) AS found FROM proposals
WHERE consultation_id = :consultation_id AND state = 'published' AND about IS NULL;

-- name: comments_on
SELECT id, consultation_id, person_id, about, direction, text, state, number, people, reason, joined, 0 AS comments
FROM proposals WHERE about = :about AND state = 'published' ORDER BY id DESC LIMIT :most OFFSET :skipped;

-- name: last_number^
SELECT coalesce(max(number), 0) AS number FROM proposals WHERE consultation_id = :consultation_id;

-- name: set_proposal!
UPDATE proposals SET state = :state, number = :number, reason = :reason, joined = :joined WHERE id = :id;

-- name: add_supporter!
UPDATE proposals SET people = people + 1 WHERE id = :id AND NOT EXISTS (
    SELECT 1 FROM proposals o WHERE o.consultation_id = :consultation_id AND o.person_id = :person_id
        AND (o.id = :id OR (o.state = 'joined' AND o.joined = :number))
);

-- name: drop_proposal!
DELETE FROM proposals WHERE id = :id;

-- name: card_of_proposal^
SELECT card_message_id FROM proposals WHERE id = :id AND card_chat_id = :chat_id;

-- name: set_card_of_proposal!
UPDATE proposals SET card_chat_id = :chat_id, card_message_id = :message_id WHERE id = :id;

-- name: forget_letters_of_proposals!
DELETE FROM letters WHERE once IN (
    SELECT 'proposal_decided:' || p.id FROM proposals p WHERE p.consultation_id = :consultation_id
);

-- name: drop_unpublished_proposals!
DELETE FROM proposals WHERE consultation_id = :consultation_id AND state <> 'published';

-- name: forget_authors!
UPDATE proposals SET person_id = NULL WHERE consultation_id = :consultation_id;

-- name: drop_unsent_proposals!
DELETE FROM proposals WHERE person_id = :person_id AND state = 'unsent';

-- name: drop_late_proposals!
DELETE FROM proposals WHERE state = 'unsent' AND consultation_id IN (
    SELECT id FROM consultations WHERE stage = 'proposals' AND proposals_until <= :now
);

-- name: withdraw_proposals
UPDATE proposals SET state = 'withdrawn', text = '', reason = NULL, joined = NULL
WHERE person_id = :person_id AND state <> 'published' RETURNING id, consultation_id;

-- name: forget_author!
UPDATE proposals SET person_id = NULL WHERE person_id = :person_id;
