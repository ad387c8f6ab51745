"""Days and moments as people say them, in English and Welsh: the one form in which a text shows them."""

from datetime import date, datetime
from types import MappingProxyType
from typing import Final

MONTHS: Final = MappingProxyType(
    {
        "en": (
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
        "cy": (
            "Ionawr",
            "Chwefror",
            "Mawrth",
            "Ebrill",
            "Mai",
            "Mehefin",
            "Gorffennaf",
            "Awst",
            "Medi",
            "Hydref",
            "Tachwedd",
            "Rhagfyr",
        ),
    }
)


def say_day(day: date, language: str) -> str:
    """Return a day as `11 February 1999`; in English for a language we do not have."""
    return f"{day.day} {MONTHS.get(language, MONTHS['en'])[day.month - 1]} {day.year}"


def say_date(value: object, language: str) -> str:
    """Return a day as `say_day` does, or a moment with its time, `11 February 1999, 14:05`.

    Takes also the text that Python makes of either; what is no date stays as it is.
    """
    text = str(value)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    day = say_day(moment.date(), language)
    return f"{day}, {moment:%H:%M}" if ":" in text else day
