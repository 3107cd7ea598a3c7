"""The forms in which a value can be shown: a dictionary of MIME type to text, base64 or JSON, as Jupyter has it."""
import base64
import datetime
import math
import numbers
import re
import sys

TABLE = "application/vnd.docent.table+json"
# What Docent's views can show; JSON they show no better than plain text.
METHODS = {
    "_repr_latex_": "text/latex",
    "_repr_markdown_": "text/markdown",
    "_repr_html_": "text/html",
    "_repr_svg_": "image/svg+xml",
    "_repr_gif_": "image/gif",
    "_repr_png_": "image/png",
    "_repr_jpeg_": "image/jpeg",
}
SHOWN = {"text/plain", *METHODS.values()}
# As many rows as Docent's table output takes.
MAX_ROWS = 1_000
# Of a very wide table fewer rows are shown, and of one that is wider still fewer columns.
MAX_CELLS = 100_000
MAX_COLUMNS = 500
# Columns of an index, which come in addition.
MAX_INDEX = 20
# Libraries whose charts are programs of a web page's.
DRAWN_BY_SCRIPTS = {"plotly": "A chart of plotly’s", "altair": "A chart of Altair’s", "bokeh": "A chart of Bokeh’s", "pyecharts": "A chart of pyecharts’", "folium": "A map of folium’s"}
# A longer name of a column is none.
MAX_LABEL = 500
# A longer cell is a document, which nobody reads in a table.
MAX_CELL = 2_000
# Plain text beyond this would only slow down the view.
MAX_TEXT = 200_000
# A page of this length still opens at once; a longer one, such as a chart with its whole library, gives way to plain text.
MAX_PAGE = 1_000_000
# An image this big (in base64) is a mistake in the code; Docent takes events of up to 64 MB.
MAX_IMAGE = 32_000_000
# Numbers are doubles in the view; integers beyond this would change.
MAX_INTEGER = 2**53


def forms(value):
    """All forms of a value that Docent can show; text/plain is always there, except beside a table or a picture of ours."""
    own = well_known(value)
    if own:
        return own
    found = {} if isinstance(value, type) else custom(value)  # The methods of a class are there for its instances.
    latex = found.pop("text/latex", None)
    if latex and len(found) == 0:
        found["text/markdown"] = latex
    is_drawn_by_script = is_script(found.get("text/html", ""))
    if is_drawn_by_script:
        del found["text/html"]
    drawn = [mime for mime in found if mime != "text/plain"]
    if not drawn and library_of(value) in DRAWN_BY_SCRIPTS:
        found["text/markdown"] = f"{DRAWN_BY_SCRIPTS[library_of(value)]}, which Docent can’t show: draw it with matplotlib, or save it as a page of its own."
    elif not drawn and is_drawn_by_script:
        found["text/markdown"] = "A page that a script would draw, which Docent doesn’t run: show its data, or draw it with matplotlib."
    found["text/plain"] = shorten(found.get("text/plain") or plain(value), MAX_TEXT)
    return found


def library_of(value):
    return type(value).__module__.split(".")[0]


def is_of_a_figure(value):
    """Whether a value is a part of a figure that is shown anyway: its own text is an address in memory."""
    if isinstance(value, (list, tuple)) or type(value).__name__ == "ndarray":
        parts = list(value)[:MAX_INDEX] if getattr(value, "ndim", 1) else []
        return bool(parts) and all(is_of_a_figure(part) for part in parts)
    if library_of(value) not in ("matplotlib", "seaborn") or hasattr(value, "savefig") and library_of(value) == "matplotlib" or hasattr(value, "new_frame_seq"):
        return False
    pyplot = sys.modules.get("matplotlib.pyplot")
    return pyplot is not None and bool(pyplot.get_fignums())


def is_script(html):
    """Whether a page would be blank without its scripts, which no view of Docent's runs."""
    if "<script" not in html:
        return False
    rest = re.sub(r"(?is)<(script|style)\b.*?</\1\s*>|<!--.*?-->", "", html)
    return not re.search(r"(?i)<(img|table|svg)\b", rest) and not re.sub(r"(?s)<[^>]*>|&nbsp;", "", rest).strip()


def well_known(value):
    """Forms of types that are known by name, so that nothing is imported for it."""
    library, name = type(value).__module__.split(".")[0], type(value).__name__
    if library == "matplotlib" and hasattr(value, "savefig"):
        from docent_figures import picture

        return picture(value)
    if library == "matplotlib" and hasattr(value, "new_frame_seq"):
        from docent_figures import film

        return film(value)
    if library == "plotly" and hasattr(value, "to_plotly_json"):
        from docent_plotly import picture_of

        return picture_of(value)
    if library == "altair":
        from docent_vegalite import chart_of

        return chart_of(value)
    if library == "polars" and name in ("DataFrame", "Series"):
        return {TABLE: polars_table(value if name == "DataFrame" else value.to_frame(value.name or "value"))}
    if library == "pandas" and name == "DataFrame":
        return {TABLE: pandas_table(value)}
    if library == "pandas" and name == "Series":
        return {TABLE: pandas_table(value.to_frame("value" if value.name is None else value.name))}
    return None


