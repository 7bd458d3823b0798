/** The station's hash key may be replaced by another: which one the keys taken along are made with, and the keys of before. */
export const sql = `
ALTER TABLE station_data ADD COLUMN key_generation INTEGER NOT NULL DEFAULT 1;
-- Not projected: who was here under a former key, and the key of the same document (or name, birth date and sex) now.
CREATE TABLE former_key (former_key TEXT PRIMARY KEY, key TEXT NOT NULL) STRICT;
CREATE INDEX former_key_by_key ON former_key (key);
`;
