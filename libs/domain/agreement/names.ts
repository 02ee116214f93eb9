/** Ids of signals, bands, tracks, lanes, reps, pools, lists…: short and plain, so that a sender's e-mail can't slip in as one. */
export const idPattern = /^(?!constructor$)[a-z0-9-]{1,40}$/;
export const idCure = 'use 1 to 40 of a-z, 0-9 and -, and not the word constructor';

/** Clocks are named as people speak of them: `firstTouch`. */
export const clockPattern = /^(?!constructor$)[a-z][A-Za-z0-9-]{0,39}$/;
export const clockCure = 'use 1 to 40 letters, digits and -, such as firstTouch';

/** Dotted paths into a profile or into a fact's data: `company.employees`. */
export const pathPattern = /^[A-Za-z_][A-Za-z0-9_-]*(\.[A-Za-z_][A-Za-z0-9_-]*)*$/;
export const pathCure = 'use words of letters, digits, - and _ joined by dots, such as company.employees';

/** Moments of a hand-off; a signal can't be called so. `attempted` is a moment and a signal, and a document may define its own. */
export const reservedSignals = ['qualified', 'assigned', 'noticed', 'accepted', 'outcome'];
export const attemptedSignal = 'attempted';
