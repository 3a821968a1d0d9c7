-- What is due, counted from cases and records. It is derived: the journal does
-- not know it, and it can be made again at any time.
CREATE TABLE due_items (
    id      INTEGER PRIMARY KEY,
    case_id TEXT NOT NULL,
    kind    TEXT NOT NULL,
    due     INTEGER,          -- NULL: no end is known
    send_by INTEGER,
    snoozed INTEGER NOT NULL, -- kept off the board until then; 0: not at all
    body    TEXT NOT NULL     -- JSON of the item
) STRICT;

CREATE INDEX due_items_case ON due_items (case_id);
CREATE INDEX due_items_due ON due_items (due, send_by, snoozed, kind);
CREATE INDEX due_items_send ON due_items (send_by, due, snoozed, kind);
CREATE INDEX due_items_kind ON due_items (kind, send_by, due, snoozed);
CREATE INDEX due_items_snoozed ON due_items (snoozed) WHERE snoozed > 0;

-- By which standards, holidays and rules they were counted.
CREATE TABLE due_basis (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    basis TEXT NOT NULL
) STRICT;
