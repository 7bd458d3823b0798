import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { VisitDetail } from '../../../shared/contract/visit.ts';
import type { DonationId } from '../../../shared/ids.ts';
import { useBridge } from '../../api/BridgeProvider.tsx';
import { call } from '../../api/client.ts';
import { useCall, valueOf } from '../../api/use-call.ts';
import { useCommand } from '../../api/use-command.ts';
import { useCard } from '../../scan/ScanRouter.tsx';
import { Steps } from '../../parts/Steps.tsx';
import { useSaying } from '../../parts/SaidProvider.tsx';
import { Work } from '../../parts/Work.tsx';
import { playSound } from '../../scan/sound.ts';
import { useText } from '../../text/use-text.ts';
import { LeaveButton } from '../visit/LeaveButton.tsx';
import { VisitWho } from '../visit/VisitWho.tsx';
import { Draw } from './Draw.tsx';
import { Identity } from './Identity.tsx';
import { Next } from './Next.tsx';
import { BoundNumber } from './BoundNumber.tsx';
import { Labels } from './Labels.tsx';
import { Prepare, type Prepared } from './Prepare.tsx';
import { SpoilButton } from './SpoilButton.tsx';
import { cardAtChair, collectionSteps, livingDonation, phaseOf } from './view-model.ts';

type How = 'card' | 'spoken';

/** 采血: this donor, this number, this bag; labels all equal; then the needle. */
export function CollectionStep({ visit }: { readonly visit: VisitDetail }) {
  const { t } = useText();
  const { say } = useSaying();
  const bridge = useBridge();
  const queries = useQueryClient();
  const board = valueOf(useCall('session.board', {}));
  const prepare = useCommand('donation.prepare');
  const confirm = useCommand('donation.confirm-identity');
  const start = useCommand('donation.start');
  // Checked before there was a number to write it under; it is recorded with the number.
  const [checkedEarly, setCheckedEarly] = useState<How | null>(null);

  const donation = livingDonation(visit);
  const phase = phaseOf(donation);
  const confirmed = donation === null ? checkedEarly : donation.identityConfirmed;

  const record = async (donationId: DonationId, how: How): Promise<void> => {
    const done = await confirm.run({ donationId, how });
    if (done.ok) playSound('taken');
  };
  const identify = (how: How): void => {
    if (donation === null) setCheckedEarly(how);
    else void record(donation.donationId, how);
  };
  const bind = async (prepared: Prepared): Promise<void> => {
    const done = await prepare.run({ visitId: visit.visitId, ...prepared });
    if (!done.ok) return;
    playSound('taken');
    if (checkedEarly !== null) await record(done.value.donationId, checkedEarly);
    setCheckedEarly(null);
  };

  const compareCard = async (): Promise<void> => {
    const said = cardAtChair(await call(bridge, 'id-card.current', {}), visit);
    if (said === null) return;
    if (said === 'same') return identify('card');
    playSound('refused');
    say(said);
  };
  useCard(() => {
    if (confirmed === null) void compareCard();
    void queries.invalidateQueries({ queryKey: ['id-card.current'] });
    return true;
  });

  const left = (
    <VisitWho visit={visit}>
      <Identity confirmed={confirmed} busy={confirm.busy} onSpoken={() => identify('spoken')} />
    </VisitWho>
  );
  const top = (
    <>
      <Steps
        label={t('collection.steps')}
        steps={collectionSteps(donation, confirmed !== null, t)}
      />
      {donation !== null && <BoundNumber donation={donation} />}
    </>
  );

  if (donation !== null && phase === 'draw') {
    return (
      <Draw donation={donation}>
        {(middle, next) => (
          <Work
            left={left}
            right={
              <Next visit={visit} phase={phase}>
                {next}
              </Next>
            }
          >
            {top}
            {middle}
          </Work>
        )}
      </Draw>
    );
  }
  return (
    <Work
      left={left}
      right={
        <Next visit={visit} phase={phase}>
          <button
            type="button"
            className="btn main"
            disabled={phase !== 'start' || confirmed === null || start.busy}
            onClick={() => donation !== null && void start.run({ donationId: donation.donationId })}
          >
            {t('collection.start')}
          </button>
          {phase === 'start' && confirmed === null && (
            <p className="soft under">{t('collection.identify-first')}</p>
          )}
          {donation === null ? (
            <LeaveButton visitId={visit.visitId} reasons={['left']} />
          ) : (
            <SpoilButton donation={donation} />
          )}
        </Next>
      }
    >
      {top}
      {donation === null ? (
        <Prepare
          visit={visit}
          bagLots={board?.bagLots ?? []}
          dinsLeft={board?.dinsLeft ?? 0}
          busy={prepare.busy}
          onPrepare={(prepared) => void bind(prepared)}
        />
      ) : (
        <Labels visit={visit} donation={donation} />
      )}
    </Work>
  );
}
