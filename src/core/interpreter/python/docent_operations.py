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


def ask(work, file, question, remembered):
    from docent_profile import ask

    ask(os.path.join(work, file), question, remembered=remembered)


def probe(_work, **arguments):
    from docent_probe import look_around

    print(json.dumps(look_around(**arguments)))


def fonts(_work):
    import matplotlib.font_manager  # noqa: F401, importing it makes the list


OPERATIONS = {"profile": profile, "ask": ask, "grid": grid, "fonts": fonts, "probe": probe}


def variables(_work, namespace):
    from docent_variables import variables

    return variables(namespace)


def save(work, namespace, name, file):
    from docent_variables import save

    return save(namespace, name, os.path.join(work, file))


def frame(work, _namespace, key, file):
    from docent_variables import save_frame

    return save_frame(key, os.path.join(work, file))


# What is asked of the session that the user's code runs in. What these return is answered.
QUESTIONS = {"variables": variables, "save": save, "frame": frame}
