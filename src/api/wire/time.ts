/** Milliseconds since 1970 as the API's whole seconds. */
export function seconds(ms: number): number {
  return Math.floor(ms / 1_000);
}

export function secondsOrNull(ms: number | null): number | null {
  return ms === null ? null : seconds(ms);
}
