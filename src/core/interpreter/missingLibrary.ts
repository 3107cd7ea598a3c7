import { t } from '@vscode/l10n';
import type { ErrorInfo } from '../types/errors.ts';
import type { PythonInfo } from './environments/python.ts';
import type { CellEvent } from './pythonProcess.ts';

/** `pip` calls some by other names than `import` does. */
const MISSING = /^No module named '([A-Za-z_]\w*)/;
/** What reads and draws for pandas: its own sentence names it, with the advice to install it by hand. */
const OPTIONAL = /[Mm]issing optional dependency '([\w.-]+)'|(?:Unable to find a usable engine; tried using: )?'(pyarrow|openpyxl)'/;

/** Says once what Python lacks, with the way out: the traceback alone leads nowhere. */
export function createMissingLibraries(python: () => PythonInfo | null) {
  const told = new Set<string>();
  /** @returns what to tell of an event, if anything */
  return function missing(event: CellEvent): ErrorInfo | null {
    if (event.event !== 'exception' || !/^(ModuleNotFoundError|ImportError)$/.test(event.name)) return null;
    const name = MISSING.exec(event.message)?.[1] ?? OPTIONAL.exec(event.message)?.slice(1).find(Boolean);
    const it = python();
    if (!name || !it || told.has(name)) return null;
    told.add(name);
    const message = t('{0} is not installed in Python {1} ({2}). Another Python of this machine may have it, or an environment of Docent’s own.', name, it.version, it.executable);
    return { code: 'library_missing', message, action: 'configurePython' };
  };
}
