"""What reading a table costs this process, as JSON: processor seconds and the most memory in MB.

measure.py <path> <limit in processor seconds> <folder of docent_profile, or the name of an engine> [--standard]

With --standard the profile reads by the standard library alone, whatever Python has.
"""
import builtins
import contextlib
import io
import json
import resource
import sys
import time

path, limit, how = sys.argv[1], int(sys.argv[2]), sys.argv[3]
resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
if how == "pandas":
    import pandas

    began = time.process_time()
    pandas.read_csv(path).describe(include="all")
elif how == "polars":
    import polars

    began = time.process_time()
    polars.read_csv(path).describe()
elif how == "duckdb":
    import duckdb

    began = time.process_time()
    duckdb.execute("SUMMARIZE SELECT * FROM read_csv(?)", [path]).fetchall()
else:
    if "--standard" in sys.argv:
        sys.modules["duckdb"] = sys.modules["numpy"] = None
    sys.path.insert(0, how)
    # Pictures by hand cost the same everywhere.
    sys.modules["matplotlib"] = None
    builtins.display = lambda value: value._repr_mimebundle_()
    from docent_profile import profile

    began = time.process_time()
    with contextlib.redirect_stdout(io.StringIO()):
        profile(path)
seconds = time.process_time() - began
# In KB, on macOS in bytes.
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
json.dump({"seconds": seconds, "megabytes": memory}, sys.stdout)
