import assert from 'node:assert/strict';
import path from 'node:path';
import { conversationPage } from '../../test/ui/support/conversation.ts';
import type { Workbench } from '../../test/ui/workbench.ts';
import type { DemoOptions } from './options.ts';
import type { StepResult } from './report.ts';
import { answered, results, textLines } from './results.ts';

/** Indexing a big folder takes its time. */
const INDEX_LIMIT_MS = 300_000;
const MIN_CHARTS = 2;
/** Axes, letters and bars have far more; a blank picture has one. */
const MIN_COLOURS = 8;
/** As the chat shows a source: `path:line`, `path:from-to` or `path, page n`. */
const PLACE = /^(?<file>.+?)(?::(?<from>\d+)(?:-(?<to>\d+))?|, page (?<page>\d+))$/;

export async function indexWorkspace(workbench: Workbench): Promise<StepResult> {
  await workbench.runCommand('Docent: Index Workspace');
  const indexed = workbench.statusBar(/Docent: [\d,]+ files/);
  await indexed.waitFor({ timeout: INDEX_LIMIT_MS });
  const status = (await indexed.innerText()).trim();
  return { lines: [`Status bar: ${status}`], data: { status } };
}

export async function ask(workbench: Workbench, question: string): Promise<StepResult> {
  const tab = workbench.page.locator('.activitybar').getByRole('tab', { name: 'Docent' });
  if ((await tab.getAttribute('aria-expanded')) !== 'true') await tab.click();
  const chat = conversationPage(workbench.sideBarView());
  await chat.ask(question);
  await answered(chat);
  const answer = await chat.answer.innerText();
  const sources = await chat.sources.allInnerTexts();
  assert.ok(sources.length > 0, 'the answer cites nothing');
  return { lines: textLines(answer), data: { question, answer, sources } };
}

/** Clicks the first source of the answer and looks at what the editor selects. */
export async function openSource(workbench: Workbench): Promise<StepResult> {
  const source = conversationPage(workbench.sideBarView()).sources.first();
  const place = await source.innerText();
  const { file, from, to, page } = PLACE.exec(place)?.groups ?? {};
  assert.ok(file, `the source “${place}” names no place`);
  await source.click();
  // A document that is no text is shown as the text that was read from it.
  await workbench.activeTab(path.basename(page ? `${file}.txt` : file)).waitFor();
  const selection = await workbench.selection();
  if (from) assert.deepEqual([selection.from, selection.to], [Number(from), Number(to ?? from)], `other lines are selected than ${place}`);
  return {
    lines: [`Clicked ${place}; the editor selects lines ${selection.from}–${selection.to}:`, ...textLines(selection.text)],
    data: { place, ...selection },
  };
}

export async function analyzeFile(workbench: Workbench, file: string): Promise<StepResult> {
  await workbench.runCommand('View: Close All Editors');
  await workbench.openFile(file);
  await workbench.chooseInExplorer(file, 'Analyze File');
  const { lines, data } = await results(workbench);
  assert.ok(data.tables.length > 0, 'there is no table');
  assert.ok(data.charts.length >= MIN_CHARTS, `there are ${data.charts.length} charts`);
  for (const { title, width, colours } of data.charts) assert.ok(width > 0 && colours >= MIN_COLOURS, `the chart “${title}” is blank`);
  return { lines, data };
}

export async function analyzeSelection(workbench: Workbench, { file, from, to }: NonNullable<DemoOptions['code']>): Promise<StepResult> {
  await workbench.runCommand('View: Close All Editors');
  await workbench.openFile(file);
  await workbench.selectLines(from, to);
  await workbench.runCommand('Docent: Analyze Selection');
  return results(workbench);
}
