/** A number of files as it is said: `1 file`, `128 files`. */
export function fileCount(files: number): string {
  return files === 1 ? '1 file' : `${files} files`;
}
