import { useCall } from '../../api/use-call.ts';
import { Frame, Title } from '../../parts/Frame.tsx';
import { SaidBar } from '../../parts/SaidBar.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { useScan } from '../../scan/ScanRouter.tsx';
import { useText } from '../../text/use-text.ts';
import { FlagRow } from './FlagRow.tsx';
import { inOrder } from './view-model.ts';

/** 冒名与重复的提示: what was seen about who came, for the leader to judge. Nothing is decided by itself. */
export function IntegrityScreen() {
  const { t } = useText();
  const list = useCall('integrity.list', {});
  useScan(() => false);
  return (
    <Frame head={<Title title={t('integrity.title')} sub={t('integrity.sub')} />}>
      <div className="single wide-single">
        <SaidBar />
        <Waiting answer={list}>
          {({ flags }) =>
            flags.length === 0 ? (
              <p className="panel soft">{t('integrity.none')}</p>
            ) : (
              <ul className="flag-list">
                {inOrder(flags).map((flag) => (
                  <FlagRow key={flag.flagId} flag={flag} />
                ))}
              </ul>
            )
          }
        </Waiting>
      </div>
    </Frame>
  );
}
