import assert from 'node:assert/strict';
import type { Output } from '../../../../src/core/types/output.ts';
import { closeRooms, openRoom, pythonWith } from '../room.ts';

const kinds = (outputs: readonly Output[]) => outputs.map(({ type }) => type);
const printed = (outputs: readonly Output[]) => outputs.flatMap((output) => (output.type === 'logs' ? [output.text] : [])).join('');

suite('Code of notebooks', () => {
  teardown(closeRooms);

  test('magics that Docent has no use for are passed over; the code runs, and lines keep their numbers', async function () {
    const { run } = await openRoom(this);
    const { outcome, outputs } = await run('%matplotlib inline\n%load_ext autoreload\nx = 7 % 4\n%time y = x * 2\n(x,\n y % 4)');
    assert.deepEqual([outcome, outputs], ['ok', [{ type: 'text', text: '(3, 2)' }]]);
    assert.deepEqual((await run('%%time\nz = 5\nz')).outputs, [{ type: 'text', text: '5' }]);
    const [failure] = (await run('%matplotlib inline\n1 / 0')).outputs;
    assert(failure?.type === 'exception');
    assert.match(failure.traceback, /line 2, in <module>/);
    assert.deepEqual((await run('text = """\n%matplotlib inline\n!ls"""\n!echo said\ntext')).outputs.at(-1), { type: 'text', text: "'\\n%matplotlib inline\\n!ls'" });
  });

  test('%timeit tells how long a statement takes, and %%timeit a cell, by as many loops as that needs', async function () {
    const { run } = await openRoom(this);
    const said = async (code: string) => printed((await run(code)).outputs);
    const figure = String.raw`\d+(?:\.\d+)? [mµn]?s`;
    const of = (runs: string) => new RegExp(`^${figure} ± ${figure} per loop \\(mean ± std\\. dev\\. of ${runs} each\\); best ${figure}\n$`);
    assert.match(await said('values = list(range(50))\n%timeit -r 2 sum(values)'), of('2 runs, [\\d,]{5,} loops'));
    assert.match(await said('def f(own):\n    %timeit -n 3 -r 1 -own\nf(1)'), of('1 run, 3 loops'));
    assert.equal(await said('seen = []\n%timeit -n 2 -r 3 -q seen.append(1)\nprint(len(seen))'), '6\n');
    assert.equal(await said('timing = %timeit -n 2 -r 3 -q -o sum(values)\nprint(timing.loops, len(timing.timings), 0 < timing.best <= timing.average <= timing.worst)'), '2 3 True\n');
    assert.match(await said('%%timeit -n 1 -r 2 made = 2\nfor i in range(made):\n    seen.append(made)'), of('2 runs, 1 loop'));
    assert.equal(await said('print(len(seen))'), '10\n');
  });

  test('a magic that there is none of says so by its name', async function () {
    const { run } = await openRoom(this);
    const [failure] = (await run('x = 1\n%who')).outputs;
    assert(failure?.type === 'exception');
    assert.equal(failure.message, '%who is a command of notebooks that Docent doesn’t have: write it in Python'.replace('’', "'"));
  });

  test('help, folders, variables of the environment and scripts are asked for as in notebooks; a cell in another language says so', async function () {
    const { run } = await openRoom(this);
    for (const code of ['len?', '?len', 'x = 1\nlen??']) assert.match(printed((await run(code)).outputs), /^Help on built-in function len/);
    assert.deepEqual((await run('%env SHOWN=yes\nimport os\nos.environ["SHOWN"]')).outputs, [{ type: 'text', text: "'yes'" }]);
    await run('import os\nos.makedirs("sub", exist_ok=True)\nopen("made.py", "w").write("made = 6 * 7")');
    assert.deepEqual((await run('%run made.py\nmade')).outputs, [{ type: 'text', text: '42' }]);
    assert.match(printed((await run('%ls')).outputs), /made\.py/);
    assert.deepEqual((await run('%cd sub\nos.path.basename(os.getcwd())')).outputs, [{ type: 'text', text: "'sub'" }]);
    const [failure] = (await run('%%sql\nselect 1')).outputs;
    assert(failure?.type === 'exception');
    assert.match(failure.message, /^%%sql is a command of notebooks that Docent doesn't have/);
    assert.match(printed((await run('pip install no-such-package-here --no-index')).outputs), /Nothing was installed: code has no network here|has no pip/);
    assert.deepEqual((await run('f"{1}?"')).outputs, [{ type: 'text', text: "'1?'" }]);
  }).timeout(60_000);

  test('commands run with the chosen Python, also as values and cells', async function () {
    const { run } = await openRoom(this);
    assert.match(printed((await run('!python -c "import sys; print(sys.executable)"\nimport sys; print(sys.executable)')).outputs), /^(.+)\n\1\n$/);
    assert.deepEqual((await run("lines = !echo one && echo two\nlines")).outputs, [{ type: 'text', text: "['one', 'two']" }]);
    const listed = (await run('!pip list')).outputs;
    assert.match(printed(listed), /Package\s+Version|has no pip, so that it can't list or install packages/);
    assert.equal(printed((await run('%%bash\nfor n in 1 2; do echo $n; done')).outputs), '1\n2\n');
    assert.match(printed((await run('!pip install no-such-package-here --no-index')).outputs), /Nothing was installed: code has no network here|has no pip/);
  }).timeout(60_000);

  test('what IPython’s display shows is shown, with or without IPython', async function () {
    const { run } = await openRoom(this);
    const code = 'from IPython.display import display, HTML, Markdown, Math\ndisplay(HTML("<b>x</b>"))\ndisplay(Markdown("# hi"), Math(r"\\int x^2"))';
    const { outputs } = await run(code);
    assert.deepEqual(outputs.map((output) => ('html' in output ? output.html : 'text' in output ? output.text : '')), ['<b>x</b>', '# hi', '$\\displaystyle \\int x^2$']);
    assert.deepEqual(kinds(outputs), ['html', 'markdown', 'markdown']);
    const other = (await run('from IPython.display import IFrame\nIFrame("https://example.com", 1, 1)')).outputs[0];
    assert.match(JSON.stringify(other), /iframe|has no IFrame here|cannot import name 'IFrame'/, 'what is IPython’s alone is there where IPython is');
    assert.deepEqual(kinds((await run('class Formula:\n    def _repr_latex_(self): return r"$\\int x^2$"\nFormula()')).outputs), ['markdown']);
  });

  test('a page that would be blank without its scripts is told of instead', async function () {
    const { run } = await openRoom(this);
    const script = 'class Chart:\n    def _repr_html_(self): return "<div id=\'v\'></div><script>draw()</script>"\nChart.__module__ = "altair.vegalite"\nChart()';
    const [output] = (await run(script)).outputs;
    assert(output?.type === 'markdown');
    assert.match(output.text, /^A chart of Altair’s, which Docent can’t show: draw it with matplotlib/);
    const [page] = (await run('from IPython.display import HTML\nHTML("<div id=\'v\'></div><script>draw()</script>")')).outputs;
    assert.match(page?.type === 'markdown' ? page.text : '', /^A page that a script would draw/);
    assert.deepEqual(kinds((await run('class Page:\n    def _repr_html_(self): return "<p>Sums</p><script>draw()</script>"\nPage()')).outputs), ['html']);
  });

  test('a wide frame is cut to a budget of cells, says so, and leaves the variables alone', async function () {
    const python = pythonWith(this, 'pandas', 'numpy');
    const { run } = await openRoom(this, null, { python });
    await run('import numpy as np, pandas as pd\nkept = 1');
    const begun = performance.now();
    const [wide] = (await run('pd.DataFrame(np.random.rand(1000, 10000))')).outputs;
    const took = performance.now() - begun;
    assert(wide?.type === 'table');
    assert.equal(wide.title, 'First 200 of 1,000 rows, first 500 of 10,000 columns');
    assert.deepEqual([wide.columns.length, wide.rows.length, wide.totalRows], [500, 200, 1_000]);
    assert.ok(took < 4_000, `${took} ms`);
    assert.deepEqual((await run('kept')).outputs, [{ type: 'text', text: '1' }]);
    const [low] = (await run('pd.DataFrame(np.random.rand(50, 10000), index=list("ab" * 25))')).outputs;
    assert(low?.type === 'table');
    assert.deepEqual([low.columns.length, low.rows.length], [501, 50]);
  }).timeout(60_000);

  test('a frame of polars is a table', async function () {
    const python = pythonWith(this, 'polars');
    const { run } = await openRoom(this, null, { python });
    const [frame] = (await run('import polars as pl\npl.DataFrame({"a": range(5000), "b": ["x"] * 5000})')).outputs;
    assert(frame?.type === 'table');
    assert.deepEqual([frame.columns, frame.rows.length, frame.totalRows, frame.rows[1]], [['a', 'b'], 1_000, 5_000, [1, 'x']]);
    assert.deepEqual(kinds((await run('pl.Series("s", [1, 2])')).outputs), ['table']);
  }).timeout(60_000);
});
