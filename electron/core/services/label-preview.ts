import { refused } from '../../../shared/contract/refusals.ts';
import { labelFieldSamples } from '../../../shared/label/fields.ts';
import { layOut } from '../../../shared/label/layout.ts';
import { svgLabel } from '../../../shared/label/svg.ts';
import { err, ok } from '../../../shared/result.ts';
import { donationById, labelsOf } from '../store/reads/donation.ts';
import type { AllHandlers, Context } from './context.ts';
import { bagLabel } from './label.ts';
import { drawLabel } from './label-drawing.ts';
import { askedLabel } from './label-payload.ts';

export const labelPreviewHandlers = (
  ctx: Context,
): Pick<AllHandlers, 'label.preview' | 'label.designs'> => ({
  'label.preview': (db, { donationId }) => {
    const donation = donationById(db, donationId);
    if (!donation) return err(refused('donation-unknown'));
    const set = labelsOf(db, donationId).map(({ kind, flags }) => ({ kind, flags }));
    const labels = [];
    for (const label of donation.stoppedAtMs === null ? set : [...set, bagLabel]) {
      const asked = askedLabel(ctx, db, donation, label);
      if (!asked.ok) return asked;
      const drawn = drawLabel(ctx.labels, asked.value);
      if (!drawn.ok) return drawn;
      labels.push({ ...label, svg: svgLabel(drawn.value.drawing) });
    }
    return ok({ labels });
  },

  'label.designs': () => {
    const { designs, ink, printer } = ctx.labels;
    const shown = designs.all.flatMap((design) =>
      (design.kinds ?? [null]).map((kind) => {
        const fields = { ...labelFieldSamples[design.prints], 'label.kind': kind ?? '' };
        const drawing = layOut(design, fields, printer().dpi, ink());
        const { id, title, prints } = design;
        return { id, title, prints, kind, svg: drawing.ok ? svgLabel(drawing.value) : null };
      }),
    );
    return ok({ designs: shown, problems: [...designs.problems] });
  },
});
