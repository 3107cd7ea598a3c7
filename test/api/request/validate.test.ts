import assert from 'node:assert/strict';
import * as z from 'zod';
import { ApiError } from '../../../src/api/errors.ts';
import { listQuery } from '../../../src/api/request/lists.ts';
import { metadata } from '../../../src/api/request/metadata.ts';
import { checked } from '../../../src/api/request/validate.ts';

const PART = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string() }),
  z.strictObject({ type: z.literal('image'), url: z.string() }),
]);
const SCHEMA = z.strictObject({
  model: z.string(),
  name: z.string().max(3).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  count: z.int().min(1).optional(),
  stream: z.boolean().nullish(),
  order: z.enum(['asc', 'desc']).optional(),
  content: z.union([z.string(), z.array(PART).max(2)]).optional(),
  metadata: metadata.optional(),
});

function refusal(value: unknown, schema: z.ZodType = SCHEMA) {
  try {
    checked(value, schema);
  } catch (error) {
    assert.ok(error instanceof ApiError);
    assert.equal(error.status, 400);
    return [error.code, error.param, error.message];
  }
  return assert.fail('It was accepted.');
}

suite('API: what is wrong with a request', () => {
  const long = Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`k${index}`, 'v']));
  const cases: readonly (readonly [unknown, string, string | null, string])[] = [
    [{}, 'missing_required_parameter', 'model', "Missing required parameter: 'model'."],
    [[], 'invalid_type', null, "Invalid type for 'body': expected an object, but got an array instead."],
    [{ model: 'm', x: 1 }, 'unknown_parameter', 'x', "Unknown parameter: 'x'."],
    [{ model: 'm', stream: 'yes' }, 'invalid_type', 'stream', "Invalid type for 'stream': expected a boolean, but got a string instead."],
    [{ model: 'm', name: 'long' }, 'string_above_max_length', 'name', "Invalid 'name': string too long. Expected a string with maximum length 3, but got a string with length 4 instead."],
    [{ model: 'm', temperature: 2.5 }, 'decimal_above_max_value', 'temperature', "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 2.5 instead."],
    [{ model: 'm', count: 0 }, 'integer_below_min_value', 'count', "Invalid 'count': integer below minimum value. Expected a value >= 1, but got 0 instead."],
    [{ model: 'm', count: 1.5 }, 'invalid_type', 'count', "Invalid type for 'count': expected an integer, but got a decimal instead."],
    [{ model: 'm', order: 'up' }, 'invalid_value', 'order', "Invalid value: 'up'. Supported values are: 'asc' and 'desc'."],
    [{ model: 'm', content: [{ type: 'x' }] }, 'invalid_value', 'content[0].type', "Invalid value: 'x'. Supported values are: 'text' and 'image'."],
    [{ model: 'm', content: [{ type: 'text', text: 'a', b: 1 }] }, 'unknown_parameter', 'content[0].b', "Unknown parameter: 'content[0].b'."],
    [{ model: 'm', content: [{ type: 'text' }] }, 'missing_required_parameter', 'content[0].text', "Missing required parameter: 'content[0].text'."],
    [{ model: 'm', metadata: { a: 1 } }, 'invalid_type', 'metadata.a', "Invalid type for 'metadata.a': expected a string, but got an integer instead."],
    [
      { model: 'm', metadata: long },
      'object_above_max_properties',
      'metadata',
      "Invalid 'metadata': too many properties. Expected an object with at most 16 properties, but got an object with 17 properties instead.",
    ],
  ];
  for (const [value, ...expected] of cases) {
    test(expected[2], () => assert.deepEqual(refusal(value), expected));
  }

  test('Null stands for nothing where it may', () => {
    assert.deepEqual(checked({ model: 'm', name: null, stream: null, metadata: null }, SCHEMA), { model: 'm', name: null, stream: null, metadata: {} });
  });

  test('The query of a list', () => {
    const schema = listQuery({});
    assert.deepEqual(checked({}, schema), { limit: 20, order: 'desc', after: null, before: null });
    assert.equal(checked({ limit: '100' }, schema).limit, 100);
    assert.deepEqual(refusal({ limit: '101' }, schema)[0], 'integer_above_max_value');
    assert.deepEqual(refusal({ limit: 'ten' }, schema), ['invalid_value', 'limit', "Invalid 'limit': expected an integer."]);
  });
});
