"""What a session's variables are, told without running any code of theirs; and one of them written into a file, piece by piece."""
import json
import os
import reprlib
import sys
import types

# More names than this nobody reads; a longer value is for a cell of its own.
MAX_VARIABLES = 500
MAX_PREVIEW = 120
# As many entries of a collection as fit into a preview.
MAX_ENTRIES = 6
# Rows of a frame that are written at once.
ROWS_AT_ONCE = 50_000
# Values whose text runs no code but Python's own; of all others it might be anybody's.
PLAIN = (bool, int, float, complex, str, bytes, type(None))
COLLECTIONS = (list, tuple, dict, set, frozenset)
# What a cell imports or defines is no data.
CODE = (types.ModuleType, type, types.FunctionType, types.BuiltinFunctionType, types.MethodType)


def variables(namespace):
    """Name, type, shape or length, bytes, a preview and the extension of its file, of each; in the order in which they came."""
    names = [name for name, value in namespace.items() if is_data(name, value)]
    return [{"name": name[:MAX_PREVIEW], **told(namespace[name])} for name in names[-MAX_VARIABLES:]]


def is_data(name, value):
    if name == "_":
        return True  # What the last expression gave is reached by this name alone.
    return isinstance(name, str) and not name.startswith("_") and not isinstance(value, CODE)


def told(value):
    kind = type(value)
    try:
        return {"type": type_of(value), "shape": shape(value), "bytes": size(value), "preview": preview(value), "saves": kind_of(value)}
    except Exception:  # Whatever it is, it must not keep the others from being told.
        return {"type": kind.__name__[:MAX_PREVIEW], "shape": "", "bytes": None, "preview": "", "saves": ""}


def type_of(value):
    name = type(value).__name__
    library = library_of(value)
    return (name if library in ("builtins", "__main__") else f"{library}.{name}")[:MAX_PREVIEW]


def library_of(value):
    return str(getattr(type(value), "__module__", "")).split(".")[0]


def is_frame(value):
    return library_of(value) in ("pandas", "polars") and type(value).__name__ in ("DataFrame", "Series")


def is_array(value):
    return library_of(value) == "numpy" and type(value).__name__ == "ndarray"


def shape(value):
    if is_frame(value):
        rows, *columns = value.shape
        return f"{rows:,} × {columns[0]:,}" if columns else f"{rows:,}"
    if is_array(value):
        return " × ".join(f"{length:,}" for length in value.shape) or "1"
    if type(value) in COLLECTIONS or type(value) in (str, bytes):
        return f"{len(value):,}"
    return ""


def size(value):
    """Bytes, as far as that is known at once."""
    if library_of(value) == "pandas" and is_frame(value):
        used = value.memory_usage()
        return int(used.sum() if hasattr(used, "sum") else used)
    if library_of(value) == "polars" and is_frame(value):
        return int(value.estimated_size())
    if is_array(value):
        return int(value.nbytes)
    return sys.getsizeof(value) if type(value) in PLAIN + COLLECTIONS else None


class Brief(reprlib.Repr):
    """Text of Python's own types alone; of what else is in a collection, its type."""

    def __init__(self):
        super().__init__()
        self.maxlevel = 2
        self.maxlist = self.maxtuple = self.maxdict = self.maxset = self.maxfrozenset = MAX_ENTRIES
        self.maxstring = self.maxother = MAX_PREVIEW

    def repr_instance(self, value, _level):
        return repr(value)[:MAX_PREVIEW] if type(value) in PLAIN else f"<{type_of(value)}>"

    def repr1(self, value, level):
        if type(value) is bytes:
            return repr(value[:MAX_PREVIEW])
        if type(value) in COLLECTIONS or type(value) in (str, int):
            return super().repr1(value, level)
        return self.repr_instance(value, level)


def preview(value):
    if is_frame(value):
        columns = [str(name) for name in list(getattr(value, "columns", []))[: 4 * MAX_ENTRIES]]
        return ", ".join(columns)[:MAX_PREVIEW] if columns else str(getattr(value, "dtype", ""))[:MAX_PREVIEW]
    if is_array(value):
        return str(value.dtype)[:MAX_PREVIEW]
    if type(value) not in PLAIN + COLLECTIONS:
        return ""
    return Brief().repr(value)[:MAX_PREVIEW]


def save(namespace, name, path):
    """Writes a variable into a file, never more of it at once than memory bears. Says in one sentence what can't be written."""
    if name not in namespace:
        return {"problem": f"There is no variable “{name}” any more."}
    value = namespace[name]
    write = writer_of(value)
    if write is None:
        return {"problem": f"“{name}” ({type_of(value)}) has no form as a file: save it by code of your own."}
    return written(write, value, path)


def save_frame(key, path):
    """The same of a frame that was shown, by the name that it was given then."""
    from docent_frames import kept

    frame = kept(key)
    return {"problem": "The frame is not there any more."} if frame is None else written(write_rows, frame, path)


def written(write, value, path):
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        write(value, file)
    return {"problem": None}


def kind_of(value):
    """The extension of the file that a variable becomes; '' where it becomes none."""
    if is_frame(value):
        return "csv"
    if is_array(value):
        return "csv" if value.ndim <= 2 and value.dtype.names is None else "npy"
    if isinstance(value, (str, bytes)):
        return "txt" if isinstance(value, str) else "bin"
    return "json" if type(value) in PLAIN + COLLECTIONS else ""


def writer_of(value):
    return {"csv": write_rows, "npy": write_array, "txt": write_text, "bin": write_bytes, "json": write_json}.get(kind_of(value))


def write_rows(value, file):
    if is_array(value):
        import numpy

        return numpy.savetxt(file, value, fmt="%s", delimiter=",")
    if library_of(value) == "polars":
        frame = value if type(value).__name__ == "DataFrame" else value.to_frame()
        return frame.write_csv(file)
    frame = value if type(value).__name__ == "DataFrame" else value.to_frame("value" if value.name is None else value.name)
    if frame.columns.nlevels > 1:
        # As they are shown: one row of names.
        frame = frame.set_axis([" / ".join(map(str, names)) for names in frame.columns], axis=1)
    index = frame.index
    is_counted = type(index).__name__ == "RangeIndex" and index.start == 0 and index.step == 1 and index.name is None
    for first in range(0, max(1, len(frame)), ROWS_AT_ONCE):
        part = frame.iloc[first : first + ROWS_AT_ONCE]
        file.write(part.to_csv(index=not is_counted, header=first == 0, lineterminator="\n").encode("utf-8", "surrogatepass"))
    return None


def write_array(value, file):
    import numpy

    numpy.save(file, value, allow_pickle=False)


def write_text(value, file):
    for first in range(0, len(value), 1 << 20):
        file.write(value[first : first + (1 << 20)].encode("utf-8", "replace"))


def write_bytes(value, file):
    file.write(value)


def write_json(value, file):
    keys = {str(key): each for key, each in value.items()} if isinstance(value, dict) else value
    for piece in json.JSONEncoder(indent=2, ensure_ascii=False, default=str_of).iterencode(keys):
        file.write(piece.encode("utf-8", "replace"))


def str_of(value):
    return list(value) if isinstance(value, (set, frozenset)) else str(value)
