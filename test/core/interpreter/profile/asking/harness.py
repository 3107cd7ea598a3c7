"""Asks a table many questions and prints what each gave as JSON: harness.py <folder of docent_profile> <path>, questions as JSON on stdin."""
import builtins
import contextlib
import io
import json
import sys

sys.path.insert(0, sys.argv[1])
shown = []
builtins.display = lambda value: shown.append(value._repr_mimebundle_(include=None, exclude=None))

from docent_profile.analysis import Analysis
from docent_profile.asking import Unclear, answer
from docent_profile.reading import read_table

analysis = Analysis(read_table(sys.argv[2]))
answers = []
for question in json.load(sys.stdin):
    shown.clear()
    try:
        said = answer(question, analysis)
        for each in said.shown:
            builtins.display(each)
        text = said.text
    except Unclear as reason:
        text = str(reason)
    answers.append({"text": text, "shown": list(shown)})
json.dump(answers, sys.stdout, allow_nan=False)
