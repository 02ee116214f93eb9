/** Names of the plots of a back-test. */
export const plotNames = ['win-rates', 'threshold', 'hand-offs', 'rep-hours'] as const;
export type PlotName = (typeof plotNames)[number];
