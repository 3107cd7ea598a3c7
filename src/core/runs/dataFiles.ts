import { freeName } from '../types/freeName.ts';
import type { Attachment, DataFile } from '../types/item.ts';

/** An uploaded file that code is given in every run of an assistant or a thread. */
export interface GivenFile extends DataFile {
  readonly id: string;
}

/** All that code finds in `/mnt/data`: what came with messages keeps its name, since the model knows it by that. */
export function dataFiles(attachments: readonly Attachment[], given: readonly GivenFile[]): readonly DataFile[] {
  const attached = attachments.filter(({ tools }) => tools.includes('code_interpreter'));
  const all: DataFile[] = [...attached];
  for (const file of given) {
    if (attached.some(({ id }) => id === file.id)) continue;
    all.push({ ...file, name: freeName(file.name, (name) => all.some((other) => other.name === name)) });
  }
  return all;
}
