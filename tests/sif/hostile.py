"""Texts that strangers put where a date, a number or a code should be, and objects of every kind that hold them."""

import random
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from handover.sif import write_object
from tests.sif.cases import sample

XSI = "http://www.w3.org/2001/XMLSchema-instance"

YEARS = ("999999999999", "10000", "-0001", "0000", "+2026", "2026Z", "2026+14:00", "٢٠٢٦", "２０２６")
DATES = (
    "99999-01-01",
    "-0001-01-01",
    "0000-01-01",
    "0001-01-01",
    "9999-12-31",
    "2000-02-29",
    "1900-02-29",
    "2026-02-29",
    "2026-02-30",
    "2026-13-01",
    "2026-00-10",
    "2026-1-1",
    "--01-01",
    "2026-01-01Z",
    "2026-01-01+14:00",
    "١٩٩٩-٠١-٠١",
)
TIMES = (
    "24:00:00",
    "24:00:00.000",
    "24:00:01",
    "12:00:00.1234567",
    "23:59:60",
    "2026-01-01T24:00:00",
    "9999-12-31T24:00:00",
    "9999-12-31T23:59:59-14:00",
    "0001-01-01T00:00:00+14:00",
    "-0001-01-01T00:00:00",
    "P1Y2M3DT4H5M6.7S",
    "PT",
    "P1M1Y",
)
NUMBERS = (
    "0",
    "-0",
    "+5",
    "-1",
    "1.",
    ".5",
    "1e5",
    "NaN",
    "-INF",
    "²",
    "1_000",
    "4294967296",
    "18446744073709551616",
    "9" * 18,
    "9" * 5000,
    "-" + "9" * 5000,
)
TEXTS = (
    "",
    "\n\t ",
    "x" * 100_000,
    "\u202e",
    "\u00a0",
    "\u0085",
    "é",
    "a\u0300",
    "漢",
    "\U0001f600",
    "\ufffd",
    "A  B",
    "a\nb",
    "]]>",
    "<&'\"",
    "%00",
    "true",
    "TRUE",
    "QQ==",
    "QR==",
    "A A=",
    "====",
    "a8c3d5ee44b359d7510100aa001b7b89",
)
PLAIN = (*YEARS, *DATES, *TIMES, *NUMBERS, *TEXTS)
VALUES = (*PLAIN, *(f" {text}\n" for text in PLAIN if len(text) < 100))


def elements(root: etree._Element) -> list[etree._Element]:
    return [each for each in root.iter() if isinstance(each.tag, str)]


def leaf(root: etree._Element, chance: random.Random) -> etree._Element:
    return chance.choice([each for each in elements(root) if not len(each)] or [root])


def hurt(root: etree._Element, chance: random.Random) -> None:
    """Change one thing about a document, as a stranger would."""
    at = chance.choice(elements(root))
    parent = at.getparent()
    way = chance.choice(("text", "text", "text", "attribute", "away", "twice", "tail", "nil", "comment", "emptied"))
    if way == "attribute" and at.attrib:
        at.set(chance.choice(sorted(map(str, at.attrib))), chance.choice(VALUES))
    elif way == "away" and parent is not None:
        parent.remove(at)
    elif way == "twice" and parent is not None:
        at.addnext(deepcopy(at))
    elif way == "tail" and parent is not None:
        at.tail = chance.choice(VALUES)
    elif way == "nil":
        at.set(f"{{{XSI}}}nil", chance.choice(("true", " 1 ", "x")))
    elif way == "comment":
        at.append(etree.Comment("x"))
    elif way == "emptied":
        for child in at:
            at.remove(child)
    else:
        leaf(root, chance).text = chance.choice(VALUES)


def hurt_objects(name: str, count: int) -> Iterator[bytes]:
    """Yield objects of a kind with one to three things changed; the same ones each time."""
    chance = random.Random(name)
    for _ in range(count):
        root = etree.fromstring(write_object(chance.choice(sample()[name])))
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            hurt(root, chance)
        yield etree.tostring(root)
