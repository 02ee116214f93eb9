import type { Identity } from './identity.js';
import { placeLeads, type KnownLead, type Named, type Placing } from './place-leads.js';

const externalId = (value: string): Identity => ({ kind: 'externalId', value });
const email = (value: string): Identity => ({ kind: 'email', value });
const phone = (value: string): Identity => ({ kind: 'phone', value });
const anonymous = (value: string): Identity => ({ kind: 'anonymousId', value });

const by = (...identities: Identity[]): Named => ({ leadId: null, identities });
const known = (leadId: string, ...identities: Identity[]): KnownLead => ({ leadId, identities });

function placed(messages: Named[], leads: KnownLead[] = []): Placing {
  let opened = 0;
  return placeLeads(messages, leads, () => `new-${(opened += 1)}`);
}

describe('the one identity rule', () => {
  it('opens a lead for an identity nobody knows, once', () => {
    const { places, newLeads } = placed([by(anonymous('a')), by(anonymous('a'))]);
    expect(newLeads).toEqual(['new-1']);
    expect(places).toEqual([
      { leadId: 'new-1', created: true },
      { leadId: 'new-1', created: false },
    ]);
  });

  it('finds a lead by its strongest known identity', () => {
    const { places, conflicts } = placed([by(email('e'), phone('p'))], [known('one', email('e')), known('other', phone('p'))]);
    expect(places).toEqual([{ leadId: 'one', created: false }]);
    expect(conflicts).toEqual([{ leadId: 'one', otherLeadId: 'other', kind: 'phone' }]);
  });

  it('keeps two known leads apart and tells the conflict once', () => {
    const messages = [by(email('e'), phone('p')), by(email('e'), phone('p'))];
    const { merges, conflicts } = placed(messages, [known('one', email('e')), known('other', phone('p'))]);
    expect(merges).toEqual([]);
    expect(conflicts).toHaveLength(1);
  });

  it('gives a new identity to the lead that a stronger one names', () => {
    const { newIdentities } = placed([by(email('e'), phone('p'))], [known('one', email('e'))]);
    expect(newIdentities).toEqual([{ ...phone('p'), leadId: 'one' }]);
  });

  it('lets a lead without one take a stronger identity', () => {
    const { places, newIdentities } = placed([by(externalId('x'), email('e'))], [known('one', email('e'))]);
    expect(places).toEqual([{ leadId: 'one', created: false }]);
    expect(newIdentities).toEqual([{ ...externalId('x'), leadId: 'one' }]);
  });

  it('opens another lead when a shared phone contradicts the address: two people may share a phone', () => {
    const { places, conflicts } = placed([by(email('new'), phone('p'))], [known('one', email('old'), phone('p'))]);
    expect(places).toEqual([{ leadId: 'new-1', created: true }]);
    expect(conflicts).toEqual([{ leadId: 'new-1', otherLeadId: 'one', kind: 'phone' }]);
  });

  it('makes an anonymous visitor known without moving anything', () => {
    const { places, merges } = placed([by(email('e'), anonymous('a'))], [known('visitor', anonymous('a'))]);
    expect(places).toEqual([{ leadId: 'visitor', created: false }]);
    expect(merges).toEqual([]);
  });

  it('joins an anonymous visitor to the known lead it turns out to be', () => {
    const { places, merges } = placed(
      [by(email('e'), anonymous('a'))],
      [known('visitor', anonymous('a')), known('one', email('e'))],
    );
    expect(places).toEqual([{ leadId: 'one', created: false }]);
    expect(merges).toEqual([{ from: 'visitor', into: 'one' }]);
  });

  it('does not hand a known lead’s browser to the next person who signs in with it', () => {
    const { places, conflicts } = placed([by(email('two'), anonymous('a'))], [known('one', email('one'), anonymous('a'))]);
    expect(places).toEqual([{ leadId: 'new-1', created: true }]);
    expect(conflicts).toEqual([{ leadId: 'new-1', otherLeadId: 'one', kind: 'anonymousId' }]);
  });

  it('an anonymous lead addressed by its id loses to the known one in the same message', () => {
    const message: Named = { leadId: 'visitor', identities: [email('e')] };
    const { places, merges } = placed([message], [known('visitor', anonymous('a')), known('one', email('e'))]);
    expect(places).toEqual([{ leadId: 'one', created: false }]);
    expect(merges).toEqual([{ from: 'visitor', into: 'one' }]);
  });

  it('gives all facts of a batch to the lead that is left after it', () => {
    const { places, newLeads, merges, newIdentities } = placed(
      [by(anonymous('a')), by(email('e'), anonymous('a'))],
      [known('one', email('e'))],
    );
    expect(places.map((place) => place?.leadId)).toEqual(['one', 'one']);
    expect({ newLeads, merges }).toEqual({ newLeads: [], merges: [] });
    expect(newIdentities).toEqual([{ ...anonymous('a'), leadId: 'one' }]);
  });

  it('places nothing for a leadId that does not exist', () => {
    expect(placed([{ leadId: 'nobody', identities: [] }]).places).toEqual([null]);
  });
});
