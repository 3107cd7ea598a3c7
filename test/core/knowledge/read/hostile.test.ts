import assert from 'node:assert/strict';
import { kindOf } from '../../../../src/core/knowledge/read/kinds.ts';
import { idRules } from '../../../../src/core/text/safeStyle.ts';

/** Of this process, in milliseconds; a time that grows by the square is far beyond it. */
const TIME = 4_000;

async function read(extension: string, text: string): Promise<string> {
  const sections = await kindOf(extension).extract(Buffer.from(text), () => false);
  return sections.flatMap(({ lines }) => lines).join('\n');
}

function soon(title: string, work: () => Promise<void> | void): void {
  test(title, async () => {
    const before = process.cpuUsage();
    await work();
    const { user } = process.cpuUsage(before);
    assert.ok(user / 1_000 < TIME, `${user / 1_000} ms`);
  }).timeout(60_000);
}

suite('files that nobody wrote are read in no time', () => {
  soon('a line of white space before the code', async () => {
    for (const white of [' ', '\t', '*']) assert.match(await read('.ts', `${white.repeat(1_000_000)}\nconst x = 1;\n`), /const x = 1;$/);
    assert.match(await read('.ts', `/* generated ${'*'.repeat(500_000)} by hand */\nconst x = 1;\n`), /const x = 1;$/);
  });

  soon('a page whose elements never end: it is found as it is written', async () => {
    for (const tag of ['<b>', '<div>', '<p><a>']) assert.match(await read('.html', `${tag.repeat(100_000)}apples`), /<[ab]>apples$|<div>apples$/);
  });

  soon('a page whose scripts never end', async () => {
    for (const tag of ['<script', '<style>', '<script></style>']) await read('.html', `<p>apples</p>${tag.repeat(100_000)}`);
    assert.equal(await read('.html', '<script>if (a) {{</script><p>apples</p><STYLE>x {{</STYLE>'), 'apples');
  });

  soon('a page whose elements end: however many there are', async () => {
    assert.match(await read('.html', '<p><b>apples</b></p>\n'.repeat(20_000)), /^apples\napples/);
  });

  soon('a notebook of nothing but brackets or cells is left out', async () => {
    for (const cells of [`${'['.repeat(5_000_000)}${']'.repeat(5_000_000)}`, `[${'{},'.repeat(3_000_000)}{}]`]) {
      await assert.rejects(read('.ipynb', `{"cells":${cells}}`), { message: 'has more parts than a notebook has' });
    }
  });

  soon('style sheets in what code puts out', () => {
    for (const html of ['<style>', '<style', `<style>${'#a,'.repeat(30_000)}</style>`, '<style>a{', '<style>{}']) assert.deepEqual([...idRules(html.repeat(300_000 / html.length))], []);
    assert.deepEqual([...idRules('<p><style type="text/css">@media x { #a, #b { color: red; } } #c{width:9px}</style >')], [
      ['a', [['color', 'red']]],
      ['b', [['color', 'red']]],
      ['c', [['width', '9px']]],
    ]);
  });
});
