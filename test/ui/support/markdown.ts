/** An answer that holds all that one may hold. */
export const MARKDOWN = `## What it is

**Docent** reads \`src/berths.ts\`, and says where【1】. See src/berths.ts:5 and \`allocate()\`.

1. one
   - a detail with a_very_long_name_that_has_no_place_to_break_because_it_is_an_identifier_of_a_generated_client
2. two

> A quotation.

| Depot | Riders | Opened | Coordinates | Neighbours |
| --- | ---: | --- | --- | --- |
| Harbour | 5 | 2021-05-10 | 53.4312, 8.1207 | Mill, Station |
| Mill | 12 | 2022-01-03 | 53.4400, 8.1001 | Harbour |

\`\`\`ts
// The retry delay is the base delay, doubled with each attempt and capped.
export const delay = (attempt: number): number => Math.min(2_000 * 2 ** attempt, 600_000) || "never";
\`\`\`

\`\`\`diff
- const delay = base;
+ const delay = base * 2 ** attempt;
\`\`\`

The delay is $d_n = \\min(b \\cdot 2^n, L)$ with[^1]:

$$\\sum_{n=0}^{k} d_n \\le \\frac{b\\,(2^{k+1} - 1)}{1}$$

- [x] read \`backend/net/retry.go\`
- [ ] press <kbd>Ctrl</kbd>+<kbd>C</kbd>, H<sub>2</sub>O and x<sup>2</sup>

> זהו משפט בעברית עם English באמצע.

---

\`\`\`mermaid
graph TD; A[Ask]-->B{Failed?}; B-->|yes|C[Wait]; C-->A; B-->|no|D[Done]
\`\`\`

[^1]: Base *b*, limit *L*.

See [the documentation](https://example.com/) or [set up a model](docent:configureModel).`;
