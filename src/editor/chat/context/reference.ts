import type { LineRange } from '../../../core/types/citation.ts';
import type { StoredFile } from '../../../core/types/output.ts';
import type { ContentPart } from '../../../core/types/item.ts';

/** What the user takes along with a question. It is kept with the draft, so it is plain data; what it stands for is read when the question is sent. */
export type Reference =
  /** A file or a folder; an address of VS Code's. */
  | { readonly kind: 'file' | 'folder'; readonly uri: string }
  /** Lines of a file as they were when they were taken. */
  | { readonly kind: 'selection' | 'symbol'; readonly name: string; readonly path: string; readonly lines: LineRange; readonly language: string; readonly text: string }
  | { readonly kind: 'problems' }
  | { readonly kind: 'changes' }
  /** What has changed in a file since the last commit; an address of VS Code's. */
  | { readonly kind: 'change'; readonly uri: string }
  /** What the editor said, as it was then. */
  | { readonly kind: 'note'; readonly name: string; readonly language: string; readonly text: string }
  | { readonly kind: 'store'; readonly id: string; readonly name: string }
  | { readonly kind: 'thread'; readonly id: string; readonly title: string }
  /** What was pasted or dropped, and is kept by Docent. */
  | { readonly kind: 'upload'; readonly file: StoredFile };

/** What a reference brings into a question. */
export interface Content {
  /** Made when the question is sent. */
  parts(): Promise<readonly ContentPart[]>;
  /** About what the model reads of it; null where nothing is read with the question. */
  readonly tokens: number | null;
  /** How it goes along where one would expect another way; '' else. */
  readonly note: string;
}

/** The same for what is the same, so that nothing is taken twice. */
export function keyOf(reference: Reference): string {
  switch (reference.kind) {
    case 'file':
    case 'folder':
    case 'change':
      return `${reference.kind} ${reference.uri}`;
    case 'selection':
    case 'symbol':
      return `lines ${reference.path}:${reference.lines.start}-${reference.lines.end} ${reference.text.length}`;
    case 'store':
    case 'thread':
      return `${reference.kind} ${reference.id}`;
    case 'note':
      return `note ${reference.name} ${reference.text.length}`;
    case 'upload':
      return `upload ${reference.file.id}`;
    default:
      return reference.kind;
  }
}
