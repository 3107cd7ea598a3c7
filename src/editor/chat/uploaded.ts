import { isAbsolute } from 'node:path';

/** Whether this is the id of an uploaded file; those of the workspace are known by their paths. */
export function isUploaded(fileId: string): boolean {
  return !isAbsolute(fileId);
}
