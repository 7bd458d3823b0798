import { Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { SaidBar } from '../../parts/SaidBar.tsx';
import { dinText } from '../../scan/meaning.ts';
import { useText } from '../../text/use-text.ts';
import type { ToTakeOut } from './view-model.ts';

/** The way on for a box that has left: whoever has it now is told, by a person, and that is written down. */
function BoxGone({ unit }: { readonly unit: ToTakeOut }) {
  const { t } = useText();
  const id = useId();
  const [asking, setAsking] = useState(false);
  const [toldTo, setToldTo] = useState('');
  const tell = useCommand('unit.tell-hold');
  const { donationId, box } = unit;
  const done = async (): Promise<void> => {
    const told = await tell.run({ donationId, toldTo: toldTo.trim() });
    if (told.ok) setAsking(false);
  };
  return (
    <>
      <button type="button" className="btn" onClick={() => setAsking(true)}>
        {t('pack.box-gone')}
      </button>
      <Modal
        open={asking}
        title={t('pack.box-gone-title', { box })}
        footer={null}
        onCancel={() => setAsking(false)}
      >
        <SaidBar />
        <p>{t('pack.box-gone-how', { din: dinText(unit.din) })}</p>
        <div className="field">
          <label htmlFor={id}>{t('pack.told-to')}</label>
          <Input
            id={id}
            value={toldTo}
            maxLength={100}
            autoComplete="off"
            onChange={(event) => setToldTo(event.target.value)}
          />
        </div>
        <button
          type="button"
          className="btn main"
          disabled={toldTo.trim() === '' || tell.busy}
          onClick={() => void done()}
        >
          {t('pack.told')}
        </button>
      </Modal>
    </>
  );
}

/** Units held after they were packed: each says what to do, above everything else on the screen. */
export function TakeOut({ units }: { readonly units: readonly ToTakeOut[] }) {
  const { t } = useText();
  return units.map((unit) => (
    <div key={unit.donationId} className="say stop take-out" role="alert">
      <div>
        <b>{t('pack.take-out', { din: dinText(unit.din), box: unit.box })}</b>
        <small>{t('pack.take-out-more')}</small>
      </div>
      <BoxGone unit={unit} />
    </div>
  ));
}
