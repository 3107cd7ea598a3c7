import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ShownChart, ShownTable } from '../../test/ui/docent.ts';
import type { EditorSelection, Workbench } from '../../test/ui/workbench.ts';
import { HEADING } from './output.ts';

/** What came back, for programs. */
export type StepData =
  | { readonly step: 'index'; readonly status: string }
  | { readonly step: 'ask'; readonly question: string; readonly answer: string; readonly sources: readonly string[] }
  | ({ readonly step: 'openSource'; readonly place: string } & EditorSelection)
  | ({ readonly step: 'analyzeFile' | 'analyzeSelection' } & Analysis)
  | { readonly step: 'compare'; readonly entries: number };

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
/** Prints each step as it is done, and leaves pictures, `transcript.md` and `result.json` in a prepared folder. */
export function createReport(output: string, folder: string, workbench: Workbench): Report {
  const steps: (StepData & { title: string; ms: number })[] = [];
  let transcript = `${HEADING}${folder}\n`;

  return {
    async step(title, run) {
      const start = performance.now();
      const picture = `${steps.length + 1}-${fileName(title)}.png`;
      const tell = (heading: string, text: string) => {
        transcript += `\n## ${heading}\n\n~~~text\n${text}\n~~~\n\n![${title}](${picture})\n`;
        writeFileSync(path.join(output, 'transcript.md'), transcript);
        writeFileSync(path.join(output, 'result.json'), JSON.stringify(steps, null, 2));
      };
      try {
        const { lines, data } = await run();
        const ms = Math.round(performance.now() - start);
        const heading = `${title} (${(ms / 1000).toFixed(1)} s)`;
        console.log(`\n✓ ${heading}`);
        for (const line of lines.slice(0, PRINTED_LINES)) console.log(`  ${line}`);
        if (lines.length > PRINTED_LINES) console.log(`  … ${lines.length - PRINTED_LINES} more lines in transcript.md`);
        steps.push({ title, ms, ...data });
        tell(heading, lines.join('\n'));
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        console.log(`\n✗ ${title}: ${reason}`);
        tell(`${title}: failed`, reason);
        throw error;
      } finally {
        await workbench.screenshot(path.join(output, picture));
      }
    },
  };
}

function fileName(title: string): string {
  return title.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 40).replace(/-$/, '');
}
