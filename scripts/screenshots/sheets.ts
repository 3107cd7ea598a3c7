import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newContext, type launchBrowser } from '../../test/vscode-host/scripts/browser.ts';

export interface Shot {
  readonly state: string;
  readonly theme: string;
  readonly width: number;
}

/** The pictures, and beside them contact sheets: a state at one width, its themes side by side. */
export interface Sheets {
  add(shot: Shot, png: Buffer): void;
  /** Writes index.html, and of each of its rows a picture. */
  write(browser: Awaited<ReturnType<typeof launchBrowser>>): Promise<void>;
}

export function createSheets(output: string): Sheets {
  const rows = new Map<string, { readonly file: string; readonly shot: Shot }[]>();
  return {
    add(shot, png) {
      const row = `${shot.state} ${shot.width}`;
      const file = path.join('pictures', `${row} ${shot.theme}.png`);
      mkdirSync(path.join(output, 'pictures'), { recursive: true });
      writeFileSync(path.join(output, file), png);
      rows.set(row, [...(rows.get(row) ?? []), { file, shot }]);
    },
    async write(browser) {
      const index = path.join(output, 'index.html');
      writeFileSync(index, page([...rows].map(([name, shots]) => section(name, shots))));
      const context = await newContext(browser, { width: 1_900, height: 1_000 });
      const view = await context.newPage();
      await view.goto(`file://${index}`);
      for (const [place, name] of [...rows.keys()].entries()) {
        await view.locator('section').nth(place).screenshot({ path: path.join(output, `${name}.png`) });
      }
      await context.close();
    },
  };
}

const section = (name: string, shots: readonly { readonly file: string; readonly shot: Shot }[]) =>
  `<section class="${shots.some(({ shot }) => shot.width > 500) ? 'wide' : ''}"><h2>${name}</h2>${shots.map(({ file, shot }) => `<img src="${encodeURI(file)}" alt="${shot.theme}">`).join('')}</section>`;

const page = (sections: readonly string[]) => `<!DOCTYPE html>
<meta charset="utf-8">
<title>Docent</title>
<style>
body { margin: 8px; background: #777; font: 14px sans-serif; }
section { width: max-content; padding: 4px 0; }
h2 { margin: 0; font-size: 14px; }
img { margin: 0 8px 0 0; vertical-align: top; }
.wide { width: 1800px; }
.wide img { width: 880px; margin-bottom: 8px; }
</style>
${sections.join('\n')}
`;
