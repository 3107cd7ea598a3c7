import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toMarkdown } from '../../../src/core/export/markdown.ts';
import { toNotebook } from '../../../src/core/export/notebook.ts';
import { pathFrom, withLocalPaths } from '../../../src/core/export/paths.ts';
import { toReport } from '../../../src/core/export/report.ts';
import { safeHtml } from '../../../src/core/export/safeHtml.ts';
import { toScript } from '../../../src/core/export/script.ts';
import { tempDir } from '../../support/temp.ts';
import { closeRooms, findPython, pythonWith } from '../interpreter/room.ts';
import { analysed } from './support/thread.ts';

const CODE = [
  'import csv\nrows = list(csv.DictReader(open("/mnt/data/sales figures.csv")))\nprint(len(rows), "rows")',
  'sum(int(row["amount"]) for row in rows)',
  'open("/mnt/data/out.txt", "w").write("done")\nprint(open("/mnt/data/out.txt").read())',
];

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

suite('An exported analysis', function () {
  this.timeout(120_000);
  let dir: Awaited<ReturnType<typeof tempDir>>;
  setup(async () => {
    dir = await tempDir();
  });
  teardown(async () => {
    await closeRooms();
    await dir.remove();
  });

  test('as a notebook runs unchanged in Jupyter, with equal outputs', async function () {
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

  test('as a script runs with plain Python; what can’t is left out, and says so', async function () {
    const exported = await analysed(this, dir.path, null, [...CODE, '!echo said', 'display(rows[0]["region"])', '1 / 0']);
    const path = join(exported.folder, 'analysis.py');
    const script = toScript(exported);
    writeFileSync(path, script);
    assert.equal(execFileSync(findPython(), [path], { cwd: exported.folder, encoding: 'utf8' }), '60 rows\ndone\nNorth\n');
    assert.match(script, /# This runs in Docent alone/);
    assert.match(script, /pass {2}# !echo said/);
    assert.match(script, /# Left out, since it ended with ZeroDivisionError:\n# 1 \/ 0/);
    assert.equal(script.split('\n# %%').length, 11, 'what it is, display, the question, the profile, its findings, and six pieces of code');
  });

  test('as Markdown has its text, code and tables, and names its pictures', async function () {
    const exported = await analysed(this, dir.path, null, CODE);
    const { text, pictures } = toMarkdown(exported, 'analysis_files');
    assert.match(text, /^# sales figures\.csv\n/);
    assert.match(text, /> Analyze this data and create charts\./);
    assert.match(text, /```python\nimport csv/);
    assert.match(text, /\n\| Column \| Type \|/);
    assert.ok(pictures.length >= 2);
    for (const { name } of pictures) assert.ok(text.includes(`](analysis_files/${name})`), name);
    assert.doesNotMatch(text, /docent:|\u2060/);
  });

  test('as a report is one page without scripts and addresses, whatever was in the results', async function () {
    const hostile = 'class Page:\n    def _repr_html_(self): return \'<b onclick="x()">kept</b><script>x()</script><img src="https://elsewhere.example/a"><a href="javascript:x()">y</a><td style="background:url(https://elsewhere.example/b);color:red">z</td>\'\nPage()';
    const exported = await analysed(this, dir.path, null, [...CODE, hostile, 'print("\\x1b[31mred\\x1b[0m <b>")']);
    const html = await toReport({ ...exported, title: '</title><script>x()</script>' });
    assert.match(html, /Content-Security-Policy" content="default-src 'none'; img-src data:/);
    // The code itself is text.
    assert.doesNotMatch(html.replace(/<details>[^]*?<\/details>/g, ''), /<script|<iframe|onclick|javascript:|elsewhere\.example|<link/i);
    assert.match(html, /<b>kept<\/b>/);
    assert.match(html, /<span class="ansi-1">red<\/span> &#60;b&#62;/);
    assert.ok((html.match(/<img alt="[^"]*" src="data:image\/svg\+xml;base64,/g) ?? []).length >= 2);
    assert.ok(html.indexOf('60 rows') < html.indexOf('<table'), 'what was found comes first');
  });

  test('finds data where it lies, relative where that makes sense', () => {
    assert.equal(pathFrom('/home/a/project/out', { path: '/home/a/project/data/x.csv' }), '../data/x.csv');
    assert.equal(pathFrom('/home/a/project/out/deep/down', { path: '/var/lib/docent/files/x.csv' }), '/var/lib/docent/files/x.csv');
    const file = { name: 'x.csv', path: '/p/data/x.csv', bytes: 1 };
    assert.equal(withLocalPaths('open("/mnt/data/x.csv"); open(\'/mnt/data/new/y.txt\'); os.listdir("/mnt/data")', '/p', [file]), 'open("data/x.csv"); open(\'new/y.txt\'); os.listdir(".")');
  });

  test('keeps colours of single elements, and no other style', () => {
    const styled = '<style>#T_1_row0_col0, #T_1_row1_col0 { background-color: #023858; color: #f1f1f1; position: fixed } td { color: red }</style><table id="T_1"><tr><td id="T_1_row0_col0" class="data">1</td><td style="font-weight: bold; background: url(x)">2</td></tr></table>';
    assert.equal(safeHtml(styled), '<table><tr><td style="background-color: #023858; color: #f1f1f1">1</td><td style="font-weight: bold">2</td></tr></table>');
    assert.equal(safeHtml('<div><b>open<i>'), '<div><b>open<i></i></b></div>');
  });
});
