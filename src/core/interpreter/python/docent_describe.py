"""Prints what Docent must know of a Python, as JSON. Runs on any since 2.7, so that one too old can be named."""
import json
import os
import re
import site
import struct
import sys

# What code for data and charts asks for, by the names it is imported with. Nothing is imported: that takes seconds.
LIBRARIES = [
    "numpy", "pandas", "polars", "duckdb", "scipy", "sklearn", "statsmodels", "matplotlib", "seaborn", "altair", "plotly", "openpyxl", "pyarrow",
]
# Modules of Python's own that stand on libraries of the system's; what they bring with them is seen in the process's map.
LINKED = ["zlib", "bz2", "lzma", "ctypes", "sqlite3", "ssl", "hashlib"]
# What this script is told when it has started the program itself: once is enough.
AGAIN = "again"
# PT_INTERP: the kind of an ELF program's part that names its loader.
PT_INTERP = 3


def really():
    """The program that runs. Where a wrapper gave it another name, `sys.executable` is the wrapper, or what that name means on PATH."""
    try:
        program = os.readlink("/proc/self/exe")
    except Exception:
        return sys.executable
    # A loader that was started with the program is not what runs either.
    is_python = "python" in os.path.basename(program)
    return program if is_python and program != os.path.realpath(sys.executable or "") else sys.executable


def searched():
    """The folders in which libraries are searched before all others, as the program's wrapper or its user says."""
    folders = os.environ.get("LD_LIBRARY_PATH", "").split(":")
    return [folder for folder in folders if os.path.isabs(folder) and os.path.isdir(folder)]


def installed(name):
    try:
        from importlib.util import find_spec

        return find_spec(name) is not None
    except Exception:
        return False


def mapped():
    """The folders of the libraries that are in the process; none where the system doesn't tell."""
    for name in LINKED:
        try:
            __import__(name)
        except Exception:
            pass
    try:
        with open("/proc/self/maps") as lines:
            files = set(line.split(None, 5)[5].strip() for line in lines if re.search(r"/\S*\.so(\.|$)", line))
    except Exception:
        return []
    return sorted(set(os.path.dirname(path) for path in files if os.path.isfile(path)))


def loader():
    """The loader that the program itself names: the kernel looks for it before anything else runs."""
    try:
        with open(os.path.realpath(sys.executable), "rb") as program:
            head = program.read(64)
            if head[:6] != b"\x7fELF\x02\x01":
                return None
            start, = struct.unpack_from("<Q", head, 32)
            size, count = struct.unpack_from("<HH", head, 54)
            for number in range(count):
                program.seek(start + number * size)
                part = program.read(size)
                kind, = struct.unpack_from("<I", part)
                if kind == PT_INTERP:
                    offset, = struct.unpack_from("<Q", part, 8)
                    length, = struct.unpack_from("<Q", part, 32)
                    program.seek(offset)
                    return program.read(length).rstrip(b"\0").decode()
    except Exception:
        pass
    return None


program = really()
if program != sys.executable and AGAIN not in sys.argv:
    # By its own name it finds its folders as it does in a session.
    try:
        os.execv(program, [program, "-E", "-B", os.path.abspath(__file__), AGAIN])
    except OSError:
        pass

user_site = site.getusersitepackages() if site.ENABLE_USER_SITE else None

print(json.dumps({
    "executable": sys.executable,
    "version": list(sys.version_info[:3]),
    "prefixes": [sys.prefix, getattr(sys, "base_prefix", sys.prefix)],
    "userSite": user_site if user_site and os.path.isdir(user_site) else None,
    "libraries": [name for name in LIBRARIES if installed(name)],
    "linked": mapped(),
    "loader": loader(),
    "searched": searched(),
    "packages": [path for path in sys.path if path.endswith("-packages")],
}))
