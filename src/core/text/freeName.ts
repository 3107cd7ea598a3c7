/** A file's name that is not taken yet: `sales.csv`, then `sales-2.csv`, … */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  const [, stem = name, extension = ''] = /^(.+?)(\.[^.]*)?$/s.exec(name) ?? [];
  let free = name;
  for (let n = 2; isTaken(free); n++) free = `${stem}-${n}${extension}`;
  return free;
}
