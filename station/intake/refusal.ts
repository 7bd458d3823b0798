import type { BatchRefusal } from '../../shared/sync/station-api.ts';

const sentences: Readonly<Record<BatchRefusal['error'], string>> = {
  gap: 'Entries before this batch are missing here. Send from heldThroughSeq + 1.',
  fork: 'The station holds other entries under these numbers. This laptop was restored or copied: nothing was taken over.',
  'broken-chain':
    'The entries do not give the hash that was sent. The batch was changed on the way.',
  'wrong-vehicle': 'The batch belongs to another vehicle than the one signed in.',
  'not-a-batch': 'This is not a batch of journal entries.',
  'too-large': 'The batch is larger than the station takes. Send fewer entries at once.',
};

export const refusal = (error: BatchRefusal['error'], heldThroughSeq: number): BatchRefusal => ({
  error,
  heldThroughSeq,
  sentence: sentences[error],
});
