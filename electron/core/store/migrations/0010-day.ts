/** The journal, what carries it to the station, and the tables of a day's work that it projects to. */
export const sql = `
CREATE TABLE journal (
  -- AUTOINCREMENT remembers how many entries there ever were: an end that was cut off is noticed.
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  epoch TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq >= 1),
  at_ms INTEGER NOT NULL,
  clock_offset_ms INTEGER NOT NULL,
  day TEXT NOT NULL,
  operator TEXT NOT NULL,
  session TEXT,
  type TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  subject TEXT,
  body_hash TEXT NOT NULL CHECK (length(body_hash) = 64),
  prev_hash TEXT NOT NULL CHECK (length(prev_hash) = 64),
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  body TEXT NOT NULL,
  UNIQUE (epoch, seq)
) STRICT;
CREATE INDEX journal_subject ON journal (subject);

-- Nothing is ever edited or deleted; a correction is a new entry.
CREATE TRIGGER journal_is_never_edited BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is never edited'); END;
CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is never deleted'); END;
-- REPLACE deletes without the trigger above.
CREATE TRIGGER journal_is_never_replaced BEFORE INSERT ON journal
WHEN EXISTS (
  SELECT 1 FROM journal WHERE position = NEW.position OR (epoch = NEW.epoch AND seq = NEW.seq)
)
BEGIN SELECT RAISE(ABORT, 'the journal is never replaced'); END;

CREATE TABLE epoch (epoch TEXT PRIMARY KEY, opened_at_ms INTEGER NOT NULL) STRICT;
CREATE TABLE day_key (day TEXT PRIMARY KEY, key_hex TEXT NOT NULL CHECK (length(key_hex) = 64)) STRICT;
CREATE TABLE reply (
  command_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  operator TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  reply TEXT NOT NULL
) STRICT;
CREATE TABLE station_data (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  version INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  body TEXT NOT NULL,
  donor_hash_key_hex TEXT NOT NULL,
  index_version INTEGER NOT NULL,
  received_at_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE held (
  epoch TEXT PRIMARY KEY,
  through_seq INTEGER NOT NULL,
  head_hash TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE set_aside (
  epoch TEXT NOT NULL,
  seq INTEGER NOT NULL,
  reason TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  -- The station may have several reasons to look at one entry.
  PRIMARY KEY (epoch, seq, reason)
) STRICT;

CREATE TABLE session (
  session_id TEXT PRIMARY KEY,
  drive TEXT NOT NULL,
  bag_lots TEXT NOT NULL,
  din_ranges TEXT NOT NULL,
  rule_set TEXT NOT NULL,
  opened_at_ms INTEGER NOT NULL,
  opened_by TEXT NOT NULL,
  sealed_at_ms INTEGER,
  seal TEXT
) STRICT;
-- One session at a time in a vehicle.
CREATE UNIQUE INDEX session_open ON session ((1)) WHERE sealed_at_ms IS NULL;

CREATE TABLE visit (
  visit_id TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES session,
  ticket INTEGER NOT NULL CHECK (ticket >= 1),
  donor_key TEXT NOT NULL,
  identity TEXT NOT NULL,
  organisation TEXT,
  phone TEXT,
  answer TEXT NOT NULL,
  stage TEXT NOT NULL CHECK (stage IN ('questionnaire','examination','test','collection','observation','ended')),
  stage_since_ms INTEGER NOT NULL,
  registered_at_ms INTEGER NOT NULL,
  consented INTEGER NOT NULL CHECK (consented IN (0, 1)),
  answers TEXT,
  examination TEXT,
  test TEXT,
  decision TEXT,
  ended_reason TEXT,
  UNIQUE (session_id, ticket)
) STRICT;
CREATE INDEX visit_donor ON visit (donor_key);

CREATE TABLE donation (
  donation_id TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES session,
  visit_id TEXT NOT NULL REFERENCES visit,
  -- Two bags with one number is the accident this design exists to prevent: spoiled numbers stay here and stay used.
  din TEXT NOT NULL UNIQUE CHECK (length(din) = 13),
  din_origin TEXT NOT NULL CHECK (din_origin IN ('scanned','typed','next-of-range')),
  bag_lot TEXT NOT NULL,
  wanted_volume_ml INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('prepared','started','stopped','packed','spoiled')),
  identity_confirmed TEXT CHECK (identity_confirmed IN ('card','spoken')),
  prepared_at_ms INTEGER NOT NULL,
  started_at_ms INTEGER,
  stopped_at_ms INTEGER,
  volume_ml INTEGER,
  volume_source TEXT,
  duration_s INTEGER,
  marks TEXT,
  box TEXT,
  packed_at_ms INTEGER,
  spoil_reason TEXT,
  spoil_witness TEXT
) STRICT;
-- One living donation a visit; a second puncture is a new bag after the first was spoiled.
CREATE UNIQUE INDEX donation_of_visit ON donation (visit_id) WHERE state <> 'spoiled';

CREATE TABLE donation_label (
  donation_id TEXT NOT NULL REFERENCES donation,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  flags TEXT NOT NULL CHECK (length(flags) = 2),
  scanned_raw TEXT,
  scanned_at_ms INTEGER,
  PRIMARY KEY (donation_id, flags)
) STRICT;

CREATE TABLE print_job (
  job_id TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES session,
  donation_id TEXT NOT NULL REFERENCES donation,
  din TEXT NOT NULL,
  copy INTEGER NOT NULL CHECK (copy >= 1),
  reason TEXT,
  labels TEXT NOT NULL,
  payload_sha256 TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('asked','sent','uncertain','printed','not-printed','confirmed','failed')),
  problem TEXT,
  asked_at_ms INTEGER NOT NULL,
  UNIQUE (donation_id, copy)
) STRICT;
`;
