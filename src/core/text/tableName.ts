/** Kinds of files that are tables whatever is in them, packed or not. */
const TABLE = /\.(csv|tsv|tab|psv|json|jsonl|ndjson|geojson|topojson|arff|xlsx|xlsm|xls|ods|parquet|pq|feather|arrow|dta|sav|sas7bdat|xpt|sqlite3?|db)(\.(gz|bz2|xz|zst|zip))?$/i;
/** Kinds that may hold rows or anything else: what is in them decides. */
const PERHAPS = /\.(txt|dat|data|log|out|asc|prn|ssv)(\.(gz|bz2|xz|zst|zip))?$|\.(gz|zip|zst)$/i;

/** Whether a file of this name is a table, may be one, or is none. */
export function tableKind(name: string): 'table' | 'perhaps' | 'none' {
  if (TABLE.test(name)) return 'table';
  return PERHAPS.test(name) ? 'perhaps' : 'none';
}

/** What a picker of data files looks for, as a glob. */
export const TABLE_GLOB =
  '**/*.{csv,tsv,tab,psv,json,jsonl,ndjson,geojson,topojson,arff,xlsx,xlsm,xls,ods,parquet,feather,arrow,dta,sav,sas7bdat,xpt,sqlite,sqlite3,txt,dat,log,csv.gz,tsv.gz,json.gz,jsonl.gz,csv.zip,csv.zst}';

/** Prose does not have the same number of separators in so many lines. */
const ROWS_TO_TELL = 5;

/** Whether text is rows: its first lines have the same number of separators, and some. */
export function hasColumns(text: string): boolean {
  const lines = text.split('\n', ROWS_TO_TELL).filter((line) => line.trim());
  return [',', ';', '\t', '|'].some((separator) => {
    const counts = new Set(lines.map((line) => line.split(separator).length));
    return lines.length > 1 && counts.size === 1 && !counts.has(1);
  });
}
