-- name: add_paper^
INSERT INTO papers (consultation_id, minutes, held_on, people, entered_by)
VALUES (:consultation_id, :minutes, :held_on, :people, :entered_by) RETURNING id;

-- name: paper_by_id^
SELECT id, consultation_id, minutes, held_on, people, photo, entered_by, confirmed FROM papers WHERE id = :id;

-- name: papers_of
SELECT id, consultation_id, minutes, held_on, people, photo, entered_by, confirmed FROM papers
WHERE consultation_id = :consultation_id ORDER BY held_on, id;

-- name: set_paper!
UPDATE papers SET minutes = :minutes, held_on = :held_on, people = :people, photo = :photo, entered_by = :entered_by,
    confirmed = :confirmed
WHERE id = :id;

-- name: drop_paper!
DELETE FROM papers WHERE id = :id;

-- name: counts_of_paper
SELECT number, counted FROM paper_counts WHERE paper_id = :paper_id ORDER BY number;

-- name: drop_counts_of_paper!
DELETE FROM paper_counts WHERE paper_id = :paper_id;

-- name: add_count_of_paper*!
INSERT INTO paper_counts (paper_id, number, counted) VALUES (:paper_id, :number, :counted);

-- name: forget_enterer!
UPDATE papers SET entered_by = NULL WHERE entered_by = :person_id;
