import { describe, expect, it } from 'vitest';
import { parseIdNumber } from '../../shared/codes/id-number.ts';
import { readIdCard } from '../../shared/codec/id-card-layout.ts';
import { cardText } from '../../simulators/card.ts';
import { generateDonors } from '../../simulators/donors.ts';
import { nationCode } from '../../simulators/nations.ts';

const options = { seed: 7, count: 300, onDate: '2026-11-20' };
const donors = generateDonors(options);

describe('the invented donors', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(generateDonors(options)).toEqual(donors);
    expect(generateDonors({ ...options, seed: 8 })).not.toEqual(donors);
    expect(generateDonors({ ...options, count: 10 })).toEqual(donors.slice(0, 10));
  });

  it('have cards that the product reads as written, no number twice', () => {
    expect(new Set(donors.map(({ card }) => card.idNumber)).size).toBe(donors.length);
    for (const { card } of donors) {
      const read = readIdCard(cardText(card));
      expect(read).toMatchObject({
        ok: true,
        value: {
          name: card.name,
          sex: card.sex,
          nationCode: nationCode(card.nation),
          birthDate: card.birth,
          address: card.address,
          number: card.idNumber,
          issuer: card.issuer,
          validFrom: card.validFrom,
          validTo: card.validTo === '长期' ? null : card.validTo,
        },
      });
      expect(parseIdNumber(card.idNumber)).toMatchObject({ value: { sex: card.sex } });
    }
  });

  it('are of an age to give blood and carry cards that are valid on the day', () => {
    for (const { card, phone } of donors) {
      expect(card.birth > '1971-11-20' && card.birth <= '2008-11-20').toBe(true);
      expect(card.validFrom < options.onDate).toBe(true);
      expect(card.validTo === '长期' || card.validTo > options.onDate).toBe(true);
      expect(phone).toMatch(/^1[0-9]{10}$/u);
    }
  });

  it('include people of the wrong age when asked for', () => {
    const mixed = generateDonors({ ...options, wrongAge: 0.3 });
    const wrong = mixed.filter(
      ({ card }) => card.birth > '2008-11-20' || card.birth < '1966-11-20',
    );
    expect(wrong.length).toBeGreaterThan(50);
    expect(wrong.length).toBeLessThan(130);
  });
});
