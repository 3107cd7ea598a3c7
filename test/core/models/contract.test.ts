import { ADAPTERS } from './adapters.ts';
import { modelContract } from './contract.ts';

/** As the stand-ins count. */
const usage = { inputTokens: 100, cachedTokens: 64, outputTokens: 1, reasoningTokens: 7, estimated: false };

for (const { name, at, start } of ADAPTERS) {
  const setUp = async () => {
    const server = await start();
    return {
      model: at(server.url),
      script: server.script,
      hold: () => server.hold(1),
      get asked() {
        return server.requests.length;
      },
      ended: async () => (await server.requests[0]?.ended)?.by ?? 'server',
      close: server.close,
    };
  };
  modelContract(name, setUp, { usage, reasoning: true, cuts: true });
}
