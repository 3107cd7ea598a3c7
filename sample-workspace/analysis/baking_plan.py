"""How many loaves to bake next week: a small forecast that needs nothing but Python.

Select the part between the two marks, or the whole file, and run it: it prints a table and one line with the result.
"""

# --- select from here ---
from statistics import mean, stdev

DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

# Loaves sold by the Mill depot, Monday to Sunday, in the last six weeks.
WEEKS = [
    [96, 109, 118, 121, 139, 184, 113],
    [101, 112, 113, 126, 144, 179, 118],
    [99, 106, 121, 124, 147, 190, 115],
    [104, 115, 119, 130, 143, 193, 121],
    [102, 118, 125, 127, 152, 196, 119],
    [107, 114, 123, 133, 149, 201, 124],
]

# Sold-out shelves cost more goodwill than a leftover loaf costs money, so bake this many deviations above the forecast.
SAFETY = 0.8


def slope(values):
    """By how much the values grow from one to the next: the least-squares line through them."""
    xs = range(len(values))
    mid_x, mid_y = mean(xs), mean(values)
    return sum((x - mid_x) * (y - mid_y) for x, y in zip(xs, values)) / sum((x - mid_x) ** 2 for x in xs)


def forecast(weeks):
    """Expected loaves for each day of the week that follows: the weeks' trend, shared out by the days' usual parts."""
    totals = [sum(week) for week in weeks]
    next_total = mean(totals) + slope(totals) * (len(totals) + 1) / 2
    parts = [mean(week[day] / sum(week) for week in weeks) for day in range(len(DAYS))]
    return [next_total * part for part in parts]


def spread(weeks, day):
    """How much one day's share of the week's mean varies, in loaves."""
    week_mean = mean(sum(week) for week in weeks)
    return stdev(week[day] / sum(week) for week in weeks) * week_mean


plan = [round(expected + SAFETY * spread(WEEKS, day)) for day, expected in enumerate(forecast(WEEKS))]

print(f"{'day':<5}{'mean':>7}{'last':>7}{'bake':>7}")
for day, loaves in enumerate(plan):
    print(f"{DAYS[day]:<5}{mean(week[day] for week in WEEKS):>7.1f}{WEEKS[-1][day]:>7}{loaves:>7}")
print(f"\nBake {sum(plan)} loaves next week, {sum(plan) / sum(WEEKS[-1]) - 1:+.1%} on the last one; most on {DAYS[plan.index(max(plan))]}.")
# --- to here ---
