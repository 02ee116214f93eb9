type Documented = [code: string, detail: string];

/** What may be wrong with a document that is to be stored. */
export const agreementProblems: Documented[] = [
  ['agreement.problems', 'The agreement has 1 problem: scoring.engagement.pricing.halfLife. Nothing is stored.'],
  ['agreement.no_team', 'No team is in force. Post it to /v1/teams first.'],
  ['agreement.base_not_signed', 'Version 5 is not signed. Leave base out: then it is the last that was.'],
];

/** What the team in force may lack that a version cites. */
export const misfits: Documented[] = [
  ['agreement.problems', 'The agreement has 1 problem: handOffs.lanes.demo. Nothing is stored.'],
  ['agreement.no_team', 'No team is in force. Post it to /v1/teams first.'],
];

export const unknownVersion: Documented = [
  'agreement.unknown',
  'There is no version 9 of the agreement. GET /v1/agreements lists them all.',
];

export const superseded: Documented = [
  'agreement.base_superseded',
  'Version 6 changes version 4, and version 5 was signed since. Draft it again on version 5.',
];

export const notProposed: Documented[] = [
  ['agreement.not_proposed', 'Version 5 is a draft. It is proposed first: POST /v1/agreements/5/propose.'],
  ['agreement.withdrawn', 'Version 5 was withdrawn. Counter or propose another.'],
  ['agreement.signed_already', 'Version 5 is signed by all who must. To change it, draft another.'],
];

export const signatureRefusals: Documented[] = [
  ['signature.other_document', 'You have read another document than version 5. Read it again, and sign its hash.'],
  ['signature.given_already', 'Version 5 is signed for sales already, by sven.'],
  ['signature.one_side_each', 'You signed version 5 for the other side. Have another member sign for sales.'],
  ['signature.not_needed', 'Version 5 changes nothing that sales signs.'],
  ['signature.other_side', 'You do not sign for sales: that is for a member with the role sales.'],
  ['signature.no_side', 'Only members with the role marketing or sales sign. Have one of them do it.'],
  ['signature.which_side', 'You are of both sides. Say for which one you sign: side.'],
];
