import assert from 'node:assert/strict';
import { SAMPLE } from '../../../scripts/paths.ts';
import { SHOWN, faultsIn } from '../support/faultsIn.ts';
import { useDocent } from '../support/suite.ts';

suite('all that goes wrong with a model, as it is shown', () => {
  test('nearly all of it is shown here', () => assert.ok(SHOWN.length >= 40, `${SHOWN.length}`));
  faultsIn(useDocent({ folder: SAMPLE }), SHOWN);
});
