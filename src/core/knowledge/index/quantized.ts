/** A vector of length 1 as small whole numbers, in a quarter of the space: most of the nearest ten stay the same. */
export interface Quantized {
  /** -127 to 127. */
  readonly values: Int8Array;
  /** What 1 stands for: the cosine of two vectors is the sum of their products, times both scales. */
  readonly scale: number;
}

const MOST = 127;

/** A vector as bytes from −127 to 127, with the factor that makes them numbers of a vector of length 1. A vector of zeros stays one, with factor 0. */
export function quantized(vector: Float32Array): Quantized {
  let [squares, largest] = [0, 0];
  for (const value of vector) {
    squares += value * value;
    largest = Math.max(largest, Math.abs(value));
  }
  if (largest === 0) return { values: new Int8Array(vector.length), scale: 0 };
  return { values: Int8Array.from(vector, (value) => Math.round((value / largest) * MOST)), scale: largest / MOST / Math.sqrt(squares) };
}
