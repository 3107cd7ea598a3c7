import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/**
 * Every message that t() of `@vscode/l10n` is given in the files of a folder, in the order of the files.
 * @throws Error where a message is no plain literal: a translator could not know it
 */
export function messagesOf(folder: string): ReadonlySet<string> {
  const files = globSync('**/*.{ts,tsx}', { cwd: folder }).sort();
  return new Set(files.flatMap((file) => messagesIn(path.join(folder, file))));
}

function messagesIn(file: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 't') found.push(messageOf(node, source));
    ts.forEachChild(node, visit);
  };
  if (source.text.includes(`from '@vscode/l10n'`)) visit(source);
  return found;
}

function messageOf(call: ts.CallExpression, source: ts.SourceFile): string {
  const [message] = call.arguments;
  if (message && ts.isStringLiteralLike(message)) return message.text;
  const { line } = source.getLineAndCharacterOfPosition(call.getStart());
  throw new Error(`${source.fileName}:${line + 1}: a message is a plain literal`);
}
