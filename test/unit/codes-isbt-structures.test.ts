import { describe, expect, it } from 'vitest';
import { readCompoundMessage, readConcatenated } from '../../shared/codes/isbt128/combined.ts';
import {
  type DataStructure,
  readStructure,
  STRUCTURE_NAMES,
  structureText,
} from '../../shared/codes/isbt128/data-structure.ts';
import { DEFINITIONS } from '../../shared/codes/isbt128/definitions.ts';
import { parseTypedDonorNumber } from '../../shared/codes/isbt128/typed-donor.ts';

const read = (text: string) => {
  const structure = readStructure(text);
  return structure.ok
    ? { name: structure.value.name, content: structure.value.content }
    : structure.error.reason;
};
const texts = (combined: ReturnType<typeof readConcatenated>) =>
  combined.ok ? combined.value.map(({ text }: DataStructure) => text) : combined.error.reason;

describe('the identifier, then the length, then the value', () => {
  // ST-001 §2.2: taking the second for the first would give A positive to an O negative unit.
  it('tells a blood group from an antigen code that begins with the same characters', () => {
    expect(read('=%6200')).toMatchObject({
      name: 'blood-groups',
      content: { says: { kind: 'group', group: 'A+', use: 'unspecified' } },
    });
    expect(read('=\\620000000000000000')).toMatchObject({ name: 'red-cell-antigens' });
    expect(read('=\\6200')).toBe('wrong-length');
    expect(read('=%620000000000000000')).toBe('wrong-length');
  });

  it.each([
    ['', 'unknown-identifier'],
    ['=', 'unknown-identifier'],
    ['&?12345', 'unknown-identifier'],
    ['=~12345', 'unknown-identifier'],
    ['=%62', 'wrong-length'],
    ['=%62 0', 'bad-character'],
    ['=%6201', 'bad-character'],
    ['=%ZZ00', 'value-unknown'],
    ['=>018366', 'value-unknown'],
    ['=>018000', 'value-unknown'],
    ['=>01836５', 'bad-character'],
    ['&>0183652400', 'value-unknown'],
    ['&*0183652360', 'value-unknown'],
    ['=<G0306V00', 'value-unknown'],
    ['=<E0306k00', 'value-unknown'],
    ['=<X1234001', 'value-unknown'],
    ['=<X1234V00', 'value-unknown'],
    ['=)1XX00AB12', 'wrong-length'],
    ['&)LOT-123456', 'bad-character'],
    ['=;O99990000222244445555', 'bad-character'],
    ["='A999900395a", 'bad-character'],
    ['=(1002202113320930', 'value-unknown'],
    ['=(3002202112310930', 'value-unknown'],
    ['=,00001', 'wrong-length'],
    ['&#01', 'wrong-length'],
    ['=]202613', 'bad-character'],
    ['=G12341765432171', 'value-unknown'],
  ])('%j is refused as %s', (text, reason) => {
    expect(read(text)).toBe(reason);
  });

  it('knows every structure of the standard once, by its own identifier', () => {
    const numbers = STRUCTURE_NAMES.flatMap((name) => DEFINITIONS[name].number ?? []);
    expect(numbers).toEqual(Array.from({ length: 40 }, (_, at) => String(at + 1).padStart(3, '0')));
    const identifiers = STRUCTURE_NAMES.map((name) => DEFINITIONS[name].identifier);
    expect(new Set(identifiers).size).toBe(STRUCTURE_NAMES.length);
  });
});

describe('blood groups and special messages', () => {
  it.each([
    ['95', 'O-'],
    ['51', 'O+'],
    ['06', 'A-'],
    ['62', 'A+'],
    ['17', 'B-'],
    ['73', 'B+'],
    ['28', 'AB-'],
    ['84', 'AB+'],
    ['55', 'O'],
    ['66', 'A'],
    ['77', 'B'],
    ['88', 'AB'],
  ])('%s is %s', (gg, group) => {
    expect(read(`=%${gg}00`)).toMatchObject({
      content: { says: { kind: 'group', group, use: 'unspecified' } },
    });
  });

  it.each([
    ['00', 'no-information'],
    ['Ma', 'autologous'],
    ['Mb', 'biohazard'],
    ['Md', 'discard'],
    ['Mq', 'quarantine'],
  ])('%s says %s', (gg, message) => {
    expect(read(`=%${gg}00`)).toMatchObject({ content: { says: { kind: 'message', message } } });
  });

  it('tells the use and the phenotype (tables 4 and 6)', () => {
    expect(read('=%47E0')).toMatchObject({
      content: {
        says: { group: 'O+', use: 'directed' },
        // The standard's own reading of E: K-, C-, c+, E+, e+.
        phenotype: { kind: 'rh-kell', kell: false, rh: [false, true, true, true] },
      },
    });
    expect(read('=%62V0')).toMatchObject({
      content: { phenotype: { kind: 'mia-mur', positive: true } },
    });
    expect(read('=%62W0')).toMatchObject({
      content: { phenotype: { kind: 'scan-special-testing' } },
    });
  });

  it('writes no group for a use that table 4 does not have', () => {
    const phenotype = { kind: 'rh-kell', kell: null, rh: [null, null, null, null] } as const;
    const pooled = { kind: 'group', group: 'A, pooled RhD', use: 'directed' } as const;
    expect(structureText('blood-groups', { says: pooled, phenotype })).toBeNull();
    const bPlus = { kind: 'group', group: 'B+', use: 'unspecified' } as const;
    expect(structureText('blood-groups', { says: bPlus, phenotype })).toBe('=%7300');
  });
});

