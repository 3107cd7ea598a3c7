import type { Quantized } from '../../index/quantized.ts';
import DOTS from './dots.json' with { type: 'json' };

/** Of WebAssembly's memory. */
const PAGE = 65_536;
/** The program takes so many numbers at once. */
const STEP = 16;
const FIRST_ROWS = 1_024;

/** As much of it as is used; its types come with those of browsers alone. */
declare const WebAssembly: {
  readonly Module: new (program: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

interface Dots {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): void };
  dots(rows: number, count: number, width: number, wanted: number, out: number): void;
}

/** Many vectors of one length, in the memory of a program that compares all of them with one. */
export interface Kernel {
  readonly count: number;
  /** @returns its place among them */
  add(vector: Quantized): number;
  /** The cosine of each with this one, by their places; valid until the next call. */
  cosines(wanted: Quantized): Float32Array;
}

/**
 * Exact and without an index of its own: 100,000 vectors of 768 numbers take some 4 ms, less than a tenth of what JavaScript takes.
 * The program is scripts/kernel/dots.wat; its memory is the vector that is looked for, the others, and the sums.
 */
export function createKernel(dimensions: number): Kernel {
  const width = Math.ceil(dimensions / STEP) * STEP;
  const module = new WebAssembly.Module(Buffer.from(DOTS.program, 'base64'));
  const { memory, dots } = new WebAssembly.Instance(module).exports as Dots;
  let count = 0;
  let room = 0;
  let scales = new Float32Array(0);
  let cosines = new Float32Array(0);

  const place = (row: number) => (row + 1) * width;

  function makeRoom(rows: number): void {
    room = rows;
    const pages = Math.ceil((place(room) + room * Int32Array.BYTES_PER_ELEMENT) / PAGE);
    memory.grow(Math.max(0, pages - memory.buffer.byteLength / PAGE));
    const before = scales;
    scales = new Float32Array(room);
    scales.set(before);
    cosines = new Float32Array(room);
  }

  return {
    get count() {
      return count;
    },
    add({ values, scale }) {
      if (count === room) makeRoom(Math.max(FIRST_ROWS, Math.ceil(room * 1.5)));
      new Int8Array(memory.buffer, place(count), dimensions).set(values);
      scales[count] = scale;
      return count++;
    },
    cosines({ values, scale }) {
      if (count === 0) return cosines.subarray(0, 0);
      new Int8Array(memory.buffer, 0, dimensions).set(values);
      dots(place(0), count, width, 0, place(room));
      const sums = new Int32Array(memory.buffer, place(room), count);
      for (let row = 0; row < count; row++) cosines[row] = (sums[row] ?? 0) * (scales[row] ?? 0) * scale;
      return cosines.subarray(0, count);
    },
  };
}
