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
