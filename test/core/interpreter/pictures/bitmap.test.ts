import assert from 'node:assert/strict';
import { inflateSync } from 'node:zlib';
import { SOURCE_ASSETS } from '../../../../scripts/paths.ts';
import { bitmapOf } from '../../../../src/core/interpreter/pictures/bitmap.ts';
import { closeRooms, openRoom } from '../room.ts';

const SIGNATURE = '89504e470d0a1a0a';
const svg = (inside: string, width = 200) => `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="100" font-family="system-ui, Arial, sans-serif">${inside}</svg>`;
const draw = async (inside: string) => Buffer.from(await bitmapOf(svg(inside), SOURCE_ASSETS.pictures));

/** The bytes of a PNG's pixels; each row begins with its filter. */
function pixels(png: Buffer): Buffer {
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  return inflateSync(Buffer.concat(data));
}

suite('drawings as bitmaps', function () {
  this.timeout(60_000);
  teardown(closeRooms);

  test('a drawing becomes a PNG of twice its size, with its shapes', async () => {
    const png = await draw('<rect width="200" height="100" fill="#fff"/><rect x="10" y="10" width="50" height="50" fill="#2f6db3"/>');
    assert.equal(png.toString('hex', 0, 8), SIGNATURE);
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [400, 200]);
    assert.ok(new Set(pixels(png)).size > 2, 'blank');
  });

  test('its words are written, of whatever script the font has', async () => {
    const paper = '<rect width="200" height="100" fill="#fff"/>';
    const empty = pixels(await draw(paper));
    for (const word of ['Sums', 'Größe', 'сумма', 'Ελλάδα']) {
      assert.notDeepEqual(pixels(await draw(`${paper}<text x="20" y="50" font-size="17" font-weight="600">${word}</text>`)), empty, word);
    }
  });

  test('what is no drawing, and one without end, is refused', async () => {
    await assert.rejects(bitmapOf('no drawing', SOURCE_ASSETS.pictures));
    await assert.rejects(bitmapOf(svg('', 1e6), SOURCE_ASSETS.pictures));
  });

  test('who can’t show drawings gets bitmaps, and the drawings as files', async function () {
    const code = `class Drawing:\n    def _repr_mimebundle_(self, **_):\n        return {'image/svg+xml': '${svg('<rect width="90" height="90"/>')}', 'text/plain': 'Sums'}\nDrawing()`;
    const room = await openRoom(this, null, { bitmaps: true });
    const { outputs } = await room.run(code);
    assert.deepEqual(outputs.map((output) => ('file' in output ? [output.type, output.file.name, output.file.mime] : output)), [
      ['image', 'Sums.png', 'image/png'],
      ['file', 'Sums.svg', 'image/svg+xml'],
    ]);
    const bytes = room.saved.find(({ name }) => name === 'Sums.png')?.bytes ?? new Uint8Array();
    assert.equal(Buffer.from(bytes).toString('hex', 0, 8), SIGNATURE);
    const seen = await openRoom(this);
    assert.deepEqual((await seen.run(code)).outputs.map(({ type }) => type), ['image']);
  });
});
