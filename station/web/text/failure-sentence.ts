import type { Failure } from '../api/call.ts';
import type { Texts } from './TextProvider.tsx';

/** The sentence a failure is told with. */
export function failureSentence({ t, said }: Texts, failure: Failure): string {
  if (failure.error !== 'refused') {
    return failure.error === 'fault'
      ? t('failure.fault', { incident: /incident (\S+)\)/.exec(failure.sentence)?.[1] ?? '' })
      : t(`failure.${failure.error}`);
  }
  if (failure.said) return said(failure.said);
  return failure.reason === undefined
    ? t('failure.lost')
    : t(`refusal.${failure.reason}`, failure.details ?? {});
}
