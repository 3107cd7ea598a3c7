/** Azure's clients ask below these paths. */
const AZURE = /^\/openai(?:\/v1)?(?=\/|$)/;
/** … and name the model in the path as well as in the body. */
const DEPLOYMENT = /^\/v1\/deployments\/[^/]+(?=\/)/;
const V1 = '/v1';

/** The path of a request as its client wrote it, with its escapes: HTTP lets nothing else into it that a terminal would obey. */
export function sentPath(url: string): string {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  return start < 0 ? '/' : url.slice(start).replace(/[?#].*$/s, '');
}

/** The path of the route that a request is for: each answers below Azure's paths, too, and with a slash at its end. */
export function routePath(url: string): string {
  const path = sentPath(url).replace(AZURE, V1).replace(DEPLOYMENT, V1);
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

export function isAzurePath(url: string): boolean {
  return AZURE.test(sentPath(url));
}
