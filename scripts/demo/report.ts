import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Workbench } from '../../test/ui/workbench.ts';

/** What a step brought: lines for people, and the same for programs. */
export interface StepResult {
  readonly lines: readonly string[];
  readonly data: Readonly<Record<string, unknown>>;
}

/** Longer answers are printed in part; the transcript has them whole. */
const PRINTED_LINES = 12;
/** What hangs is named after so long. */
const STEP_LIMIT_MS = 180_000;

/** Prints each step as it is done, and leaves pictures, `transcript.md` and `result.json` in a folder. */
export class Report {
  readonly #folder: string;
  readonly #steps: { readonly title: string; readonly ms: number; readonly data: StepResult['data'] }[] = [];
  #transcript: string;

  constructor(folder: string, title: string) {
    this.#folder = folder;
    this.#transcript = `# ${title}\n`;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  /** Does a step and takes a picture of what it left on the screen, also when it fails. */
  async step(workbench: Workbench, title: string, run: () => Promise<StepResult>): Promise<void> {
    const start = performance.now();
    const picture = `${this.#steps.length + 1}-${title.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 40).replace(/-$/, '')}.png`;
    try {
      const { lines, data } = await within(run(), title);
      const ms = Math.round(performance.now() - start);
      this.#steps.push({ title, ms, data });
      this.#say(`${title} (${(ms / 1000).toFixed(1)} s)`, lines, picture);
    } finally {
      await workbench.screenshot(path.join(this.#folder, picture));
      this.#write();
    }
  }

  #say(heading: string, lines: readonly string[], picture: string): void {
    console.log(`\n✓ ${heading}`);
    for (const line of lines.slice(0, PRINTED_LINES)) console.log(`  ${line}`);
    if (lines.length > PRINTED_LINES) console.log(`  … ${lines.length - PRINTED_LINES} more lines in transcript.md`);
    this.#transcript += `\n## ${heading}\n\n${lines.join('\n')}\n\n![${heading}](${picture})\n`;
  }

  #write(): void {
    writeFileSync(path.join(this.#folder, 'transcript.md'), this.#transcript);
    writeFileSync(path.join(this.#folder, 'result.json'), JSON.stringify(this.#steps, null, 2));
  }
}
