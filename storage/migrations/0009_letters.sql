-- A million letters may wait and a million be remembered: who asks for a few of them reads these few only. An index for
-- each question, so that none is answered with the help of another's: those of a rank that are due longest, those in
-- hand, those to be forgotten, and those whose time runs out.
DROP INDEX letters_due;
CREATE INDEX letters_due ON letters (state, priority, due_at, id) WHERE state = 'waiting';
CREATE INDEX letters_in_hand ON letters (due_at) WHERE state = 'sending';
CREATE INDEX letters_past ON letters (due_at) WHERE state IN ('sent', 'expired');
CREATE INDEX letters_expiring ON letters (expires_at) WHERE expires_at IS NOT NULL AND state IN ('waiting', 'held');
