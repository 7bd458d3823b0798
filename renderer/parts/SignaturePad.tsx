import { type PointerEvent, useRef } from 'react';
import { useText } from '../text/use-text.ts';
import { beginStroke, extendStroke, type Point, type Stroke, strokesToPath } from './signature.ts';

const width = 600;
const height = 150;

interface Props {
  readonly label: string;
  readonly strokes: readonly Stroke[];
  readonly onChange: (strokes: readonly Stroke[]) => void;
}

/** Signing with a finger, a pen or a mouse; keeps strokes, not pixels. */
export function SignaturePad({ label, strokes, onChange }: Props) {
  const { t } = useText();
  const drawing = useRef(false);

  const pointOf = (event: PointerEvent<SVGSVGElement>): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) / box.width) * width,
      y: ((event.clientY - box.top) / box.height) * height,
    };
  };

  return (
    <div className="signature">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={label}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drawing.current = true;
          onChange(beginStroke(strokes, pointOf(event)));
        }}
        onPointerMove={(event) => {
          if (drawing.current) onChange(extendStroke(strokes, pointOf(event)));
        }}
        onPointerUp={() => {
          drawing.current = false;
        }}
        onPointerCancel={() => {
          drawing.current = false;
        }}
      >
        <line x1="24" y1="118" x2="576" y2="118" className="signature-line" />
        {strokes.length === 0 && (
          <text x="300" y="84" textAnchor="middle" className="signature-hint">
            {label}
          </text>
        )}
        <path d={strokesToPath(strokes)} className="signature-ink" />
      </svg>
      <button type="button" className="btn small" onClick={() => onChange([])}>
        {t('signature.clear')}
      </button>
    </div>
  );
}
