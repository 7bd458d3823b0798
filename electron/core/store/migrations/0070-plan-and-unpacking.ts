/** Who was told of a hold whose box had left. What the station sent is asked for anew: it now says more of every drive. */
export const sql = `
ALTER TABLE donation ADD COLUMN hold_told_to TEXT;
DELETE FROM station_data;
`;
