import { describe, expect, it } from 'vitest';
import { labelJob } from '../../electron/core/services/label-drawing.ts';
import {
  fieldsOf,
  type LabelCase,
  labelCases,
  labelPrinting,
  stationNames,
} from '../support/labels.ts';

const KIB = 1024;
/** What a label may weigh on a serial line of 9600 baud, where a kilobyte takes a second. */
const bytesMaxOf = ({ design }: LabelCase): number => {
  if (design.prints === 'din') return 4 * KIB;
  // The slip is no label: nobody at the chair waits for it.
  return design.prints === 'slip' ? 20 * KIB : 16 * KIB;
};

const jobOf = (language: 'zpl' | 'tspl', dpi: 203 | 300, each: LabelCase, station: string) => {
  const { design, kind } = each;
  const asked = { sort: design.prints, ...(kind !== null && { kind }) };
  const job = labelJob(labelPrinting(language, dpi), [
    { ...asked, fields: fieldsOf(each, station) },
  ]);
  if (!job.ok) throw new Error(JSON.stringify(job.error));
  return job.value;
};

describe.each(['zpl', 'tspl'] as const)('in %s', (language) => {
  describe.each([203, 300] as const)('at %i dpi', (dpi) => {
    it.each(stationNames)('every label of %s is small on the wire', (station) => {
      const sizes = labelCases.map((each) => {
        const { length } = jobOf(language, dpi, each, station);
        return { name: each.name, over: Math.max(0, length - bytesMaxOf(each)) };
      });
      expect(sizes.filter(({ over }) => over > 0)).toEqual([]);
    });
  });
});

describe('what a job is made of', () => {
  const [label] = labelCases;
  if (label === undefined) throw new Error('no designs');

  it('in ZPL is text without a control character, and each label one format', () => {
    for (const each of labelCases) {
      const text = new TextDecoder().decode(jobOf('zpl', 203, each, stationNames[0] ?? ''));
      expect(text).toMatch(/^[\n\x20-\x7e]+$/u);
      expect(text.match(/\^XA/gu)).toHaveLength(1);
      expect(text.match(/\^XZ/gu)).toHaveLength(1);
      expect(text).not.toContain('~');
    }
  });

  it('cannot be broken out of by what stands in its fields', () => {
    const fields = { ...fieldsOf(label, '^XZ~JR_5E\\&"PRINT 9,9') };
    for (const language of ['zpl', 'tspl'] as const) {
      const job = labelJob(labelPrinting(language, 203), [
        {
          sort: 'din',
          kind: 'bag',
          fields: { ...fields, 'station.name': '^XZ~JR_5E\\&"PRINT 9,9' },
        },
      ]);
      const text = job.ok ? Buffer.from(job.value).toString('latin1') : '';
      expect(text.match(/\^XZ|PRINT /gu) ?? []).toHaveLength(job.ok ? 1 : 0);
    }
  });

  it('in TSPL has no byte pair in its pictures that a printer takes as a command for at once', () => {
    for (const each of labelCases) {
      const text = Buffer.from(jobOf('tspl', 300, each, stationNames[1] ?? '')).toString('latin1');
      expect(text).not.toMatch(/[\x1b~]!/u);
    }
  });
});
