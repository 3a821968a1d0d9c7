-- What order reports and product lists said, and which tables were taken.

CREATE TABLE imports (
    id        TEXT PRIMARY KEY,
    kind      TEXT NOT NULL, -- orders, products, cases
    file_name TEXT NOT NULL,
    sha256    TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    made      INTEGER NOT NULL,
    changed   INTEGER NOT NULL,
    same      INTEGER NOT NULL,
    refused   INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    undone_at INTEGER
) STRICT;

CREATE INDEX imports_at ON imports (at DESC, id DESC);

-- The cases that a complaint list was turned into.
CREATE TABLE import_cases (
    import_id TEXT NOT NULL REFERENCES imports (id),
    row_no    INTEGER NOT NULL,
    case_id   TEXT NOT NULL UNIQUE REFERENCES cases (id),
    PRIMARY KEY (import_id, row_no)
) STRICT;

-- How the columns of tables with the same headings were last mapped.
CREATE TABLE import_mappings (
    id         TEXT PRIMARY KEY,
    kind       TEXT NOT NULL,
    signature  TEXT NOT NULL,
    mapping    BLOB NOT NULL, -- JSON
    updated_at INTEGER NOT NULL,
    UNIQUE (kind, signature)
) STRICT;

-- order_key is the number as it is compared: without blanks, in capitals.
-- ordered and shipped are RFC 3339, or a date alone where no time was given.
CREATE TABLE orders (
    id              TEXT PRIMARY KEY,
    platform        TEXT NOT NULL,
    number          TEXT NOT NULL,
    order_key       TEXT NOT NULL,
    shop            TEXT NOT NULL,
    buyer           TEXT NOT NULL,
    contact         TEXT NOT NULL,
    country         TEXT NOT NULL,
    city            TEXT NOT NULL,
    amount_minor    INTEGER NOT NULL,
    amount_currency TEXT NOT NULL, -- '' where no amount was given
    ordered         TEXT NOT NULL,
    shipped         TEXT NOT NULL,
    carrier         TEXT NOT NULL,
    tracking        TEXT NOT NULL,
    updated_at      INTEGER NOT NULL,
    UNIQUE (order_key, platform)
) STRICT;

CREATE TABLE order_items (
    order_id       TEXT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    seq            INTEGER NOT NULL,
    sku            TEXT NOT NULL,
    title          TEXT NOT NULL,
    quantity       INTEGER NOT NULL,
    price_minor    INTEGER NOT NULL,
    price_currency TEXT NOT NULL, -- '' where no price was given
    total_minor    INTEGER NOT NULL,
    total_currency TEXT NOT NULL, -- '' where no total was given
    PRIMARY KEY (order_id, seq)
) STRICT;

CREATE INDEX order_items_sku ON order_items (sku);

CREATE TABLE products (
    id            TEXT PRIMARY KEY,
    sku           TEXT NOT NULL,
    sku_key       TEXT NOT NULL UNIQUE,
    name_zh       TEXT NOT NULL,
    name_en       TEXT NOT NULL,
    cost_minor    INTEGER NOT NULL,
    cost_currency TEXT NOT NULL, -- '' where no cost was given
    weight_mg     INTEGER NOT NULL,
    supplier      TEXT NOT NULL,
    updated_at    INTEGER NOT NULL
) STRICT;
