import assert from 'node:assert/strict';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.ts';
import { runNode } from '../../scripts/runNode.ts';

/** Milliseconds: a busy machine takes its time to build. */
const LIMIT = 60_000;

/** Not imported by name: it is plain JavaScript, as a build needs it. */
const MODULE = path.join(ROOT, 'scripts', 'notices.mjs');

suite('The notices of third-party software', () => {
  let folder = '';
  setup(() => (folder = mkdtempSync(path.join(tmpdir(), 'docent-'))));
  teardown(() => rmSync(folder, { recursive: true, force: true }));

  test('hold name, version and licence of each package that a bundle’s source map names', async () => {
    const { problem, text } = await runNode(['esbuild.js', `--out=${folder}`], { output: 'gathered', limit: LIMIT });
    assert.equal(problem, null, text);
    const written = readFileSync(path.join(folder, 'ThirdPartyNotices.txt'), 'utf8');
    const sources = globSync('*.map', { cwd: folder }).flatMap((file) => {
      const map = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as { sources: readonly string[] };
      return map.sources.map((source) => path.relative(ROOT, path.resolve(folder, source)).replaceAll('\\', '/'));
    });
    const packages = new Set(sources.flatMap((source) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(source)?.[0] ?? []));
    for (const known of ['preact', 'unpdf', 'mdurl', '@vscode/codicons']) assert.ok(packages.has(`node_modules/${known}`), `${known} is bundled`);
    for (const place of packages) {
      const { name, version } = JSON.parse(readFileSync(path.join(ROOT, place, 'package.json'), 'utf8')) as { name: string; version: string };
      assert.ok(written.includes(`\n${name} ${version}\n`), `${name} ${version} is missing`);
      const licences = globSync('{LICENSE,LICENCE,COPYING,license}*', { cwd: path.join(ROOT, place) });
      // Two name their licence alone; the licence's own text is written all the same.
      assert.ok(licences.length > 0 || ['@resvg/resvg-wasm', '@vscode/l10n'].includes(name), `${name} has a licence`);
      for (const licence of licences) {
        assert.ok(written.includes(readFileSync(path.join(ROOT, place, licence), 'utf8').replaceAll('\r\n', '\n').trim()), `${licence} of ${name} is missing`);
      }
    }
    assert.match(written, /\npdf\.js \(in unpdf\) \d+\.\d+\.\d+\nApache-2\.0\n=+\n\nCopyright Mozilla/);
    assert.match(written, /\n@resvg\/resvg-wasm [\d.]+\nMPL-2\.0\n=+\n\nCopyright the authors of resvg[^=]*Mozilla Public License/);
    assert.match(written, /\n@vscode\/l10n [\d.]+\nMIT\n=+\n\nCopyright \(c\) Microsoft[^=]*Permission is hereby granted/);
    assert.match(written, /\ndejavu-fonts-ttf [\d.]+\n[^=]*=+[^=]*Bitstream Vera/, 'What is copied has its licence, too.');
    assert.match(written, /\ngitleaks [\d.]+\nMIT\n=+\n\nMIT License\n\nCopyright \(c\) 2019 Zachary Rice/, 'Rules that are kept as data have their licence.');
    assert.match(written, /partial-json-parser\/LICENSE:\n/, 'What a package has taken in is there, too.');
  }).timeout(LIMIT);

  test('are refused for a package that comes without a licence’s text', async () => {
    const { notices } = (await import(MODULE)) as { notices: (folders: readonly string[]) => string };
    const place = path.join(folder, 'node_modules', 'nameless');
    mkdirSync(place, { recursive: true });
    writeFileSync(path.join(place, 'package.json'), JSON.stringify({ name: 'nameless', version: '1.2.3', license: 'MIT' }));
    assert.throws(() => notices([place]), { message: 'nameless 1.2.3 is bundled and has no licence’s text; ask its authors for one, or use another package.' });
    writeFileSync(path.join(place, 'License.md'), 'Do what you like.\r\n');
    assert.match(notices([place]), /\nnameless 1\.2\.3\nMIT\n=+\n\nDo what you like\.\n/);
  });
});
