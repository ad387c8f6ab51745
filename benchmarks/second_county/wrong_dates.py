"""Birth dates as offices get them wrong: each function takes a date and returns another, or the same where it does not fit."""

from datetime import date, timedelta
from random import Random

from benchmarks.second_county.families import FIRST_BIRTH, LAST_BIRTH


def _with(born: date, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return born


def month_off(chance: Random, born: date) -> date:
    """Return the same day of the month before or after."""
    month = born.month + chance.choice((-1, 1))
    return _with(born, born.year, month, born.day) if 1 <= month <= 12 else born


def one_figure(chance: Random, born: date) -> date:
    """Return a date of which one figure of the day or month is another, or two neighbours are exchanged."""
    figures = list(born.strftime("%d%m"))
    if chance.random() < 0.2:
        figures[0], figures[1] = figures[1], figures[0]
    else:
        figures[chance.choices((0, 1, 3), (30, 60, 10))[0]] = chance.choice("0123456789")
    day, month = int("".join(figures[:2])), int("".join(figures[2:]))
    return _with(born, born.year, month, day)


def exchange_day_and_month(_: Random, born: date) -> date:
    """Return the date with day and month exchanged, if that is one."""
    return _with(born, born.year, born.day, born.month) if born.day <= 12 else born


def year_off(chance: Random, born: date) -> date:
    """Return the same day of the year before or after."""
    return _with(born, born.year + chance.choice((-1, 1)), born.month, born.day)


def figure_of_year(chance: Random, born: date) -> date:
    """Return the same day of a year with another last or last but one figure."""
    figures = list(str(born.year))
    figures[chance.choice((2, 3))] = chance.choice("0123456789")
    return _with(born, int("".join(figures)), born.month, born.day)


def first_of_january(chance: Random, born: date) -> date:
    """Return 1 January of the year, or of a neighbouring one."""
    return date(born.year + chance.choices((0, -1, 1), (80, 10, 10))[0], 1, 1)


def other_day(chance: Random, _: date) -> date:
    """Return any day on which a child of school age may be born."""
    return FIRST_BIRTH + timedelta(days=chance.randrange((LAST_BIRTH - FIRST_BIRTH).days))


def days_off(chance: Random, born: date) -> date:
    """Return a day up to twelve days before or after."""
    return born + timedelta(days=chance.randint(-12, 12))
