-- name: steps_in_unit
SELECT (
        SELECT count(*) FROM events e
        WHERE e.report_id = s.report_id AND e.kind IN ('take', 'ask', 'start', 'resolve', 'forward', 'reject', 'duplicate',
            'hold', 'return', 'office_words', 'public_answer')
    ) AS steps, count(*) AS reports
FROM milestones s WHERE s.unit = :kato AND s.kind = 'solved' AND s.day BETWEEN :first AND :last GROUP BY steps;

-- name: languages_in_unit
SELECT p.language, count(*) AS people FROM people p
WHERE p.account >= 0 AND p.id IN (SELECT person_id FROM reports WHERE unit = :kato AND year = :year AND sequence > 0)
GROUP BY p.language ORDER BY p.language;

-- name: joined_in_unit^
SELECT count(*) AS people FROM reports r JOIN supports s ON s.report_id = r.id AND s.via IS NULL
WHERE r.unit = :kato AND r.year = :year AND r.sequence > 0;

-- name: steps_in_district
SELECT (
        SELECT count(*) FROM events e
        WHERE e.report_id = s.report_id AND e.kind IN ('take', 'ask', 'start', 'resolve', 'forward', 'reject', 'duplicate',
            'hold', 'return', 'office_words', 'public_answer')
    ) AS steps, count(*) AS reports
FROM milestones s WHERE s.district = :kato AND s.kind = 'solved' AND s.day BETWEEN :first AND :last GROUP BY steps;

-- name: languages_in_district
SELECT p.language, count(*) AS people FROM people p
WHERE p.account >= 0 AND p.id IN (SELECT person_id FROM reports WHERE district = :kato AND year = :year AND sequence > 0)
GROUP BY p.language ORDER BY p.language;

-- name: joined_in_district^
SELECT count(*) AS people FROM reports r JOIN supports s ON s.report_id = r.id AND s.via IS NULL
WHERE r.district = :kato AND r.year = :year AND r.sequence > 0;

-- name: part_in_unit^
SELECT count(*) AS residents, coalesce(sum(CASE
    WHEN EXISTS (SELECT 1 FROM reports r WHERE r.person_id = p.id AND r.year = :year AND r.sequence > 0) THEN 1
    WHEN EXISTS (SELECT 1 FROM supports s WHERE s.person_id = p.id AND s.since BETWEEN :since AND :until) THEN 1
    WHEN EXISTS (
        SELECT 1 FROM participants t JOIN consultations c ON c.id = t.consultation_id
        WHERE t.person_id = p.id AND c.closes_at BETWEEN :since AND :until
    ) THEN 1
    ELSE 0 END), 0) AS people
FROM people p
WHERE p.account >= 0 AND p.village IN (SELECT kato FROM territories WHERE kato = :kato OR parent = :kato)
    AND (SELECT c.agreed FROM consents c WHERE c.person_id = p.id ORDER BY c.id DESC LIMIT 1) = 1;

-- name: asked_in_unit^
SELECT count(*) AS held, coalesce(sum(CASE
    WHEN EXISTS (
        SELECT 1 FROM meetings m WHERE m.kato = c.kato AND m.stage = 'held' AND m.consultation_id = c.id
    ) THEN 1
    WHEN EXISTS (
        SELECT 1 FROM works w
        WHERE w.consultation_id = c.id AND w.published_at IS NOT NULL AND w.step <> 'dropped'
            AND NOT EXISTS (
                SELECT 1 FROM works l WHERE l.consultation_id = c.id AND l.number = w.number AND l.step = 'dropped'
                    AND l.published_at >= w.published_at AND l.id > w.id
            )
    ) THEN 1
    ELSE 0 END), 0) AS followed
FROM consultations c
WHERE c.kato = :kato AND c.stage = 'counted' AND c.closes_at BETWEEN :since AND :until;
