import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { lateOutcome } from '../src/lateCredit.ts';
import { divideHalfEven, formatEuro } from '../src/money.ts';
import { priceOrder } from '../src/pricing.ts';
import { isOpenForOrders, minutesLate } from '../src/slots.ts';

suite('tax', () => {
  test('a tie goes to the even cent', () => {
    assert.equal(divideHalfEven(5, 10), 0);
    assert.equal(divideHalfEven(15, 10), 2);
    assert.equal(divideHalfEven(25, 10), 2);
  });

  test('is rounded once per rate, not once per line', () => {
    const { net, taxes, gross } = priceOrder([{ product: 'oat-rolls', pieces: 1 }, { product: 'oat-rolls', pieces: 1 }, { product: 'linen-bag', pieces: 1 }], 6);
    assert.equal(net, 406 + 406 + 1250);
    assert.deepEqual(taxes.map(({ tax }) => tax), [57, 238]); // by line it would be 28 + 28 for the rolls
    assert.equal(formatEuro(gross), '€23.57');
  });
});

suite('late deliveries', () => {
  test('fifteen minutes are forgiven, the sixteenth is not', () => {
    assert.deepEqual(lateOutcome(15, 2000), { kind: 'inTime' });
    assert.deepEqual(lateOutcome(16, 2000), { kind: 'credited', percent: 10, credit: 200 });
  });

  test('the credit grows by a tenth each started quarter of an hour, up to a half', () => {
    assert.deepEqual(lateOutcome(31, 2000), { kind: 'credited', percent: 20, credit: 400 });
    assert.deepEqual(lateOutcome(90, 2000), { kind: 'credited', percent: 50, credit: 1000 });
  });

  test('after ninety minutes the order is cancelled and paid back', () => {
    assert.deepEqual(lateOutcome(91, 2000), { kind: 'cancelled', refund: 2000 });
  });
});

suite('slots', () => {
  test('orders close at 18:00 on the day before', () => {
    assert.equal(isOpenForOrders('2026-06-02', new Date('2026-06-01T17:59:00')), true);
    assert.equal(isOpenForOrders('2026-06-02', new Date('2026-06-01T18:00:00')), false);
  });

  test('lateness counts from the end of the slot', () => {
    assert.equal(minutesLate('2026-06-02', '07:30', new Date('2026-06-02T07:59:00')), 0);
    assert.equal(minutesLate('2026-06-02', '07:30', new Date('2026-06-02T08:20:30')), 20);
  });
});