def custom(value):
    """Forms that the value's own methods give, the whole bundle first. A method that fails has none to give."""
    bundle = call(value, "_repr_mimebundle_", include=None, exclude=None)
    if isinstance(bundle, dict):
        from docent_vegalite import spec_in

        chart = spec_in(bundle) or {}
        found = {mime: portable(mime, form) for mime, form in bundle.items() if mime in SHOWN}
        if TABLE in bundle:
            form = bundle[TABLE]
            found[TABLE] = table(form["title"], form["columns"], form["rows"], form["totalRows"])
        found.update(chart)
    else:
        found = {mime: portable(mime, call(value, method)) for method, mime in METHODS.items()}
    return {mime: form for mime, form in found.items() if form}


def call(value, method, **arguments):
    try:
        form = getattr(value, method)(**arguments)
    except Exception:
        return None
    return form[0] if isinstance(form, tuple) else form  # The second part is metadata.


def portable(mime, form):
    """Text, or an image in base64; nothing for what is neither, or too big."""
    is_text = mime.startswith("text/") or mime == "image/svg+xml"
    if isinstance(form, bytes):
        form = form.decode("utf-8", "replace") if is_text else base64.b64encode(form).decode()
    limit = MAX_IMAGE if mime.startswith("image/") else MAX_PAGE
    return form if isinstance(form, str) and len(form) <= limit else None


# How Python names what has no text of its own.
ADDRESS = re.compile(r"(<[^<>\n]*?) at 0x[0-9a-fA-F]+>")


def plain(value):
    try:
        return ADDRESS.sub(r"\1>", repr(value))  # Where it lies in memory says nothing.
    except Exception as error:
        return f"<{type(value).__name__} whose repr() fails with {type(error).__name__}>"


def shorten(text, length):
    return text if len(text) <= length else text[:length] + "…"


def pandas_table(frame):
    """A frame's first rows; its index comes first, unless it only counts them."""
    whole = frame.shape
    head = frame.iloc[: rows_shown(whole[1]), :MAX_COLUMNS]
    columns, cells = list(head.columns), [head.iloc[:, i] for i in range(head.shape[1])]
    index = head.index
    if not (type(index).__name__ == "RangeIndex" and index.start == 0 and index.step == 1 and index.name is None):
        columns = ["" if name is None else name for name in index.names] + columns
        cells = [index.get_level_values(i) for i in range(index.nlevels)] + cells
    rows = list(zip(*cells)) if cells else [()] * len(head)
    return of_frame(frame, table(cut_title(len(head), *whole), columns, rows, whole[0]))


def polars_table(frame):
    """A frame's first rows, as its own values of Python."""
    rows, columns = frame.shape
    head = frame[: rows_shown(columns), :MAX_COLUMNS] if columns else frame
    return of_frame(frame, table(cut_title(head.height, rows, columns), head.columns, head.rows(), rows))


def of_frame(frame, shown):
    """With the name by which the whole frame can be had, where a part of it is shown."""
    if len(shown["rows"]) == frame.shape[0] and frame.shape[1] <= MAX_COLUMNS:
        return shown
    from docent_frames import keep

    return {**shown, "frame": keep(frame)}


def rows_shown(columns):
    """As many rows as the budget of cells has room for."""
    return min(MAX_ROWS, max(1, MAX_CELLS // max(1, min(columns, MAX_COLUMNS))))


def cut_title(shown, rows, columns):
    """Says so where columns are left out; how many rows are, the view says by itself."""
    if columns <= MAX_COLUMNS:
        return ""
    return f"First {shown:,} of {rows:,} rows, first {MAX_COLUMNS:,} of {columns:,} columns"


def table(title, columns, rows, total):
    columns = list(columns)
    if len(columns) > MAX_COLUMNS + MAX_INDEX:
        title, columns, rows = cut_title(len(rows), total, len(columns)), columns[:MAX_COLUMNS], [row[:MAX_COLUMNS] for row in rows]
    most = rows_shown(len(columns))
    return {
        "title": shorten(str(title), MAX_LABEL),
        "columns": [label(column) for column in columns],
        "rows": [[cell(value) for value in row] for row in rows[:most]],
        "totalRows": int(total),
    }


def label(column):
    return shorten(" / ".join(map(str, column)) if isinstance(column, tuple) else str(column), MAX_LABEL)


def cell(value):
    """What JSON can hold of a value: missing is null, times are ISO 8601, numbers stay numbers."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(value, str):
        return shorten(value, MAX_CELL)
    if isinstance(value, bool) or type(value).__name__ in ("bool_", "bool"):  # NumPy's has either name.
        return bool(value)
    if isinstance(value, numbers.Integral):
        return int(value) if abs(value) <= MAX_INTEGER else str(value)
    if isinstance(value, numbers.Real):
        number = float(value)
        return number if math.isfinite(number) else None if math.isnan(number) else str(number)
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return shorten(str(value), MAX_CELL)
