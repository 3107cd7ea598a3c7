"""The words by which a table can be asked, and those that ask for more than a table tells."""

from __future__ import annotations

SUM = frozenset("total totals sum sums altogether overall".split())
MEAN = frozenset("average averages mean means avg typical".split())
MEDIAN = frozenset("median medians".split())
COUNT = frozenset("count counts many number".split())
HIGHEST = frozenset("top highest largest biggest greatest most best maximum max strongest leading high".split())
LOWEST = frozenset("bottom lowest smallest fewest least worst minimum min weakest low".split())
TREND = frozenset("trend trends develop developed development evolve evolved evolution change changed changes history progress".split())
ROWS = frozenset("row rows record records entry entries line lines show list filter only display".split())
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
    "anomaly anomalies outlier outliers unusual compare comparison difference differences versus vs insight insights summarize summarise summary".split()
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

# Words that carry nothing of what is asked.
EMPTY = frozenset(
    "a an the of in on at for to from and or with where which what who whose when that this these those is are was were be been being do does did has have had "
    "me my us our i we you it its there their them they please can could would will shall give tell find get see want need know calculate compute determine "
    "how much many all any some value values figure figures table data dataset file column columns group grouped sorted sort order ordered ranked rank time over "
    "during through across between within than more less as one ones so then also now how's what's question answer each every per by only just out up down not "
    "no first last share shares percent percentage proportion since before after until till ago amounting having whole entire different distinct unique kind kinds type types".split()
)
