import assert from 'node:assert/strict';
import path from 'node:path';
import { analysis, openChat, type DocentView } from '../../test/ui/docent.ts';
import type { Workbench } from '../../test/ui/workbench.ts';
import type { DemoOptions } from './options.ts';
import type { StepResult } from './report.ts';

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
  const chat = await openChat(workbench);
  await chat.ask(question);
  await chat.answered();
  const answer = await chat.answer();
  const sources = await chat.sources().allInnerTexts();
  assert.ok(sources.length > 0, 'the answer cites nothing');
  return { lines: textLines(answer), data: { question, answer, sources } };
}

/** Clicks the first source of the answer and looks at what the editor selects. */
export async function openSource(workbench: Workbench): Promise<StepResult> {
  const source = (await openChat(workbench)).sources().first();
  const place = await source.innerText();
  const { file, from, to, page } = PLACE.exec(place)?.groups ?? {};
  assert.ok(file, `the source “${place}” names no place`);
  await source.click();
  // A document that is no text is shown as the text that was read from it.
  const selection = await workbench.selectionIn(path.basename(page ? `${file}.txt` : file));
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
  const view = analysis(workbench);
  const consented = await view.answered();
  const { lines, data } = await results(view, consented);
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
  const view = analysis(workbench);
  const consented = await view.answered();
  return results(view, consented);
}

async function results(view: DocentView, consented: boolean) {
  const answer = await view.answer();
  const printed = await view.printed();
  const tables = await view.tables();
  const charts = await view.charts();
  return {
    lines: [
      ...(consented ? ['Consent was asked for and given.'] : []),
      ...charts.map(({ title, width, height, colours }) => `Chart: ${title} (${width} × ${height}, ${colours} colours)`),
      ...tables.map(({ title, columns, rows }) => `Table: ${title} (${columns.length} columns, ${rows.length} rows shown)`),
      ...printed.flatMap(textLines),
      ...textLines(answer),
    ],
    data: { consented, answer, printed, tables, charts },
  };
}

function textLines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}
