-- What the akim's office answers in public: to those whom a report concerns, to those of all open reports of a category, or
-- to who lives in a village. What is not sent yet nobody reads; `people` are those it was for when it was sent.
CREATE TABLE answers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kato TEXT NOT NULL REFERENCES territories (kato),
    report_id INTEGER REFERENCES reports (id),
    category TEXT,
    village TEXT REFERENCES territories (kato),
    kk TEXT NOT NULL DEFAULT '',
    ru TEXT NOT NULL DEFAULT '',
    file_kind TEXT,
    file_id TEXT,
    what_kk TEXT NOT NULL DEFAULT '',
    what_ru TEXT NOT NULL DEFAULT '',
    due_on TEXT,
    people INTEGER NOT NULL DEFAULT 0,
    reached INTEGER NOT NULL DEFAULT 0,
    entered_by TEXT NOT NULL REFERENCES people (id),
    entered_at INTEGER NOT NULL,
    sent_at INTEGER
);
CREATE INDEX answers_of_territory ON answers (kato, id);
CREATE INDEX answers_to_report ON answers (report_id) WHERE report_id IS NOT NULL;
CREATE INDEX letters_of_answer ON letters (subject, state) WHERE kind = 'answered';

-- What an answer promises. Nobody deletes a promise: each wording stays, and all that the office has said became of it. The
-- `plan_` columns are what it is about to say, and reads over first.
CREATE TABLE promises (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    answer_id INTEGER NOT NULL UNIQUE REFERENCES answers (id),
    kato TEXT NOT NULL REFERENCES territories (kato),
    made_at INTEGER NOT NULL,
    plan_kk TEXT NOT NULL DEFAULT '',
    plan_ru TEXT NOT NULL DEFAULT '',
    plan_due TEXT,
    plan_verdict TEXT,
    plan_words TEXT,
    plan_photo TEXT
);
CREATE INDEX promises_of_territory ON promises (kato, id);

-- `asked` is what the office was asked of last about this day.
CREATE TABLE promise_words (
    promise_id INTEGER NOT NULL REFERENCES promises (id),
    edition INTEGER NOT NULL,
    kk TEXT NOT NULL,
    ru TEXT NOT NULL,
    due_on TEXT NOT NULL,
    since INTEGER NOT NULL,
    asked TEXT,
    PRIMARY KEY (promise_id, edition)
);
CREATE INDEX promise_words_by_day ON promise_words (due_on);

CREATE TABLE rulings (
    promise_id INTEGER NOT NULL REFERENCES promises (id),
    edition INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    said_at INTEGER NOT NULL,
    words TEXT,
    photo TEXT,
    PRIMARY KEY (promise_id, edition)
);

-- Who has got an answer with a promise, and hears what becomes of it; and what they say of it, which is only ever counted.
CREATE TABLE promise_readers (
    answer_id INTEGER NOT NULL REFERENCES answers (id),
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    PRIMARY KEY (answer_id, person_id)
);
CREATE INDEX promise_readers_by_person ON promise_readers (person_id);
CREATE TABLE promise_says (
    promise_id INTEGER NOT NULL REFERENCES promises (id),
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    kept INTEGER NOT NULL,
    PRIMARY KEY (promise_id, person_id)
);
CREATE INDEX promise_says_by_person ON promise_says (person_id);
