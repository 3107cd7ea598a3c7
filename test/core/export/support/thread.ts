import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../../scripts/paths.ts';
import { DEFAULT_ASSISTANT } from '../../../../src/core/assistants/default.ts';
import { drawnChart } from '../../../../src/core/export/drawing/drawn.ts';
import type { Exported } from '../../../../src/core/export/notebook.ts';
import { createCodeInterpreter } from '../../../../src/core/tools/codeInterpreter.ts';
import { createSearchOnly } from '../../../../src/core/models/searchOnly/model.ts';
import { dataAttachment, textPart, userMessage, type Item } from '../../../../src/core/types/item.ts';
import { EDITOR_ADVICE } from '../../../../src/editor/advice.ts';
import { openRoom } from '../../interpreter/room.ts';
import { openRunsRoom } from '../../runs/runsRoom.ts';

/** Reads the table, computes with it, and leaves a file. */
export const CODE = [
  'import csv\nrows = list(csv.DictReader(open("/mnt/data/sales figures.csv")))\nprint(len(rows), "rows")',
  'sum(int(row["amount"]) for row in rows)',
  'open("/mnt/data/out.txt", "w").write("done")\nprint(open("/mnt/data/out.txt").read())',
];

/** A chart, as the extension has it drawn. */
const draw = (spec: string) => drawnChart(spec, join(ROOT, 'src/core/export/drawing/worker.ts'));

/** An analysis as a user makes it: a table is profiled, then code of their own runs. */
export async function analysed(context: Mocha.Context, dir: string, python: string | null, code: readonly string[]): Promise<Exported & { readonly items: readonly Item[] }> {
  const data = join(dir, 'project', 'data');
  mkdirSync(data, { recursive: true });
  const file = join(data, 'sales figures.csv');
  writeFileSync(file, `day,region,amount\n${Array.from({ length: 60 }, (_, n) => `2026-01-${String((n % 28) + 1).padStart(2, '0')},${['North', 'South'][n % 2]},${n}`).join('\n')}\n`);
  const room = await openRunsRoom();
  const { interpreter } = await openRoom(context, null, {
    python,
    async saveFile(made) {
      return room.data.files.save(made, 'thread_1');
    },
  });
  const tool = () => createCodeInterpreter(interpreter, () => true);
  const { runs, ask, settles } = await room.runsWith(createSearchOnly(EDITOR_ADVICE), [tool()], { python: tool });
  const thread = await room.data.threads.create({ origin: 'analysis', workspace: '/w', title: 'sales figures.csv' });
  await ask(null, { thread, input: [userMessage([textPart('Analyze this data and create charts.'), { type: 'file', file: dataAttachment({ name: 'sales figures.csv', path: file, bytes: 100 }) }])] });
  const settled = settles();
  await runs.runCells({ thread, assistant: DEFAULT_ASSISTANT }, { which: 'these', cells: code.map((text) => ({ itemId: null, code: text })) });
  await settled;
  const items = await room.data.items.list(thread.id);
  const bytes = new Map(items.flatMap((item) => (item.type === 'code_interpreter_call' ? item.outputs : [])).flatMap((output) => (output.type === 'image' ? [[output.file.id, readFileSync(room.data.files.path(output.file))] as const] : [])));
  await runs.close();
  await room.close();
  const folder = join(dir, 'project', 'out');
  mkdirSync(folder, { recursive: true });
  return { title: thread.title, items, folder, python: '3.11.2', read: async ({ id }) => bytes.get(id) ?? new Uint8Array(), draw };
}
