import assert from 'node:assert/strict';
import { titleOf, vegaLiteOf } from '../../../../src/core/text/vegaLite.ts';
import type { Output } from '../../../../src/core/types/output.ts';
import { closeRooms, openRoom, pythonWith } from '../room.ts';

const BARS = `{"title": "Sums", "mark": "bar", "data": {"values": [{"a": "x", "b": float("nan")}]}}`;
const shown = (spec: string, more = '') => `
class Chart:
    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"application/vnd.vegalite.v5+json": ${spec}, "text/html": "<script>draw()</script>", "text/plain": "<Chart>"${more}}
Chart()`;

suite('Charts of Vega-Lite', () => {
  teardown(closeRooms);

  test('in the bundle of a value are kept as they are; what is no number is missing', async function () {
    const { run } = await openRoom(this);
    assert.deepEqual((await run(shown(BARS))).outputs, [{ type: 'chart', title: 'Sums', spec: '{"title":"Sums","mark":"bar","data":{"values":[{"a":"x","b":null}]}}' }]);
  });

  test('that are too long, none, or make up data without end are sentences', async function () {
    const { run } = await openRoom(this);
    const sentence = async (spec: string) => textOf((await run(shown(spec))).outputs[0]);
    assert.match(await sentence('{"mark": "bar", "data": {"values": [{"a": "x" * 2_000_001}]}}'), /^A chart with 2,000,\d+ characters of data, more than the 2,000,000 .* sample the data/);
    assert.match(await sentence('{"mark": "line", "data": {"sequence": {"start": 0, "stop": 1e12}}}'), /makes up too much data/);
    assert.match(await sentence('[1, 2]'), /none of Vega-Lite’s/);
  });

  test('of Altair’s are shown as they are meant, of more than 5,000 rows, too, and one that is not whole says so', async function () {
    const python = pythonWith(this, 'altair', 'pandas');
    const { run } = await openRoom(this, null, { python });
    const { outputs } = await run(`
import altair as alt, pandas as pd
frame = pd.DataFrame({"a": range(6000), "b": range(6000)})
alt.Chart(frame, title="Points").mark_point().encode(x="a", y="b", tooltip=["a"]).interactive()`);
    assert.deepEqual(outputs.map(({ type }) => type), ['chart']);
    assert(outputs[0]?.type === 'chart');
    const spec = vegaLiteOf(outputs[0].spec);
    assert(spec);
    assert.equal(titleOf(spec), 'Points');
    assert.equal(Object.values(spec['datasets'] as Record<string, unknown[]>)[0]?.length, 6_000);
    assert.match(textOf((await run('alt.Chart(frame).mark_point().encode(x="nowhere")')).outputs[0]), /^A chart of Altair’s that is not whole \(ValueError\)/);
  });
});

function textOf(output: Output | undefined): string {
  assert(output && 'text' in output, JSON.stringify(output)?.slice(0, 300));
  return output.text;
}
