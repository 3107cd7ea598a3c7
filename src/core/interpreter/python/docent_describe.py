"""Prints what Docent must know of a Python, as JSON. Runs on any since 2.7, so that one too old can be named."""
import json
import os
import site
import sys

# What code for data and charts asks for, by the names it is imported with. Nothing is imported: that takes seconds.
LIBRARIES = ["numpy", "pandas", "polars", "scipy", "sklearn", "statsmodels", "matplotlib", "seaborn", "altair", "plotly", "openpyxl", "pyarrow"]


def installed(name):
    try:
        from importlib.util import find_spec

        return find_spec(name) is not None
    except Exception:
        return False


user_site = site.getusersitepackages() if site.ENABLE_USER_SITE else None

print(json.dumps({
    "executable": sys.executable,
    "version": list(sys.version_info[:3]),
    "prefixes": [sys.prefix, getattr(sys, "base_prefix", sys.prefix)],
    "userSite": user_site if user_site and os.path.isdir(user_site) else None,
    "libraries": [name for name in LIBRARIES if installed(name)],
}))
