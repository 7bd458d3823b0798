import { operatorId } from '../../../shared/ids.ts';

/** Who acts when nobody does: opening an epoch, taking in the station's data, finding an uncertain print. */
export const systemOperator = operatorId.parse('system');
