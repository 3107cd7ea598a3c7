import assert from 'node:assert/strict';
import type { Output } from '../../../../src/core/types/output.ts';
import { closeRooms, openRoom, pythonWith } from '../room.ts';

const images = (outputs: readonly Output[]) => outputs.flatMap((output) => (output.type === 'image' ? [[output.file.mime, output.title]] : []));

suite('What libraries draw', function () {
  this.timeout(60_000);
  teardown(closeRooms);

  test('an animation is a moving picture, of its beginning where it is long', async function () {
    const python = pythonWith(this, 'matplotlib', 'PIL');
    const { run, saved } = await openRoom(this, null, { python });
    const code = (frames: number) => `import matplotlib.pyplot as plt\nfrom matplotlib.animation import FuncAnimation\nfig, ax = plt.subplots(figsize=(2, 2))\nax.set_title("Waves")\nline, = ax.plot([0, 1], [0, 1])\ndef step(n):\n    line.set_ydata([n % 3, 1])\n    return line,\nFuncAnimation(fig, step, frames=${frames})`;
    const short = await run(code(3));
    assert.deepEqual(images(short.outputs), [['image/gif', 'Waves']], JSON.stringify(short.outputs));
    assert.equal(short.outputs.length, 1, 'the figure is not shown once more');
    const gif = Buffer.from(saved[0]?.bytes ?? []);
    assert.equal(gif.toString('latin1', 0, 6), 'GIF89a');
    assert.equal(gif.toString('latin1').split('\x00\x21\xf9\x04').length - 1, 3, 'three frames');
    assert.deepEqual(images((await run(code(90))).outputs), [['image/gif', 'Waves (the first 40 frames)']]);
  });

  test('what is a part of a figure that is shown has no text of its own', async function () {
    const python = pythonWith(this, 'matplotlib');
    const { run } = await openRoom(this, null, { python });
    assert.deepEqual((await run('import matplotlib.pyplot as plt\nplt.plot([1, 2])')).outputs.map(({ type }) => type), ['image']);
    assert.deepEqual((await run('plt.subplots()[1].bar(["a"], [1])[0]')).outputs.map(({ type }) => type), ['image']);
    assert.deepEqual((await run('_, axes = plt.subplots(1, 2)\naxes[0].plot([1])\naxes')).outputs.map(({ type }) => type), ['image']);
    assert.deepEqual((await run('plt.rcParams["font.size"]')).outputs.map(({ type }) => type), ['text']);
  });

  test('a chart of plotly’s is a picture, also by show(); of a kind that can’t be drawn it says so', async function () {
    const python = pythonWith(this, 'plotly', 'matplotlib');
    const { run } = await openRoom(this, null, { python });
    const figure = 'import plotly.graph_objects as go\nfig = go.Figure([go.Scatter(x=[1, 2, 3], y=[3, 1, 2], name="a"), go.Bar(x=[1, 2, 3], y=[1, 1, 1], name="b")])\nfig.update_layout(title="Sales")\n';
    assert.deepEqual(images((await run(`${figure}fig`)).outputs), [['image/png', 'Sales']]);
    assert.deepEqual(images((await run('fig.show()')).outputs), [['image/png', 'Sales']]);
    const [globe] = (await run('go.Figure(go.Scattergeo(lat=[1], lon=[2]))')).outputs;
    assert.match(globe?.type === 'markdown' ? globe.text : '', /^A chart of plotly’s \(scattergeo\), which Docent can’t show: save it as a page/);
  });

  test('a frame with pandas’ styles keeps its colours, and its warnings are told by where they come from', async function () {
    const python = pythonWith(this, 'pandas', 'jinja2');
    const { run } = await openRoom(this, null, { python });
    const [styled] = (await run('import pandas as pd\npd.DataFrame({"a": [1, 2]}).style.map(lambda v: "background-color: #023858") if hasattr(pd.DataFrame().style, "map") else pd.DataFrame({"a": [1, 2]}).style.applymap(lambda v: "background-color: #023858")')).outputs;
    assert.match(styled?.type === 'html' ? styled.html : '', /background-color: #023858/);
    const warned = (await run('import warnings\nwarnings.warn("old api")')).outputs[0];
    assert.match(warned?.type === 'logs' ? `${warned.stream} ${warned.text}` : '', /^stderr .*:2: UserWarning: old api/);
  });
});
