import { incidentLines, type Incident } from './incident-lines.js';

const none = { held: 0, sent: 0, unknown: 0, skipped: 0, failed: 0, underWay: 0 };
const away: Incident = {
  channel: 'mail',
  status: 'away',
  code: 'mail.unreachable',
  since: '2026-11-20T17:00:00.000Z',
  until: null,
  hours: 39.2,
  sends: { notice: { ...none, held: 1_212, skipped: 14 }, reminder: none, nurture: { ...none, held: 3 } },
  onReturn: {
    perSecond: 10,
    seconds: 122,
    sends: {
      notice: { send: 1_212, move: 0, skip: 0 },
      reminder: { send: 0, move: 0, skip: 0 },
      nurture: { send: 1, move: 1, skip: 1 },
    },
  },
};

it('an incident says since when, what is held, and what becomes of it', () => {
  expect(incidentLines([away])).toEqual([
    'mail is AWAY since 2026-11-20T17:00:00.000Z: 39.2 h lost to the provider (mail.unreachable)',
    '  hand-off notices: 1,212 held, 14 skipped',
    '  reminders: none',
    '  nurture mails: 3 held',
    '  On its return, at 10 a second for 122 s:',
    '    hand-off notices: 1212 go, 0 are put off, 0 are skipped',
    '    reminders: 0 go, 0 are put off, 0 are skipped',
    '    nurture mails: 1 go, 1 are put off, 1 are skipped',
  ]);
});

it('one that is over says what happened', () => {
  const over: Incident = {
    ...away,
    status: 'over',
    until: '2026-11-22T09:00:00.000Z',
    sends: { ...away.sends, notice: { ...none, sent: 1_212 } },
    onReturn: null,
  };
  expect(incidentLines([over]).slice(0, 2)).toEqual([
    'mail was away since 2026-11-20T17:00:00.000Z until 2026-11-22T09:00:00.000Z: 39.2 h lost to the provider (mail.unreachable)',
    '  hand-off notices: 1,212 sent',
  ]);
  expect(incidentLines([])).toEqual(['No channel was ever away.']);
});
