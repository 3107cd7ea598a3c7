import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Output } from '../../../../src/core/types/output.ts';
import { closeRooms, openRoom, pythonWith, until } from '../room.ts';

suite('What values are shown as', () => {
  teardown(closeRooms);

  test('the bundle of a value comes first: a table', async function () {
    const { run } = await openRoom(this);
    const { outputs } = await run(`
class Report:
    def _repr_mimebundle_(self, include=None, exclude=None):
        rows = [["a", 1, 0.5, True, None], ["b", float("nan"), float("inf"), False, 2**60]]
        form = {"title": "Sums", "columns": ["k", "n", "x", "b", "big"], "rows": rows, "totalRows": 7}
        return {"application/vnd.docent.table+json": form, "text/plain": "a table"}
    def _repr_html_(self): return "<p>never</p>"
Report()`);
    assert.deepEqual(outputs, [
      {
        type: 'table',
        title: 'Sums',
        columns: ['k', 'n', 'x', 'b', 'big'],
        rows: [
          ['a', 1, 0.5, true, null],
          ['b', null, 'inf', false, String(2n ** 60n)],
        ],
        totalRows: 7,
      },
    ]);
  });

  test('an SVG is kept as a file and titled by its plain text', async function () {
    const { run, saved } = await openRoom(this);
    const { outputs } = await run(`
class Chart:
    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg'>é</svg>", "text/plain": "Sales: 2024/25"}, {"metadata": 1}
display(Chart())`);
    const file = { id: 'file-1', name: 'Sales 2024 25.svg', mime: 'image/svg+xml', bytes: 48 };
    assert.deepEqual(outputs, [{ type: 'image', file, title: 'Sales: 2024/25' }]);
    assert.equal(Buffer.from(saved[0]?.bytes ?? []).toString(), "<svg xmlns='http://www.w3.org/2000/svg'>é</svg>");
  });

  test('Markdown, HTML, PNG and plain text by their methods', async function () {
    const { run, saved } = await openRoom(this);
    const { outputs } = await run(`
class Shown:
    def __init__(self, method, form): setattr(self, method, lambda: form)
    def __repr__(self): return "<plain>"
display(Shown("_repr_markdown_", "**bold**"))
display(Shown("_repr_html_", "<b>bold</b>"))
display(Shown("_repr_png_", b"\\x89PNG"))
display(Shown("_repr_latex_", "$x$"))
display(Shown)`);
    assert.deepEqual(outputs.slice(0, 4), [
      { type: 'markdown', text: '**bold**' },
      { type: 'html', html: '<b>bold</b>', text: '<plain>' },
      { type: 'image', file: { id: 'file-1', name: 'image.png', mime: 'image/png', bytes: 4 }, title: '' },
      { type: 'markdown', text: '$x$' },
    ]);
    assert(outputs[4]?.type === 'text' && outputs[4].text.includes('Shown'));
    assert.equal(Buffer.from(saved[0]?.bytes ?? []).toString('latin1'), '\x89PNG');
  });

  test('a value that can’t show itself is named', async function () {
    const { run } = await openRoom(this);
    const { outputs } = await run(`
class Broken:
    def __repr__(self): raise RuntimeError("no")
    def _repr_html_(self): raise RuntimeError("no")
Broken()`);
    assert.deepEqual(outputs, [{ type: 'text', text: '<Broken whose repr() fails with RuntimeError>' }]);
    assert.deepEqual((await run('class Plain: pass\n[Plain(), 0x10]')).outputs, [{ type: 'text', text: '[<__main__.Plain object>, 16]' }]);
    assert.equal((await run('from unittest.mock import MagicMock\nMagicMock()')).outputs[0]?.type, 'text');
  });

  test('a very long text is cut, a very long page gives way to it', async function () {
    const { run } = await openRoom(this);
    const page = await run('class Page:\n    def __repr__(self): return "short"\n    def _repr_html_(self): return "<p>" * 1_000_000\nPage()');
    assert.deepEqual(page.outputs, [{ type: 'text', text: 'short' }]);
    const [output] = (await run('"x" * 10_000_000')).outputs;
    assert(output?.type === 'text');
    assert.equal(output.text.length, 200_001);
  });

  test('outputs keep their order while files are saved', async function () {
    const order: string[] = [];
    const room = await openRoom(this, null, {
      saveFile: async ({ name, mime, bytes }) => {
        // The first is not done before all the others have arrived.
        if (name === 'slow.svg') assert(await until(() => existsSync(join(room.work, 'last.txt')), 5_000, 50));
        order.push(name);
        return { id: name, name, mime, bytes: bytes.length };
      },
    });
    const { outputs } = await room.run(`
class Image:
    def __init__(self, title): self.title = title
    def __repr__(self): return self.title
    def _repr_svg_(self): return "<svg/>"
display(Image("slow")); print("between"); display(Image("fast")); open("last.txt", "w").close()`);
    assert.deepEqual(outputs.map(name), ['slow', 'between\n', 'fast', 'last.txt']);
    assert.deepEqual(order, ['slow.svg', 'fast.svg', 'last.txt']);
  });

  test('a file that can’t be saved is a notice, and the rest is shown', async function () {
    const { run } = await openRoom(this, null, { saveFile: () => Promise.reject(new Error('The disk is full.')) });
    const { outcome, outputs } = await run('open("a.txt", "w").close()\nprint("rest")');
    assert.equal(outcome, 'ok');
    assert.equal(outputs[0]?.type, 'logs');
    assert(outputs[1]?.type === 'notice' && outputs[1].notice.message.includes('The disk is full.'));
  });

  test('a figure of plotly comes as what a view draws, with a picture or its stand-in; whoever gets bitmaps has that alone', async function () {
    const figure = 'import json\nclass Figure:\n    shown = {"data": [{"type": "violin", "y": [1, 2]}], "layout": {"title": {"text": "Sums <1>"}, "template": {"layout": {"plot_bgcolor": "#E5ECF6"}}}}\n    def to_plotly_json(self): return self.shown\n    def to_json(self): return json.dumps(self.shown)\nFigure.__module__ = "plotly.graph_objs"\nFigure()';
    const { run, saved } = await openRoom(this);
    const [output] = (await run(figure)).outputs;
    assert(output?.type === 'image' && output.figure);
    assert.deepEqual([output.title, output.file.mime, JSON.parse(output.figure)], ['Sums <1>', 'image/svg+xml', { data: [{ type: 'violin', y: [1, 2] }], layout: { title: { text: 'Sums <1>' } } }]);
    assert.match(Buffer.from(saved[0]?.bytes ?? []).toString(), /Sums &lt;1&gt;: Docent draws it in the answer/);
    const bitmaps = await openRoom(this, null, { bitmaps: true });
    const [bitmap] = (await bitmaps.run(figure)).outputs;
    assert.ok(bitmap?.type === 'image' && bitmap.file.mime === 'image/png' && !('figure' in bitmap));
  });

  test('a frame of pandas is a table of JSON values', async function () {
    const { run } = await openRoom(this, null, { python: pythonWith(this, 'pandas') });
    const { outputs } = await run(`
import pandas as pd
frame = pd.DataFrame({
    "n": [1, 2], "x": [0.5, None], "t": pd.to_datetime(["2024-01-02", None]),
    "s": ["é", None], "b": [True, False], ("two", "levels"): [pd.NA, pd.Timedelta("1h")],
})
frame`);
    assert.deepEqual(outputs, [
      {
        type: 'table',
        title: '',
        columns: ['n', 'x', 't', 's', 'b', 'two / levels'],
        rows: [
          [1, 0.5, '2024-01-02T00:00:00', 'é', true, null],
          [2, null, null, null, false, '0 days 01:00:00'],
        ],
        totalRows: 2,
      },
    ]);
  });

  test('an index that says something comes first', async function () {
    const { run } = await openRoom(this, null, { python: pythonWith(this, 'pandas') });
    const { outputs } = await run(`
import pandas as pd
frame = pd.DataFrame({"city": ["b", "a", "b"], "year": [1, 1, 2], "n": [1, 2, 3]})
display(frame.groupby("city").n.sum(), frame.groupby(["city", "year"]).sum(), frame.tail(1), pd.Series([7, 8]), frame.iloc[:0])`);
    assert.deepEqual(outputs.map(table), [
      { columns: ['city', 'n'], rows: [['a', 2], ['b', 4]] },
      { columns: ['city', 'year', 'n'], rows: [['a', 1, 2], ['b', 1, 1], ['b', 2, 3]] },
      { columns: ['', 'city', 'year', 'n'], rows: [[2, 'b', 2, 3]] },
      { columns: ['value'], rows: [[7], [8]] },
      { columns: ['city', 'year', 'n'], rows: [] },
    ]);
  });

  test('of a long frame the first thousand rows are shown, and how many there are', async function () {
    const { run } = await openRoom(this, null, { python: pythonWith(this, 'pandas') });
    const [output] = (await run('import pandas as pd\npd.DataFrame({"n": range(50_000)})')).outputs;
    assert(output?.type === 'table');
    assert.deepEqual([output.rows.length, output.rows[999], output.totalRows], [1_000, [999], 50_000]);
  });

  test('figures come where show() is called, the others at the end, each once', async function () {
    const { run, saved } = await openRoom(this, null, { python: pythonWith(this, 'matplotlib') });
    const { outputs, printed } = await run(`
import matplotlib.pyplot as plt
plt.plot([1, 2]); plt.title("First")
plt.show()
print("between")
figure, axes = plt.subplots(); axes.bar(["a", "b"], [1, 2]); figure.suptitle("Second")
plt.figure()
display(figure)
plt.figure(); plt.plot([3]); plt.title("Third")
None`);
    assert.deepEqual(outputs.map(name), ['First', 'between\n', 'Second', 'Third']);
    assert.equal(printed, 'between\n');
    for (const { bytes, name } of saved) assert.equal(Buffer.from(bytes.subarray(0, 4)).toString('latin1'), '\x89PNG', name);
    assert.deepEqual((await run('plt.get_fignums()')).outputs, [{ type: 'text', text: '[]' }]);
  });

  test('code that chooses Agg itself gets its figures, too', async function () {
    const { run } = await openRoom(this, null, { python: pythonWith(this, 'matplotlib') });
    const { outputs } = await run('import matplotlib\nmatplotlib.use("Agg")\nimport matplotlib.pyplot as plt\nplt.plot([1])\nplt.title("T")\nplt.show()');
    assert.deepEqual(outputs.map(name), ['T']);
  });

  test('a figure that can’t be drawn is an exception, once', async function () {
    const { run } = await openRoom(this, null, { python: pythonWith(this, 'matplotlib') });
    const { outputs } = await run('import matplotlib.pyplot as plt\nplt.plot([1]); plt.title("$\\\\wrong{$");');
    assert.equal(outputs[0]?.type, 'exception');
    assert.deepEqual((await run('1')).outputs, [{ type: 'text', text: '1' }]);
  });
});

/** What tells an output from the others. */
function name(output: Output): string {
  if (output.type === 'image') return output.title;
  if (output.type === 'logs') return output.text;
  return output.type === 'file' ? output.file.name : output.type;
}

function table(output: Output) {
  assert(output.type === 'table');
  return { columns: output.columns, rows: output.rows };
}
