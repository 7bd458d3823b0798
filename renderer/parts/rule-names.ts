import { ruleReasonsByCode } from '../../shared/domain/screening/rule-reasons.ts';
import { useCall, valueOf } from '../api/use-call.ts';
import { isTextKey } from '../text/index.ts';
import type { Texts } from '../text/use-text.ts';
import type { ReasonLine } from './verdict-view.ts';

export interface RuleNames {
  /** A reason's code in words: the rule's own, the page's for the engine's; the station's free words as they are. */
  readonly ofCode: (texts: Texts, code: string) => string;
  /** A line of a verdict in words; what is on the station's list also names the rule behind it. */
  readonly ofLine: (texts: Texts, line: ReasonLine) => string;
}

/** Names reasons by the rules in force. */
export function useRuleNames(): RuleNames {
  const forms = valueOf(useCall('screening.forms', {}));
  const rules = forms === null ? null : ruleReasonsByCode(forms.ruleSet);
  const ofCode: RuleNames['ofCode'] = ({ ruleText, t }, code) => {
    const rule = rules?.get(code);
    if (rule !== undefined) return ruleText(rule.text);
    const limit = forms?.ruleSet.limits.find((each) => each.code === code);
    if (limit !== undefined) return ruleText(limit.text);
    const key = `screening.reason.${code}`;
    return isTextKey(key) ? t(key) : code;
  };
  return {
    ofCode,
    ofLine: (texts, { words, listedFor }) => {
      const said = 'key' in words ? texts.say(words) : texts.ruleText(words);
      if (listedFor === null) return said;
      return texts.t('verdict.listed', { listed: said, rule: ofCode(texts, listedFor) });
    },
  };
}
