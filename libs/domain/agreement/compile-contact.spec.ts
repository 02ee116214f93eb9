import type { Problem } from './checked.js';
import { compileContact } from './compile-contact.js';
import type { AgreementDocument, ContactDocument } from './document.js';

const hourMs = 3_600_000;

function compiled(contact?: ContactDocument) {
  const problems: Problem[] = [];
  const document = { ...(contact ? { contact } : {}) } as AgreementDocument;
  return { terms: compileContact(document, { problems }), problems };
}

describe('when marketing may write', () => {
  it('is always, where the agreement does not say', () => {
    expect(compiled()).toEqual({ terms: { zone: 'UTC', cap: null, hours: null, late: null }, problems: [] });
  });

  it('is said by a cap, the hours of the lead’s day, and what becomes of the late', () => {
    const contact: ContactDocument = {
      zone: 'Asia/Kolkata',
      email: { atMost: 3, per: '7d', hours: { lead: '08:00-20:00' } },
      late: { after: '12h', do: 'nextWindow' },
    };
    expect(compiled(contact)).toEqual({
      terms: {
        zone: 'Asia/Kolkata',
        cap: { atMost: 3, perMs: 168 * hourMs },
        hours: { from: 480, to: 1200 },
        late: { afterMs: 12 * hourMs, do: 'nextWindow' },
      },
      problems: [],
    });
  });

  it.each<[string, ContactDocument, string, RegExp]>([
    ['an unknown zone', { zone: 'Europe/Madird' }, 'contact.zone', /Europe\/Madrid/],
    ['a number without a time', { email: { atMost: 3 } }, 'contact.email.atMost', /per: 7d/],
    ['a time without a number', { email: { per: '7d' } }, 'contact.email.per', /atMost: 3/],
    ['working days, which a lead has none of', { email: { atMost: 1, per: '2wd' } }, 'contact.email.per', /24 h/],
    ['hours that are none', { email: { hours: { lead: '8-20' } } }, 'contact.email.hours.lead', /09:00-17:00/],
    ['a delay of nothing', { late: { after: '0h', do: 'skip' } }, 'contact.late.after', /above zero/],
  ])('refuses %s, with place and cure', (_what, contact, path, cure) => {
    expect(compiled(contact).problems).toEqual([
      { path, message: expect.any(String) as string, cure: expect.stringMatching(cure) as string },
    ]);
  });
});
