-- Cases about the same order, buyer or product are looked for while a new one
-- is typed.

CREATE INDEX cases_order ON cases (order_no COLLATE NOCASE) WHERE deleted_at IS NULL AND order_no <> '';
CREATE INDEX cases_contact ON cases (contact COLLATE NOCASE) WHERE deleted_at IS NULL AND contact <> '';
CREATE INDEX cases_customer ON cases (customer COLLATE NOCASE) WHERE deleted_at IS NULL AND customer <> '';
CREATE INDEX cases_sku ON cases (sku COLLATE NOCASE) WHERE deleted_at IS NULL AND sku <> '';
