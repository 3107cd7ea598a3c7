// npm run demo: does Docent's main job in a real VS Code by driving its UI, from an empty profile; see demo/options.ts.
import { openWorkbench } from '../test/ui/workbench.ts';
import { build } from './build.ts';
import { demoOptions, USAGE, type DemoOptions } from './demo/options.ts';
import { createReport } from './demo/report.ts';
import { analyzeFile, analyzeSelection, ask, indexWorkspace, openSource } from './demo/steps.ts';
import { HAS_KIT, ROOT } from './paths.ts';

if (!HAS_KIT) {
  console.error('npm run demo is for Linux x64; elsewhere open this folder in VS Code and press F5.');
  process.exit(1);
}
const { folder, questions, data, code, theme, viewport, output } = options();
await build();
const workbench = await openWorkbench({ folder, theme, viewport, extensions: [ROOT] });
const { step } = createReport(output, `Docent on ${folder}`, workbench);
let failed = false;
try {
  await step('Index Workspace', () => indexWorkspace(workbench));
  for (const question of questions) {
    await step(question, () => ask(workbench, question));
    await step('A source is opened', () => openSource(workbench));
  }
  if (data) await step(`Analyze File: ${data}`, () => analyzeFile(workbench, data));
  if (code) await step(`Analyze Selection: ${code.file}`, () => analyzeSelection(workbench, code));
} catch {
  failed = true; // The report has told.
} finally {
  await workbench.close();
}
console.log(`\nPictures and transcript: ${output}`);
process.exit(failed ? 1 : 0);

function options(): DemoOptions {
  try {
    return demoOptions();
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
    process.exit(1);
  }
}
