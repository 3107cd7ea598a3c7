import { THEMES } from '../support/looks.ts';
import { changesIn, refusalsIn } from '../support/statesIn.ts';

suite('what becomes of the data, in all themes', () => changesIn(THEMES));
suite('data that can’t be opened, in all themes', () => refusalsIn(THEMES));
