import { useId } from 'react';
import type {
  Answer,
  Question,
  ReportedEvent,
  RuleReason,
  RuleSet,
} from '../../../shared/domain/screening/schema.ts';
import { useText } from '../../text/use-text.ts';
import { eventNeeds, meaningOfEvent, newEvent, rulesBehind } from './view-model.ts';

interface EventProps {
  readonly rule: RuleReason;
  readonly event: ReportedEvent;
  readonly today: string;
  readonly askedOf: 'nurse' | 'donor';
  readonly onChange: (event: ReportedEvent) => void;
}

function EventFields({ rule, event, today, askedOf, onChange }: EventProps) {
  const { t } = useText();
  const id = useId();
  const needs = eventNeeds(rule);
  if (!needs.date) return null;
  const dateLabel =
    rule.effect.kind === 'for' || rule.effect.kind === 'longest-incubation'
      ? t(`counted-from.${rule.effect.from}`)
      : t(rule.effect.kind === 'before' ? 'counted-from.expected' : 'counted-from.event');
  return (
    <div className="event-fields">
      {!event.active && (
        <label>
          {dateLabel}
          <input
            type="date"
            max={rule.effect.kind === 'before' ? undefined : today}
            value={event.date ?? ''}
            onChange={(input) => onChange({ ...event, date: input.target.value || null })}
          />
        </label>
      )}
      {needs.time && !event.active && (
        <label>
          {t('follow-up.time')}
          <input
            type="time"
            value={event.time ?? ''}
            onChange={(input) => onChange({ ...event, time: input.target.value || null })}
          />
        </label>
      )}
      {needs.incubation && askedOf === 'nurse' && (
        <label>
          {t('follow-up.incubation')}
          <input
            id={`${id}-incubation`}
            type="number"
            min={1}
            max={3650}
            value={event.incubationDays ?? ''}
            onChange={(input) =>
              onChange({ ...event, incubationDays: Number(input.target.value) || null })
            }
          />
        </label>
      )}
      {needs.active && (
        <label className="check">
          <input
            type="checkbox"
            checked={event.active}
            onChange={(input) =>
              onChange({ ...event, active: input.target.checked, date: null, time: null })
            }
          />
          {t('follow-up.still')}
        </label>
      )}
    </div>
  );
}

interface Props {
  readonly question: Question;
  readonly answer: Answer;
  readonly ruleSet: RuleSet;
  readonly today: string;
  /** The donor is asked what and when; what it means is for the nurse to explain. */
  readonly askedOf?: 'nurse' | 'donor';
  readonly onChange: (answer: Answer) => void;
}

/** What an unexpected answer opens: which of the rules it is, since when, and what that means for today. */
export function FollowUp(props: Props) {
  const { question, answer, ruleSet, today, askedOf = 'nurse', onChange } = props;
  const { t, ruleText, day } = useText();
  const rules = rulesBehind(question, ruleSet);
  const eventOf = (code: string): ReportedEvent | undefined =>
    answer.events.find(({ reason }) => reason === code);
  const put = (changed: ReportedEvent): void =>
    onChange({
      ...answer,
      events: answer.events.map((event) => (event.reason === changed.reason ? changed : event)),
    });
  const toggle = (code: string): void =>
    onChange({
      ...answer,
      events:
        eventOf(code) === undefined
          ? [...answer.events, newEvent(code)]
          : answer.events.filter(({ reason }) => reason !== code),
    });

  return (
    <div className="follow-up">
      {rules.length > 1 && <p className="soft">{t('follow-up.which')}</p>}
      {rules.map((rule) => {
        const event = eventOf(rule.code);
        const meaning =
          event === undefined || askedOf === 'donor'
            ? null
            : meaningOfEvent(event, question, ruleSet, today);
        return (
          <div key={rule.code} className="rule">
            <label className="check">
              <input
                type="checkbox"
                checked={event !== undefined}
                disabled={rules.length === 1}
                onChange={() => toggle(rule.code)}
              />
              <span>{ruleText(rule.text)}</span>
            </label>
            {event !== undefined && (
              <EventFields
                rule={rule}
                event={event}
                today={today}
                askedOf={askedOf}
                onChange={put}
              />
            )}
            {meaning !== null && (
              <p className={meaning.effect === 'refer' ? 'meaning wait' : 'meaning stop'}>
                {meaning.effect === 'permanent'
                  ? t('verdict.deferred-permanently')
                  : meaning.effect === 'refer'
                    ? t('verdict.refer')
                    : meaning.until === null
                      ? t('verdict.deferred-open')
                      : t('verdict.deferred-until', { day: day(meaning.until) })}
              </p>
            )}
          </div>
        );
      })}
    </div>
  );
}
