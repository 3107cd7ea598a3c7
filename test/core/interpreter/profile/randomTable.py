"""Makes a random table at the given path and prints what pandas says of it, as JSON."""
import json
import random
import sys

import pandas

random.seed(int(sys.argv[2]))
rows = 500
columns = {
    "normal": [random.gauss(50, 12) for _ in range(rows)],
    "skewed": [random.lognormvariate(3, 1) for _ in range(rows)],
    "whole": [random.randrange(-20, 200) for _ in range(rows)],
    "tiny": [random.random() * 1e-6 for _ in range(rows)],
    "word": [random.choices(["red", "green", "blue", "black"], [8, 4, 2, 1])[0] for _ in range(rows)],
}
columns["linked"] = [value * 3 + random.gauss(0, 20) for value in columns["normal"]]
frame = pandas.DataFrame(columns)
frame = frame.mask(pandas.DataFrame({name: [random.random() < 0.1 for _ in range(rows)] for name in columns}))
frame.to_csv(sys.argv[1], index=False)

# As it reads the file again, not as it was written.
frame = pandas.read_csv(sys.argv[1])
numbers = frame.select_dtypes("number")
json.dump(
    {
        "describe": numbers.describe().to_dict(),
        "corr": numbers.corr().to_dict(),
        "missing": frame.isna().sum().to_dict(),
        "distinct": frame.nunique().to_dict(),
        "words": frame["word"].value_counts().to_dict(),
    },
    sys.stdout,
)
