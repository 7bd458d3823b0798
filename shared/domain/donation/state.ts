import { err, ok, type Result } from '../../result.ts';

export type DonationPhase =
  | 'prepared'
  | 'labels-checked'
  | 'started'
  | 'stopped'
  | 'packed'
  | 'spoiled';

/** One bag's way from its number to its box. `identityConfirmed`: checked again before venepuncture (SOP 2019). */
export type DonationState = {
  readonly phase: DonationPhase;
  readonly identityConfirmed: boolean;
};

export type DonationEvent =
  | 'identity-confirmed'
  | 'labels-checked'
  | 'started'
  | 'stopped'
  | 'packed'
  | 'unpacked'
  | 'spoiled';

export type DonationStateRefusal =
  | 'identity-not-confirmed'
  | 'labels-not-all-scanned'
  | 'draw-already-started'
  | 'draw-not-started'
  | 'draw-not-running'
  | 'draw-running'
  | 'unit-already-packed'
  | 'unit-not-packed'
  | 'donation-spoiled';

type Next = Result<DonationState, DonationStateRefusal>;

/** A number has been taken for a bag; nothing else has happened. */
export const preparedDonation: DonationState = { phase: 'prepared', identityConfirmed: false };

const beforeDraw = (state: DonationState, event: DonationEvent): Next => {
  switch (event) {
    case 'identity-confirmed':
      return ok({ ...state, identityConfirmed: true });
    case 'labels-checked':
      return ok({ ...state, phase: 'labels-checked' });
    case 'started':
      if (state.phase === 'prepared') return err('labels-not-all-scanned');
      return state.identityConfirmed
        ? ok({ ...state, phase: 'started' })
        : err('identity-not-confirmed');
    case 'stopped':
      return err('draw-not-running');
    case 'packed':
      return err('draw-not-started');
    case 'unpacked':
      return err('unit-not-packed');
    case 'spoiled':
      return ok({ ...state, phase: 'spoiled' });
  }
};

const duringDraw = (state: DonationState, event: DonationEvent): Next => {
  if (event === 'stopped') return ok({ ...state, phase: 'stopped' });
  if (event === 'unpacked') return err('unit-not-packed');
  // A running draw ends first, whatever becomes of the bag: the needle is in somebody's arm.
  return err(event === 'packed' || event === 'spoiled' ? 'draw-running' : 'draw-already-started');
};

const afterDraw = (state: DonationState, event: DonationEvent): Next => {
  switch (event) {
    case 'packed':
      return ok({ ...state, phase: 'packed' });
    case 'unpacked':
      return err('unit-not-packed');
    case 'spoiled':
      return ok({ ...state, phase: 'spoiled' });
    case 'stopped':
      return err('draw-not-running');
    case 'started':
    case 'labels-checked':
    case 'identity-confirmed':
      return err('draw-already-started');
  }
};

/** The state after an event, or why it may not happen. A packed unit can only be taken out again; spoiled is final. */
export const nextState = (state: DonationState, event: DonationEvent): Next => {
  switch (state.phase) {
    case 'prepared':
    case 'labels-checked':
      return beforeDraw(state, event);
    case 'started':
      return duringDraw(state, event);
    case 'stopped':
      return afterDraw(state, event);
    case 'packed':
      return event === 'unpacked' ? ok({ ...state, phase: 'stopped' }) : err('unit-already-packed');
    case 'spoiled':
      return err('donation-spoiled');
  }
};
