"""How records of one child come to differ: spellings, slips of the finger, moves, new names, second numbers.

The rates are guesses from what studies of school and health records report, and are all in one table, so that a benchmark
may say what it assumed.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from random import Random
from types import MappingProxyType
from typing import Final

from handover.common.folding import fold
from handover.matching.evidence import Child

# How often, on one of the two records. What offices leave out or mistype, they do independently of each other.
RATES: Final[Mapping[str, float]] = MappingProxyType(
    {
        "surname spelt otherwise": 0.035,
        "surname mistyped": 0.03,
        "forename spelt otherwise": 0.035,
        "forename mistyped": 0.03,
        "short forename": 0.02,
        "both forenames in one field": 0.03,
        "middle name used": 0.008,
        "accents and capitals lost": 0.25,
        "half a double-barrelled surname": 0.15,
        "names exchanged": 0.004,
        "day and month swapped": 0.012,
        "one figure of the birth date wrong": 0.012,
        "year of birth off by one": 0.005,
        "birth date missing": 0.003,
        "gender wrong": 0.003,
        "gender missing": 0.01,
        "postcode missing": 0.03,
        "postcode mistyped": 0.02,
        "UPN given late": 0.045,  # to those who came from abroad or from a private school
        "UPN not yet given": 0.015,
    }
)

# How often between the two records of a child who moved.
MOVES: Final[Mapping[str, float]] = MappingProxyType(
    {
        "postcode is new": 0.72,
        "a new postcode is in the same district": 0.6,
        "surname is new": 0.03,
        "a new UPN, the former not said": 0.30,
        "a new UPN, the former said": 0.06,
        "UPN missing on roll": 0.10,
        "UPN temporary on roll": 0.08,
        "UPN missing on the lost record": 0.06,
        "UPN mistyped": 0.02,
        "UPN of another child": 0.003,
    }
)

# Spellings that people use for one another, as offices hear them.
_HEARD: Final = (
    ("ll", "l"),
    ("ff", "f"),
    ("dd", "th"),
    ("dd", "d"),
    ("rh", "r"),
    ("y", "i"),
    ("i", "y"),
    ("w", "u"),
    ("ph", "f"),
    ("th", "t"),
    ("ee", "ea"),
    ("ea", "ee"),
    ("ei", "ie"),
    ("ai", "ay"),
    ("ou", "u"),
    ("au", "or"),
    ("c", "k"),
    ("k", "c"),
    ("s", "z"),
    ("nn", "n"),
    ("n", "nn"),
    ("l", "ll"),
    ("tt", "t"),
    ("t", "tt"),
    ("e", "a"),
    ("a", "e"),
    ("o", "u"),
    ("mac", "mc"),
    ("mc", "mac"),
)
_KNOWN: Final = """
rhys rees reece|sian shan|dafydd david davydd|llywelyn llewellyn llewelyn|gruffydd griffith gruffudd|hywel howell
huw hugh|owain owen|evan ifan ieuan|catrin katrin|cerys carys kerys|ffion fion|tomos thomas|steffan stefan stephen steven
davies davis|lewis louis|price pryce preece|pugh pughe|vaughan vaughn|lloyd llwyd|morris maurice|phillips philips
gwynne wynne|meredith meredydd|reid reed read|clark clarke|smith smyth|thompson thomson|stewart stuart|allen allan alan
nicholls nichols|moore moor|brown browne|pearce pierce|mohammed muhammad mohamed mohammad|yusuf yousef youssef
hussain hussein husain|ahmed ahmad|zainab zaynab|fatima fatimah|aisha ayesha|omar umar|chowdhury choudhury chaudhry
nowak novak|kowalski kowalska|wiśniewski wiśniewska|olena elena|julia yulia|catherine katherine kathryn|stephen steven
sophie sofie|chloe khloe|isabelle isabel isobel|zara zahra|sean shaun shawn|kieran ciaran|niamh neve|aoife eefa
"""


def _pairs(text: str) -> Mapping[str, str]:
    return MappingProxyType(dict(pair.split() for pair in text.split(", ")))


_SHORT: Final = _pairs(
    "alexander alex, thomas tom, samuel sam, daniel dan, benjamin ben, joshua josh, william will, matthew "
    "matt, james jim, christopher chris, nicholas nick, michael mike, robert rob, edward ed, joseph joe, "
    "isabella bella, elizabeth beth, abigail abi, rebecca becky, charlotte lottie, gwenllian gwen, "
    "angharad hari, bethan beth, catrin cat, oliver ollie, zachary zac, eleanor ellie, victoria tori, "
    "katie kate, megan meg, gruffydd gruff, llywelyn llew, mohammed mo"
)
KEYS_NEARBY: Final = _pairs(
    "a sq, b vn, c xv, d sf, e wr, f dg, g fh, h gj, i uo, j hk, k jl, l ko, m nb, n bm, o ip, p ol, q "
    "wa, r et, s ad, t ry, u yi, v cb, w qe, x zc, y tu, z xs"
)


def _spellings() -> dict[str, tuple[str, ...]]:
    rows = (row.split() for line in _KNOWN.strip().splitlines() for row in line.split("|"))
    known: dict[str, tuple[str, ...]] = {}
    for row in rows:
        for name in row:
            known[name] = (*known.get(name, ()), *(other for other in row if other != name))
    return known


SPELLINGS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(_spellings())


def copy_with_slips(child: Child, chance: Random) -> Child:
    """Return the child as an office wrote the record down."""

    def happens(what: str) -> bool:
        return chance.random() < RATES[what]

    surname, forename, middle = child.surname, child.forename, child.middle_names
    if "-" in surname and happens("half a double-barrelled surname"):
        surname = chance.choice(surname.split("-"))
    if middle and happens("both forenames in one field"):
        forename, middle = f"{forename} {middle}", ""
    elif middle and happens("middle name used"):
        forename, middle = middle, forename
    elif happens("short forename"):
        forename = _SHORT.get(forename.casefold(), forename).capitalize()
    surname = _written(surname, "surname", chance)
    forename = _written(forename, "forename", chance)
    if happens("accents and capitals lost"):
        surname, forename = fold(surname).upper(), fold(forename).upper()
    if happens("names exchanged"):
        surname, forename = forename, surname
    gender = "" if happens("gender missing") else child.gender
    if gender and happens("gender wrong"):
        gender = "FM"["FM".index(gender) - 1]
    return replace(
        child,
        surname=surname,
        forename=forename,
        middle_names=middle,
        gender=gender,
        birth_date=_dated(child.birth_date, chance),
        postcode=_posted(child.postcode, chance),
    )


def _written(name: str, which: str, chance: Random) -> str:
    dice = chance.random()
    if dice < RATES[f"{which} spelt otherwise"]:
        return respell(name, chance)
    if dice < RATES[f"{which} spelt otherwise"] + RATES[f"{which} mistyped"]:
        return mistype(name, chance)
    return name


def respell(name: str, chance: Random) -> str:
    """Return another spelling of the name: a known one, or one by ear."""
    plain = name.casefold()
    if others := SPELLINGS.get(plain):
        return chance.choice(others).capitalize()
    fitting = [(old, new) for old, new in _HEARD if old in plain[1:]]
    if not fitting:
        return name
    old, new = chance.choice(fitting)
    return (plain[0] + plain[1:].replace(old, new, 1)).title()


def mistype(text: str, chance: Random) -> str:
    """Return the text with one slip of the finger: a letter left out, doubled, exchanged with its neighbour, or missed."""
    if len(text) < 3:
        return text
    at = chance.randrange(1, len(text) - 1)
    kind = chance.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at] + text[at:]
    if kind == 2:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    letter = text[at].casefold()
    other = chance.choice("0123456789") if letter.isdigit() else chance.choice(KEYS_NEARBY.get(letter, "e"))
    return text[:at] + other + text[at + 1 :]


def _dated(born: date | None, chance: Random) -> date | None:
    dice = chance.random()
    for what in (
        "day and month swapped",
        "one figure of the birth date wrong",
        "year of birth off by one",
        "birth date missing",
    ):
        dice -= RATES[what]
        if dice < 0:
            return _misdated(born, what, chance) if born else None
    return born


def _misdated(born: date, what: str, chance: Random) -> date | None:
    try:
        if what == "day and month swapped":
            return date(born.year, born.day, born.month)
        if what == "one figure of the birth date wrong":
            return born.replace(day=int(f"{born.day:02}"[0] + chance.choice("123456789")))
        if what == "year of birth off by one":
            return born.replace(year=born.year + chance.choice((-1, 1)))
    except ValueError:
        return born
    return None


def _posted(postcode: str, chance: Random) -> str:
    dice = chance.random()
    if dice < RATES["postcode missing"]:
        return ""
    if dice < RATES["postcode missing"] + RATES["postcode mistyped"]:
        return mistype(postcode, chance)
    return postcode
