"""Prints what Docent must know of a Python, as JSON. Runs on any since 2.7, so that one too old can be named."""
import json
import os
import site
import sys

user_site = site.getusersitepackages() if site.ENABLE_USER_SITE else None

print(json.dumps({
    "executable": sys.executable,
    "version": list(sys.version_info[:3]),
    "prefixes": [sys.prefix, getattr(sys, "base_prefix", sys.prefix)],
    "userSite": user_site if user_site and os.path.isdir(user_site) else None,
}))
