import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Access } from './access.ts';
import type { ApiParts } from './parts.ts';

/** Nothing is loaded and nothing runs. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
const TOKEN = 'TOKEN';

/** What a browser shows at `/`: that the server is up, and how scripts reach it; nothing of what is stored. */
export function welcome(c: Context, { version, access: { token } }: Pick<ApiParts, 'version'> & { readonly access: Access }): Response | Promise<Response> {
  const base = `http://${c.req.header('host') ?? ''}/v1`;
  const key = token === null ? 'none' : TOKEN;
  const about = token === null ? 'No token is asked for.' : `${TOKEN} is the token that the server showed when it was started.`;
  c.header('content-security-policy', POLICY);
  return c.html(html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Docent’s API server</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { margin: 3rem auto; max-width: 46rem; padding: 0 1rem }
  pre { overflow-x: auto; padding: .75rem 1rem; border: 1px solid #8886; border-radius: 6px }
</style>
<h1>Docent’s API server</h1>
<p>The server is running, version ${version}. Its base URL is <code>${base}</code>. ${about} It speaks OpenAI’s Assistants API (beta, v2), Responses,
Conversations, Containers, Files and Vector Stores.</p>
<h2>curl</h2>
<pre>curl ${base}/assistants -H "Authorization: Bearer ${key}" -H "OpenAI-Beta: assistants=v2"</pre>
<h2>Python</h2>
<pre>from openai import OpenAI
client = OpenAI(base_url="${base}", api_key="${key}")
print(client.responses.create(model="any", input="Hello").output_text)</pre>
<h2>Node.js</h2>
<pre>import OpenAI from 'openai';
const client = new OpenAI({ baseURL: '${base}', apiKey: '${key}' });
console.log(await client.beta.assistants.list());</pre>
<p><a href="/openapi.json">All routes</a> · <a href="/health">Health</a></p>
</html>`);
}
