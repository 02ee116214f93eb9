/** Why a command can't be. `code` is for programs, `message` names the cure and bears no personal data. Concerns one input, never the turn. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly details: Record<string, string | number | string[]> = {},
  ) {
    super(message);
    this.name = 'Refusal';
  }
}
