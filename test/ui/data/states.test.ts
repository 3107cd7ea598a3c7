import { MAIN_THEMES } from '../support/looks.ts';
import { changesIn } from '../support/statesIn.ts';

suite('what becomes of the data', () => changesIn(MAIN_THEMES.slice(0, 1)));
