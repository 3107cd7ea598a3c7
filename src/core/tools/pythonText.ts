import type { InterpreterState } from '../interpreter/interpreter.ts';

/** Profiles and charts that need nothing but Python: Docent's own module is at hand everywhere. */
const OWN_CHARTS = 'For charts: from docent_profile import profile; profile("/mnt/data/x.csv") profiles a table with charts.';

/** What code can count on here, for a model; empty where nobody knows. */
export function pythonText(state: InterpreterState | null): string {
  if (!state || state.kind === 'unavailable') return '';
  const { version, libraries } = state.python;
  const [major, minor] = version.split('.');
  const has = libraries.length > 0 ? `with ${libraries.join(', ')}` : 'with its standard library alone';
  const charts = libraries.includes('matplotlib') ? 'Open figures of matplotlib are shown.' : OWN_CHARTS;
  return `Python ${major}.${minor} ${has}. ${charts}`;
}
