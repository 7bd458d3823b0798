import { useState } from 'react';
import type { CallOutput } from '../../../shared/contract/index.ts';
import type { CardRead } from '../../../shared/contract/donor.ts';
import type { Identity } from '../../../shared/journal/bodies/donor.ts';
import { useCall, valueOf } from '../../api/use-call.ts';
import { useCommand } from '../../api/use-command.ts';
import { Frame, Title } from '../../parts/Frame.tsx';
import { SaidBar } from '../../parts/SaidBar.tsx';
import { Verdict } from '../../parts/Verdict.tsx';
import { registrationView } from '../../parts/verdict-view.ts';
import { Who } from '../../parts/Who.tsx';
import { Work } from '../../parts/Work.tsx';
import { useCard, useScan } from '../../scan/ScanRouter.tsx';
import { failureSentence } from '../../text/failure-sentence.ts';
import type { Sentence } from '../../text/index.ts';
import { useText } from '../../text/use-text.ts';
import { HistoryButton } from '../history/HistoryButton.tsx';
import { AlreadyHere } from './AlreadyHere.tsx';
import { CardHistory } from './CardHistory.tsx';
import { CardLies, DocumentNote } from './CardNotes.tsx';
import { CardPlace } from './CardPlace.tsx';
import { Details, type DonorDetails } from './Details.tsx';
import { Registered } from './Registered.tsx';
import { SamePerson } from './SamePerson.tsx';
import { TypedForm, type TypedRegistration } from './TypedForm.tsx';
import {
  confirmedKeys,
  isEachAnswered,
  nothingTyped,
  registerWords,
  type SameAnswers,
  typedIdentity,
} from './view-model.ts';

type Registration = CallOutput<'donor.register'>;

const noDetails: DonorDetails = { organisation: '', phone: '', personChecked: false };
const emptyTyped: TypedRegistration = { identity: nothingTyped, reason: '', witness: null };

/** Asked of nobody: the call is not made until a whole identity was typed. */
const nobody: Identity = {
  ...{ name: '—', sex: 'unknown', nation: null, birthDate: '1970-01-01', address: null },
  ...{ documentType: 'other', documentNumber: '00000', issuer: null },
  ...{ validFrom: null, validTo: null },
};

interface Working {
  readonly card: CardRead | null;
  /** Why the card on the reader cannot be taken. */
  readonly refusal: Sentence | null;
  readonly typed: TypedRegistration | null;
  readonly onTyped: (typed: TypedRegistration | null) => void;
  readonly onDone: (done: Registration) => void;
}

function Registering({ card, refusal, typed, onTyped, onDone }: Working) {
  const { t, say } = useText();
  const [details, setDetails] = useState(noDetails);
  const [same, setSame] = useState<SameAnswers>({});
  const board = valueOf(useCall('session.board', {}));
  const register = useCommand('donor.register');

  const identity = typed === null ? null : typedIdentity(typed.identity);
  const matching = useCall(
    'donor.match',
    { identity: identity ?? nobody },
    { enabled: identity !== null },
  );
  const match = valueOf(matching);
  const shown = typed === null ? card : identity === null ? null : match;
  const proposals = shown?.maybeSamePerson ?? [];
  const isAnswered = isEachAnswered(proposals, same);
  const source =
    typed === null
      ? card && ({ kind: 'card', cardReadId: card.cardReadId } as const)
      : identity !== null &&
          matching.state !== 'waiting' &&
          typed.witness !== null &&
          typed.reason.trim().length >= 2
        ? ({
            kind: 'typed',
            identity,
            reason: typed.reason.trim(),
            witness: typed.witness,
          } as const)
        : null;

  const submit = async (): Promise<void> => {
    if (source === null) return;
    const done = await register.run({
      source,
      personChecked: details.personChecked,
      samePersonAs: confirmedKeys(proposals, same),
      organisation: details.organisation.trim() || null,
      phone: details.phone.trim() || null,
    });
    if (done.ok) onDone(done.value);
  };

  const already = shown?.alreadyRegistered ?? null;
  return (
    <Work
      left={
        shown === null ? (
          <p className="soft">{t(typed === null ? 'register.nobody-yet' : 'register.typing')}</p>
        ) : (
          <Who identity={shown.identity} ageYears={shown.ageYears} answer={shown.answer}>
            {already === null ? <CardHistory match={shown} /> : <HistoryButton visitId={already} />}
          </Who>
        )
      }
      right={
        <>
          {shown !== null && <Verdict view={registrationView(shown.answer.check)} />}
          <div className="panel">
            {already === null && (
              <button
                type="button"
                className="btn main"
                disabled={source === null || !isAnswered || !details.personChecked || register.busy}
                onClick={() => void submit()}
              >
                {say(registerWords(shown?.answer.check.kind ?? 'may-continue'))}
              </button>
            )}
            {!isAnswered && already === null && (
              <p className="soft under">{t('same-person.answer-first')}</p>
            )}
            {source !== null && !details.personChecked && already === null && (
              <p className="soft under">{t('register.check-person-first')}</p>
            )}
            <button
              type="button"
              className="btn"
              onClick={() => onTyped(typed === null ? emptyTyped : null)}
            >
              {t(typed === null ? 'register.type' : 'register.use-card')}
            </button>
          </div>
        </>
      }
    >
      <CardLies />
      {typed !== null && <TypedForm value={typed} onChange={onTyped} />}
      {typed === null && shown === null && <CardPlace refusal={refusal} />}
      {shown !== null && <DocumentNote match={shown} />}
      {shown !== null && already !== null && (
        <AlreadyHere card={typed === null ? card : null} visitId={already} />
      )}
      {already === null && <SamePerson proposals={proposals} answers={same} onChange={setSame} />}
      {(typed !== null || shown !== null) && already === null && (
        <Details
          organisations={board?.drive.organisations ?? []}
          value={details}
          onChange={setDetails}
        />
      )}
    </Work>
  );
}

/** 登记: card on the reader, the index's answer at once, the face compared. */
export function RegisterScreen() {
  const { t } = useText();
  const reading = useCall('id-card.current', {});
  const card = valueOf(reading)?.card ?? null;
  const [typed, setTyped] = useState<TypedRegistration | null>(null);
  const [done, setDone] = useState<Registration | null>(null);
  // Labels have no business here, so every scan is said aloud.
  useScan(() => false);
  useCard(() => {
    setDone(null);
    setTyped(null);
    return true;
  });

  return (
    <Frame head={<Title title={t('register.title')} sub={t('register.sub')} />}>
      {done === null ? (
        <Registering
          key={card?.cardReadId ?? 'none'}
          card={card}
          refusal={reading.state === 'failed' ? failureSentence(reading.failure) : null}
          typed={typed}
          onTyped={setTyped}
          onDone={setDone}
        />
      ) : (
        <div className="single">
          <SaidBar />
          <CardLies />
          <Registered done={done} onNext={() => setDone(null)} />
        </div>
      )}
    </Frame>
  );
}
