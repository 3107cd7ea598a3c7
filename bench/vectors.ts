import { quantized, type Quantized } from '../src/core/knowledge/index/quantized.ts';
import { createKernel } from '../src/core/knowledge/search/meaning/kernel.ts';

export const about = 'The exact scan of 100,000 vectors of 768 numbers, beside the same in JavaScript, and how many of the nearest ten it finds.';

const [COUNT, DIMENSIONS, CLUSTERS, QUERIES, NEAREST] = [100_000, 768, 2_000, 21, 10];
const SPREAD = Float64Array.from({ length: DIMENSIONS }, (_, column) => 1 / Math.sqrt(1 + column / 32));

/** Vectors in clusters, as texts have them. Each scan compares all of them with a question, and all run in turns. */
export async function run(): Promise<Record<string, number>> {
  const random = generator(7);
  const centres = Array.from({ length: CLUSTERS }, () => vector(random, null));
  const vectors = Array.from({ length: COUNT }, (_, index) => vector(random, centres[index % CLUSTERS] ?? null));
  const queries = Array.from({ length: QUERIES }, (_, index) => vector(random, centres[(index * 31) % CLUSTERS] ?? null));
  const small = vectors.map(quantized);
  const began = performance.now();
  const kernel = createKernel(DIMENSIONS);
  for (const each of small) kernel.add(each);
  const loadMilliseconds = performance.now() - began;
  const floats = flat(vectors, new Float32Array(COUNT * DIMENSIONS));
  const bytes = flat(small.map(({ values }) => values), new Int8Array(COUNT * DIMENSIONS));
  const out = new Float32Array(COUNT);
  const times = { wasm: [] as number[], float: [] as number[], byte: [] as number[] };
  let found = 0;
  for (const query of queries) {
    const asked = quantized(query);
    let start = performance.now();
    const mine = nearest(kernel.cosines(asked));
    times.wasm.push(performance.now() - start);
    start = performance.now();
    dotsOfFloats(floats, query, out);
    const exact = nearest(out);
    times.float.push(performance.now() - start);
    start = performance.now();
    dotsOfBytes(bytes, small, asked, out);
    nearest(out);
    times.byte.push(performance.now() - start);
    found += mine.filter((row) => exact.includes(row)).length;
  }
  const [wasm, float, byte] = [times.wasm, times.float, times.byte].map((each) => each.toSorted((a, b) => a - b)[Math.floor(each.length / 2)] ?? NaN) as [number, number, number];
  return {
    vectors: COUNT,
    dimensions: DIMENSIONS,
    megabytes: (COUNT * DIMENSIONS) / 1e6,
    loadMilliseconds,
    p50Milliseconds: wasm,
    javaScriptBytesP50Milliseconds: byte,
    javaScriptFloatsP50Milliseconds: float,
    shareOfJavaScriptBytes: wasm / byte,
    shareOfJavaScriptFloats: wasm / float,
    recallAt10: found / QUERIES / NEAREST,
  };
}

function dotsOfFloats(rows: Float32Array, query: Float32Array, out: Float32Array): void {
  for (let row = 0, at = 0; row < COUNT; row++) {
    let sum = 0;
    for (let column = 0; column < DIMENSIONS; column++, at++) sum += (rows[at] as number) * (query[column] as number);
    out[row] = sum;
  }
}

function dotsOfBytes(rows: Int8Array, small: readonly Quantized[], { values, scale }: Quantized, out: Float32Array): void {
  for (let row = 0, at = 0; row < COUNT; row++) {
    let sum = 0;
    for (let column = 0; column < DIMENSIONS; column++, at++) sum += (rows[at] as number) * (values[column] as number);
    out[row] = sum * scale * (small[row]?.scale ?? 0);
  }
}

function nearest(cosines: Float32Array): readonly number[] {
  const best: { readonly row: number; readonly cosine: number }[] = [];
  for (let row = 0; row < cosines.length; row++) {
    const cosine = cosines[row] ?? 0;
    if (best.length === NEAREST && cosine <= (best.at(-1)?.cosine ?? 0)) continue;
    best.push({ row, cosine });
    best.sort((a, b) => b.cosine - a.cosine);
    best.length = Math.min(best.length, NEAREST);
  }
  return best.map(({ row }) => row);
}

function flat<T extends Float32Array | Int8Array>(rows: readonly T[], into: T): T {
  for (const [index, row] of rows.entries()) into.set(row, index * DIMENSIONS);
  return into;
}

/** Of length 1. The later a number stands, the less it varies. */
function vector(random: () => number, centre: Float32Array | null): Float32Array {
  const result = new Float32Array(DIMENSIONS);
  let squares = 0;
  for (let column = 0; column < DIMENSIONS; column++) {
    const noise = (random() - 0.5) * (SPREAD[column] as number);
    const value = centre ? (centre[column] as number) + noise * 0.05 : noise;
    result[column] = value;
    squares += value * value;
  }
  const length = Math.sqrt(squares);
  for (let column = 0; column < DIMENSIONS; column++) result[column] = (result[column] as number) / length;
  return result;
}

/** The same numbers in each run, 0 to 1. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
