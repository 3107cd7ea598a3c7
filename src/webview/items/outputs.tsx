import { t } from '@vscode/l10n';
import { plainText } from '../../core/text/terminal.ts';
import type { Output, StoredFile } from '../../core/types/output.ts';
import { useHost } from '../shared/host.ts';
import { Icon } from '../shared/icon.tsx';
import { Html, Markdown } from '../markdown/markdownView.tsx';
import { Chart } from './chart.tsx';
import { Notice } from './notice.tsx';
import { Pre } from './pre.tsx';
import { Printed } from './printed.tsx';
import { PlotlyChart } from './plotlyChart.tsx';
import { Step } from './step.tsx';
import { TableView } from './table.tsx';
import { VegaChartView } from './vegaChart.tsx';

/** Longer prints, and prints beside tables and charts, are folded: they are rarely what one looks for. */
const SHOWN_LINES = 20;

/** Whether what code printed is folded: beside results, or where it is long. */
export function areLogsFolded(outputs: readonly Output[]): boolean {
  if (outputs.some(({ type }) => type === 'table' || type === 'image' || type === 'chart')) return true;
  return outputs.some((output) => output.type === 'logs' && lineCount(output.text) > SHOWN_LINES);
}

/**
 * What running code gave back, in its order; charts that follow each other stand side by side where there is room.
 * @param folded whether what was printed is
 */
export function Outputs({ outputs, folded = areLogsFolded(outputs) }: { outputs: readonly Output[]; folded?: boolean }) {
  return (
    <div class="outputs">
      {runs(outputs).map((run, index) =>
        run[0] && kindOf(run[0]) === 'image' ? (
          <div class="charts" key={index}>
            {run.map((output) => output.type === 'image' && <Chart key={output.file.id} file={output.file} title={output.title} />)}
          </div>
        ) : (
          run.map((output, place) => <OutputView key={`${index}.${place}`} name={`${index}.${place}`} output={output} folded={folded} />)
        ),
      )}
    </div>
  );
}

/** The outputs, neighbours of one kind together. */
function runs(outputs: readonly Output[]): readonly (readonly Output[])[] {
  const groups: Output[][] = [];
  for (const output of outputs) {
    const last = groups.at(-1);
    if (last?.[0] && kindOf(last[0]) === kindOf(output)) last.push(output);
    else groups.push([output]);
  }
  return groups;
}

/** A figure that is drawn takes the width that there is; pictures stand side by side. */
function kindOf(output: Output): Output['type'] | 'figure' {
  return output.type === 'image' && output.figure !== undefined ? 'figure' : output.type;
}

function lineCount(text: string): number {
  return plainText(text).trimEnd().split('\n').length;
}

function OutputView({ name, output, folded }: { name: string; output: Output; folded: boolean }) {
  switch (output.type) {
    case 'logs': {
      const lines = lineCount(output.text);
      const logs = <Printed kind={output.stream} text={output.text} />;
      if (!folded) return logs;
      return (
        <Step icon="output" name={name} title={lines === 1 ? t('Printed output (1 line)') : t('Printed output ({0} lines)', lines)}>
          {logs}
        </Step>
      );
    }
    case 'table':
      return <TableView table={output} />;
    case 'image':
      return output.figure === undefined ? <Chart file={output.file} title={output.title} /> : <PlotlyChart file={output.file} title={output.title} figure={output.figure} />;
    case 'chart':
      return <VegaChartView chart={output} />;
    case 'markdown':
      return <Markdown text={output.text} />;
    case 'html':
      return <Html html={output.html} />;
    case 'text':
      return <Pre text={output.text} />;
    case 'file':
      return <FileOutput file={output.file} />;
    case 'exception':
      return (
        <div class="exception">
          <p>
            <Icon name="error" /> <b>{output.name}</b>
            {output.message && `: ${output.message}`}
          </p>
          <Step icon="debug-stackframe" name={name} title={t('Traceback')}>
            <Pre text={output.traceback} />
          </Step>
        </div>
      );
    case 'notice':
      return <Notice notice={output.notice} />;
  }
}

function FileOutput({ file }: { file: StoredFile }) {
  const { send } = useHost();
  return (
    <p class="chip">
      <Icon name="file" /> {file.name}
      <button onClick={() => send('saveFile', file)}>
        <Icon name="save" /> {t('Save')}
      </button>
    </p>
  );
}
