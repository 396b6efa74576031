-- Which version of a fact about a unit somebody was shown or sent last: a correction goes to exactly those who got the
-- old one. The day is an ISO date, Kazakhstan's.
CREATE TABLE told_of_units (
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    kato TEXT NOT NULL REFERENCES territories (kato),
    topic TEXT NOT NULL,
    fact_id INTEGER NOT NULL REFERENCES unit_facts (id),
    told_on TEXT NOT NULL,
    PRIMARY KEY (person_id, kato, topic)
);
CREATE INDEX told_of_units_by_fact ON told_of_units (fact_id, person_id);
CREATE INDEX told_of_units_by_day ON told_of_units (kato, told_on);
