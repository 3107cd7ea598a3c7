"""What Docent itself has done in Python: operations with arguments. No text decides that something is Docent's own."""
import json
import os


def profile(work, file):
    from docent_profile import profile

    profile(os.path.join(work, file))


def probe(_work, **arguments):
    from docent_probe import look_around

    print(json.dumps(look_around(**arguments)))


OPERATIONS = {"profile": profile, "probe": probe}
