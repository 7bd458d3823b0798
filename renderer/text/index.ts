import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import { zhCN } from './zh-CN.ts';

export type TextKey = keyof typeof zhCN;

/** A value inside a sentence, worded or formatted only when a language is known. */
export type Value =
  | string
  | number
  | { readonly day: string }
  | { readonly atMs: number }
  | { readonly durationMs: number }
  | { readonly count: number }
  | { readonly keys: readonly TextKey[] };

/** A sentence not yet in any language: its key and the values it names. */
export interface Sentence {
  readonly key: TextKey;
  readonly values?: Readonly<Record<string, Value>>;
}

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

const storageKey = 'bloodmobile.language';

const remembered = (): Language => (localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh-CN');

export const isTextKey = (key: string): key is TextKey => Object.hasOwn(zhCN, key);

export async function startTexts(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: remembered(),
    fallbackLng: 'zh-CN',
    resources: { 'zh-CN': { translation: zhCN }, en: { translation: en } },
    // Keys are flat and typed; a dot in them is only a name.
    keySeparator: false,
    nsSeparator: false,
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = i18next.language;
}

export async function changeLanguage(language: Language): Promise<void> {
  localStorage.setItem(storageKey, language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
