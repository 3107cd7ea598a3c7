import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toMarkdown } from '../../../src/core/export/markdown.ts';
import type { Item } from '../../../src/core/types/item.ts';
import { toNotebook } from '../../../src/core/export/notebook.ts';
import { pathFrom, withLocalPaths } from '../../../src/core/export/paths.ts';
import { toReport } from '../../../src/core/export/report.ts';
import { safeHtml } from '../../../src/core/export/safeHtml.ts';
import { toScript } from '../../../src/core/export/script.ts';
import { tempDir } from '../../support/temp.ts';
import { closeRooms, findPython } from '../interpreter/room.ts';
import { analysed, CODE } from './support/thread.ts';

interface Cell {
  readonly cell_type: string;
  readonly id: string;
  readonly metadata: { readonly tags?: readonly string[] };
  readonly source: readonly string[];
  readonly outputs?: readonly { readonly output_type: string; readonly ename?: string; readonly data?: Readonly<Record<string, unknown>> }[];
}

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

  test('as a notebook has its code with the data where it lies, its results, and what only Docent can run as comments', async function () {
    const exported = await analysed(this, dir.path, null, [...CODE, '1 / 0']);
    const { nbformat, nbformat_minor: minor, cells } = JSON.parse(await toNotebook(exported)) as { readonly nbformat: number; readonly nbformat_minor: number; readonly cells: readonly Cell[] };
    assert.deepEqual([nbformat, minor, new Set(cells.map(({ id }) => id)).size], [4, 5, cells.length]);
    const code = cells.filter((cell) => cell.cell_type === 'code');
    const [profile, first, sum, , failed] = code;
    assert.deepEqual(profile?.metadata.tags, ['skip-execution']);
    assert.match(profile?.source.join('') ?? '', /^# This runs in Docent alone; its results are kept with it\.\n# from docent_profile/);
    assert.ok(profile?.outputs?.some(({ data }) => data && 'image/svg+xml' in data));
    assert.match(first?.source.join('') ?? '', /open\("\.\.\/data\/sales figures\.csv"\)/);
    assert.deepEqual(first?.outputs, [{ output_type: 'stream', name: 'stdout', text: ['60 rows\n'] }]);
    assert.deepEqual(sum?.outputs?.[0]?.data, { 'text/plain': '1770' });
    assert.deepEqual([failed?.metadata.tags, failed?.outputs?.[0]?.ename], [['raises-exception'], 'ZeroDivisionError']);
    assert.match(cells[0]?.source.join('') ?? '', /`sales figures\.csv`: `\.\.\/data\/sales figures\.csv`/);
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

  test('keeps a chart of Vega-Lite as what draws it, under its MIME type and as a block; a report has its picture', async function () {
    const spec = '{"$schema":"https://vega.github.io/schema/vega-lite/v5.json","title":"Sums","mark":"bar","data":{"values":[{"a":"<b>"}]},"encoding":{"x":{"field":"a"}}}';
    const chart = `class Chart:\n    def _repr_mimebundle_(self, **_): return {"application/vnd.vegalite.v5+json": ${spec}}\nChart()`;
    const exported = await analysed(this, dir.path, null, [...CODE, chart]);
    const { cells } = JSON.parse(await toNotebook(exported)) as { readonly cells: readonly Cell[] };
    assert.deepEqual(cells.findLast(({ cell_type: type }) => type === 'code')?.outputs?.[0]?.data, { 'application/vnd.vegalite.v5+json': JSON.parse(spec), 'text/plain': 'Sums' });
    assert.ok(toMarkdown(exported, 'files').text.includes(`**Sums**\n\n\`\`\`vega-lite\n${spec}\n\`\`\``));
    const [, picture = ''] = /<img alt="Sums" src="data:image\/svg\+xml;base64,([^"]+)">/.exec(await toReport(exported)) ?? [];
    assert.match(Buffer.from(picture, 'base64').toString(), /^<svg .*&lt;b&gt;.*Sums/s);
    // What can't be drawn offline keeps what draws it elsewhere.
    const html = await toReport({ ...exported, items: withSpec(exported.items, '{"title":"Sums","mark":"bar","data":{"url":"https://elsewhere.example/<b>"}}') });
    assert.match(html, /Sums: an interactive chart.*elsewhere\.example\/&#60;b&#62;/s);
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

function withSpec(items: readonly Item[], spec: string): readonly Item[] {
  return items.map((item) => (item.type === 'code_interpreter_call' ? { ...item, outputs: item.outputs.map((output) => (output.type === 'chart' ? { ...output, spec } : output)) } : item));
}
