import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { bin, HAS_KIT, ROOT } from '../paths.ts';

/** A part of `npm test`. A check is one test; tests report each of theirs. */
export interface Suite {
  readonly name: string;
  readonly kind: 'check' | 'tests';
  /** What is run under Node. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it runs beside the suite before it, whose lanes leave a core free now and then. */
  readonly beside?: boolean;
  /** Milliseconds after which it has died. */
  readonly limit: number;
}

/** Several times what each takes: only what hangs reaches it. */
const CHECK_LIMIT = 180_000;
const TESTS_LIMIT = 1_200_000;
const LONG_LIMIT = 3_600_000;

const check = (name: string, ...args: string[]): Suite => ({ name, kind: 'check', args, limit: CHECK_LIMIT });
const tests = (name: string, ...args: string[]): Suite => ({ name, kind: 'tests', args, limit: TESTS_LIMIT });
const RUN_LANES = path.join('scripts', 'testing', 'runLanes.ts');
/** The compiler in machine code, on one thread: the checks share the cores already. Lint needs the one in JavaScript. */
const TSC = [bin('typescript-native', 'bin/tsc'), '--noEmit', '--singleThreaded'];
/** Beside what tsc keeps, see tsconfig.json: what has not changed is not looked at again. */
const LINT_CACHE = path.join('node_modules', '.cache', 'eslint', 'results.json');

const BUILD = check('build', 'esbuild.js');
const WINDOWS: Suite = { ...check('windows', path.join('scripts', 'windows.ts'), '--if-there'), beside: true, limit: LONG_LIMIT };

/** One test's limit, in milliseconds: a unit test may start Python and draw; a UI test opens a workbench. */
const UNIT_TIMEOUT = '20000';
const UI_TIMEOUT = '120000';

/** As many as the machine has cores that Docent's developers can count on. */
const UI_LANES = '2';
/** One more: unit tests wait for processes a third of their time. */
const UNIT_LANES = '3';
/** One fewer: Windows' rules are looked at meanwhile, and floods are measured. */
const LONG_LANES = '2';
/** How many files one process takes: of short tests enough that starting it costs little; of workbenches some, for they share a browser. */
const SHORT_BATCH = '10';
const WORKBENCH_BATCH = '3';
const ALONE = '1';
/** Views in a browser, without a workbench. */
const VIEWS = path.join('test', 'ui', 'webview', path.sep);

/** `npm test`, or what takes long and is run before a release: kills, floods, fuzzing, all states in all themes. */
export type Length = 'short' | 'long';

const LONG = '**/*.long.test.ts';

/** An environment variable: tests that look at a view do so in all of VS Code's themes, not in its first alone. */
export const IN_ALL_THEMES = 'DOCENT_IN_ALL_THEMES';

/** In the order in which they run: what is fastest to tell first. */
export function suitesOf(length: Length): readonly Suite[] {
  const [short, long] = [testFiles('test/**/*.test.ts', [LONG]), testFiles('test/**/*.long.test.ts')];
  if (length === 'long') {
    const files = [...long, ...short.filter(looks)];
    const [views, workbenches] = [files.filter(isView), files.filter((file) => isUi(file) && !isView(file))];
    const inAllThemes = (suite: Suite): Suite => ({ ...suite, env: { [IN_ALL_THEMES]: 'true' }, limit: LONG_LIMIT });
    return [BUILD, inAllThemes(unitTests(LONG_LANES, ALONE, files)), WINDOWS, ...uiTests(ALONE, ...views, ...workbenches).map(inAllThemes)];
  }
  const [views, workbenches] = [short.filter(isView), short.filter((file) => isUi(file) && !isView(file))];
  return [
    check('types', ...TSC),
    check('types-browser', ...TSC, '-p', 'src/webview'),
    check('lint', bin('eslint', 'bin/eslint.js'), '--cache', '--cache-strategy', 'content', '--cache-location', LINT_CACHE, '.'),
    check('circles', path.join('scripts', 'arrows.ts')),
    check('python', path.join('scripts', 'testing', 'compilePython.ts')),
    BUILD,
    unitTests(UNIT_LANES, SHORT_BATCH, short),
    { ...tests('host', path.join('scripts', 'testing', 'runHost.ts')), beside: true },
    ...uiTests(WORKBENCH_BATCH, ...workbenches, SHORT_BATCH, ...views),
  ];
}

function testFiles(pattern: string, exclude: readonly string[] = []): readonly string[] {
  return globSync(pattern, { cwd: ROOT, exclude: ['test/host/**', 'test/vscode-host/**', ...exclude] }).sort();
}

/** Whether a file has tests of what a view looks like: itself, or of those that share its workbench. */
function looks(file: string): boolean {
  if (!isUi(file)) return false;
  const own = readFileSync(path.join(ROOT, file), 'utf8');
  const taken = [...own.matchAll(/ from '(\.[^']+)'/g)].map(([, place = '']) => readFileSync(path.join(ROOT, path.dirname(file), place), 'utf8'));
  return [own, ...taken].some((text) => /\b(lookRight|THEMES)\b/.test(text));
}

const isView = (file: string) => file.startsWith(VIEWS);

function unitTests(lanes: string, batch: string, files: readonly string[]): Suite {
  return tests('unit', RUN_LANES, lanes, UNIT_TIMEOUT, batch, ...files.filter((file) => !isUi(file)));
}

/** @param batches how many files one process takes, followed by the files; what takes little stands at the end, where it fills what is left of the lanes */
function uiTests(...batches: readonly string[]): readonly Suite[] {
  return HAS_KIT ? [tests('ui', RUN_LANES, UI_LANES, UI_TIMEOUT, ...batches)] : [];
}

function isUi(file: string): boolean {
  return file.startsWith(path.join('test', 'ui', path.sep));
}

/** Suites in groups: those of one run at the same time, one group after the other. */
export function sideBySide(suites: readonly Suite[]): readonly (readonly Suite[])[] {
  return suites.reduce<readonly (readonly Suite[])[]>((groups, suite) => {
    const last = groups.at(-1);
    return suite.beside && last ? [...groups.slice(0, -1), [...last, suite]] : [...groups, [suite]];
  }, []);
}
