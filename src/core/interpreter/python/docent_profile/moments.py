"""Dates and times: their written forms, and their place in time as seconds since 1970 on the clock they were written by."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

EPOCH = datetime(1970, 1, 1)
DAY = 86_400
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Two-digit years up to this one belong to our century, as POSIX has it.
LAST_SHORT_YEAR = 68

# A zone is read over: periods are told apart best on the clock that people on the spot looked at.
_TIME = r"""(?:,?[T\ ]\s*
    (?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?
    \s*(?P<half>[AaPp]\.?[Mm]\.?)?
    \s*(?:Z|UTC|[-+]\d\d:?(?:\d\d)?)?
)?"""
_ISO = re.compile(
    rf"""(?P<year>\d{{4}})(?:
        (?P<separator>[-/.])(?P<month>\d\d?)(?P=separator)(?P<day>\d\d?)
        |[-/](?P<only_month>\d\d)
    ){_TIME}""",
    re.X,
)
_NUMERIC = re.compile(
    rf"""(?P<first>\d\d?)(?P<separator>[-/.])\s?(?P<other>\d\d?)(?P=separator)\s?(?P<year>\d{{4}}|\d\d){_TIME}""",
    re.X,
)
_WORDED = re.compile(
    rf"""(?:(?P<day>\d\d?)(?:st|nd|rd|th|\.)?[\ -])?
    (?P<month>[A-Za-z]{{3,9}})\.?[\ -]
    (?:(?P<late_day>\d\d?)(?:st|nd|rd|th)?,?[\ ])?
    (?P<year>\d{{4}}|(?<=-)\d\d){_TIME}""",
    re.X,
)

DATE_FORMS = frozenset({"year_first", "day_first", "month_first", "either_first", "either_dotted", "worded"})


def date_shape(text: str) -> str:
    """The form of a date, or '' where the text is none. `either_…`: the column decides whether the day comes first."""
    if _NUMERIC.fullmatch(text):
        if read_moment(text, day_first=True) is None:
            return "month_first" if read_moment(text, day_first=False) is not None else ""
        if read_moment(text, day_first=False) is None:
            return "day_first"
        return "either_dotted" if "." in text[:3] else "either_first"
    if read_moment(text, day_first=True) is None:
        return ""
    return "year_first" if text[0].isdigit() and text[:4].isdigit() else "worded"


def read_moment(text: str, day_first: bool) -> float | None:
    """Seconds since 1970, or None where the text is no date that exists."""
    if text[4:5] == "-" and len(text) in (10, 19):  # the commonest forms, by the shortest way
        try:
            return (datetime.fromisoformat(text) - EPOCH).total_seconds()
        except ValueError:
            pass
    if match := _ISO.fullmatch(text):
        year, month, day = match["year"], match["month"] or match["only_month"], match["day"] or 1
    elif match := _NUMERIC.fullmatch(text):
        year, month, day = match["year"], match["other"], match["first"]
        if not day_first:
            month, day = day, month
    elif (match := _WORDED.fullmatch(text)) and match["month"][:3].lower() in MONTHS:
        year, month, day = match["year"], MONTHS.index(match["month"][:3].lower()) + 1, match["day"] or match["late_day"] or 1
    else:
        return None
    try:
        moment = datetime(_full_year(year), int(month), int(day), _hour(match), int(match["minute"] or 0), int(match["second"] or 0))
    except ValueError:
        return None
    return (moment - EPOCH).total_seconds()


def _full_year(year: str) -> int:
    if len(year) == 4:
        return int(year)
    return int(year) + (2000 if int(year) <= LAST_SHORT_YEAR else 1900)


def _hour(match: re.Match) -> int:
    hour = int(match["hour"] or 0)
    if not match["half"]:
        return hour
    return hour % 12 + (12 if match["half"][0] in "Pp" else 0)


def day_of(seconds: float) -> date:
    return (EPOCH + timedelta(seconds=seconds)).date()


def show_moment(seconds: float, with_time: bool = False) -> str:
    """`3 January 2024`, or with the time `3 January 2024, 14:05`."""
    moment = EPOCH + timedelta(seconds=seconds)
    text = f"{moment.day} {moment:%B %Y}"
    if not with_time:
        return text
    return f"{text}, {moment:%H:%M:%S}" if moment.second else f"{text}, {moment:%H:%M}"
