import * as vscode from 'vscode';
import { shownPath } from '../../workspace.ts';

/** Nobody reads more, and the first ones are the cause of many others. */
const MAX_PROBLEMS = 200;
const SEVERITIES: Readonly<Record<vscode.DiagnosticSeverity, string>> = { 0: 'error', 1: 'warning', 2: 'information', 3: 'hint' };

/** How many problems the editor shows: errors and warnings. */
export function countProblems(): number {
  return all().length;
}

/** What the editor's list of problems says, a line each, the errors first. */
export function problemsText(): string {
  const problems = all().toSorted((a, b) => a.problem.severity - b.problem.severity);
  const lines = problems.slice(0, MAX_PROBLEMS).map(({ uri, problem: { severity, range, message, source } }) => {
    return `${shownPath(uri)}:${range.start.line + 1}: ${SEVERITIES[severity]}: ${message}${source ? ` (${source})` : ''}`;
  });
  const more = problems.length - lines.length;
  return [...lines, ...(more > 0 ? [`… and ${more} more`] : [])].join('\n');
}

function all(): readonly { readonly uri: vscode.Uri; readonly problem: vscode.Diagnostic }[] {
  return vscode.languages
    .getDiagnostics()
    .flatMap(([uri, problems]) => problems.flatMap((problem) => (problem.severity <= vscode.DiagnosticSeverity.Warning ? [{ uri, problem }] : [])));
}
