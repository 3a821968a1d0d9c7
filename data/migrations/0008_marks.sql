-- What the seller does to a picture: how it is turned (quarters to the right),
-- and which exhibit is a copy of which, with how many places covered for good.
ALTER TABLE exhibits ADD COLUMN camera TEXT NOT NULL DEFAULT '';
ALTER TABLE exhibits ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
ALTER TABLE exhibits ADD COLUMN copy_of TEXT NOT NULL DEFAULT ''; -- id of the exhibit; '' where it is no copy
ALTER TABLE exhibits ADD COLUMN redactions INTEGER NOT NULL DEFAULT 0;

-- The marks that were last drawn on a picture, for the next copy.
CREATE TABLE picture_marks (
    id         TEXT PRIMARY KEY,
    exhibit_id TEXT NOT NULL UNIQUE REFERENCES exhibits (id),
    marks      TEXT NOT NULL, -- JSON
    updated_at INTEGER NOT NULL
) STRICT;
