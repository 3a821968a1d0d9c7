-- What is masked in the papers of a case that leave the house.
CREATE TABLE masked_terms (
    id      TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    seq     INTEGER NOT NULL, -- their order, from 1
    kind    TEXT NOT NULL,    -- 'name', 'contact', 'address', 'order', 'word'
    text    TEXT NOT NULL,
    reason  TEXT NOT NULL,    -- the seller's words, may be ''
    UNIQUE (case_id, seq)
) STRICT;

-- Pictures that were looked at for what they show of people and that have
-- nothing to cover.
CREATE TABLE looked_pictures (
    exhibit_id TEXT PRIMARY KEY REFERENCES exhibits (id),
    at         INTEGER NOT NULL
) STRICT;
