/** Screening: overrides, repeated measurements, deferrals placed or ended here, drafts, and what a person must judge about who came. */
export const sql = `
ALTER TABLE visit ADD COLUMN person_key TEXT NOT NULL DEFAULT '';
ALTER TABLE visit ADD COLUMN same_person_as TEXT NOT NULL DEFAULT '[]';
ALTER TABLE visit ADD COLUMN wanted_volume_ml INTEGER;
ALTER TABLE visit ADD COLUMN overrides TEXT NOT NULL DEFAULT '[]';
ALTER TABLE visit ADD COLUMN earlier_examinations TEXT NOT NULL DEFAULT '[]';
ALTER TABLE visit ADD COLUMN blood_pressure_source TEXT;
CREATE INDEX visit_person ON visit (person_key, registered_at_ms);

-- until_date '' means for good: a key column cannot be absent.
CREATE TABLE local_deferral (
  donor_key TEXT NOT NULL,
  reason TEXT NOT NULL,
  until_date TEXT NOT NULL,
  deferral TEXT,
  ended_on TEXT,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (donor_key, reason, until_date)
) STRICT;

CREATE TABLE integrity_flag (
  flag_id TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES session,
  visit_id TEXT NOT NULL REFERENCES visit,
  other_visit_id TEXT REFERENCES visit,
  kind TEXT NOT NULL CHECK (kind IN ('same-document-again','same-person-other-document')),
  at_ms INTEGER NOT NULL,
  judgement TEXT CHECK (judgement IN ('harmless','suspicious')),
  note TEXT
) STRICT;

-- Not a record yet and not projected: the signature makes it one.
CREATE TABLE questionnaire_draft (
  visit_id TEXT PRIMARY KEY REFERENCES visit,
  answers TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT;
`;
