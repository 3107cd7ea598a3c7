import { STATES } from '../states/all.ts';
import { languagesIn } from './support/languagesIn.ts';

/** One of each kind of view. */
const MAIN = new Set(['chat empty', 'chips taken', 'steps open', 'sources and usage', 'data damaged', 'analysis cells', 'usage', 'table']);

suite('a view in other languages', () => languagesIn(STATES.filter(({ name }) => MAIN.has(name))));
