import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import type { InBoth } from '../../contract/in-both.ts';
import { en } from './en.ts';
import { createFormats, type Formats } from './formats.ts';
import { zhCN } from './zh-CN.ts';

export type TextKey = keyof typeof zhCN;
export type Language = 'zh-CN' | 'en';
export type Values = Readonly<Record<string, string | number>>;

export interface Texts extends Formats {
  readonly language: Language;
  readonly t: (key: TextKey, values?: Values) => string;
  /** A sentence that came in both languages. */
  readonly said: (sentence: InBoth) => string;
  readonly change: (language: Language) => void;
}

// The same key as the vehicle's page: one person, one language.
const storageKey = 'bloodmobile.language';
const lists: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = {
  'zh-CN': zhCN,
  en,
};

const filled = (text: string, values: Values): string =>
  text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));

export function textsIn(language: Language, change: Texts['change'] = () => undefined): Texts {
  const list = lists[language];
  return {
    ...createFormats(language),
    language,
    change,
    t: (key, values = {}) => filled(list[key], values),
    said: (sentence) => (language === 'en' ? sentence.en : sentence.zh),
  };
}

const TextContext = createContext<Texts | null>(null);

export function TextProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() =>
    localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh-CN',
  );
  const texts = useMemo(
    () =>
      textsIn(language, (chosen) => {
        localStorage.setItem(storageKey, chosen);
        setLanguage(chosen);
      }),
    [language],
  );
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = texts.t('app.name');
  }, [language, texts]);
  return <TextContext value={texts}>{children}</TextContext>;
}

/** Every word on the page comes through here. */
export function useText(): Texts {
  const texts = use(TextContext);
  if (texts === null) throw new Error('no texts here');
  return texts;
}
