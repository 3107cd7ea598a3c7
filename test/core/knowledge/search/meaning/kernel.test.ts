import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { COMPILED, compiled } from '../../../../../scripts/kernel/compile.ts';
import { quantized } from '../../../../../src/core/knowledge/index/quantized.ts';
import { createKernel } from '../../../../../src/core/knowledge/search/meaning/kernel.ts';

suite('the kernel', () => {
  for (const dimensions of [1, 15, 16, 384]) {
    test(`gives the cosine of ${dimensions} numbers with each of many`, () => {
      const kernel = createKernel(dimensions);
      const vectors = Array.from({ length: 1_100 }, (_, row) => Float32Array.from({ length: dimensions }, (_, column) => Math.sin(row * 7.3 + column * column + 1)));
      for (const [place, vector] of vectors.entries()) assert.equal(kernel.add(quantized(vector)), place);
      const wanted = Float32Array.from({ length: dimensions }, (_, column) => Math.cos(column * 1.7));
      const cosines = kernel.cosines(quantized(wanted));
      assert.equal(cosines.length, vectors.length);
      for (const [place, vector] of vectors.entries()) assert.ok(Math.abs((cosines[place] ?? NaN) - cosine(vector, wanted)) < 0.02, `${place}`);
    });
  }

  test('takes the largest numbers that there are', () => {
    const kernel = createKernel(4_096);
    const values = new Int8Array(4_096);
    kernel.add({ values: values.fill(-127), scale: 1 });
    assert.equal(kernel.cosines({ values, scale: 1 })[0], 127 * 127 * 4_096);
  });

  test('a vector without direction is near to nothing, and none is nothing', () => {
    const kernel = createKernel(3);
    assert.equal(kernel.cosines(quantized(Float32Array.of(1, 2, 3))).length, 0);
    kernel.add(quantized(new Float32Array(3)));
    assert.equal(kernel.cosines(quantized(Float32Array.of(1, 2, 3)))[0], 0);
  });

  test('is what its source says', async () => {
    assert.equal(readFileSync(COMPILED, 'utf8'), await compiled());
  });
});

function cosine(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array) => x.reduce((sum, value, index) => sum + value * (y[index] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
