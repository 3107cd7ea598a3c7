import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../../scripts/paths.ts';
import { suitesOf } from '../../scripts/testing/suites.ts';

interface Form {
  readonly name: string;
  readonly description: string;
  readonly body: readonly { readonly type: string; readonly id?: string; readonly attributes: Readonly<Record<string, unknown>> }[];
}

suite('What GitHub reads', () => {
  const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

  test('the workflow runs commands and suites that there are', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const { jobs } = parse(read('.github/workflows/test.yml')) as { jobs: Record<string, { steps: readonly { run?: string }[] }> };
    const runs = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => /npm (?:run )?(\S+)(?: -- (.+))?$/m.exec(run ?? '') ?? []));
    assert.deepEqual(runs.filter((part) => part in scripts), ['test', 'test']);
    const names = suitesOf('short').map(({ name }) => name);
    for (const name of ['unit', 'host']) assert.ok(names.includes(name) && runs.some((part) => part?.split(' ').includes(name)));
  });

  test('issues are asked for in forms', () => {
    const forms = globSync('.github/ISSUE_TEMPLATE/*.yml', { cwd: ROOT }).filter((file) => path.basename(file) !== 'config.yml');
    assert.equal(forms.length, 2);
    for (const file of forms) {
      const { name, description, body } = parse(read(file)) as Form;
      assert.ok(name && description, file);
      const asked = body.filter(({ type }) => type !== 'markdown');
      for (const { type, id, attributes } of asked) assert.ok(['textarea', 'input'].includes(type) && id && attributes['label'], `${file}: ${id}`);
      assert.equal(new Set(asked.map(({ id }) => id)).size, asked.length, file);
    }
  });

  test('links into the repository lead to files that there are', () => {
    const { homepage } = JSON.parse(read('package.json')) as { homepage: string };
    const place = homepage.replace('#readme', '');
    for (const file of ['SECURITY.md', 'SUPPORT.md', ...globSync('.github/**/*.{yml,md}', { cwd: ROOT })]) {
      for (const [, link = ''] of read(file).matchAll(/\]\(([^)\s]+)\)|url: (\S+)/g)) if (!link.includes(':')) assert.ok(existsSync(path.join(ROOT, link)), `${file}: ${link}`);
      for (const [url] of read(file).matchAll(/https:\/\/[^\s)]+/g)) {
        const rest = url.startsWith(`${place}/`) ? url.slice(place.length + 1) : assert.fail(`${file}: ${url}`);
        const blob = /^blob\/HEAD\/(.+)$/.exec(rest)?.[1];
        assert.ok(blob ? existsSync(path.join(ROOT, blob)) : /^(issues|security\/advisories)\/new/.test(rest), `${file}: ${url}`);
      }
    }
  });
});
