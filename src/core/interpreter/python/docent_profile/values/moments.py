"""Dates and times: their written forms, and their place in time as seconds since 1970."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

EPOCH = datetime(1970, 1, 1)
DAY = 86_400
_MONTHS = (
    "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari ocak styczeń stycznia январь января янв leden ledna",
    "february feb februar februari février févr fév febrero febbraio fevereiro fev şubat luty lutego февраль февраля фев únor února",
    "march mar märz mrz maerz mars marzo março maart mart marzec marca март марта мар březen března",
    "april apr avril avr abril abr aprile nisan kwiecień kwietnia апрель апреля апр duben dubna",
    "may mai mayo maggio mag maio mei mayıs maj maja май мая květen května",
    "june jun juni juin junio giugno giu junho haziran czerwiec czerwca июнь июня июн červen června",
    "july jul juli juillet juil julio luglio lug julho temmuz lipiec lipca июль июля июл červenec července",
    "august aug août aout agosto ago augustus ağustos sierpień sierpnia август августа авг srpen srpna",
    "september sep sept septembre septiembre settembre set setembro eylül wrzesień września сентябрь сентября сен září",
    "october oct oktober okt octobre octubre ottobre ott outubro out ekim październik października октябрь октября окт říjen října",
    "november nov novembre noviembre novembro kasım listopad listopada ноябрь ноября ноя",
    "december dec dezember dez décembre déc diciembre dic dicembre dezembro desember aralık grudzień grudnia декабрь декабря дек prosinec prosince",
)
MONTHS = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
# Two-digit years up to so many years from now belong to our century; all others are past.
FEW_YEARS_ON = 5

_ZONE = r"(?P<zone>Z|UTC|GMT|[-+]\d\d:?(?:\d\d)?|[ECMP][SD]T)?"
_TIME = rf"""(?:(?:,?[T\ ]\s*|,\s*|:)
    (?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?
    \s*(?P<half>[AaPp]\.?[Mm]\.?)?
    \s*{_ZONE}
)?"""
_ISO = re.compile(
    rf"""(?P<year>\d{{4}})(?:
        (?P<separator>[-/.])(?P<month>\d\d?)(?P=separator)(?P<day>\d\d?)\.?
        |[-/](?P<only_month>\d\d)
        |年\s?(?P<japanese_month>\d\d?)月(?:\s?(?P<japanese_day>\d\d?)日)?
    ){_TIME}""",
    re.X,
)
_NUMERIC = re.compile(
    rf"""(?P<first>\d\d?)(?P<separator>[-/.])\s?(?P<other>\d\d?)(?P=separator)\s?(?P<year>\d{{4}}|\d\d){_TIME}""",
    re.X,
)
_WORDED = re.compile(
    rf"""(?:[^\W\d]{{2,10}}\.?,?\ )?                       # the day of the week
    (?:(?P<day>\d\d?)(?:st|nd|rd|th|er|\.|º)?(?:[\ \-/]|\ de\ )?)?
    (?:de\ )?(?P<month>[^\W\d]{{3,11}})\.?(?:,?\ de\ |,\ |[\ \-/'’])?
    (?:(?P<late_day>\d\d?)(?:st|nd|rd|th)?,?[\ \-])?
    (?P<year>\d{{4}}|(?<=[-/\ '’])\d\d){_TIME}""",
    re.X,
)
_CTIME = re.compile(
    r"[A-Za-z]{3} (?P<month>[A-Za-z]{3})  ?(?P<day>\d\d?) (?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)(?: (?P<zone>UTC|GMT|[A-Z]{3,4}|[-+]\d{4}))? (?P<year>\d{4})"
)
# 4/1854; a fraction has no such denominator.
_MONTH_OF = re.compile(r"(?P<month>0?[1-9]|1[0-2])[-/.](?P<year>(?:1[5-9]|20)\d\d)")
_MIXED = re.compile(rf"(?P<year>\d{{4}})[-/ ](?P<month>[^\W\d]{{3,9}})[-/ ](?P<day>\d\d?){_TIME}", re.X)
_COMPACT = re.compile(rf"(?P<year>\d{{4}})(?P<month>\d\d)(?P<day>\d\d)[T ](?P<hour>\d\d):?(?P<minute>\d\d):?(?P<second>\d\d)?(?:\.\d+)?(?P<half>(?!))?{_ZONE}")
_QUARTER = re.compile(r"(?P<year>\d{4})[-/ :]?[QqTt](?P<quarter>[1-4])|[Qq](?P<early>[1-4])[-/ ]?(?P<late_year>\d{4})|(?P<first>[1-4])\.? ?(?:Q|Quartal|quarter|trimestre)[ /]?(?P<last_year>\d{4})")
_WEEK = re.compile(r"(?P<year>\d{4})-?[Ww](?P<week>\d\d?)(?:-(?P<day>[1-7]))?")
_FISCAL = re.compile(r"(?:FY ?)?(?P<year>(?:19|20)\d\d)(?P<sign>[-/–])(?P<next>\d\d|\d{4})")

# What begins with neither a digit nor one of these letters is a date only with the name of a month: most texts are told by that.
_WORDS = re.compile(r"[^\W\d_]+")
_PART_LETTERS = "QqFf"

DATE_FORMS = frozenset({"year_first", "day_first", "month_first", "either_first", "either_dotted", "worded", "quarter", "week", "fiscal", "maybe_fiscal"})


def names_no_date(text: str) -> bool:
    """Whether no digits in the place of its own make a date of it."""
    return not text[0].isdigit() and text[0] not in _PART_LETTERS and MONTHS.keys().isdisjoint(_WORDS.findall(text.lower()))


def date_shape(text: str) -> tuple[str, str] | None:
    """The form of a date and its distance from UTC, or None where the text is no date. `either_…`: the column decides whether the day comes first."""
    if names_no_date(text):
        return None
    if match := _NUMERIC.fullmatch(text):
        zone = match["zone"] or ""
        if read_moment(text, day_first=True) is None:
            return ("month_first", zone) if read_moment(text, day_first=False) is not None else None
        if read_moment(text, day_first=False) is None:
            return "day_first", zone
        return ("either_dotted" if "." in text[:3] else "either_first"), zone
    if _is_fiscal(text):
        return ("maybe_fiscal" if read_moment(text, day_first=True) is not None else "fiscal"), ""
    if read_moment(text, day_first=True) is None:
        return None
    if _QUARTER.fullmatch(text):
        return "quarter", ""
    if _WEEK.fullmatch(text):
        return "week", ""
    return ("year_first" if text[:4].isdigit() else "worded"), zone_of(text)


def _is_fiscal(text: str) -> bool:
    """2019/20: a year that begins in another one."""
    match = _FISCAL.fullmatch(text)
    return match is not None and (int(match["year"]) + 1) % 10 ** len(match["next"]) == int(match["next"])


def zone_of(text: str) -> str:
    match = _matched(text)
    return (match["zone"] or "") if match and "zone" in match.re.groupindex else ""


def _matched(text: str) -> re.Match | None:
    for form in (_ISO, _NUMERIC, _COMPACT, _CTIME, _MIXED, _WORDED, _MONTH_OF):
        if match := form.fullmatch(text):
            return match
    return None


def read_moment(text: str, day_first: bool, to_utc: bool = False) -> float | None:
    """Seconds since 1970 on the clock that the text was written by, or in UTC; None where the text is no date that exists."""
    if text[4:5] == "-" and len(text) in (10, 19):  # the commonest forms, by the shortest way
        try:
            return (datetime.fromisoformat(text) - EPOCH).total_seconds()
        except ValueError:
            pass
    match = _matched(text)
    if match is None:
        return _read_part(text)
    try:
        moment = _moment(match, day_first)
        return None if moment is None else (moment - EPOCH).total_seconds() - (offset(match["zone"]) if to_utc else 0)
    except (ValueError, OverflowError):
        return None


def _moment(match: re.Match, day_first: bool) -> datetime | None:
    if match.re is _ISO:
        month = match["month"] or match["only_month"] or match["japanese_month"]
        day = match["day"] or match["japanese_day"] or 1
    elif match.re is _NUMERIC:
        month, day = (match["other"], match["first"]) if day_first else (match["first"], match["other"])
    elif match.re is _COMPACT:
        month, day = match["month"], match["day"]
    elif match.re is _MONTH_OF:
        return datetime(int(match["year"]), int(match["month"]), 1)
    else:
        month = MONTHS.get(match["month"].lower().rstrip("."))
        day = match["day"] or (match["late_day"] if match.re is _WORDED else None) or 1
        if month is None:
            return None
    return datetime(_full_year(match["year"]), int(month), int(day), _hour(match), int(match["minute"] or 0), int(match["second"] or 0))


def _read_part(text: str) -> float | None:
    """Quarters, weeks and years that begin in another."""
    if match := _QUARTER.fullmatch(text):
        year = match["year"] or match["late_year"] or match["last_year"]
        quarter = match["quarter"] or match["early"] or match["first"]
        return (datetime(int(year), 3 * int(quarter) - 2, 1) - EPOCH).total_seconds() if int(year) else None
    if match := _WEEK.fullmatch(text):
        try:
            return (datetime.strptime(f"{match['year']} {match['week']} {match['day'] or 1}", "%G %V %u") - EPOCH).total_seconds()
        except ValueError:
            return None
    return None


def read_fiscal(text: str) -> float | None:
    return (datetime(int(_FISCAL.fullmatch(text)["year"]), 1, 1) - EPOCH).total_seconds() if _is_fiscal(text) else None


def offset(zone: str | None) -> int:
    """Seconds east of Greenwich."""
    if not zone or zone[0] not in "+-":
        return -3_600 * {"E": 5, "C": 6, "M": 7, "P": 8}[zone[0]] + 3_600 * (zone[1] == "D") if zone and zone[0] in "ECMP" else 0
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return (-1 if zone[0] == "-" else 1) * (int(digits[:2]) * 3_600 + int(digits[2:4]) * 60)


def _full_year(year: str) -> int:
    if len(year) == 4:
        return int(year)
    return int(year) + (2000 if int(year) + 2000 <= date.today().year + FEW_YEARS_ON else 1900)


def _hour(match: re.Match) -> int:
    hour = int(match["hour"] or 0)
    if "half" not in match.re.groupindex or not match["half"]:
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
