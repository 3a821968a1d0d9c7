-- What became of a case. Kept flat beside its other facts; amounts have '' as
-- their currency where none was given.
ALTER TABLE cases ADD COLUMN remedy TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN cost_minor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN cost_currency TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN recovered_minor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN recovered_currency TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN follow_up TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN satisfaction INTEGER NOT NULL DEFAULT 0; -- 1 to 5; 0: not known
ALTER TABLE cases ADD COLUMN followed_up TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN lesson TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN prevention TEXT NOT NULL DEFAULT '';

-- What the seller wrote or pasted beside a message. The messages themselves
-- stay as they were read.
CREATE TABLE message_translations (
    id         TEXT PRIMARY KEY,
    exhibit_id TEXT NOT NULL,
    seq        INTEGER NOT NULL, -- of the message
    text       TEXT NOT NULL,
    source     TEXT NOT NULL, -- 'seller', or the name of a tool or a person
    updated_at INTEGER NOT NULL,
    UNIQUE (exhibit_id, seq),
    FOREIGN KEY (exhibit_id, seq) REFERENCES messages (exhibit_id, seq)
) STRICT;
