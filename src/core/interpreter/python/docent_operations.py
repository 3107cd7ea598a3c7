"""What Docent itself has done in Python: operations with arguments. No text decides that something is Docent's own."""
import json


def probe(**arguments):
    from docent_probe import look_around

    print(json.dumps(look_around(**arguments)))


OPERATIONS = {"probe": probe}
