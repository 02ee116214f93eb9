import type { Notice, RunningClock } from '../../libs/persistence/effects/load-notice.js';
import { instantText } from './instant-text.js';

/** Why now, and the story behind the lead: what marketing learnt, in lines. */
export function storyOf({ dossier, zone }: Notice): string[] {
  const { score, topics, sent, pastHandOffs, whyNow } = dossier;
  const points = [...score.reasons].sort((a, b) => b.points - a.points);
  return [
    'WHY NOW',
    whyNow.sentence,
    '',
    `SCORE ${round(score.fit + score.engagement)} (fit ${round(score.fit)}, engagement ${round(score.engagement)}), ${score.band}`,
    ...points.map(({ rule, points: worth, count, lastAt }) => `  ${round(worth)}  ${rule}${evidence(count, lastAt, zone)}`),
    ...section(
      'INTERESTS',
      topics.map(({ topic, count, lastAt }) => `  ${topic}: ${count} time(s), last ${instantText(lastAt, zone)}`),
    ),
    ...section(
      'ALREADY SENT',
      sent.map(({ message, at }) => `  ${message}, ${instantText(at, zone)}`),
    ),
    ...(pastHandOffs.length === 0 ? [] : ['', `This is hand-off number ${dossier.handOff} of this lead.`]),
  ];
}

/** Who the lead is, from the profile's plain values. */
export function personOf({ dossier: { profile } }: Notice): string[] {
  const plain = Object.entries(profile).filter(([, value]) => typeof value === 'string' || typeof value === 'number');
  return plain.map(([name, value]) => `  ${name}: ${String(value)}`);
}

/** Each clock and when it runs out. One that is not its rep's fault says so. */
export function clockLines(clocks: RunningClock[], zone: string | null): string[] {
  return clocks.map(({ clock, dueAt, breached }) => `  ${clock} ${how(breached)} ${instantText(dueAt, zone)}`);
}

function how(breached: RunningClock['breached']): string {
  if (breached === null) return 'by';
  return breached === 'system' ? 'ran out by Baton’s own delay,' : 'ran out';
}

export function section(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

function evidence(count: number | undefined, lastAt: number | undefined, zone: string | null): string {
  if (count === undefined || lastAt === undefined) return '';
  return `, ${count} time(s), last ${instantText(lastAt, zone)}`;
}

const round = (points: number): string => (Math.round(points * 10) / 10).toString();
