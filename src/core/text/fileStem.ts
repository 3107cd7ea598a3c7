/** What a title leaves for the name of a file, without its ending; '' where that is nothing. */
export function fileStem(title: string): string {
  return title.replace(/[^\p{L}\p{N}._ -]+/gu, '').trim();
}
