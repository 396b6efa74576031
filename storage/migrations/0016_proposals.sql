-- What residents propose for a consultation, and what they say of it. A comment has no direction; `about` is the proposal
-- that it is about. `person_id` is kept for its author's letter and for the limits alone, and goes when the options are
-- fixed. `people` is how many have proposed it; the card is the message in the moderators' group.
CREATE TABLE proposals (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    consultation_id INTEGER NOT NULL REFERENCES consultations (id) ON DELETE CASCADE,
    person_id TEXT REFERENCES people (id),
    about INTEGER REFERENCES proposals (id) ON DELETE CASCADE,
    direction TEXT,
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    number INTEGER,
    people INTEGER NOT NULL DEFAULT 1,
    reason TEXT,
    joined INTEGER,
    card_chat_id INTEGER,
    card_message_id INTEGER,
    UNIQUE (consultation_id, number)
);
CREATE INDEX proposals_of_consultation ON proposals (consultation_id, state, id);
CREATE INDEX proposals_about ON proposals (about, state, id);
CREATE INDEX proposals_of_person ON proposals (person_id, consultation_id);

-- What people at a gathering chose on paper, by its minutes; apart from what was chosen here, and never added to it.
-- `photo` leads to the picture of the minutes at Telegram; residents see the numbers when a second person has confirmed.
CREATE TABLE papers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    consultation_id INTEGER NOT NULL REFERENCES consultations (id) ON DELETE CASCADE,
    minutes TEXT NOT NULL,
    held_on TEXT NOT NULL,
    people INTEGER NOT NULL,
    photo TEXT,
    entered_by TEXT REFERENCES people (id),
    confirmed INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX papers_of_consultation ON papers (consultation_id, held_on, id);
CREATE INDEX papers_entered_by ON papers (entered_by);

CREATE TABLE paper_counts (
    paper_id INTEGER NOT NULL REFERENCES papers (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    counted INTEGER NOT NULL,
    PRIMARY KEY (paper_id, number)
);
