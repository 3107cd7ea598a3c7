"""What Docent itself has done in Python: operations with arguments. No text decides that something is Docent's own.

Those that yield something answer with it, piece by piece.
"""
import json
import os


def profile(work, file, remembered):
    from docent_profile import profile

    profile(os.path.join(work, file), remembered=remembered)


def grid(work, **arguments):
    from docent_grid import ask

    return ask(work, **arguments)


def probe(_work, **arguments):
    from docent_probe import look_around

    print(json.dumps(look_around(**arguments)))


def fonts(_work):
    import matplotlib.font_manager  # noqa: F401, importing it makes the list


OPERATIONS = {"profile": profile, "grid": grid, "fonts": fonts, "probe": probe}
