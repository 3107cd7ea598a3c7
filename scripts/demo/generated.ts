// The demo on a folder, questions and a table made up on the spot: what Docent says must be what was written.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runNode } from '../runNode.ts';
import { generate, type Expected } from './generate.ts';
import type { Analysis, StepData } from './report.ts';

const LIMIT_MS = 600_000;
/** The view shows figures with six digits. */
const RELATIVE_ERROR = 1e-5;

const root = mkdtempSync(path.join(tmpdir(), 'docent-generated-'));
const folder = path.join(root, 'workspace');
const output = path.join(root, 'output');
const expected = generate(folder);
const args = ['--folder', folder, '--analyze', expected.data.file, '--output', output, ...expected.questions.flatMap(({ question }) => ['--ask', question])];
const { problem } = await runNode(['scripts/bootstrap.mjs', 'demo', ...args], { output: 'shown', limit: LIMIT_MS });
assert.equal(problem, null, `the demo failed; what there is lies in ${root}`);

const steps: readonly StepData[] = JSON.parse(readFileSync(path.join(output, 'result.json'), 'utf8'));
checkAnswers(steps, expected);
for (const step of steps) {
  if (step.step === 'analyzeFile') checkData(step, expected.data);
  if (step.step === 'analyzeSelection') assert.equal(step.printed.join('').trim(), expected.printed);
}
assert.deepEqual(steps.map(({ step }) => step), ['index', 'ask', 'openSource', 'ask', 'openSource', 'analyzeFile', 'analyzeSelection', 'compare']);
rmSync(root, { recursive: true });
console.log('\nAll of it is what was generated.');

/** Each answer quotes the fact and cites first the file it stands in; the editor selects the lines with it. */
function checkAnswers(steps: readonly StepData[], { questions }: Expected): void {
  const answers = steps.filter((step) => step.step === 'ask');
  const opened = steps.filter((step) => step.step === 'openSource');
  for (const [index, { question, file, fact }] of questions.entries()) {
    assert.ok(answers[index]?.answer.includes(fact), `“${question}” is not answered with ${fact}`);
    assert.ok(answers[index]?.sources[0]?.startsWith(`${file}:`), `“${question}” cites ${answers[index]?.sources[0]} before ${file}`);
    assert.ok(opened[index]?.text.includes(fact), `the opened lines do not hold ${fact}`);
  }
}

function checkData({ answer, tables }: Analysis, { rows, columns }: Expected['data']): void {
  assert.ok(answer.includes(`${rows.toLocaleString('en')} rows`), `the answer does not tell of ${rows} rows`);
  const summary = tables.find(({ columns }) => columns.includes('Mean') && columns.includes('Count'));
  for (const { name, ...figures } of columns) {
    const row = summary?.rows.find(([column]) => column === name);
    for (const [figure, value] of Object.entries(figures)) {
      const shown = Number(row?.[summary?.columns.findIndex((title) => title.toLowerCase() === figure) ?? -1]);
      assert.ok(Math.abs(shown - value) <= Math.abs(value) * RELATIVE_ERROR, `${figure} of ${name} is shown as ${shown}, and is ${value}`);
    }
  }
}
