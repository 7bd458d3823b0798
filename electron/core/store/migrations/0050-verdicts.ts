/** What the station says of entries it set aside, and how a person resolved it; `verdict_mark` is how far its feed was read. */
export const sql = `
-- Not projected: the station is its only writer.
CREATE TABLE verdict (
  id TEXT PRIMARY KEY,
  epoch TEXT NOT NULL,
  seq INTEGER NOT NULL,
  reason TEXT NOT NULL,
  donation_id TEXT,
  other TEXT,
  facts TEXT NOT NULL,
  set_aside_at_ms INTEGER NOT NULL,
  resolution TEXT
) STRICT;
CREATE INDEX verdict_donation ON verdict (donation_id);
CREATE INDEX verdict_entry ON verdict (epoch, seq, reason);
CREATE TABLE verdict_mark (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  position INTEGER NOT NULL CHECK (position >= 0)
) STRICT;
`;
