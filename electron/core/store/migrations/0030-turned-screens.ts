/** Screens turned to donors: a restart must not give one back. */
export const sql = `
-- Not a record and not projected: the PIN ends it.
CREATE TABLE turned_screen (
  machine TEXT PRIMARY KEY,
  visit_id TEXT NOT NULL REFERENCES visit,
  pin_hash TEXT NOT NULL,
  tries INTEGER NOT NULL CHECK (tries >= 0),
  blocked_until_ms INTEGER NOT NULL
) STRICT;
`;