describe('the other structures a vehicle meets', () => {
  it('reads dates by century, year and day of the year', () => {
    expect(read('=>018365')).toEqual({ name: 'expiry-date', content: { date: '2018-12-31' } });
    expect(read('=*020366')).toMatchObject({ content: { date: '2020-12-31' } });
    expect(read('=*999001')).toMatchObject({ content: { date: '1999-01-01' } });
    expect(read('&>0183652359')).toMatchObject({ content: { date: '2018-12-31', time: '23:59' } });
    expect(read('&*0180600000')).toMatchObject({ content: { date: '2018-03-01', time: '00:00' } });
    expect(structureText('expiry-date', { date: '2019-01-31' })).toBe('=>019031');
    expect(structureText('expiry-date', { date: '2019-02-29' })).toBeNull();
    expect(structureText('expiry-date', { date: '1899-12-31' })).toBeNull();
  });

  it('reads the figures of the standard', () => {
    expect(read('=<E1234V00')).toMatchObject({
      content: {
        description: 'E1234',
        suffix: { kind: 'collection', collection: 'volunteer', division: '00' },
      },
    });
    expect(read('=<T1295003')).toMatchObject({
      content: { suffix: { kind: 'division', division: '003' } },
    });
    expect(read('=)2XX00AB123')).toMatchObject({
      content: { container: '2', scope: 'numbered', manufacturer: 'XX', catalogue: '00AB123' },
    });
    expect(read('=)1XX00AB123')).toMatchObject({ content: { scope: 'primary' } });
    expect(read('&)00001234rZ')).toMatchObject({ content: { text: '00001234rZ' } });
    expect(read('=-XX00027QzE')).toMatchObject({ name: 'supply-catalogue' });
    expect(read('=;A99990000222244445555')).toMatchObject({
      content: { facility: 'A9999', number: '0000222244445555' },
    });
    expect(read("='A999900395A")).toMatchObject({ content: { number: '00395A' } });
    expect(read('&(N0008')).toMatchObject({ name: 'special-testing' });
    expect(read('=(1002202112310930')).toMatchObject({
      content: { zone: 'local', type: 'collection', date: '2021-12-31', time: '09:30' },
    });
    expect(read('&$0101000100223000')).toMatchObject({ name: 'dimensions' });
  });

  it('passes on what a country or a facility defined, whatever it means', () => {
    expect(read('&bX-12 ?')).toMatchObject({
      name: 'national',
      content: { letter: 'b', text: 'X-12 ?' },
    });
    expect(read('&;110105')).toMatchObject({ name: 'national-donor' });
    expect(read('&!1')).toMatchObject({ name: 'unit-exclusion', content: { text: '1' } });
    expect(read('&!')).toBe('wrong-length');
  });

  it('takes a donor number that was typed with its check character only', () => {
    expect(parseTypedDonorNumber('A9999 0000222244445555 L').ok).toBe(false);
    const right = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*'].filter(
      (check) => parseTypedDonorNumber(`A9999 0000222244445555 ${check}`).ok,
    );
    expect(right).toHaveLength(1);
    expect(parseTypedDonorNumber('A99990000222244445555')).toEqual({
      ok: false,
      error: 'wrong-length',
    });
  });
});

describe('two symbols in one sweep', () => {
  it('is split by the identifiers', () => {
    expect(texts(readConcatenated('=A99991712345600=%6200'))).toEqual([
      '=A99991712345600',
      '=%6200',
    ]);
    // ST-012
    expect(texts(readConcatenated('=A99991712345600=,000012'))).toEqual([
      '=A99991712345600',
      '=,000012',
    ]);
    expect(texts(readConcatenated('=)1XX00AB123&)00001234rZ'))).toHaveLength(2);
  });

  it.each([
    ['=%6200=A99991712345600', 'pair-not-permitted'],
    ['=A99991712345600=A99991712345600', 'pair-not-permitted'],
    ['=A99991712345600=%6200=%6200', 'more-than-two'],
    ['=A99991712345600=%62', 'wrong-length'],
    ['=A9999171234560=%6200', 'bad-character'],
    ['=A99991712345600\x1d=%6200', 'unknown-identifier'],
  ])('%j is refused as %s', (text, reason) => {
    expect(texts(readConcatenated(text))).toBe(reason);
  });
});

describe('a compound message', () => {
  const official = '=+04000=/A9997XYZ100T0479=A99991712345600=,000012=>019031';

  it('gives the four structures of the example in ST-012', () => {
    expect(texts(readCompoundMessage(official))).toEqual([
      '=/A9997XYZ100T0479',
      '=A99991712345600',
      '=,000012',
      '=>019031',
    ]);
  });

  it.each([
    [official.slice(0, -1), 'wrong-length'],
    [official.replace('04000', '03000'), 'count-wrong'],
    [official.replace('04000', '05000'), 'count-wrong'],
    ['=+00000', 'count-wrong'],
    ['=+02000=A99991712345600&bXX', 'national-in-compound-message'],
    ['=+02000=A99991712345600=+01000', 'national-in-compound-message'],
    ['=%6200', 'not-a-compound-message'],
    [official.replace('04000', '04017'), 'sequence-unknown'],
  ])('%s is refused as %s', (text, reason) => {
    expect(texts(readCompoundMessage(text))).toBe(reason);
  });

  it('of a listed sequence must keep its order', () => {
    const listed = { '017': ['donation-number', 'blood-groups'] } as const;
    expect(texts(readCompoundMessage('=+02017=A99991712345600=%6200', listed))).toHaveLength(2);
    expect(texts(readCompoundMessage('=+02017=%6200=A99991712345600', listed))).toBe(
      'sequence-wrong',
    );
  });
});
