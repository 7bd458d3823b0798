import { Alert, Input, Radio } from 'antd';
import { useState } from 'react';
import type { QueueItem } from '../../../contract/queue.ts';
import { setAsideWords } from '../../../contract/words.ts';
import { useCommand } from '../../api/use-command.ts';
import { useNames } from '../../api/use-names.ts';
import { Ask } from '../../parts/Ask.tsx';
import { Field } from '../../parts/Field.tsx';
import { factSentences } from '../../text/fact-sentences.ts';
import { dinText } from '../../text/formats.ts';
import { useText } from '../../text/TextProvider.tsx';

type Decision = QueueItem['decisions'][number];
const whyCharsMax = 500;

/** Both donations beside each other: who was first must be seen, not assumed. */
function Both({ item }: { readonly item: QueueItem }) {
  const { t, moment } = useText();
  const { other } = item;
  const line = (din: string | null, plate: string, preparedAtMs: number | null, atMs: number) => (
    <>
      {din !== null && <code>{dinText(din)}</code>} · {plate} ·{' '}
      {t('set-aside.prepared', { at: moment(preparedAtMs) })} ·{' '}
      {t('set-aside.received', { at: moment(atMs) })}
    </>
  );
  return (
    <p>
      {line(item.din, item.plate, item.preparedAtMs, item.receivedAtMs)}
      {other !== null && (
        <>
          <br />
          <b>{t('set-aside.other')}</b>{' '}
          {line(other.din, other.plate, other.preparedAtMs, other.receivedAtMs)}
        </>
      )}
    </p>
  );
}

/** A person's word on what was set aside. */
export function Resolve({
  item,
  onClose,
}: {
  readonly item: QueueItem;
  readonly onClose: (outcome: 'resolved' | 'needs-second' | undefined) => void;
}) {
  const texts = useText();
  const { t } = texts;
  const names = useNames();
  const [decision, setDecision] = useState<Decision>();
  const [why, setWhy] = useState('');
  const resolve = useCommand('set-aside.resolve');
  const first = item.words.at(-1);
  return (
    <Ask
      title={texts.said(setAsideWords[item.reason])}
      action={t('set-aside.resolve')}
      danger={decision === 'discard'}
      busy={resolve.busy}
      disabled={decision === undefined || why.trim().length < 2}
      failure={resolve.failure}
      onClose={() => onClose(undefined)}
      onDo={() => {
        if (decision === undefined) return;
        void resolve
          .run({ id: item.id, decision, why })
          .then((done) => done && onClose(done.outcome));
      }}
    >
      <Both item={item} />
      {factSentences(texts, names, item).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {item.twoPersons && <Alert type="warning" showIcon title={t('set-aside.two-persons')} />}
      {first !== undefined && (
        <Alert
          type="info"
          showIcon
          title={t('set-aside.first-word', {
            who: names.user(first.by),
            decision: t(`decision.${first.decision}`),
          })}
        />
      )}
      <Radio.Group
        vertical
        value={decision}
        onChange={({ target }) => setDecision(item.decisions.find((each) => each === target.value))}
        options={item.decisions.map((value) => ({ value, label: t(`decision.${value}`) }))}
      />
      <Field label={t('set-aside.why')}>
        <Input.TextArea
          rows={2}
          value={why}
          maxLength={whyCharsMax}
          onChange={({ target }) => setWhy(target.value)}
        />
      </Field>
    </Ask>
  );
}
