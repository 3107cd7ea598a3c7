import { startApi, type Api } from './support/api.ts';
import { manyAtOnce } from './support/manyAtOnce.ts';

suite('API: a flood at once', () => {
  let api: Api;
  let assistantId: string;
  suiteSetup(async () => {
    api = await startApi();
    assistantId = (await api.client.beta.assistants.create({ model: 'stand-in' })).id;
  });
  suiteTeardown(() => api.close());

  for (const count of [100, 400]) suite(`${count}`, () => manyAtOnce(count, () => api, () => assistantId));
});
