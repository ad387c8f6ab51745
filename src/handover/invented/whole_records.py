"""Pupils with every element that a Common Transfer File knows, present and absent in all combinations.

An ordinary class (`pupils.py`) is what a school sends; these are what a program must be able to take. They are made by a
walk over the element table, so that no element can be forgotten, and know nothing of what anybody makes of them.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final

from handover.common.calendar import academic_year
from handover.ctf.elements import Element, elements_of
from handover.ctf.model import (
    CommonTransferFile,
    Contact,
    DestinationSchool,
    Header,
    KeyStage,
    Pupil,
    SourceSchool,
    Unknown,
)
from handover.invented.whole_values import ORIGINS, invent_upn, invent_value

SHARES: Final = (0.0, 0.1, 0.3, 0.6, 0.9, 1.0)
"""The shares of its elements that a group has, one of them drawn for each group."""
MOST: Final = (0, 1, 1, 2, 2, 3, 4)
"""How many of what may be there several times."""
IN_A_FILE: Final = 20
OLDEST_VERSION, NEWEST_VERSION = 7, 26
STRANGERS: Final = (
    Unknown("", "<Photo>none</Photo>"),
    Unknown("", "<ServiceChild>Y</ServiceChild>"),
    Unknown("BasicDetails", "<ServiceChild><Flag>Y</Flag><Since>2019-01-01</Since></ServiceChild>"),
    Unknown("LookedAfter", "<PostLookedAfter>true</PostLookedAfter>"),
    Unknown("SENhistory", '<x:Plan xmlns:x="urn:other">IDP &amp; 1</x:Plan>'),
)
"""Elements of other versions and other programs."""


def invent_whole_pupils(seed: int, count: int, first: int = 0) -> Iterator[Pupil]:
    """Yield pupils, whom the same seed makes again; numbers from `first` on, each with a UPN of its own."""
    for number in range(first, first + count):
        yield invent_whole_pupil(seed, number)


def invent_whole_pupil(seed: int, number: int) -> Pupil:
    """Return the pupil of this number: mostly with names and birth date, anything else there or not."""
    chance = Random(f"whole/{seed}/{number}")  # noqa: S311 - not for secrets
    pupil: Pupil = _group(Pupil, chance)
    who = {tag: element for tag, element in elements_of(Pupil).items() if element.identity and tag != "upn"}
    named: dict[str, Any] = {
        tag: None if chance.random() < 0.003 else invent_value(element, chance) for tag, element in who.items()
    }
    if named["birth_date"] is not None:
        named["birth_date"] = date(1998, 9, 1) + timedelta(days=chance.randrange(9000))
    strangers = tuple(chance.sample(STRANGERS, chance.randrange(1, 3))) if chance.random() < 0.15 else ()
    whole: Pupil = replace(pupil, upn=invent_upn(number, chance), unknown=strangers, **named)
    return replace(whole, contacts=_several_of_a_name(whole.contacts, chance))


def _several_of_a_name(contacts: tuple[Contact, ...], chance: Random) -> tuple[Contact, ...]:
    """Let contacts share a name now and then, or be the very same twice, and let there be many."""
    if not contacts or chance.random() > 0.25:
        return contacts
    again = chance.choice(contacts)
    if chance.random() < 0.3:
        return (*contacts, again)
    if chance.random() < 0.2:
        return contacts * 3
    return (*contacts, replace(chance.choice(contacts), surname=again.surname, forename=again.forename))


def _group(model: type, chance: Random) -> Any:
    share = chance.choice(SHARES)
    values = {name: _content(element, share, chance) for name, element in elements_of(model).items()}
    return model(**{name: value for name, value in values.items() if value is not None})


def _content(element: Element, share: float, chance: Random) -> object:
    if chance.random() >= share:
        return None
    if element.many:
        return tuple(_single(element, chance) for _ in range(_how_many(element, chance)))
    return _single(element, chance)


def _how_many(element: Element, chance: Random) -> int:
    return 1 + chance.choice(MOST) if element.group is KeyStage else chance.choice(MOST)


def _single(element: Element, chance: Random) -> object:
    return invent_value(element, chance) if element.group is None else _group(element.group, chance)


def invent_whole_files(seed: int, count: int, in_a_file: int = IN_A_FILE) -> Iterator[CommonTransferFile]:
    """Yield files of all versions and origins that hold so many pupils together."""
    for number, first in enumerate(range(0, count, in_a_file)):
        pupils = invent_whole_pupils(seed, min(in_a_file, count - first), first)
        yield CommonTransferFile(header=_header(seed, number), pupils=tuple(pupils))


def _header(seed: int, number: int) -> Header:
    chance = Random(f"whole/{seed}/header/{number}")  # noqa: S311 - not for secrets
    version = OLDEST_VERSION + number % (NEWEST_VERSION - OLDEST_VERSION + 1)
    made = datetime(2000 + version, 9, 1, 9, 30) + timedelta(days=chance.randrange(300))  # noqa: DTZ001 - local time
    header: Header = _group(Header, chance)
    origin = chance.choice(ORIGINS)
    return replace(
        header,
        document_name="Common Transfer File",
        version=chance.choice((f"{version}.0", str(version))),
        made=made,
        qualifier=chance.choice(("full", "full", "partial")),
        supplier=chance.choice(("OpenMIS", "The Other MIS")),
        source=SourceSchool(
            la=chance.choice(origin),
            estab=chance.choice(("2990", "0042", "LLLL", "4990")),
            urn=chance.choice((None, "401234")),
            name=chance.choice(("Ysgol Gynradd Nant y Dderwen", "Oxbow Academy", None)),
            academic_year=academic_year(made.date()),
        ),
        destination=DestinationSchool(
            la=chance.choice(chance.choice(ORIGINS)), estab=chance.choice(("4990", "2993", "LLLL"))
        ),
    )
