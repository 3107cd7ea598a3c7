/** What a chart asks for is refused: it draws the data that it came with, and follows no link. */
export function inlineOnly(onRefused: (address: string) => void) {
  const refuse = (address: string): Promise<never> => {
    onRefused(address);
    // Vega alone reads it.
    return Promise.reject(new Error(`Not loaded: ${address}`));
  };
  return { load: refuse, sanitize: refuse, http: refuse, file: refuse };
}
