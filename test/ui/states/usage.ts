import path from 'node:path';
import { ROOT } from '../../../scripts/paths.ts';
import type { UsageRow } from '../../../src/core/types/usage.ts';
import type { UsageHostContract, UsageReport, UsageViewContract } from '../../../src/protocol/usage.ts';
import { connect } from '../../../src/rpc.ts';
import type { Page } from '../../vscode-host/scripts/browser.ts';
import { ORIGIN, shellOf } from '../webview/support/shell.ts';
import type { ShownState } from './state.ts';

const ROWS: readonly UsageRow[] = Array.from({ length: 24 }, (_, index) => ({
  day: `2026-11-${String(28 - index).padStart(2, '0')}`,
  model: index % 3 === 0 ? 'ollama/qwen3-coder' : 'openai/gpt-6.1-terra',
  threadId: `thread_${index % 5}`,
  title: ['How are retries delayed?', 'A thread with a long title that goes on and on, since nobody has renamed it', 'Berths', null, 'What is a depot?'][index % 5] ?? null,
  runs: 1 + (index % 4),
  unpriced: index % 7 === 0 ? 1 : 0,
  inputTokens: 4_000 + ((index * 7_919) % 90_000),
  cachedTokens: (index * 1_231) % 4_000,
  outputTokens: 300 + ((index * 397) % 9_000),
  reasoningTokens: (index * 53) % 300,
  estimated: index % 9 === 0,
  cost: index % 3 === 0 ? 0 : 0.002 * (index + 1),
}));

/** The page of *Docent: Show Usage*. */
async function show(page: Page, report: UsageReport): Promise<void> {
  const listeners = new Set<(message: unknown) => void>();
  const view = connect<UsageHostContract, UsageViewContract>(
    {
      post: (message) => void page.evaluate((data) => void window.dispatchEvent(new MessageEvent('message', { data })), message),
      listen(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    {
      requests: {
        ready() {
          view.notify('report', report);
          return null;
        },
        saveCsv: () => null,
        setBudget: () => null,
      },
      events: {},
    },
  );
  await page.exposeFunction('toEditor', (message: unknown) => listeners.forEach((listener) => listener(message)));
  await page.route(`${ORIGIN}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    return pathname === '/' ? route.fulfill({ contentType: 'text/html', body: shellOf('usage') }) : route.fulfill({ path: path.join(ROOT, 'dist', pathname) });
  });
  await page.goto(ORIGIN);
  await page.getByRole('main').waitFor();
}

const usage = (name: string, report: Partial<UsageReport>): ShownState => ({
  name,
  place: 'editor',
  show: (page) => show(page, { rows: [], today: '2026-11-28', spent: 0, budget: null, ...report }),
});

export const USAGE_STATES = [usage('usage of nothing', {}), usage('usage', { rows: ROWS, spent: 12.34, budget: 20 })];
