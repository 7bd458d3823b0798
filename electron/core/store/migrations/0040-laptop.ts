/** What a laptop knows about itself at the station: whether it was found restored or revoked, and which numbers are used up. */
export const sql = `
-- An epoch that was left because the station holds other entries of it: its own go up under the name of a branch, from branch_seq on.
ALTER TABLE epoch ADD COLUMN branch TEXT;
ALTER TABLE epoch ADD COLUMN branch_seq INTEGER;

CREATE TABLE laptop_halt (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  kind TEXT NOT NULL CHECK (kind IN ('restored','revoked')),
  epoch TEXT NOT NULL,
  since_ms INTEGER NOT NULL
) STRICT;

-- Numbers of this laptop's ranges that the station knows as used, whether or not this database knows why.
CREATE TABLE known_din (
  first_din TEXT PRIMARY KEY CHECK (length(first_din) = 13),
  count INTEGER NOT NULL CHECK (count >= 1)
) STRICT;

-- Ranges that give no next number any more: a lost state may have put any of theirs on a bag.
CREATE TABLE closed_range (range_id TEXT PRIMARY KEY, closed_at_ms INTEGER NOT NULL) STRICT;
`;
