/** `50%`, `150%`: a share of a promise. */
export const sharePattern = /^\d{1,4}(\.\d{1,2})?%$/;
export const shareCure = 'write a percentage from 1% to 1000%, such as 150%';

/** 1 = 100 %. Null: not a share from 1 % to 1000 %. */
export function parseShare(text: string): number | null {
  if (!sharePattern.test(text)) return null;
  const share = Number(text.slice(0, -1)) / 100;
  return share >= 0.01 && share <= 10 ? share : null;
}
