import { appendFileSync } from 'node:fs';
import * as vscode from 'vscode';

/** Called by VS Code in the extension host, before it has activated anything: appends the milliseconds to a file. */
export async function run(): Promise<void> {
  const docent = vscode.extensions.getExtension('docent.docent');
  if (!docent || docent.isActive) throw new Error('Docent must be installed and not active yet');
  const start = performance.now();
  await docent.activate();
  appendFileSync(process.env.ACTIVATION_TIMES ?? '', `${performance.now() - start}\n`);
}
