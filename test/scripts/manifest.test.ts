import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.ts';

suite('What the Marketplace shows', () => {
  const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

  test('leads to one repository', () => {
    const { homepage, repository, bugs } = JSON.parse(read('package.json')) as { homepage: string; repository: { url: string }; bugs: { url: string } };
    const place = /^(https:\/\/github\.com\/[\w-]+\/[\w-]+)\.git$/.exec(repository.url)?.[1];
    assert.deepEqual([homepage, bugs.url], [`${place}#readme`, `${place}/issues`]);
  });

  test('names each of our own files by a relative link to one that is there, and each heading that it points to', () => {
    for (const page of ['README.md', 'CHANGELOG.md']) {
      const text = read(page);
      const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => `#${heading.toLowerCase().replace(/[^\w -]/g, '').replaceAll(' ', '-')}`);
      for (const [, link = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
        if (link.startsWith('#')) assert.ok(headings.includes(link), `${page}: ${link}`);
        else if (!link.includes(':')) assert.ok(existsSync(path.join(ROOT, link)), `${page}: ${link}`);
        else assert.match(link, /^https:\/\/(?!github\.com\/docent-vscode)/, `${page}: ${link}`);
      }
    }
  });
});
