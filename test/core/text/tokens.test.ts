import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { estimateTokens } from '../../../src/core/text/tokens.ts';

const SAMPLE = join(import.meta.dirname, '../../../sample-workspace');
const sample = (path: string) => readFileSync(join(SAMPLE, path), 'utf8');

/** Counted once with OpenAI's vocabulary `cl100k_base`. */
const COUNTED: readonly (readonly [name: string, text: string, tokens: number])[] = [
  ['German', 'Die Verzögerung beim erneuten Versuch wird verdoppelt, bis sie eine Obergrenze erreicht.', 27],
  ['Russian', 'Задержка повторной попытки удваивается, пока не достигнет верхнего предела.', 33],
  ['Chinese', '重试延迟在每次失败后加倍，直到达到上限。请检查设置中的文件大小限制。', 32],
  ['Japanese', '再試行の遅延は失敗するたびに倍になり、上限に達するまで続きます。', 36],
  ['Korean', '재시도 지연은 실패할 때마다 두 배로 늘어나며 상한에 도달할 때까지 계속됩니다.', 42],
  ['Greek', 'Η καθυστέρηση της νέας προσπάθειας διπλασιάζεται μετά από κάθε αποτυχία.', 64],
  ['Arabic', 'يتضاعف تأخير إعادة المحاولة بعد كل فشل حتى يصل إلى الحد الأعلى.', 43],
  ['code', sample('analysis/depot_report.py'), 871],
  ['a table', sample('data/stops-2026-summer.csv').slice(0, 10_000), 5_310],
  ['prose', sample('data/README.md'), 1_027],
];

suite('an estimate of tokens', () => {
  for (const [name, text, tokens] of COUNTED) {
    test(`of ${name} is near the count`, () => {
      const ratio = estimateTokens(text) / tokens;
      assert.ok(ratio > 0.8 && ratio < 1.3, `${estimateTokens(text)} for ${tokens}`);
    });
  }

  test('of nothing is nothing', () => assert.equal(estimateTokens(''), 0));
});
