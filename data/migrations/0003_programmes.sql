-- What the seller changed in the shipped programmes, and programmes of their
-- own. The shipped file is never copied in here, so that a newer one counts at
-- once and wipes nothing.
CREATE TABLE programme_overrides (
    id           TEXT PRIMARY KEY,
    programme_id TEXT NOT NULL UNIQUE,
    change       TEXT NOT NULL, -- JSON
    updated_at   INTEGER NOT NULL
) STRICT;

CREATE TABLE case_programmes (
    id           TEXT PRIMARY KEY,
    case_id      TEXT NOT NULL REFERENCES cases (id),
    programme_id TEXT NOT NULL, -- of the shipped file or of programme_overrides
    due          TEXT NOT NULL, -- typed by the seller; '' where none was
    chosen_at    INTEGER NOT NULL,
    UNIQUE (case_id, programme_id)
) STRICT;

-- One row ties an exhibit to a piece of evidence; one without an exhibit says
-- why that evidence does not apply.
CREATE TABLE evidence_slots (
    id         TEXT PRIMARY KEY,
    case_id    TEXT NOT NULL REFERENCES cases (id),
    key        TEXT NOT NULL,
    exhibit_id TEXT REFERENCES exhibits (id),
    reason     TEXT NOT NULL,
    at         INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX evidence_slots_once ON evidence_slots (case_id, key, coalesce(exhibit_id, ''));
