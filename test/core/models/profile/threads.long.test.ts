import { PROVIDER_NAMES } from '../../../fixtures/providers/rules.ts';
import { goesOn, SAYINGS } from './support/goesOn.ts';

suite('a thread goes to any provider, whatever was said', () => goesOn(PROVIDER_NAMES.flatMap((name) => SAYINGS.map((what) => [name, what] as const))));
