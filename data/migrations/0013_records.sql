-- What is kept beside the facts and the evidence of a case: tasks, promises,
-- money, offers, and, without a case, what the seller sets up for all of them.
-- The body is the JSON of its kind; the journal keeps it whole, too.

CREATE TABLE records (
    id         TEXT PRIMARY KEY,
    case_id    TEXT REFERENCES cases (id), -- NULL: of the whole workspace
    kind       TEXT NOT NULL,
    body       TEXT NOT NULL,
    revision   INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER
) STRICT;

CREATE INDEX records_case ON records (case_id, kind, id);
CREATE INDEX records_kind ON records (kind, id) WHERE deleted_at IS NULL;

-- Cases in which something has happened since their due items were counted.
CREATE TABLE stale_cases (
    case_id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TRIGGER journal_stale AFTER INSERT ON journal WHEN NEW.case_id <> '' BEGIN
    INSERT OR IGNORE INTO stale_cases (case_id) VALUES (NEW.case_id);
END;

INSERT INTO stale_cases (case_id) SELECT id FROM cases;
