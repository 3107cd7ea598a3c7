import { THEMES } from './support/looks.ts';
import { looksIn } from './support/looksIn.ts';

suite('looks in all themes', () => looksIn(THEMES));
