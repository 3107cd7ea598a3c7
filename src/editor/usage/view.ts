import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Docent } from '../../core/docent.ts';
import { spentThisMonth } from '../../core/runs/budget.ts';
import { isActive } from '../../core/types/run.ts';
import type { UsageHostContract, UsageViewContract } from '../../protocol/usage.ts';
import { connect } from '../../rpc.ts';
import { act } from '../errors.ts';
import { viewHtml } from '../html.ts';
import { portOf } from '../port.ts';
import { saveTable } from '../results.ts';
import { onSettingChange, settings } from '../settings.ts';
import { usageTable } from './table.ts';

const USAGE_VIEW = 'docent.usage';

/** What answers took, in an editor tab. */
export interface UsageView extends vscode.Disposable {
  show(): void;
}

export function registerUsageView(docent: Docent, extensionUri: vscode.Uri, log: vscode.LogOutputChannel): UsageView {
  let shown: { readonly panel: vscode.WebviewPanel; readonly refresh: () => void } | null = null;
  const icon = (theme: string) => vscode.Uri.joinPath(extensionUri, 'media', `analysis-${theme}.svg`);

  function fill(panel: vscode.WebviewPanel): void {
    const { webview } = panel;
    const view = connect<UsageHostContract, UsageViewContract>(portOf(webview), {
      requests: {
        ready: async () => {
          await send();
          return null;
        },
        saveCsv: async () => {
          await saveTable(usageTable(await docent.usage.list()));
          return null;
        },
        setBudget: async () => {
          await act('setBudget');
          return null;
        },
      },
      events: {},
    });

    async function send(): Promise<void> {
      const [rows, spent] = await Promise.all([docent.usage.list(), spentThisMonth(docent.usage)]);
      view.notify('report', { rows, spent, budget: settings.monthlyBudget(), today: localDay(new Date()) });
    }
    const sendInBackground = () => {
      send().catch((error: unknown) => log.error(`The usage could not be shown: ${String(error)}`));
    };
    shown = { panel, refresh: sendInBackground };

    const unsubscribe = docent.runs.subscribe((_, event) => {
      if (event.type === 'run' && !isActive(event.run.status)) sendInBackground();
    });
    const setting = onSettingChange('usage', sendInBackground);
    webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist')] };
    webview.html = viewHtml(webview, extensionUri, panel.title, 'usage');
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    panel.onDidDispose(() => {
      if (shown?.panel === panel) shown = null;
      unsubscribe();
      setting.dispose();
      view.dispose();
    });
  }

  const registration = vscode.window.registerWebviewPanelSerializer(USAGE_VIEW, { deserializeWebviewPanel: async (panel) => fill(panel) });
  return {
    show() {
      if (!shown) return fill(vscode.window.createWebviewPanel(USAGE_VIEW, t('Docent Usage'), vscode.ViewColumn.Active, { enableFindWidget: true }));
      shown.panel.reveal();
      // What threads are called, and which there are, is told by no run.
      shown.refresh();
    },
    dispose: () => registration.dispose(),
  };
}

/** As in `2026-11-24`, by the clock of this machine. */
function localDay(date: Date): string {
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
