import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toNotebook } from '../../../src/core/export/notebook.ts';
import { tempDir } from '../../support/temp.ts';
import { closeRooms, pythonWith } from '../interpreter/room.ts';
import { analysed, CODE } from './support/thread.ts';

interface Cell {
  readonly cell_type: string;
  readonly metadata: { readonly tags?: readonly string[] };
  readonly source: readonly string[];
  readonly outputs?: readonly { readonly output_type: string; readonly text?: readonly string[] | string; readonly ename?: string; readonly data?: Readonly<Record<string, string | readonly string[]>> }[];
}

const joined = (text: string | readonly string[] | undefined) => (typeof text === 'string' ? text : (text ?? []).join(''));
const cellsOf = (path: string) => (JSON.parse(readFileSync(path, 'utf8')) as { readonly cells: readonly Cell[] }).cells;
/** What one sees of a cell's outputs, whichever way it was displayed. */
const seen = ({ outputs = [] }: Cell) => outputs.map(({ output_type: kind, text, ename, data = {} }) => (kind === 'stream' ? joined(text) : (ename ?? ('image/png' in data ? 'picture' : 'image/svg+xml' in data ? joined(data['text/plain']) : joined(data['text/plain'])))));

suite('An exported notebook', function () {
  this.timeout(120_000);
  let dir: Awaited<ReturnType<typeof tempDir>>;
  setup(async () => {
    dir = await tempDir();
  });
  teardown(async () => {
    await closeRooms();
    await dir.remove();
  });

  test('runs unchanged in Jupyter, with equal outputs', async function () {
    const python = pythonWith(this, 'pandas', 'nbconvert', 'ipykernel', 'matplotlib');
    const more = ['import pandas as pd\ndf = pd.read_csv("/mnt/data/sales figures.csv")\ndf.groupby("region").amount.sum()', 'import matplotlib.pyplot as plt\nplt.plot([1, 3, 2]); plt.show()', '1 / 0'];
    const exported = await analysed(this, dir.path, python, [...CODE, ...more]);
    const path = join(exported.folder, 'analysis.ipynb');
    writeFileSync(path, await toNotebook(exported));
    const { status, stderr } = spawnSync(python, ['-m', 'nbconvert', '--to', 'notebook', '--execute', '--output', 'ran.ipynb', 'analysis.ipynb'], { cwd: exported.folder, encoding: 'utf8', timeout: 100_000 });
    assert.equal(status, 0, stderr);
    const [before, after] = [cellsOf(path), cellsOf(join(exported.folder, 'ran.ipynb'))];
    assert.equal(after.length, before.length);
    const code = before.flatMap((cell, place) => (cell.cell_type === 'code' ? [[cell, after[place] ?? assert.fail()] as const] : []));
    assert.equal(code.length, 7);
    // Tables of pandas are laid out by each in its own way: their figures are compared.
    const figures = (cell: Cell) => seen(cell).map((text) => text.match(/\b\d+(\.\d+)?\b/g)?.join(' ') ?? text);
    for (const [stored, ran] of code) assert.deepEqual(figures(ran), figures(stored), joined(stored.source));
    assert.ok(code[0]?.[0].metadata.tags?.includes('skip-execution') && (code[0][1].outputs?.length ?? 0) > 3, 'what Docent alone can run keeps its results');
    assert.equal(code.at(-1)?.[1].outputs?.[0]?.ename, 'ZeroDivisionError');
    assert.match(joined(before[0]?.source), /`sales figures\.csv`: `\.\.\/data\/sales figures\.csv`/);
  });
});
