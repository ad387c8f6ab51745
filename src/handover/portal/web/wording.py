"""How dates, times, sizes and numbers are written, in the language of the person who reads."""

import datetime
from typing import Final

from babel import Locale
from babel.dates import format_date, format_time, get_timezone
from babel.numbers import format_decimal
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from markupsafe import Markup, escape

from handover.common.plurals import count_noun
from handover.common.text import Language, Text

KIBIBYTE = 1024
NO_BREAK = "\N{NO-BREAK SPACE}"
LOCALES = {"en": Locale("en", "GB"), "cy": Locale("cy")}


def language() -> Language:
    """Return the language of the page being written: English unless it is Welsh."""
    return "cy" if (get_language() or "").startswith("cy") else "en"


def say_text(text: Text, **values: object) -> str:
    """Return a text of a table in the language of the page."""
    return text.say(language(), **values)


def say_count(number: object, noun: str) -> str:
    """Write a number with its noun, such as `3 days`, in the language of the page."""
    return count_noun(number, noun, language())


def date(value: datetime.date | None) -> str:
    """Write a day, such as `3 September 2026`; nothing for no day."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        value = timezone.localtime(value).date()
    return format_date(value, "d MMMM y", locale=LOCALES[language()])


def date_and_time(value: datetime.datetime | None) -> str:
    """Write a moment in the site's time zone, such as `3 September 2026, 14:05`; nothing for no moment."""
    if value is None:
        return ""
    zone = get_timezone(settings.TIME_ZONE)
    time = format_time(value, "HH:mm", tzinfo=zone, locale=LOCALES[language()])
    return f"{date(value)}, {time}"


def short_date(value: datetime.date | None) -> str:
    """Write a day in the little room of a list, such as `3 Sept 2026`, as one part; nothing for no day."""
    if value is None:
        return ""
    day = timezone.localtime(value).date() if isinstance(value, datetime.datetime) else value
    return str(format_date(day, "d MMM y", locale=LOCALES[language()])).replace(" ", NO_BREAK)


def short_moment(value: datetime.datetime | None) -> str:
    """Write a moment in the little room of a list, such as `3 Sept 2026, 14:05`, as two parts that stay whole."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    day = format_date(local.date(), "d MMM y", locale=LOCALES[language()])
    return f"{day},".replace(" ", NO_BREAK) + f" {local:%H:%M}"


def month(value: datetime.date) -> str:
    """Write the month of a moment or a day in the little room of a picture, such as `Sept 26`."""
    day = timezone.localtime(value).date() if isinstance(value, datetime.datetime) else value
    return str(format_date(day, "MMM yy", locale=LOCALES[language()]))


def show_code_marks(text: str) -> Markup:
    """Return a text of a table with what stands between back-ticks as code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escape(text)
    shown = [Markup("<code>{}</code>").format(part) if place % 2 else escape(part) for place, part in enumerate(parts)]
    return Markup("").join(shown)


def breakable(name: str, *, often: bool = False) -> Markup:
    """Write the name of a file so that a narrow column breaks it before the underscore in its middle and nowhere else.

    `often` lets it break before each: for headings, whose letters are large.
    """
    if often:
        return Markup("<wbr>_").join(escape(part) for part in name.split("_"))
    places = [place for place, letter in enumerate(name) if letter == "_"]
    middle = min(places, key=lambda place: abs(place - len(name) / 2), default=0)
    parts = (name[:middle], name[middle:]) if middle else (name,)
    return Markup("<wbr>").join(escape(part) for part in parts)


LENGTHS: Final = ((120, 1, "second"), (2 * 3600, 60, "minute"), (2 * 86_400, 3600, "hour"), (None, 86_400, "day"))
"""Below so many seconds, a length of time is said in units of so many, which are called so."""


def duration(seconds: float | None) -> str:
    """Write a length of time as a person would: `4 seconds`, `37 minutes`, `26 hours`, `3 days`; a dash for none."""
    if seconds is None:
        return "–"
    size, noun = next((size, noun) for most, size, noun in LENGTHS if most is None or seconds < most)
    return say_count(round(seconds / size), noun)


def format_number(value: float) -> str:
    """Write a number with its thousands apart."""
    return str(format_decimal(value, locale=LOCALES[language()]))


def file_size(size: int) -> str:
    """Write a number of bytes as a person would: `812 bytes`, `14 KB`, `2.5 MB`; a KB is 1,024 bytes."""
    if size < KIBIBYTE:
        return f"{size} {'beit' if language() == 'cy' else 'byte' if size == 1 else 'bytes'}"
    if size < KIBIBYTE**2:
        return f"{format_number(round(size / KIBIBYTE))} KB"
    return f"{format_number(round(size / KIBIBYTE**2, 1))} MB"
