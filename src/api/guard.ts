import { createHash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { ApiError } from './errors.ts';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Refuses what a web page in the user's browser sends: pages reach this machine under names of their own (DNS rebinding), and
 * browsers say where a request comes from.
 */
export const localOnly: MiddlewareHandler = async (c, next) => {
  const host = c.req.header('host') ?? '';
  const origin = c.req.header('origin');
  if (!LOOPBACK.has(URL.parse(`http://${host}`)?.hostname ?? '')) {
    throw new ApiError(403, 'This server answers only requests to 127.0.0.1 or localhost.', { code: 'forbidden_host' });
  }
  if (origin !== undefined && origin !== `http://${host}`) {
    throw new ApiError(403, 'This server does not answer web pages.', { code: 'forbidden_origin' });
  }
  // Of what a page loads without asking (a picture, a script), browsers tell no origin.
  if (origin === undefined && c.req.header('sec-fetch-site') === 'cross-site') {
    throw new ApiError(403, 'This server does not answer web pages.', { code: 'forbidden_origin' });
  }
  await next();
};

/** Wants `Authorization: Bearer <token>`. */
export function tokenRequired(token: string): MiddlewareHandler {
  const wanted = digest(`Bearer ${token}`);
  return async (c, next) => {
    const given = c.req.header('authorization');
    if (given === undefined) {
      throw new ApiError(401, "You didn't provide an API key: send the server's token in the header 'Authorization: Bearer TOKEN'.");
    }
    if (!timingSafeEqual(digest(given), wanted)) {
      throw new ApiError(401, 'Incorrect API key provided: it is not the token that this server was started with.', { code: 'invalid_api_key' });
    }
    await next();
  };
}

/** Equally long whatever was sent, so that the comparison tells nothing. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
