import { identityKinds, type Identity, type IdentityKind } from './identity.js';

/** What is known of leads before placing: who has which identities. */
export interface KnownLead {
  leadId: string;
  identities: Identity[];
}

/** A lead as one message names it. `identities` are normalised and strongest first. */
export interface Named {
  leadId: string | null;
  identities: Identity[];
}

/** Two known leads that one sender took for the same person. They never merge by themselves. */
export interface IdentityConflict {
  leadId: string;
  otherLeadId: string;
  kind: IdentityKind;
}

export interface Placing {
  /** For each message in turn: the lead it is about; null if it names a leadId that does not exist. */
  places: ({ leadId: string; created: boolean } | null)[];
  newLeads: string[];
  newIdentities: (Identity & { leadId: string })[];
  /** Anonymous leads that turned out to be a known one. */
  merges: { from: string; into: string }[];
  conflicts: IdentityConflict[];
}

/**
 * The one identity rule. A message belongs to the lead that its strongest known identity names; a weaker one counts only if that lead
 * does not already bear another value of a stronger kind (two people may share a phone). An anonymous lead loses to a known one and
 * brings its history; two known leads stay apart, and the conflict is told. Pure: the caller has locked the leads and writes the result.
 */
export function placeLeads(messages: Named[], known: KnownLead[], newLeadId: () => string): Placing {
  const book = new Book(known, newLeadId);
  const placed = messages.map((message) => place(message, book));
  return {
    places: placed.map((lead) => lead && { leadId: book.survivor(lead.leadId), created: lead.created }),
    newLeads: [...book.newLeads],
    newIdentities: book.newIdentities.map((identity) => ({ ...identity, leadId: book.survivor(identity.leadId) })),
    merges: book.merges,
    conflicts: book.conflicts,
  };
}

function place(message: Named, book: Book): { leadId: string; created: boolean } | null {
  if (message.leadId !== null && !book.has(message.leadId)) return null;
  const named = message.leadId === null ? null : book.survivor(message.leadId);
  const found = findLead(message.identities, book);
  const leadId = winnerOf(named, found, book) ?? book.open();
  if (named !== null && named !== leadId) book.merge(named, leadId);
  for (const identity of message.identities) settle(identity, leadId, book);
  return { leadId, created: book.newLeads.has(leadId) && named === null && found === null };
}

function findLead(identities: Identity[], book: Book): string | null {
  const unknown: IdentityKind[] = [];
  for (const identity of identities) {
    const leadId = book.find(identity);
    if (leadId === null) unknown.push(identity.kind);
    else if (!unknown.some((kind) => book.bears(leadId, kind))) return leadId;
  }
  return null;
}

function winnerOf(named: string | null, found: string | null, book: Book): string | null {
  if (named === null) return found;
  return found !== null && book.isAnonymous(named) && !book.isAnonymous(found) ? found : named;
}

function settle(identity: Identity, leadId: string, book: Book): void {
  const holder = book.find(identity);
  if (holder === leadId) return;
  if (holder === null) book.attach(identity, leadId);
  else if (book.isAnonymous(holder)) book.merge(holder, leadId);
  else book.conflict({ leadId, otherLeadId: holder, kind: identity.kind });
}

/** Who bears which identity, as messages are placed one after the other. */
class Book {
  readonly newLeads = new Set<string>();
  readonly newIdentities: (Identity & { leadId: string })[] = [];
  readonly merges: { from: string; into: string }[] = [];
  readonly conflicts: IdentityConflict[] = [];
  private readonly leads = new Map<string, Identity[]>();
  private readonly holders = new Map(identityKinds.map((kind) => [kind, new Map<string, string>()]));
  private readonly mergedInto = new Map<string, string>();

  constructor(
    known: KnownLead[],
    private readonly newLeadId: () => string,
  ) {
    for (const { leadId, identities } of known) {
      this.leads.set(leadId, [...identities]);
      for (const { kind, value } of identities) this.holders.get(kind)?.set(value, leadId);
    }
  }

  has(leadId: string): boolean {
    return this.leads.has(leadId);
  }

  survivor(leadId: string): string {
    const into = this.mergedInto.get(leadId);
    return into === undefined ? leadId : this.survivor(into);
  }

  find({ kind, value }: Identity): string | null {
    return this.holders.get(kind)?.get(value) ?? null;
  }

  bears(leadId: string, kind: IdentityKind): boolean {
    return (this.leads.get(leadId) ?? []).some((identity) => identity.kind === kind);
  }

  isAnonymous(leadId: string): boolean {
    return !identityKinds.some((kind) => kind !== 'anonymousId' && this.bears(leadId, kind));
  }

  open(): string {
    const leadId = this.newLeadId();
    this.newLeads.add(leadId);
    this.leads.set(leadId, []);
    return leadId;
  }

  attach(identity: Identity, leadId: string): void {
    this.newIdentities.push({ ...identity, leadId });
    this.give(identity, leadId);
  }

  merge(from: string, into: string): void {
    for (const identity of this.leads.get(from) ?? []) this.give(identity, into);
    this.leads.set(from, []);
    this.mergedInto.set(from, into);
    // A lead that was opened a moment ago, in this very batch, has no row yet: it is simply not opened.
    if (!this.newLeads.delete(from)) this.merges.push({ from, into });
  }

  conflict(conflict: IdentityConflict): void {
    const isKnown = this.conflicts.some(
      (other) => other.leadId === conflict.leadId && other.otherLeadId === conflict.otherLeadId && other.kind === conflict.kind,
    );
    if (!isKnown) this.conflicts.push(conflict);
  }

  private give(identity: Identity, leadId: string): void {
    this.holders.get(identity.kind)?.set(identity.value, leadId);
    this.leads.get(leadId)?.push(identity);
  }
}
