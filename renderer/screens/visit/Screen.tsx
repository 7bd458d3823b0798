import { visitId } from '../../../shared/ids.ts';
import type { VisitDetail } from '../../../shared/contract/visit.ts';
import { useCall } from '../../api/use-call.ts';
import { Frame, Title } from '../../parts/Frame.tsx';
import { Waiting } from '../../parts/Waiting.tsx';
import { useText } from '../../text/use-text.ts';
import { CollectionStep } from '../collection/Step.tsx';
import { EndedStep } from '../ended/Step.tsx';
import { ExaminationStep } from '../examination/Step.tsx';
import { ObservationStep } from '../observation/Step.tsx';
import { QuestionnaireStep } from '../questionnaire/Step.tsx';
import { TestStep } from '../test/Step.tsx';
import { NotFound } from './NotFound.tsx';

/** Each step is told by the visit's stage alone, so every tablet shows the same one. */
function StepOf({ visit }: { readonly visit: VisitDetail }) {
  switch (visit.stage) {
    case 'questionnaire':
      return <QuestionnaireStep visit={visit} />;
    case 'examination':
      return <ExaminationStep visit={visit} />;
    case 'test':
      return <TestStep visit={visit} />;
    case 'collection':
      return <CollectionStep visit={visit} />;
    case 'observation':
      return <ObservationStep visit={visit} />;
    case 'ended':
      return <EndedStep visit={visit} />;
  }
}

function Visit({ id }: { readonly id: VisitDetail['visitId'] }) {
  const { t } = useText();
  const visit = useCall('visit.get', { visitId: id });
  const value = visit.state === 'answered' ? visit.value : null;
  const head =
    value === null ? (
      <Title title={t('visit.title')} />
    ) : (
      <Title
        title={t(`step.${value.stage}`)}
        sub={t('visit.of', { ticket: value.ticket, name: value.identity.name })}
      />
    );
  return (
    <Frame head={head}>
      <Waiting answer={visit}>{(detail) => <StepOf visit={detail} />}</Waiting>
    </Frame>
  );
}

/** One donor's visit, at the step where it stands. */
export function VisitScreen({ id }: { readonly id: string }) {
  const parsed = visitId.safeParse(id);
  return parsed.success ? <Visit key={parsed.data} id={parsed.data} /> : <NotFound />;
}
