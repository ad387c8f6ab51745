"""The rules of the common types, wherever an object uses one."""

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from handover.sif.checks.rule import ERROR, WARNING, Breach, Context, SifRule, breach, make_rule
from handover.sif.checks.rules.common import CORRECT, FILL, LOOK, REMOVE, UNIQUE, twice
from handover.sif.model import SifElement, SifObject

_POST_CODE = re.compile(r"([A-Z]{1,2}[0-9]{1,2}|[A-Z]{1,2}[0-9][A-Z]) [0-9][A-Z]{2}|BFPO [0-9]{1,4}|GIR 0AA")
_BRITISH = ("GBR", None)


class Use(NamedTuple):
    """A common type where it is used: the object, the part that holds the field, the field, and what it holds."""

    owner: SifObject
    holder: SifElement
    field: str
    value: Any


def _types(use: Use, _: Context) -> Iterator[Breach]:
    for place in twice([entry.type for entry in use.value]):
        yield breach(use.holder, use.field, place, name=use.value[place].type)


def _names(use: Use, _: Context) -> Iterator[Breach]:
    names = [entry.name for entry in use.value]
    for place in twice(names):
        yield breach(use.holder, use.field, place, name=names[place])
    for place, name in enumerate(names):
        if name is None:
            yield breach(use.holder, use.field, place, name="“”")


def _somewhere(use: Use, _: Context) -> Iterator[Breach]:
    address = use.value
    if address.locality is None and address.town is None and address.administrative_area is None:
        yield breach(address, "town")


def _post_code(use: Use, _: Context) -> Iterator[Breach]:
    code = use.value.post_code
    if code is not None and use.value.country in _BRITISH and _POST_CODE.fullmatch(code) is None:
        yield breach(use.value, "post_code", code=code)


def _described(use: Use, _: Context) -> Iterator[Breach]:
    for part in (use.value.paon, use.value.saon):
        if part is not None and all(getattr(part, field.name) is None for field in part.fields):
            yield breach(part, "description")


def _born(use: Use, _: Context) -> Iterator[Breach]:
    if use.owner.xml_name == "LearnerPersonal" and use.value.birth_date is None:
        yield breach(use.value, "birth_date")


def _longitude(use: Use, _: Context) -> Iterator[Breach]:
    if use.value.latitude is not None and use.value.longitude is None:
        yield breach(use.value, "longitude")


def _named(use: Use, _: Context) -> Iterator[Breach]:
    name = use.value
    if use.owner.xml_name == "ContactPersonal" and name.full_name is not None:
        return
    for field, words in (("family_name", "FamilyName"), ("given_name", "GivenName")):
        if getattr(name, field) is None:
            yield breach(name, field, element=words)


def _title(use: Use, _: Context) -> Iterator[Breach]:
    if use.owner.xml_name == "LearnerPersonal" and use.value.title is not None:
        yield breach(use.value, "title", title=use.value.title)


def _from_one(use: Use, _: Context) -> Iterator[Breach]:
    periods = use.value if isinstance(use.value, tuple) else (use.value,)
    for period in periods:
        if period.period_index is not None and period.period_index < 1:
            yield breach(period, "period_index", index=period.period_index)


_TWO = ("Two entries have the Type {name}.", "Mae gan ddau gofnod y Type {name}.")
_BIRTH = ("A learner's BirthDate is missing.", "Mae BirthDate dysgwr ar goll.")

RULES: Final[tuple[SifRule, ...]] = (
    make_rule("AddressList-T1", ERROR, _TWO, UNIQUE, _types, partial=True),
    make_rule("EmailList-T1", ERROR, _TWO, UNIQUE, _types, partial=True),
    make_rule("PhoneNumberList-T1", ERROR, _TWO, UNIQUE, _types, partial=True),
    make_rule(
        "Address-T1",
        ERROR,
        (
            "The address has none of Locality, Town and AdministrativeArea.",
            "Nid oes gan y cyfeiriad Locality, Town nac AdministrativeArea.",
        ),
        FILL,
        _somewhere,
    ),
    make_rule(
        "Address-T2",
        WARNING,
        ("{code} does not look like a British postcode.", "Nid yw {code} yn edrych fel cod post Prydeinig."),
        LOOK,
        _post_code,
        partial=True,
    ),
    make_rule(
        "Address-T3",
        ERROR,
        (
            "The part of the address is empty; without numbers it needs a Description.",
            "Mae'r rhan o'r cyfeiriad yn wag; heb rifau mae angen Description arni.",
        ),
        FILL,
        _described,
    ),
    make_rule(
        "ContactList-T1",
        ERROR,
        ("There is no {type} {target}.", "Nid oes {type} {target}."),
        (
            "Send the person as well, or correct SIF_RefId and SIF_RefObject.",
            "Anfonwch y person hefyd, neu cywirwch SIF_RefId a SIF_RefObject.",
        ),
    ),
    make_rule("Demographics-T1", ERROR, _BIRTH, FILL, _born),
    make_rule(
        "GridLocation-T1",
        ERROR,
        ("Longitude is missing beside Latitude.", "Mae Longitude ar goll wrth ochr Latitude."),
        FILL,
        _longitude,
    ),
    make_rule("Name-T1", ERROR, ("{element} of the name is missing.", "Mae {element} yr enw ar goll."), FILL, _named),
    make_rule(
        "Name-T2",
        WARNING,
        (
            "The title {title} is given, but learners have none.",
            "Rhoddir y teitl {title}, ond nid oes un gan ddysgwyr.",
        ),
        REMOVE,
        _title,
        partial=True,
    ),
    make_rule(
        "Period-T2",
        ERROR,
        ("PeriodIndex is {index}, but counts from 1.", "{index} yw PeriodIndex, ond mae'n cyfrif o 1."),
        CORRECT,
        _from_one,
        partial=True,
    ),
    make_rule(
        "SIF_ExtendedElements-T1",
        ERROR,
        (
            "Two extended elements have the Name {name}, or one has none.",
            "Mae gan ddwy elfen estynedig yr Name {name}, neu mae un heb enw.",
        ),
        UNIQUE,
        _names,
        partial=True,
    ),
)
