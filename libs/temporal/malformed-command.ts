/** The workflow's validator refused a command that can never be right (shape, id, kind). A bug of the sender, not an answer of the lead. */
export class MalformedCommand extends Error {
  constructor() {
    super('The command has a shape that no lead can take: check id (a UUID), kind and the fields of that kind.');
    this.name = 'MalformedCommand';
  }
}
