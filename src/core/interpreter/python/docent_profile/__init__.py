"""Profiles a table of data: what is in it, what stands out, and charts; with the standard library alone.

    from docent_profile import profile
    profile("/mnt/data/orders.csv")

prints the findings as Markdown, and displays charts and tables. What was guessed wrong can be said:

    profile("/mnt/data/orders.csv", encoding="koi8-r", delimiter=";", header=False)
    profile("/mnt/data/orders.xlsx", table="March")

Questions that a table answers by itself are asked of it:

    from docent_profile import ask
    ask("/mnt/data/orders.csv", "top 5 regions by amount in 2024")

A table of many columns shows the distributions of the first dozen; `profile(path, column="price")` shows that of another.
"""

from __future__ import annotations

import builtins
from typing import Mapping

from .analysis import Analysis
from .asking import Unclear, answer
from .charts import charts, distributions
from .choices import Choice
from .findings import findings
from .options import Options
from .problems import NotATable
from .reading import read_table
from .tables import tables

__all__ = ["ask", "profile"]


def profile(
    path: str,
    encoding: str | None = None,
    delimiter: str | None = None,
    header: bool | None = None,
    table: str | None = None,
    column: str | None = None,
    remembered: Mapping[str, Choice] = {},
) -> None:
    """Reads every row of the file. What can't be profiled gets one sentence that says why and what to do.

    With `column` the distribution of that column alone is shown. `remembered` are the choices that somebody has made for tables of some shapes.
    """
    try:
        analysis = Analysis(read_table(path, Options(encoding, delimiter, header, table), remembered))
    except NotATable as reason:
        print(reason)
        return
    # The session that runs this has put `display` there.
    display = getattr(builtins, "display")
    if column is not None:
        for chart in distributions(analysis, column):
            display(chart)
        return
    print(findings(analysis))
    for chart in charts(analysis):
        display(chart)
    for shown in tables(analysis):
        display(shown)


def ask(
    path: str,
    question: str,
    encoding: str | None = None,
    delimiter: str | None = None,
    header: bool | None = None,
    table: str | None = None,
    remembered: Mapping[str, Choice] = {},
) -> None:
    """Prints the answer and displays what shows it; what the table can't answer gets one sentence and nothing else."""
    try:
        said = answer(question, Analysis(read_table(path, Options(encoding, delimiter, header, table), remembered)))
    except (NotATable, Unclear) as reason:
        print(reason)
        return
    display = getattr(builtins, "display")
    print(said.text)
    for shown in said.shown:
        display(shown)
