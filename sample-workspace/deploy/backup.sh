#!/usr/bin/env bash
# Nightly backup of the orders database: a consistent copy, checked, compressed, kept for thirty days.
# Usage: backup.sh [database] [folder]
set -euo pipefail

database=${1:-/var/lib/ryewheel/ryewheel.sqlite}
folder=${2:-/var/backups/ryewheel}
keep_days=30

log() { printf '%s %s\n' "$(date --iso-8601=seconds)" "$*"; }

[[ -f $database ]] || { log "no database at $database" >&2; exit 1; }
mkdir -p "$folder"

copy=$folder/ryewheel-$(date +%Y-%m-%d).sqlite
trap 'rm -f "$copy"' EXIT # an unfinished copy must not look like a backup

# .backup waits for writers and copies what the write-ahead log holds as well; cp would do neither.
sqlite3 "$database" ".timeout 10000" ".backup '$copy'"

verdict=$(sqlite3 "$copy" 'PRAGMA integrity_check')
if [[ $verdict != ok ]]; then
  log "the copy is damaged: $verdict" >&2
  exit 2
fi

gzip --force "$copy"
find "$folder" -name 'ryewheel-*.sqlite.gz' -mtime "+$keep_days" -delete
log "kept $(du -h "$copy.gz" | cut -f1) in $copy.gz"
