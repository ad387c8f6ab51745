"""Single values as files hold them, ordinary and odd: each legal for its element, some of them a trap for a program.

Made from the format's own tables: the forms of `ctf/elements.py` and the code sets.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from types import MappingProxyType
from typing import Final

from handover.common.authorities import LA_NUMBERS, WELSH_LAS
from handover.common.codesets import codes
from handover.common.identifiers import make_uln, make_upn
from handover.ctf.elements import Element, ValueForm
from handover.invented.names import BACKGROUNDS, ENGLISH_MIDDLE_NAMES, WELSH_MIDDLE_NAMES
from handover.invented.places import INWARD_LETTERS, region_of

FIRST_DAY: Final = date(2000, 1, 1)
DAYS: Final = 9_800
UNKNOWN_CODE: Final = 0.04
"""How often a code is one that no set has."""

WALES: Final = tuple(sorted(WELSH_LAS))
ENGLAND: Final = tuple(sorted(number for number in LA_NUMBERS if number not in WELSH_LAS and "200" < number < "700"))
SCOTLAND: Final = ("600", "605", "626", "701")
ISLE_OF_MAN: Final = ("705",)
NORTHERN_IRELAND: Final = ("001", "002", "003", "004", "005")
ORIGINS: Final = (*(WALES,) * 3, *(ENGLAND,) * 3, SCOTLAND, ISLE_OF_MAN, NORTHERN_IRELAND)
"""Where records come from; leading zeros stand in Northern Ireland's numbers."""

TEXTS: Final = (
    "Bryn Awel",
    "Tŷ'r Ysgol Ŵyl",
    "Smith & Sons <Ltd>",
    'the "old" mill',
    "007",
    "0",
    "Œuvre Ærø ß ł Đặng",
    "two  blanks",
    "a\nline break",
    "née O’Brien – d. 2011",
    "Ysgol " * 20,
)


def invent_upn(number: int, chance: Random) -> str | None:
    """Return a UPN that no other number of a pupil gets: mostly right, sometimes temporary or with a wrong letter."""
    if (draw := chance.random()) < 0.04:
        return None
    place, serial = divmod(number, 990)
    country, estab = divmod(place, 8000)
    origins = WALES + ENGLAND
    la = origins[(number * 7 + country) % len(origins)]
    upn = make_upn(la, f"{1000 + estab:04}", chance.randrange(5, 25), serial, temporary=draw < 0.10)
    return f"{'A' if upn[0] != 'A' else 'B'}{upn[1:]}" if draw > 0.97 else upn


def _word(chance: Random) -> str:
    return chance.choice(TEXTS).strip()


def _surname(chance: Random) -> str:
    return chance.choice(chance.choice(BACKGROUNDS).surnames)


def _forename(chance: Random) -> str:
    background = chance.choice(BACKGROUNDS)
    return chance.choice(background.girls + background.boys)


def _la(chance: Random) -> str:
    return chance.choice(chance.choice(ORIGINS)) if chance.random() < 0.95 else chance.choice(("XXX", "999"))


def _estab(chance: Random) -> str:
    draw = chance.random()
    return "0042" if draw < 0.04 else "LLLL" if draw < 0.06 else f"{chance.randrange(1000, 7999)}"


def _uln(chance: Random) -> str:
    draw = chance.random()
    if draw < 0.06:
        return f"0{chance.randrange(10**8, 10**9)}"
    return make_uln(f"{chance.randrange(10**8, 10**9)}") or "9999999999"


def _postcode(chance: Random) -> str:
    draw = chance.random()
    if draw < 0.08:
        return chance.choice(("D02 X285", "cf97 1aa", "BFPO 12", "12345-678"))
    region = region_of(chance.choice(("660", "681", "936", "302")))
    return f"{region.district} {chance.randrange(1, 10)}{chance.choice(INWARD_LETTERS)}{chance.choice(INWARD_LETTERS)}"


def _telephone(chance: Random) -> str:
    end = f"{chance.randrange(1000):03}"
    return chance.choice(
        (
            f"07700 900{end}",
            f"029 2018 0{end}",
            f"01632960{end}",
            f"+44 7700 900{end}",
            f"+447700900{end}",
            f"(01632) 960-{end}",
            f"01632 960{end} ext 12",
            f"01632 960{end} x 7",
            "ask Nain at number 4",
        )
    )


def _number_of_house(chance: Random) -> str:
    return chance.choice(("27", "27A", "27-29", "012", "Flat 3", "Tŷ Isaf", "27 A", "1a-1c", "Rose Cottage, 4", "4 4"))


def _property(chance: Random) -> str:
    return chance.choice(("10023456789", "000123456789", "123456789012", "n/a"))


