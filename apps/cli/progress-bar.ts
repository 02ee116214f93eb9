/** Shows how far something has come. `share` is from 0 to 1. */
export interface ProgressBar {
  show(what: string, share: number, more?: string): void;
  /** Clears the line. */
  end(): void;
}

const width = 30;

/** A bar on one line of a terminal; silent where there is none, so that a log stays readable. */
export function createProgressBar(to: { isTTY?: boolean; write(text: string): unknown }): ProgressBar {
  if (to.isTTY !== true) return { show: () => undefined, end: () => undefined };
  return {
    show(what, share, more = '') {
      const filled = Math.round(width * Math.min(1, Math.max(0, share)));
      to.write(`\r\u001b[K${what.padEnd(8)} ${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${more}`);
    },
    end: () => void to.write('\r\u001b[K'),
  };
}
