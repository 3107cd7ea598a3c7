const MARKS = [
  { mark: Buffer.from([0xff, 0xfe]), name: 'utf-16le' },
  { mark: Buffer.from([0xfe, 0xff]), name: 'utf-16be' },
] as const;

/** What is looked at to tell a text without its mark. In bytes. */
const SAMPLE = 8192;
/** Nearly all zeros stand on one side of the characters; one may be a NUL that a program wrote. */
const MAX_OTHER_SIDE = 0.02;
/** Where half of the bytes are zero, one character tells; in a text without ASCII words there are line ends and spaces. */
const MIN_SHARE = 0.25;
const MIN_ZEROS = 4;
/** What texts never hold: control characters, halves of a pair, places without a character. */
const ODD = /(?![\t\n\f\r])[\p{Cc}\p{Cn}\p{Co}\ufffd]/gu;
const MAX_ODD = 0.01;

/** The name of the UTF-16 in which these bytes are, by their mark or by where their zeros stand; null for others. */
export function utf16Of(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  const marked = MARKS.find(({ mark }) => bytes.subarray(0, 2).equals(mark));
  if (marked) return marked.name;
  const sample = bytes.subarray(0, Math.min(bytes.length, SAMPLE) & ~1);
  const zeros = [0, 0];
  for (let at = sample.indexOf(0); at >= 0; at = sample.indexOf(0, at + 1)) zeros[at & 1] = (zeros[at & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const name = odd > even ? 'utf-16le' : 'utf-16be';
  const most = Math.max(even, odd);
  if ((most < MIN_ZEROS && most < sample.length * MIN_SHARE) || Math.min(even, odd) > (even + odd) * MAX_OTHER_SIDE) return null;
  const text = new TextDecoder(name).decode(sample);
  return (text.match(ODD)?.length ?? 0) <= text.length * MAX_ODD ? name : null;
}
