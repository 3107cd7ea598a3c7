"""The words by which a table can be asked, and those that ask for more than a table tells."""

from __future__ import annotations

SUM = frozenset("total totals sum sums altogether overall".split())
MEAN = frozenset("average averages mean means avg typical".split())
MEDIAN = frozenset("median medians".split())
COUNT = frozenset("count counts many number".split())
HIGHEST = frozenset("top highest largest biggest greatest most best maximum max strongest leading high heaviest dearest priciest costliest oldest longest tallest fastest".split())
LOWEST = frozenset("bottom lowest smallest fewest least worst minimum min weakest low lightest cheapest youngest shortest slowest".split())
# What is meant by a word that names no column: those whose names have one of these.
MEANT = {
    "heaviest": ("weight", "mass"), "lightest": ("weight", "mass"), "heavy": ("weight", "mass"), "light": ("weight", "mass"),
    "dearest": ("price", "cost"), "priciest": ("price", "cost"), "costliest": ("price", "cost"), "cheapest": ("price", "cost"), "expensive": ("price", "cost"), "cheap": ("price", "cost"),
    "oldest": ("age",), "youngest": ("age",), "longest": ("length", "duration", "distance"), "shortest": ("length", "duration", "distance"),
    "tallest": ("height",), "fastest": ("speed", "velocity"), "slowest": ("speed", "velocity"),
}
# Of how many rows one is, whatever figures there are.
FREQUENT = frozenset("common frequent frequently often popular".split())
SHARE = frozenset("share shares percent percentage percentages proportion proportions fraction".split())
MISSING = frozenset("missing empty blank blanks null nulls nan gaps unknown".split())
DIRECTIONS = frozenset("descending desc decreasing falling ascending asc increasing rising".split())
DOWNWARDS = frozenset("descending desc decreasing falling".split())
SORT = frozenset("sort sorted sorting order ordered rank ranked arrange arranged".split())
YES = frozenset("yes true y ja oui si 1 wahr vrai".split())
# What a column of times is called by; another word of its name says what has them.
TIMES = frozenset("date day time datetime timestamp month year week moment created updated".split())
# What a column of names of rows is called by, beside what it names.
KEYS = frozenset("id ids key keys code codes number no nr uuid guid".split())
# A figure that is meant by how it is compared.
COMPARED = {
    "older": (("age",), ">"), "younger": (("age",), "<"), "heavier": (("weight", "mass"), ">"), "lighter": (("weight", "mass"), "<"),
    "cheaper": (("price", "cost"), "<"), "longer": (("length", "duration", "distance"), ">"), "shorter": (("length", "duration", "distance"), "<"),
    "taller": (("height",), ">"), "faster": (("speed", "velocity"), ">"), "slower": (("speed", "velocity"), "<"),
}
# The ends of the dates are asked for.
ENDS = frozenset("first last earliest latest newest oldest recent range span begin begins start starts end ends when".split())
TREND = frozenset("trend trends develop developed development evolve evolved evolution change changed changes history progress".split())
ROWS = frozenset("row rows record records entry entries line lines show list filter only display sample example preview".split())
# Of these `rows` are meant one by one, even where a category is named.
ROW_NOUNS = frozenset("row rows record records entry entries line lines".split())
BY = frozenset("by per each every across".split())
NOT = frozenset("not except without excluding exclude isn't isnt no".split())
# Of each group the highest value is meant by these, where the groups are named.
EXTREMES = frozenset("highest largest max maximum greatest biggest lowest smallest min minimum".split())
# Before a value that a row is to have.
BEFORE_VALUES = frozenset("in for from is are of at where not except without with since before after until".split())
# What a language model is needed for.
BEYOND = frozenset(
    "why explain cause causes caused because reason reasons predict prediction forecast recommend recommendation should suggest suggestion "
    "interpret meaning significant significance correlation correlations correlate correlated relationship relation regression model cluster clusters "
    "anomaly anomalies outlier outliers unusual compare comparison difference differences versus vs insight insights summarize summarise summary deviation stdev variance percentile percentiles quantile quantiles duplicate duplicates pivot".split()
)

PERIODS = {
    "hour": "hour", "hours": "hour", "hourly": "hour",
    "day": "day", "days": "day", "daily": "day",
    "week": "week", "weeks": "week", "weekly": "week",
    "month": "month", "months": "month", "monthly": "month",
    "quarter": "quarter", "quarters": "quarter", "quarterly": "quarter",
    "year": "year", "years": "year", "yearly": "year", "annual": "year", "annually": "year",
}
MONTHS = {
    name: place
    for place, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sep sept", "october oct", "november nov", "december dec"), 1
    )
    for name in names.split()
}
NUMBERS = {name: place for place, name in enumerate("one two three four five six seven eight nine ten".split(), 1)}

# How a column is compared with a number, the longest first.
COMPARISONS = (
    (("more", "than"), ">"), (("greater", "than"), ">"), (("larger", "than"), ">"), (("higher", "than"), ">"), (("bigger", "than"), ">"),
    (("less", "than"), "<"), (("lower", "than"), "<"), (("smaller", "than"), "<"), (("fewer", "than"), "<"),
    (("at", "least"), ">="), (("at", "most"), "<="), (("equal", "to"), "="), (("equals",), "="),
    (("over",), ">"), (("above",), ">"), (("exceeding",), ">"), (("under",), "<"), (("below",), "<"), (("exactly",), "="),
    ((">=",), ">="), (("<=",), "<="), (("!=",), "!="), (("==",), "="), ((">",), ">"), (("<",), "<"), (("=",), "="),
)
# What may stand between a column and what it is compared with.
COPULA = frozenset("is are was were of being has have with a an the to".split())

# What is asked for by these comes with an answer anyhow, unless a column is called so.
DRAWN = frozenset("draw chart charts graph graphs plot plots diagram diagrams visualize visualise bar bars".split())

# Words that carry nothing of what is asked.
EMPTY = frozenset(
    "a an the of in on at for to from and or with where which what who whose when that this these those is are was were be been being do does did has have had "
    "me my us our i we you it its there their them they please can could would will shall give tell find get see want need know calculate compute determine "
    "how much many all any some value values figure figures table data dataset file column columns group grouped sorted sort order ordered ranked rank time over "
    "during through across between within than more less as one ones so then also now how's what's question answer each every per by only just out up down not "
    "no first last since before after until till ago amounting having whole entire different distinct unique kind kinds type types come comes came made sort sorting arrange arranged exist exists there's".split()
)
