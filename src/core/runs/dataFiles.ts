import { freeName } from '../text/freeName.ts';
import type { Attachment, DataFile } from '../types/item.ts';

/** An uploaded file that code is given in every run of an assistant or a thread. */
export interface GivenFile extends DataFile {
  readonly id: string;
  /** Whether it is no longer kept: its time is over, or it was deleted. Code that is run then is told so. */
  readonly isGone: boolean;
}

/** What is told of a file of which nothing but the id is known. */
export const goneFile = (id: string, path: string): GivenFile => ({ id, name: id, path, bytes: 0, isGone: true });

/** All that code finds in `/mnt/data`. */
export function dataFiles(attachments: readonly Attachment[], given: readonly GivenFile[]): readonly DataFile[] {
  return [...forCode(attachments), ...filesBesides(attachments, given)];
}

/** What is given and did not come with a message. It makes way: what came with messages the model knows by its name. */
export function filesBesides(attachments: readonly Attachment[], given: readonly GivenFile[]): readonly GivenFile[] {
  const attached = forCode(attachments);
  const names = new Set(attached.map(({ name }) => name));
  return given.flatMap((file) => {
    if (attached.some(({ id }) => id === file.id)) return [];
    const name = freeName(file.name, names);
    names.add(name);
    return [{ ...file, name }];
  });
}

function forCode(attachments: readonly Attachment[]): readonly Attachment[] {
  return attachments.filter(({ tools }) => tools.includes('code_interpreter'));
}
