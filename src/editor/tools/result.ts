import * as vscode from 'vscode';
import { OUTPUTS_CHARS } from '../../core/models/callOutput.ts';
import { clip } from '../../core/text/clip.ts';
import { fileSize } from '../../core/text/fileSize.ts';

/** What a tool gave, as text for a model: what is no text is named. */
export function resultText(content: readonly unknown[]): string {
  return clip(content.map(partText).filter(Boolean).join('\n\n'), OUTPUTS_CHARS) || 'The tool gave nothing back.';
}

function partText(part: unknown): string {
  if (part instanceof vscode.LanguageModelTextPart) return part.value;
  if (part instanceof vscode.LanguageModelPromptTsxPart) return promptText(part.value).trim();
  if (!(part instanceof vscode.LanguageModelDataPart)) return '[something that can’t be shown as text]';
  const { mimeType, data } = part;
  return /^text\/|[/+]json$/.test(mimeType) ? new TextDecoder().decode(data) : `[${mimeType}, ${fileSize(data.byteLength)}]`;
}

/** The texts in a tree of @vscode/prompt-tsx, which was rendered to JSON for a prompt of the caller's. */
function promptText(node: unknown): string {
  if (typeof node === 'string') return node;
  if (typeof node !== 'object' || node === null) return '';
  const { node: root, text, children, lineBreakBefore } = node as Readonly<Record<string, unknown>>;
  const parts = [root, text, ...(Array.isArray(children) ? (children as unknown[]) : [])];
  return (lineBreakBefore ? '\n' : '') + parts.map(promptText).join('');
}
