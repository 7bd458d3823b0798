import i18next, { type TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Text } from '../../shared/domain/screening/schema.ts';
import { createFormats, type Formats } from './formats.ts';
import { isTextKey, type Language, type Sentence, type TextKey, type Value } from './index.ts';

export interface Texts extends Formats {
  readonly language: Language;
  readonly t: (key: TextKey, values?: Sentence['values']) => string;
  readonly say: (sentence: Sentence) => string;
  /** A key that comes from outside the page; `otherwise` words one that has no sentence of its own. */
  readonly tOr: (key: string, otherwise: Sentence) => string;
  /** A text that carries both languages itself: rules and questions do. */
  readonly ruleText: (text: Text) => string;
}

function textsBy(language: Language, translate: TFunction<'translation', undefined>): Texts {
  const formats = createFormats(language);
  const word = (value: Value): string | number => {
    if (typeof value !== 'object') return value;
    if ('day' in value) return formats.day(value.day);
    if ('atMs' in value) return formats.moment(value.atMs);
    if ('durationMs' in value) return formats.duration(value.durationMs);
    if ('count' in value) return formats.number(value.count);
    return value.keys.map((key) => translate(key)).join(language === 'en' ? ', ' : '、');
  };
  const t: Texts['t'] = (key, values = {}) =>
    translate(
      key,
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, word(value)])),
    );
  const say: Texts['say'] = (sentence) => t(sentence.key, sentence.values);
  return {
    ...formats,
    language,
    t,
    say,
    tOr: (key, otherwise) => (isTextKey(key) ? t(key, otherwise.values) : say(otherwise)),
    ruleText: (text) => (language === 'en' ? text.en : text.zh),
  };
}

/** The texts of one language whatever the screen's is: paper for the donor is Chinese. */
export const textsIn = (language: Language): Texts =>
  textsBy(language, i18next.getFixedT(language));

/** Every word on the screen comes through here. */
export function useText(): Texts {
  const { t: translate, i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'zh-CN';
  return useMemo(() => textsBy(language, translate), [translate, language]);
}
