import assert from 'node:assert/strict';
import { localeOf } from '../../../src/webview/charts/locale.ts';

suite('the axes of a chart', () => {
  test('have a language’s names of months and days, and its figures', () => {
    const { locale } = localeOf('de');
    assert.deepEqual([locale?.number?.decimal, locale?.number?.thousands], [',', '.']);
    assert.deepEqual([locale?.time?.months[2], locale?.time?.shortMonths[0], locale?.time?.days[0], locale?.time?.shortDays[6]], ['März', 'Jan', 'Sonntag', 'Sa']);
  });

  test('are Vega’s own in English', () => {
    assert.deepEqual(localeOf('en'), {});
  });
});
