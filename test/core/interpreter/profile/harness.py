"""Profiles one file as a session does, and prints what was printed and displayed as JSON.

harness.py <folder of docent_profile> <path> [--without-matplotlib]
"""
import builtins
import contextlib
import io
import json
import sys
import time

sys.path.insert(0, sys.argv[1])
if "--without-matplotlib" in sys.argv:
    sys.modules["matplotlib"] = None  # Makes importing it fail.

shown = []
builtins.display = lambda value: shown.append(value._repr_mimebundle_(include=None, exclude=None))
printed = io.StringIO()
with contextlib.redirect_stdout(printed):
    from docent_profile import profile

    began = time.process_time()
    profile(sys.argv[2])
    seconds = time.process_time() - began

json.dump({"printed": printed.getvalue(), "shown": shown, "seconds": seconds}, sys.stdout, allow_nan=False)
