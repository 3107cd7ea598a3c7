import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../../../scripts/paths.ts';
import type { Page } from '../../vscode-host/scripts/browser.ts';
import { openChat } from '../docent.ts';
import { openWorkbench } from '../workbench.ts';
import type { ShownState } from './state.ts';

/** A theme as VS Code gives it to a webview. */
export interface Theme {
  readonly id: string;
  /** All its colours and fonts, as the style of the page's root. */
  readonly style: string;
  /** `vscode-dark`, … */
  readonly className: string;
  readonly kind: string;
}

/** The colours of these themes, asked of VS Code itself. @param ids by the names in the settings */
export async function readThemes(ids: readonly string[]): Promise<readonly Theme[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'docent-themes-'));
  const workbench = await openWorkbench({ folder, extensions: [ROOT] });
  try {
    const { frame } = await openChat(workbench);
    const themes: Theme[] = [];
    mkdirSync(path.join(folder, '.vscode'));
    for (const id of ids) {
      writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify({ 'workbench.colorTheme': id }));
      const body = frame.locator(`body[data-vscode-theme-id="${id}"]`);
      await body.waitFor();
      themes.push(
        await body.evaluate(({ className, dataset, ownerDocument }, theme) => {
          const kind = dataset['vscodeThemeKind'] ?? '';
          return { id: theme, style: ownerDocument.documentElement.style.cssText, className, kind };
        }, id),
      );
    }
    return themes;
  } finally {
    await workbench.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Gives a page these colours, as VS Code does when one changes the theme. */
export async function paint(page: Page, { id, style, className, kind }: Theme, place: ShownState['place']): Promise<void> {
  const background = place === 'sideBar' ? 'sideBar' : 'editor';
  await page.evaluate(
    ([text, names, theme, themeKind]) => {
      document.documentElement.style.cssText = text;
      document.body.className = names;
      Object.assign(document.body.dataset, { vscodeThemeKind: themeKind, vscodeThemeId: theme });
    },
    [`${style}; background-color: var(--vscode-${background}-background)`, className, id, kind] as const,
  );
}
