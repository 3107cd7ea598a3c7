"""The forms in which a value can be shown: a dictionary of MIME type to text, base64 or JSON, as Jupyter has it."""
import base64
import datetime
import math
import numbers

TABLE = "application/vnd.docent.table+json"
# What Docent's views can show; LaTeX and JSON they show no better than plain text.
METHODS = {
    "_repr_markdown_": "text/markdown",
    "_repr_html_": "text/html",
    "_repr_svg_": "image/svg+xml",
    "_repr_png_": "image/png",
    "_repr_jpeg_": "image/jpeg",
}
SHOWN = {"text/plain", *METHODS.values()}
# As many rows as Docent's table output takes.
MAX_ROWS = 1_000
# Of a very wide table fewer rows are shown.
MAX_CELLS = 400_000
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
    found["text/plain"] = shorten(found.get("text/plain") or plain(value), MAX_TEXT)
    return found


def well_known(value):
    """Forms of types that are known by name, so that nothing is imported for it."""
    library, name = type(value).__module__.split(".")[0], type(value).__name__
    if library == "matplotlib" and hasattr(value, "savefig"):
        from docent_figures import picture

        return picture(value)
    if library == "pandas" and name == "DataFrame":
        return {TABLE: pandas_table(value)}
    if library == "pandas" and name == "Series":
        return {TABLE: pandas_table(value.to_frame("value" if value.name is None else value.name))}
    return None


def custom(value):
    """Forms that the value's own methods give, the whole bundle first. A method that fails has none to give."""
    bundle = call(value, "_repr_mimebundle_", include=None, exclude=None)
    if isinstance(bundle, dict):
        found = {mime: portable(mime, form) for mime, form in bundle.items() if mime in SHOWN}
        if TABLE in bundle:
            form = bundle[TABLE]
            found[TABLE] = table(form["title"], form["columns"], form["rows"], form["totalRows"])
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


def plain(value):
    try:
        return repr(value)
    except Exception as error:
        return f"<{type(value).__name__} whose repr() fails with {type(error).__name__}>"


def shorten(text, length):
    return text if len(text) <= length else text[:length] + "…"


def pandas_table(frame):
    """A frame's first rows; its index comes first, unless it only counts them."""
    head = frame.head(MAX_ROWS)
    columns, cells = list(head.columns), [head.iloc[:, i] for i in range(head.shape[1])]
    index = head.index
    if not (type(index).__name__ == "RangeIndex" and index.start == 0 and index.step == 1 and index.name is None):
        columns = ["" if name is None else name for name in index.names] + columns
        cells = [index.get_level_values(i) for i in range(index.nlevels)] + cells
    rows = list(zip(*cells)) if cells else [()] * len(head)
    return table("", columns, rows, len(frame))


def table(title, columns, rows, total):
    most = min(MAX_ROWS, max(1, MAX_CELLS // max(1, len(columns))))
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
