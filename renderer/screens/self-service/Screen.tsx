import { useEffect, useRef } from 'react';
import type { VisitDetail } from '../../../shared/contract/visit.ts';
import type { VisitId } from '../../../shared/ids.ts';
import { useConnection } from '../../api/BridgeProvider.tsx';
import { useCall } from '../../api/use-call.ts';
import { Waiting } from '../../parts/Waiting.tsx';
import { useScan } from '../../scan/ScanRouter.tsx';
import { changeLanguage, type Language } from '../../text/index.ts';
import { useText } from '../../text/use-text.ts';
import { Asking } from './Asking.tsx';
import { TakeBack } from './TakeBack.tsx';

/** After the signature, or when the visit went on elsewhere: nothing of the donor's is shown any more. */
function Thanks() {
  const { t } = useText();
  return (
    <main className="self-service-main">
      <section className="ask thanks">
        <h1>{t('self-service.thanks')}</h1>
        <p>{t('self-service.thanks-how')}</p>
        <TakeBack before={async () => undefined} isMain />
      </section>
    </main>
  );
}

/** The nurse gets the page back in the language she gave it away in. */
function useLanguageOfBefore(language: Language): void {
  const before = useRef(language);
  useEffect(() => () => void changeLanguage(before.current), []);
}

function Turned({ visit }: { readonly visit: VisitDetail }) {
  const forms = useCall('screening.forms', {});
  if (visit.stage !== 'questionnaire') return <Thanks />;
  return <Waiting answer={forms}>{(value) => <Asking visit={visit} forms={value} />}</Waiting>;
}

/** 自助征询: the donor's own view of a turned screen. No link leads out of it, and a scan does nothing. */
export function SelfServiceScreen({ id }: { readonly id: VisitId }) {
  const { t, language } = useText();
  const visit = useCall('visit.get', { visitId: id });
  const connection = useConnection();
  useLanguageOfBefore(language);
  useScan(() => true);
  const other = language === 'en' ? 'zh-CN' : 'en';
  return (
    <div className="self-service">
      <header>
        <span className="brand">{t('self-service.title')}</span>
        {visit.state === 'answered' && (
          <span className="drive">{t('self-service.of', { ticket: visit.value.ticket })}</span>
        )}
        <button
          type="button"
          className="language head-right"
          lang={other}
          onClick={() => void changeLanguage(other)}
        >
          {t('frame.other-language')}
        </button>
      </header>
      {connection === 'down' && (
        <div className="say stop lost" role="alert">
          {t('self-service.connection-lost')}
        </div>
      )}
      <Waiting answer={visit}>{(detail) => <Turned visit={detail} />}</Waiting>
    </div>
  );
}
