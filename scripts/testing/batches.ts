/**
 * Test files as the processes of some lanes take them, one batch each.
 * @param args `BATCH FILE… [BATCH FILE…]`: how many of the files behind it one process takes at most. Towards their end it takes fewer, so that no lane waits long for another.
 */
export function batchesOf(args: readonly string[], lanes: number): readonly (readonly string[])[] {
  const [most, ...rest] = args;
  if (most === undefined) return [];
  const end = rest.findIndex((arg) => /^\d+$/.test(arg));
  const [files, others] = end < 0 ? [rest, []] : [rest.slice(0, end), rest.slice(end)];
  const batches: (readonly string[])[] = [];
  for (let left = files; left.length > 0; ) {
    const size = Math.min(Number(most), Math.ceil(left.length / (2 * lanes)));
    batches.push(left.slice(0, size));
    left = left.slice(size);
  }
  return [...batches, ...batchesOf(others, lanes)];
}
