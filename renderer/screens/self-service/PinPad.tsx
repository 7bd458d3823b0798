import { Input } from 'antd';
import { useId } from 'react';
import { useText } from '../../text/use-text.ts';
import { digitsOf, isPin } from './pin.ts';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (pin: string) => void;
  readonly onEnter: () => void;
  readonly action: string;
  readonly busy: boolean;
  /** Who sets a PIN sees it, so that a slip of the finger locks nobody out; who gives it does not. */
  readonly isShown: boolean;
}

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '', '0'] as const;

/** A PIN by keyboard or by large keys: a tablet on a stand has no keyboard. */
export function PinPad({ label, value, onChange, onEnter, action, busy, isShown }: Props) {
  const { t } = useText();
  const id = useId();
  return (
    <form
      className="pin"
      onSubmit={(event) => {
        event.preventDefault();
        if (isPin(value) && !busy) onEnter();
      }}
    >
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        className="pin-field"
        type={isShown ? 'text' : 'password'}
        inputMode="numeric"
        autoComplete="off"
        autoFocus
        value={value}
        onChange={(event) => onChange(digitsOf(event.target.value))}
      />
      <div className="pin-keys">
        {keys.map((key) =>
          key === '' ? (
            <button
              key="back"
              type="button"
              className="btn"
              aria-label={t('pin.back')}
              onClick={() => onChange(value.slice(0, -1))}
            >
              ⌫
            </button>
          ) : (
            <button
              key={key}
              type="button"
              className="btn"
              onClick={() => onChange(digitsOf(value + key))}
            >
              {key}
            </button>
          ),
        )}
        <button
          type="button"
          className="btn"
          aria-label={t('pin.clear')}
          onClick={() => onChange('')}
        >
          ×
        </button>
      </div>
      <button type="submit" className="btn main" disabled={!isPin(value) || busy}>
        {action}
      </button>
    </form>
  );
}
