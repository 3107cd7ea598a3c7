// npm run demo: does Docent's main job in a real VS Code by driving its UI, from an empty profile and on a copy; see demo/options.ts.
import path from 'node:path';
import { openWorkbench } from '../test/ui/workbench.ts';
import { build } from './build.ts';
import { copyOf } from './demo/copy.ts';
import { fingerprints } from './demo/fingerprint.ts';
import { demoOptions, USAGE, type DemoOptions } from './demo/options.ts';
import { prepareOutput } from './demo/output.ts';
import { createReport } from './demo/report.ts';
import { analyzeFile, analyzeSelection, ask, compare, indexWorkspace, openSource } from './demo/steps.ts';
import { HAS_KIT, ROOT } from './paths.ts';

if (!HAS_KIT) {
  console.error('npm run demo is for Linux x64; elsewhere open this folder in VS Code and press F5.');
  process.exit(1);
}
const { folder, questions, data, code, theme, viewport, output } = options();
await build();
const named = [folder, ...[data, code?.file].flatMap((file) => (file ? [path.resolve(folder, file)] : []))];
const before = fingerprints(named, output);
const copy = copyOf(folder, output);
process.on('exit', copy.remove); // However the demo ends.
console.log(`Works on a copy of ${folder}`);
let failed = false;
const workbench = await openWorkbench({ folder: copy.folder, theme, viewport, extensions: [ROOT] });
const { step } = createReport(output, folder, workbench);
try {
  await step('Index Workspace', () => indexWorkspace(workbench));
  for (const question of questions) {
    await step(question, () => ask(workbench, question));
    await step('A source is opened', () => openSource(workbench));
  }
  if (data) await step(`Analyze File: ${data}`, () => analyzeFile(workbench, copy.file(data)));
  if (code) await step(`Analyze Selection: ${code.file}`, () => analyzeSelection(workbench, { ...code, file: copy.file(code.file).path }));
} catch {
  failed = true; // The report has told.
}
await step('All files are as they were', async () => compare(before, fingerprints(named, output))).catch(() => (failed = true));
await workbench.close();
console.log(`\nPictures and transcript: ${output}`);
process.exit(failed ? 1 : 0);

function options(): DemoOptions {
  try {
    const options = demoOptions();
    prepareOutput(options.output);
    return options;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
    process.exit(1);
  }
}
