"""An ugly file, and the right answer to it: written down, never worked out by what is tested."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Ugly:
    """`text` is written as UTF-8 unless it is bytes. What is not named in the answer is not asked for."""

    name: str
    text: str | bytes
    rows: int | None = None
    columns: list[str] | None = None
    types: dict[str, str] = field(default_factory=dict)
    # Cells of the table «Columns»: by the column's name, then by the head.
    cells: dict[str, dict[str, object]] = field(default_factory=dict)
    # Patterns that the printed findings hold, and that no word shown does.
    says: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    # The only columns whose values may be added up.
    adds: list[str] = field(default_factory=list)
    # Cells of the first row.
    first: list[str] | None = None
    # Titles of charts and tables that are shown, and of those that are not.
    shows: list[str] = field(default_factory=list)
    hides: list[str] = field(default_factory=list)
    # The file can't be profiled, and this is what the one sentence says.
    refused: str = ""

    @property
    def content(self) -> bytes:
        return self.text if isinstance(self.text, bytes) else self.text.encode("utf-8")


_ADDED = (
    re.compile(r"\*\*`([^`]+)` [^*]*\*\*: the (?:hourly|daily|weekly|monthly|quarterly|yearly) total "),
    re.compile(r"\*\*`[^`]+` leads `([^`]+)` by"),
    re.compile(r"^(?:Hourly|Daily|Weekly|Monthly|Quarterly|Yearly) total of (.+?)(?: \((?:SVG|PNG)\))?$", re.M),
    re.compile(r"^Total of (.+?) by ", re.M),
)


def differences(ugly: Ugly, printed: str, shown: list[dict]) -> list[str]:
    """What is not as it has to be, a sentence each."""
    if ugly.refused:
        is_one = printed.count("\n") == 1 and not shown and re.search(ugly.refused, printed)
        return [] if is_one else [f"not refused with {ugly.refused!r}: {printed[:300]!r}"]
    tables = {table["title"]: table for bundle in shown if (table := bundle.get("application/vnd.docent.table+json"))}
    if "Columns" not in tables:
        return [f"not read: {printed[:300]!r}"]
    described = {row[0]: dict(zip(tables["Columns"]["columns"], row)) for row in tables["Columns"]["rows"]}
    found = []

    def expect(what: str, right: object, got: object) -> None:
        if got != right and not (_is_number(right) and _is_number(got) and abs(got - right) <= 1e-9 * abs(right)):
            found.append(f"{what} is {got!r}, not {right!r}")

    if ugly.rows is not None:
        expect("the number of rows", ugly.rows, tables["First rows"]["totalRows"])
    if ugly.columns is not None:
        expect("the columns", ugly.columns, tables["First rows"]["columns"])
    if ugly.first is not None:
        expect("the first row", ugly.first, tables["First rows"]["rows"][0])
    for name, right in ugly.types.items():
        expect(f"the type of {name}", right, described.get(name, {}).get("Type"))
    for name, cells in ugly.cells.items():
        for head, right in cells.items():
            expect(f"{head} of {name}", right, described.get(name, {}).get(head))
    words = "\n".join([printed, *(bundle["text/plain"] for bundle in shown)])
    found += [f"{pattern!r} is not said: {printed}" for pattern in ugly.says if not re.search(pattern, printed)]
    found += [f"{pattern!r} is said: {printed}" for pattern in ugly.silent if re.search(pattern, words)]
    titles = [bundle["text/plain"] for bundle in shown]
    found += [f"{title!r} is not shown, but {titles}" for title in ugly.shows if title not in titles]
    found += [f"{title!r} is shown" for title in ugly.hides if any(re.search(title, other) for other in titles)]
    for pattern in _ADDED:
        found += [f"{name} is added up: {words}" for name in pattern.findall(words) if name not in ugly.adds]
    return found


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
