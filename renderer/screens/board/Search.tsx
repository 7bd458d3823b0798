import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { useCall, valueOf } from '../../api/use-call.ts';
import { useText } from '../../text/use-text.ts';

/** A name is typed in one go; asking after each letter would only repeat it. */
const pauseMs = 200;

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** Finds a donor of the session by ticket, name, pinyin or initials, whatever column he or she stands in. */
export function Search() {
  const { t } = useText();
  const [typed, setTyped] = useState('');
  const text = useSettled(typed.trim());
  const answer = valueOf(useCall('visit.search', { text }, { enabled: text !== '' }));
  return (
    <div className="search">
      <Input
        type="search"
        allowClear
        value={typed}
        maxLength={64}
        aria-label={t('search.label')}
        placeholder={t('search.example')}
        onChange={(event) => setTyped(event.target.value)}
      />
      {text !== '' && answer !== null && (
        <ul className="found" aria-label={t('search.found')}>
          {answer.found.map((visit) => (
            <li key={visit.visitId}>
              <Link href={`/visit/${visit.visitId}`}>
                <b>
                  {visit.ticket} {visit.name}
                </b>
                <small>{t('search.document-end', { end: visit.documentEnd })}</small>
                <span className="tag">{t(`stage.${visit.stage}`)}</span>
              </Link>
            </li>
          ))}
          {answer.found.length === 0 && <li className="soft">{t('search.nothing')}</li>}
        </ul>
      )}
    </div>
  );
}
