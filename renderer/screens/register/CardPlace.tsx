import { useState } from 'react';
import { useCall, valueOf } from '../../api/use-call.ts';
import { useTopic } from '../../api/use-topic.ts';
import { useMachineName } from '../../parts/use-machine-name.ts';
import { isTextKey, type Sentence, type TextKey } from '../../text/index.ts';
import { useText } from '../../text/use-text.ts';

/** Where the card is awaited; says what is wrong with a card or the reader, or why it is not taken, and what to do. */
export function CardPlace({ refusal }: { readonly refusal: Sentence | null }) {
  const { t, say } = useText();
  const [problem, setProblem] = useState<TextKey | null>(null);
  const list = valueOf(useCall('device.list', {}));
  const machines = list?.machines ?? [];
  const nameOf = useMachineName(machines);
  const reader = list?.devices.find(({ role }) => role === 'id-reader');
  const elsewhere = machines.find(({ key, isThis }) => key === reader?.heardBy && !isThis);
  useTopic('id-card.problem', (message) => {
    const key = `id-card.problem.${message.problem}`;
    setProblem(isTextKey(key) ? key : 'id-card.problem.other');
  });
  useTopic('id-card.removed', () => setProblem(null));
  const isWorking = reader?.state === 'ready' || reader?.state === 'busy';
  return (
    <div className="card-place">
      <svg width="120" height="84" viewBox="0 0 120 84" aria-hidden="true">
        <rect x="3" y="3" width="114" height="78" rx="9" className="card-outline" />
        <circle cx="90" cy="34" r="13" className="card-face" />
        <path d="M70 66c2-12 10-17 20-17s18 5 20 17z" className="card-face" />
        <path d="M14 22h40M14 36h48M14 50h34M14 66h44" className="card-lines" />
      </svg>
      <b>
        {elsewhere === undefined
          ? t(isWorking ? 'register.place-card' : 'register.reader-away')
          : t('register.reader-elsewhere', { machine: nameOf(elsewhere) })}
      </b>
      <span className="soft">
        {elsewhere === undefined
          ? t(isWorking ? 'register.place-card-how' : 'register.reader-away-how')
          : t('register.reader-elsewhere-how')}
      </span>
      {refusal !== null && (
        <div className="say stop" role="alert">
          {say(refusal)}
        </div>
      )}
      {problem !== null && (
        <div className="say wait" role="alert">
          {t(problem)}
        </div>
      )}
    </div>
  );
}
