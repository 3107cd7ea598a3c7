import { SAMPLE } from '../../../../scripts/paths.ts';
import { startModelServer } from '../../../fixtures/modelServer/modelServer.ts';
import { widen } from '../../support/looks.ts';
import { modelAt } from '../../support/settings.ts';
import type { Story } from './story.ts';

const ANSWER = `A call that failed is tried again after \`baseDelay\`, 2 seconds, **doubled with each attempt** and capped at \`maxDelay\`, 10 minutes【1】:

$$d_n = \\min(2\\,\\mathrm{s} \\cdot 2^{n-1},\\ 10\\,\\mathrm{min})$$

- Half of the delay is fixed and half is random, so that receivers which went down together don’t all get their calls back in the same second【1】.
- Where the receiver asks for a longer wait in a \`Retry-After\` header, that wait is taken instead【1】.`;

/** The pictures that README.md shows. */
export const README: Story = {
  name: 'native readme',
  options: { folder: SAMPLE },
  async tell({ docent, set, shoot }) {
    const { analysis, chat, workbench } = docent;
    const server = await startModelServer({ models: ['qwen3-coder'] });
    try {
      await workbench.runCommand('Docent: Index Workspace');
      await workbench.statusBar(/Docent: \d\d files/).waitFor();
      set(modelAt(server.url, 'qwen3-coder'));
      await chat.button('qwen3-coder').waitFor();
      await widen(docent, 440);
      server.script({ calls: [{ name: 'file_search', arguments: '{"query": "retry delay"}' }] }, { text: ANSWER });
      await chat.ask('How is the retry delay computed?');
      await chat.sources().first().waitFor();
      await chat.ended();
      await chat.sources().filter({ hasText: 'retry.go' }).first().click();
      await workbench.activeTab('retry.go').waitFor();
      await workbench.runCommand('Notifications: Clear All Notifications');
      await shoot('readme answer', 'window');
      set({});
      await chat.button('Search only').waitFor();
      await workbench.runCommand('View: Close All Editors');
      await workbench.openFile('data.csv');
      await workbench.runCommand('Docent: Analyze File');
      await analysis.newest.filter({ hasText: 'rows' }).waitFor({ timeout: 120_000 });
      await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
      await workbench.activeTab('data.csv').getByRole('button', { name: /^Close/ }).click();
      await analysis.frame.locator('figure.chart svg').first().waitFor();
      // The last findings, and below them the first charts.
      await analysis.frame.locator('figure.chart').first().evaluate((chart) => chart.closest('main')?.scrollBy(0, chart.getBoundingClientRect().top - 330));
      await shoot('readme analysis', 'window');
    } finally {
      await server.close();
    }
  },
};
