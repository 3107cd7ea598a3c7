import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEFAULT_ASSISTANT } from '../../../src/core/assistants/default.ts';
import { createDocent } from '../../../src/core/docent.ts';
import { dataAttachment, textPart, userMessage, type ContentPart } from '../../../src/core/types/item.ts';
import { isActive } from '../../../src/core/types/run.ts';
import { docentOptions } from '../../support/docentOptions.ts';
import { viewState } from '../webview/support/states.ts';
import { openView } from '../webview/support/view.ts';
import { REPORT_FILES } from './reportFiles.ts';
import type { ShownState } from './state.ts';

/** What *Analyze File* or *Analyze Selection* shows of something, from Docent's own engine and a real Python. */
function report(name: string, ask: string, given: (dir: string) => ContentPart): ShownState {
  return {
    name: `report on ${name}`,
    place: 'editor',
    async show(page) {
      const dir = mkdtempSync(path.join(tmpdir(), 'docent-report-'));
      page.once('close', () => rmSync(dir, { recursive: true, force: true, maxRetries: 5 }));
      const data = path.join(dir, 'data');
      const docent = createDocent(docentOptions(data, {}, { consents: { known: () => 'once', ask: async () => 'once' } }));
      const thread = await docent.threads.create({ origin: 'analysis', workspace: '', title: `Analysis: ${name}` });
      const ended = new Promise<void>((resolve) => docent.runs.subscribe((_, event) => event.type === 'run' && !isActive(event.run.status) && resolve()));
      await docent.runs.start({ thread, assistant: DEFAULT_ASSISTANT, input: [userMessage([textPart(ask), given(dir)])] });
      await ended;
      const state = await docent.runs.stored(thread.id);
      await docent.close();
      const files = path.join(data, 'files');
      await openView(page, viewState({ ...state, kind: 'analysis', thread: { id: thread.id, title: thread.title } }), 'policy', (name) => readFileSync(path.join(files, name)));
      for (const chart of await page.locator('figure.chart').all()) await chart.locator('svg, img').first().waitFor();
    },
  };
}

function fileReport(name: string, text: string): ShownState {
  return report(name, 'Analyze this data and create charts.', (dir) => {
    const file = path.join(dir, name);
    writeFileSync(file, text);
    return { type: 'file', file: dataAttachment({ name, path: file, bytes: Buffer.byteLength(text) }) };
  });
}

const CODE = `import math

def area(radius):
    return math.pi * radius ** 2

for radius in (1, 2, 3):
    print(f"{radius}: {area(radius):.2f}")
[{"radius": radius, "area": area(radius)} for radius in range(1, 6)]`;

/** Reports to be read as an analyst reads them: whether what is said is right, sensible and in order, and what the charts show. */
export const REPORT_STATES: readonly ShownState[] = [
  ...REPORT_FILES.map(({ name, text }) => fileReport(name, text)),
  report('selected code', 'Analyze this code.', () => ({ type: 'selection', path: 'area.py', language: 'python', lines: { start: 1, end: 8 }, text: CODE })),
];
