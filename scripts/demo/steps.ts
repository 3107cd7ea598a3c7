import assert from 'node:assert/strict';
import path from 'node:path';
import { analysis, openChat } from '../../test/ui/docent.ts';
import type { Workbench } from '../../test/ui/workbench.ts';
import type { CopiedFile } from './copy.ts';
import { differences, type Fingerprints } from './fingerprint.ts';
import type { DemoOptions } from './options.ts';
import type { Analysis, StepResult } from './report.ts';

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
  return { lines: [`Status bar: ${status}`], data: { step: 'index', status } };
}

export async function ask(workbench: Workbench, question: string): Promise<StepResult> {
  const chat = await openChat(workbench);
  await chat.ask(question);
  await chat.answered();
  const answer = await chat.answer();
  const sources = await chat.sources().allTextContents();
  assert.ok(sources.length > 0, 'the answer cites nothing');
  return { lines: textLines(answer), data: { step: 'ask', question, answer, sources } };
}

/** Clicks the first source of the answer and looks at what the editor selects. */
export async function openSource(workbench: Workbench): Promise<StepResult> {
  const source = (await openChat(workbench)).sources().first();
  const place = (await source.textContent()) ?? '';
  const { file, from, to, page } = PLACE.exec(place)?.groups ?? {};
  assert.ok(file, `the source “${place}” names no place`);
  await source.click();
  // A document that is no text is shown as the text that was read from it.
  await workbench.activeTab(path.basename(page ? `${file}.txt` : file)).waitFor();
  const selection = await workbench.selection();
  assert.equal(await workbench.page.locator('.tab.dirty').count(), 0, 'the opened file was changed');
  if (from) assert.deepEqual([selection.from, selection.to], [Number(from), Number(to ?? from)], `other lines are selected than ${place}`);
  return {
    lines: [`Clicked ${place}; the editor selects lines ${selection.from}–${selection.to}:`, ...textLines(selection.text)],
    data: { step: 'openSource', place, ...selection },
  };
}

export async function analyzeFile(workbench: Workbench, file: CopiedFile): Promise<StepResult> {
  await workbench.runCommand('View: Close All Editors');
  await workbench.openFile(file.path);
  if (file.isInFolder) await workbench.chooseInExplorer(file.path, 'Docent: Analyze File');
  else await workbench.runCommand('Docent: Analyze File');
  const shown = await finished(workbench);
  assert.ok(shown.tables.length > 0, 'there is no table');
  assert.ok(shown.charts.length >= MIN_CHARTS, `there are ${shown.charts.length} charts`);
  for (const { title, width, colours } of shown.charts) assert.ok(width > 0 && colours >= MIN_COLOURS, `the chart “${title}” is blank`);
  return { lines: [...textLines(shown.answer), ...outputLines(shown)], data: { step: 'analyzeFile', ...shown } };
}

export async function analyzeSelection(workbench: Workbench, { file, from, to }: NonNullable<DemoOptions['code']>): Promise<StepResult> {
  await workbench.runCommand('View: Close All Editors');
  await workbench.openFile(file);
  await workbench.selectLines(from, to);
  await workbench.runCommand('Docent: Analyze Selection');
  const shown = await finished(workbench);
  const lines = [
    ...(shown.consented ? ['There is no sandbox here: consent was asked for and given.'] : []),
    ...[...shown.printed, shown.answer].flatMap(textLines),
    ...outputLines(shown),
  ];
  return { lines, data: { step: 'analyzeSelection', ...shown } };
}

/** What the user named has the bytes and the times that it had. */
export function compare(before: Fingerprints, after: Fingerprints): StepResult {
  const changed = differences(before, after);
  assert.equal(changed.length, 0, `changed while the demo ran: ${changed.join(', ')}`);
  return { lines: [`${before.size.toLocaleString('en')} files and folders have the bytes and times they had.`], data: { step: 'compare', entries: before.size } };
}

/** All that the analysis at the front shows once it is complete. */
async function finished(workbench: Workbench): Promise<Analysis> {
  const view = analysis(workbench);
  const consented = await view.answered();
  const shown = { consented, answer: await view.answer(), printed: await view.printed(), tables: await view.tables(), charts: await view.charts() };
  await view.frame.getByRole('article').first().scrollIntoViewIfNeeded(); // For the picture.
  return shown;
}

function outputLines({ tables, charts }: Analysis): readonly string[] {
  return [
    ...tables.map(({ title, columns, rows }) => `Table “${title}”: ${columns.length} columns, ${rows.length} rows shown`),
    ...charts.map(({ title, width, height, colours }) => `Chart “${title}”: ${width} × ${height}, ${colours} colours`),
  ];
}

function textLines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}
