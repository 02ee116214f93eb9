import type { Consent, Profile } from './evidence.js';
import { channels } from './standing.js';

/** `over` on top of `under`: nested objects merge, anything else replaces, null takes a field away. */
export function mergeProfiles(under: Profile, over: Profile): Profile {
  const merged: Profile = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    if (value === null) delete merged[key];
    else merged[key] = isFields(value) ? mergeProfiles(isFields(below) ? below : {}, value) : value;
  }
  return merged;
}

/** The latest word on each channel. */
export function mergeConsent(one: Consent, other: Consent): Consent {
  const merged: Consent = { ...one };
  for (const channel of channels) {
    const word = other[channel];
    const known = merged[channel];
    if (word && (!known || word.at >= known.at)) merged[channel] = word;
  }
  return merged;
}

function isFields(value: unknown): value is Profile {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
