import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ShownChart, ShownTable } from '../../test/ui/docent.ts';
import type { EditorSelection, Workbench } from '../../test/ui/workbench.ts';

/** What came back, for programs. */
export type StepData =
  | { readonly step: 'index'; readonly status: string }
  | { readonly step: 'ask'; readonly question: string; readonly answer: string; readonly sources: readonly string[] }
  | ({ readonly step: 'openSource'; readonly place: string } & EditorSelection)
  | ({ readonly step: 'analyzeFile' | 'analyzeSelection' } & Analysis);

export interface Analysis {
  /** Whether consent was asked for, and given. */
  readonly consented: boolean;
  readonly answer: string;
  readonly printed: readonly string[];
  readonly tables: readonly ShownTable[];
  readonly charts: readonly ShownChart[];
}

/** What a step brought, and the same in lines for people. */
export interface StepResult {
  readonly lines: readonly string[];
  readonly data: StepData;
}

export interface Report {
  /** Does a step, and takes a picture of what it left on the screen, even when it fails. */
  step(title: string, run: () => Promise<StepResult>): Promise<void>;
}

/** Longer answers are printed in part; the transcript has them whole. */
const PRINTED_LINES = 12;
/** What an earlier demo left; the folder may hold more than that. */
const OURS = /^(\d+-.*\.png|transcript\.md|result\.json)$/;

/** Prints each step as it is done, and leaves pictures, `transcript.md` and `result.json` in a folder. */
export function createReport(folder: string, title: string, workbench: Workbench): Report {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (OURS.test(name)) rmSync(path.join(folder, name));
  const steps: (StepData & { title: string; ms: number })[] = [];
  let transcript = `# ${title}\n`;

  return {
    async step(title, run) {
      const start = performance.now();
      const picture = `${steps.length + 1}-${fileName(title)}.png`;
      try {
        const { lines, data } = await run();
        const ms = Math.round(performance.now() - start);
        const heading = `${title} (${(ms / 1000).toFixed(1)} s)`;
        console.log(`\n✓ ${heading}`);
        for (const line of lines.slice(0, PRINTED_LINES)) console.log(`  ${line}`);
        if (lines.length > PRINTED_LINES) console.log(`  … ${lines.length - PRINTED_LINES} more lines in transcript.md`);
        steps.push({ title, ms, ...data });
        transcript += `\n## ${heading}\n\n~~~text\n${lines.join('\n')}\n~~~\n\n![${title}](${picture})\n`;
        writeFileSync(path.join(folder, 'transcript.md'), transcript);
        writeFileSync(path.join(folder, 'result.json'), JSON.stringify(steps, null, 2));
      } catch (error) {
        console.log(`\n✗ ${title}: ${error instanceof Error ? error.message : error}`);
        throw error;
      } finally {
        await workbench.screenshot(path.join(folder, picture));
      }
    },
  };
}

function fileName(title: string): string {
  return title.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 40).replace(/-$/, '');
}
