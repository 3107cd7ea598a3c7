import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * The processes of this machine, in sandboxes, too, that name something: in their command, or as a file they hold open.
 * Their ids are this machine's; within a sandbox they have others.
 */
export function processesWith(mark: string): readonly string[] {
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && (command(pid).includes(mark) || openFiles(pid).some((file) => file.includes(mark))));
}

function command(pid: string): string {
  return orNothing(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'), '');
}

function openFiles(pid: string): readonly string[] {
  const folder = `/proc/${pid}/fd`;
  return orNothing(() => readdirSync(folder), []).map((fd) => orNothing(() => readlinkSync(`${folder}/${fd}`), ''));
}

/** A process may go while it is looked at. */
function orNothing<T>(look: () => T, nothing: T): T {
  try {
    return look();
  } catch {
    return nothing;
  }
}
