"""Invented people and places, Welsh and English. Postcodes and telephone numbers are of ranges that nobody has."""

from random import Random
from typing import Final, Literal, NamedTuple

GIRLS: Final = (
    "Cerys",
    "Megan",
    "Seren",
    "Nia",
    "Ffion",
    "Amelia",
    "Grace",
    "Priya",
    "Zofia",
    "Aaliyah",
    "Olivia",
    "Lowri",
)
BOYS: Final = (
    "Rhys",
    "Owain",
    "Iestyn",
    "Gethin",
    "Macsen",
    "Oliver",
    "Samuel",
    "Arjun",
    "Jakub",
    "Yusuf",
    "Daniel",
    "Tomos",
)
FAMILIES: Final = (
    "ap Gwilym",
    "Bowen-Thorne",
    "Cadwaladr",
    "Dyfedgoch",
    "Eastmere",
    "Farrowdale",
    "Gwynfryn",
    "Hawksworthy",
    "Ithellwyn",
    "Kettlebrook",
    "Llwydarth",
    "Marwick-Shaw",
    "Nantgarw",
    "Okonjo-Vale",
    "Penhallowe",
    "Rhyddergoch",
    "Siddiqi-Marsh",
    "Trewynant",
)
GENDERS: Final[tuple[Literal["F", "M"], ...]] = ("F", "M")
STREETS: Final = (
    "Heol y Ffynnon Las",
    "Larkspur Row",
    "Stryd y Gorlan Fach",
    "Old Tannery Lane",
    "Maes yr Hebog",
    "Quarry Rise",
)
TOWNS: Final = ("Aberllwynog", "Pontywennol", "Llanfaelwyn", "Eastmere", "Trehebog")
SCHOOLS: Final = ("Ysgol Gyfun Aberllwynog", "Pontywennol High School", "Ysgol Trehebog", "Eastmere Community School")
SUBJECTS: Final = (
    ("MAT", "Maths", "MAT", "MAT"),
    ("ENG", "English", "ENG", "ENG"),
    ("CYM", "Cymraeg", "CYM", "CYM"),
    ("BIO", "Biology", "BIO", "SCI"),
    ("ART", "Art", "ART", "ART"),
)
"""Code on the timetable, description, general subject, assessment subject."""


class Named(NamedTuple):
    """A person's name and gender."""

    given: str
    family: str
    gender: Literal["F", "M"]


def a_person(chance: Random) -> Named:
    """Return an invented name."""
    gender = chance.choice(GENDERS)
    return Named(chance.choice(GIRLS if gender == "F" else BOYS), chance.choice(FAMILIES), gender)


def a_post_code(chance: Random) -> str:
    """Return a postcode of an area that does not exist."""
    return f"ZZ{chance.randint(1, 99)} {chance.randint(1, 9)}{chance.choice('ABDEFGHJLN')}{chance.choice('PQRSTUWXYZ')}"


def a_phone(chance: Random) -> str:
    """Return a telephone number from the range kept for drama."""
    return f"029201800{chance.randint(0, 99):02d}"
