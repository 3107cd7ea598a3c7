"""What the profile of a file prints and shows, as a session would have it. For scripts that have put the folder of docent_profile on the path."""
import builtins
import contextlib
import io

import docent_profile


def profiled(path):
    """What is printed, and the bundles of what is shown."""
    shown = []
    builtins.display = lambda value: shown.append(value._repr_mimebundle_(include=None, exclude=None))
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        docent_profile.profile(str(path))
    return printed.getvalue(), shown
