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
