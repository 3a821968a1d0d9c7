-- Settled cases are looked up by their reason and by their product, the latest
-- change first: the history of like cases beside the remedies.

CREATE INDEX cases_past_reason ON cases (category, updated_at DESC, id DESC)
    WHERE deleted_at IS NULL AND remedy <> '' AND stage IN ('follow_up', 'archive');
CREATE INDEX cases_past_sku ON cases (sku, updated_at DESC, id DESC)
    WHERE deleted_at IS NULL AND remedy <> '' AND stage IN ('follow_up', 'archive');
