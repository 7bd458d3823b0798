import { useText } from '../text/TextProvider.tsx';

/** A moment in a narrow column: broken between day and time, never inside one. */
export function When({ atMs }: { readonly atMs: number | null }) {
  const { moment } = useText();
  return moment(atMs)
    .split(' ')
    .map((part) => (
      <span key={part} className="one-line">
        {part}{' '}
      </span>
    ));
}
