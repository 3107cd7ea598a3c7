import * as vscode from 'vscode';

/** VS Code's language models and tools; null in editors that are made of VS Code and leave them out, whatever its types say. */
export const lm: typeof vscode.lm | null = (vscode as { readonly lm?: typeof vscode.lm }).lm ?? null;
