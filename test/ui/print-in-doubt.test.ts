import { expect, test } from 'vitest';
import { jobInDoubt } from '../../renderer/screens/collection/view-model.ts';
import type { DonationDetail, PrintJob } from '../../shared/contract/visit.ts';
import { printJobId } from '../../shared/ids.ts';

const job = (copy: number, state: PrintJob['state'], prints: PrintJob['prints'] = 'set') => ({
  jobId: printJobId.parse(`00000000-0000-4000-8000-00000000000${copy}`),
  ...{ prints, copy, state, problem: null },
});
const donation = (
  state: DonationDetail['state'],
  printJobs: PrintJob[],
  scanned = true,
): DonationDetail =>
  // Only these fields are asked.
  ({ state, printJobs, labels: [{ kind: 'bag', flags: '00', scanned }] }) as DonationDetail;
const asked = (given: DonationDetail) => jobInDoubt(given)?.copy ?? null;

test('a copy printed after the set was scanned back asks a person, an older one it replaced does not', () => {
  expect(asked(donation('prepared', [job(1, 'sent')], false))).toBeNull();
  expect(asked(donation('prepared', [job(1, 'confirmed'), job(2, 'sent')]))).toBe(2);
  expect(asked(donation('started', [job(1, 'sent')]))).toBe(1);
  expect(asked(donation('prepared', [job(1, 'sent'), job(2, 'confirmed')]))).toBeNull();
  expect(asked(donation('prepared', [job(1, 'uncertain'), job(2, 'asked')], false))).toBe(1);
});

test('a bag label can be scanned back until its bag is packed', () => {
  const jobs = [job(1, 'confirmed'), job(2, 'sent', 'bag-label')];
  expect(asked(donation('stopped', jobs))).toBeNull();
  expect(asked(donation('packed', jobs))).toBe(2);
});
