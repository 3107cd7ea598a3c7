import { Hono } from 'hono';
import * as z from 'zod';
import { pageOf } from '../../core/data/page.ts';
import type { Docent } from '../../core/docent.ts';
import { found } from '../errors.ts';
import { withPassages } from '../request/fields.ts';
import { listObject, listQuery } from '../request/lists.ts';
import type { ApiParts } from '../parts.ts';
import { existingRun } from './routes.ts';
import { query } from '../request/validate.ts';
import { stepsOf, toStep, type WireStep } from '../wire/step.ts';

const LIST = listQuery({ include: withPassages });
const RETRIEVE = z.strictObject({ include: withPassages });

/** `/threads/{thread}/runs/{run}/steps` */
export function createStepRoutes({ docent }: ApiParts): Hono {
  const app = new Hono();
  app.get('/:thread/runs/:run/steps', async (c) => {
    const { include, ...page } = query(c, LIST);
    const steps = await wireSteps(docent, c.req.param('thread'), c.req.param('run'), include);
    return c.json(listObject(pageOf(steps, page)));
  });
  app.get('/:thread/runs/:run/steps/:id', async (c) => {
    const { include } = query(c, RETRIEVE);
    const steps = await wireSteps(docent, c.req.param('thread'), c.req.param('run'), include);
    const id = c.req.param('id');
    return c.json(found(steps.find((step) => step.id === id), 'run step', id));
  });
  return app;
}

/** All steps of a run, in order. */
async function wireSteps(docent: Docent, threadId: string, runId: string, withPassages: boolean): Promise<readonly WireStep[]> {
  const run = await existingRun(docent, threadId, runId);
  const items = await docent.items.ofRun(run.id);
  return stepsOf(items).map((step) => toStep(step, run, { items, withPassages }));
}
