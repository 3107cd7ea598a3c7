/** Of a report in HTML: black on white, or white on black where the reader likes that, also on paper. */
export const REPORT_STYLES = `
:root { color-scheme: light dark; --line: #8884; --soft: #8882; }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
.question blockquote { margin: 2rem 0 1rem; padding: 0.5rem 1rem; border-left: 3px solid var(--line); background: var(--soft); }
section { margin: 1rem 0; }
figure { margin: 1rem 0; }
img { max-width: 100%; height: auto; background: #fff; }
figcaption, caption, .notice, summary { color: light-dark(#595959, #a8a8a8); font-size: 0.9em; text-align: left; }
.scroll { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; }
th, td { padding: 0.2rem 0.6rem; border: 1px solid var(--line); text-align: left; vertical-align: top; }
th[align=right], td[align=right] { text-align: right; font-variant-numeric: tabular-nums; }
pre { overflow-x: auto; padding: 0.5rem 0.75rem; background: var(--soft); font: 13px/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
pre.stderr { border-left: 3px solid #c50; }
.bold { font-weight: 600; }
.ansi-1 { color: light-dark(#b00020, #ff7b72); } .ansi-2 { color: light-dark(#116329, #7ee787); } .ansi-3 { color: light-dark(#7d4e00, #e3b341); }
.ansi-4 { color: light-dark(#0550ae, #79c0ff); } .ansi-5 { color: light-dark(#8250df, #d2a8ff); } .ansi-6 { color: light-dark(#1b7c83, #76e3ea); }
@media print { details { display: none; } main { max-width: none; padding: 0; } }
`;
