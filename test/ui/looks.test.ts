import { MAIN_THEMES } from './support/looks.ts';
import { looksIn } from './support/looksIn.ts';

suite('looks', () => looksIn(MAIN_THEMES.slice(0, 1)));
