"""The rules of people, pictures, identities and meals (sections 6.3.8, 6.3.10, 6.3.27, 6.3.28, 6.3.40)."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from handover.sif.checks.rule import ERROR, WARNING, Breach, Context, SifRule, breach, make_rule
from handover.sif.checks.rules.common import CORRECT, DATES, FILL, LOOK, ORDERED, UNIQUE, in_order, twice

if TYPE_CHECKING:
    from handover.sif.objects import Identity, PersonPicture, WorkforcePersonal

_HASHES = ("MD5", "SHA1")
_JPEG = b"\xff\xd8"
_SAME_PERSON = (
    "A {other} with the same RefId has another family name, so they are not one person.",
    "Mae gan {other} â'r un RefId gyfenw arall, felly nid yr un person ydynt.",
)


def _schemas(thing: Identity, _: Context) -> Iterator[Breach]:
    assertions = thing.identity_assertions or ()
    for place in twice([assertion.schema_name for assertion in assertions]):
        yield breach(thing, "identity_assertions", place, name=assertions[place].schema_name)


def _hash_keys(thing: Identity, _: Context) -> Iterator[Breach]:
    for password in thing.password_list or ():
        if password.algorithm in _HASHES and (password.key_name or "").strip():
            yield breach(password, "key_name", algorithm=password.algorithm)


def _cipher_keys(thing: Identity, _: Context) -> Iterator[Breach]:
    for password in thing.password_list or ():
        if password.algorithm and password.algorithm not in _HASHES and not (password.key_name or "").strip():
            yield breach(password, "key_name", algorithm=password.algorithm)


def _picture(thing: PersonPicture, _: Context) -> Iterator[Breach]:
    source = thing.picture_source
    if source is None:
        return
    if source.type == "JPEG" and not _is_jpeg(source.value):
        yield breach(thing, "picture_source", type="JPEG")
    if source.type == "URL" and "/" not in source.value.rstrip("/"):
        yield breach(thing, "picture_source", type="URL")


def _is_jpeg(text: str) -> bool:
    try:
        return base64.b64decode("".join(text.split()), validate=True).startswith(_JPEG)
    except binascii.Error:
        return False


def _temporary_number(thing: WorkforcePersonal, _: Context) -> Iterator[Breach]:
    if (thing.ni_number or "").startswith("TN"):
        yield breach(thing, "ni_number")


RULES: Final[tuple[SifRule, ...]] = (
    make_rule("ContactPersonal-1", WARNING, _SAME_PERSON, CORRECT),
    make_rule("WorkforcePersonal-2", WARNING, _SAME_PERSON, CORRECT),
    make_rule(
        "Identity-1",
        ERROR,
        ("There is no {type} {target}.", "Nid oes {type} {target}."),
        (
            "Send the person as well, or correct SIF_RefId and SIF_RefObject.",
            "Anfonwch y person hefyd, neu cywirwch SIF_RefId a SIF_RefObject.",
        ),
    ),
    make_rule(
        "Identity-2",
        ERROR,
        ("Two assertions have the SchemaName {name}.", "Mae gan ddau honiad y SchemaName {name}."),
        UNIQUE,
        _schemas,
        partial=True,
    ),
    make_rule(
        "Identity-3",
        ERROR,
        (
            "KeyName is filled in, but {algorithm} is a hash, which has no key.",
            "Mae KeyName wedi'i lenwi, ond hash yw {algorithm}, heb allwedd.",
        ),
        ("Leave KeyName empty.", "Gadewch KeyName yn wag."),
        _hash_keys,
        partial=True,
    ),
    make_rule(
        "Identity-3i",
        WARNING,
        (
            "KeyName is empty, but {algorithm} needs a key to be named.",
            "Mae KeyName yn wag, ond mae angen enwi allwedd ar gyfer {algorithm}.",
        ),
        FILL,
        _cipher_keys,
        partial=True,
    ),
    make_rule(
        "PersonDietaryPreference-2",
        WARNING,
        ORDERED,
        DATES,
        in_order("start_date", "end_date", lambda thing: thing.weekly_meal_pattern_list),
        partial=True,
    ),
    make_rule(
        "PersonPicture-1",
        ERROR,
        (
            "PictureSource says Type {type}, but does not hold that.",
            "Mae PictureSource yn dweud Type {type}, ond nid yw'n dal hynny.",
        ),
        (
            "Type URL holds the address of a JPEG file; type JPEG holds the picture itself in base64.",
            "Mae math URL yn dal cyfeiriad ffeil JPEG; mae math JPEG yn dal y llun ei hun mewn base64.",
        ),
        _picture,
        partial=True,
    ),
    make_rule(
        "PersonPicture-2",
        ERROR,
        (
            "SIF_RefObjectList holds more than one SIF_RefObject; the table repeats the list instead.",
            "Mae SIF_RefObjectList yn dal mwy nag un SIF_RefObject; y rhestr sy'n cael ei hailadrodd yn y tabl.",
        ),
        ("Write one list for each name.", "Ysgrifennwch un rhestr ar gyfer pob enw."),
    ),
    make_rule(
        "PersonPicture-3",
        ERROR,
        (
            "There is no {type} {target}, though the picture names one.",
            "Nid oes {type} {target}, er bod y llun yn enwi un.",
        ),
        ("Send the person as well, or correct the list.", "Anfonwch y person hefyd, neu cywirwch y rhestr."),
    ),
    make_rule(
        "PersonPicture-4",
        ERROR,
        ("Another picture is of the same person.", "Mae llun arall o'r un person."),
        ("Keep one picture for each person.", "Cadwch un llun ar gyfer pob person."),
    ),
    make_rule(
        "WorkforcePersonal-1i",
        WARNING,
        (
            "NINumber begins with TN, like a temporary number; those are not allowed.",
            "Mae NINumber yn dechrau â TN, fel rhif dros dro; nid oes hawl i ddefnyddio'r rheini.",
        ),
        LOOK,
        _temporary_number,
        partial=True,
    ),
)