def _grid(chance: Random) -> str:
    return chance.choice((f"{chance.randrange(100_000, 700_000)}", f"{chance.randrange(100_000)}.50", "0312345", "?"))


def _country(chance: Random) -> str:
    return chance.choice(("GBR", "IRL", "WLS", "Cymru", "United Kingdom", "POL", "SOM"))


def _e_mail(chance: Random) -> str:
    return chance.choice(
        (f"person{chance.randrange(10_000):04}@example.org", "no e-mail", "a@example.org; b@example.org")
    )


def _marks(chance: Random) -> str:
    known = sorted(codes("attendance"))
    few = chance.sample(known, chance.randrange(1, 7))
    between = " " if chance.random() < 0.1 else ""
    return between.join(chance.choice(few) for _ in range(chance.choice((0, 1, 2, 10, 60)) + 1))


def _result(chance: Random) -> str:
    return chance.choice(("4", "4B", "W", "105", "98.5", "Outcome 6", "A*", "0", "07", "met the standard", "AB", "NS"))


def _year(chance: Random) -> str:
    return f"{chance.randrange(2004, 2027)}"


def _day(chance: Random) -> date:
    return FIRST_DAY + timedelta(days=chance.randrange(DAYS))


def _count(chance: Random) -> int:
    return chance.choice((0, 1, 2, 190, 380, chance.randrange(400), 999_999_999))


BY_TAG: Final[Mapping[str, Callable[[Random], object]]] = MappingProxyType(
    {
        "LEA": _la,
        "CareAuthority": _la,
        "Estab": _estab,
        "URN": lambda chance: chance.choice(("401234", "100001", "0123456")),
        "UniqueLearnerNumber": _uln,
        "UCI": lambda chance: f"{chance.randrange(10_000, 99_999)}{chance.choice('ABCR0')}{chance.randrange(10**7):07}",
        "FormerUPN": lambda chance: invent_upn(chance.randrange(10**6), chance) or "none",
        "Surname": _surname,
        "PreferredSurname": _surname,
        "FormerSurname": _surname,
        "Forename": _forename,
        "PreferredForename": _forename,
        "FormerForename": _forename,
        "MiddleNames": lambda chance: chance.choice(WELSH_MIDDLE_NAMES + ENGLISH_MIDDLE_NAMES),
        "Title": lambda chance: chance.choice(("Mrs", "Mr", "Ms", "Dr", "Y Parch", "Rev'd")),
        "SAON": _number_of_house,
        "PAON": _number_of_house,
        "UniquePropertyReferenceNumber": _property,
        "PostCode": _postcode,
        "Zip": lambda chance: chance.choice(("90210", "01234-5678")),
        "Country": _country,
        "Easting": _grid,
        "Northing": _grid,
        "PhoneNo": _telephone,
        "Email": _e_mail,
        "AttendanceMarks": _marks,
        "Result": _result,
        "Disability": lambda chance: chance.choice(("VIS", "HEAR", "MOB", "NONE", "01")),
        "SpeakWelsh": lambda chance: chance.choice("123"),
        "HomeWelsh": lambda chance: chance.choice("012"),
        "Order": lambda chance: chance.choice((1, 1, 2, 2, 3, 4, 10, 11, 0)),
        "SENtypeRank": lambda chance: chance.choice((1, 2, 3, 5, 0)),
        "Year": lambda chance: int(_year(chance)),
        "AcademicYear": lambda chance: int(_year(chance)),
    }
)
"""What goes by an element's own name, where its form alone would give something nobody writes."""


@cache
def _known_codes(name: str) -> tuple[str, ...]:
    return tuple(sorted(codes(name)))


def _code(element: Element, chance: Random) -> str:
    assert element.codes is not None
    return (
        chance.choice(_known_codes(element.codes))
        if chance.random() > UNKNOWN_CODE
        else chance.choice(("ZZ9", "é", "x y"))
    )


def invent_value(element: Element, chance: Random) -> object:
    """Return a value that this element may hold."""
    if element.tag in BY_TAG:
        return BY_TAG[element.tag](chance)
    if element.codes is not None:
        return _code(element, chance)
    if element.form is ValueForm.DATE:
        return _day(chance)
    if element.form is ValueForm.MOMENT:
        return datetime(2007, 1, 1) + timedelta(minutes=chance.randrange(10_000_000))  # noqa: DTZ001 - local time
    if element.form is ValueForm.BOOLEAN:
        return chance.random() < 0.5
    if element.form is ValueForm.WHOLE:
        return _count(chance)
    if element.form is ValueForm.RAW:
        return f"<{element.tag}><Build>{chance.randrange(100)}</Build></{element.tag}>"
    return _word(chance)
