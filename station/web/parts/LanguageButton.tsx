import { useText } from '../text/TextProvider.tsx';

export function LanguageButton() {
  const { t, language, change } = useText();
  const other = language === 'en' ? 'zh-CN' : 'en';
  return (
    <button type="button" lang={other} onClick={() => change(other)}>
      {t('frame.other-language')}
    </button>
  );
}
