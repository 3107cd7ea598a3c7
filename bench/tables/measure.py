"""What reading a table costs this process, as JSON: processor seconds, also without charts, seconds by the clock to the first figure, and the most memory in MB.

measure.py <path> <limit in processor seconds> <folder of docent_profile, or the name of an engine> [standard, or the engine by which the profile reads]
"""
import builtins
import contextlib
import io
import json
import resource
import sys
import time

path, limit, how, *reader = sys.argv[1], int(sys.argv[2]), *sys.argv[3:]
resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
first_figure, charts = 0.0, 0.0
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
    engines = {"duckdb", "polars", "pandas"} - {*reader}
    for name in [*engines, *(["numpy"] if reader == ["standard"] else []), "matplotlib"]:
        sys.modules[name] = None
    if reader != ["standard"]:
        __import__(reader[0])  # As for the engine's own summary.
    sys.path.insert(0, how)
    import docent_profile

    drawn = docent_profile.charts

    def timed(analysis):
        global charts
        began = time.process_time()
        shown = list(drawn(analysis))
        for chart in shown:
            chart._repr_mimebundle_()
        charts += time.process_time() - began
        return shown

    docent_profile.charts = timed

    class Output(io.StringIO):
        """Notes when something is printed first."""

        def write(self, text):
            global first_figure
            first_figure = first_figure or time.monotonic() - started
            return super().write(text)

    builtins.display = lambda value: value._repr_mimebundle_()
    started = time.monotonic()
    began = time.process_time()
    with contextlib.redirect_stdout(Output()):
        docent_profile.profile(path)
seconds = time.process_time() - began
# In KB, on macOS in bytes.
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
json.dump({"seconds": seconds, "withoutCharts": seconds - charts, "firstFigure": first_figure, "megabytes": memory}, sys.stdout)
