import { useState } from 'react';
import type { CallOutput } from '../../../shared/contract/index.ts';
import { useCall, valueOf } from '../../api/use-call.ts';
import { Frame, Title } from '../../parts/Frame.tsx';
import { BoxField } from '../../parts/BoxField.tsx';
import { labelPicture } from '../../parts/label-picture.ts';
import { PrintLoose } from '../../parts/PrintLoose.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { Work } from '../../parts/Work.tsx';
import { useScan } from '../../scan/ScanRouter.tsx';
import { useText } from '../../text/use-text.ts';

type Design = CallOutput<'label.designs'>['designs'][number];

/** A box label for a code that is scanned or typed. */
function BoxLabel() {
  const { t } = useText();
  const [box, setBox] = useState('');
  return (
    <section className="panel">
      <BoxField box={box} onBox={setBox} />
      <PrintLoose label={{ what: 'box', box }} disabled={box.length < 2}>
        {t('labels.box')}
      </PrintLoose>
    </section>
  );
}

/** A badge for each of the staff. */
function Badges() {
  const { t } = useText();
  const staff = valueOf(useCall('app.state', {}))?.staff ?? [];
  return (
    <section className="panel">
      <h2 className="panel-title">{t('labels.badges')}</h2>
      <div className="stack-buttons">
        {staff.map(({ operatorId, name }) => (
          <PrintLoose key={operatorId} label={{ what: 'badge', operatorId }}>
            {name}
          </PrintLoose>
        ))}
      </div>
    </section>
  );
}

function Drawn({ design }: { readonly design: Design }) {
  const { t, ruleText } = useText();
  const title = ruleText(design.title);
  return (
    <figure>
      {design.svg === null ? (
        <p className="problem">{t('labels.not-drawn')}</p>
      ) : (
        <img src={labelPicture(design.svg)} alt={title} />
      )}
      <figcaption>{title}</figcaption>
    </figure>
  );
}

/** 标签: every design with sample values, as the printer in use would print it; what carries no number can be printed from here. */
export function LabelsScreen() {
  const { t } = useText();
  const answer = useCall('label.designs', {});
  useScan(() => false);
  return (
    <Frame head={<Title title={t('labels.title')} sub={t('labels.sub')} />}>
      <Work
        left={<BoxLabel />}
        right={
          <>
            <section className="panel">
              <PrintLoose label={{ what: 'test' }}>{t('labels.test')}</PrintLoose>
            </section>
            <Badges />
          </>
        }
      >
        <Waiting answer={answer}>
          {({ designs, problems }) => (
            <>
              {problems.map((problem) => (
                <div key={problem} className="say stop" role="alert">
                  {problem}
                </div>
              ))}
              <div className="label-previews">
                {designs.map((design) => (
                  <Drawn key={`${design.id}-${design.kind ?? ''}`} design={design} />
                ))}
              </div>
            </>
          )}
        </Waiting>
      </Work>
    </Frame>
  );
}
