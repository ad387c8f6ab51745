"""A county of invented children, some lost and some on roll, with the truth about who is who.

Every child is drawn from a seed and a number, so that a million of them need no memory, and the same seed always gives
the same county. Families share surname and home; some children are twins; names are as common as they are in Wales and
England. One child in twenty is not on roll anywhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import accumulate, islice
from random import Random
from typing import Final

from handover.common.identifiers import make_upn
from handover.invented.names import COMMON_ENGLISH, COMMON_WELSH, COMMON_WORLD, RARE_FORENAMES, RARE_SURNAMES
from handover.invented.places import INWARD_LETTERS, TOWNS
from handover.invented.slips import MOVES, RATES, copy_with_slips, mistype
from handover.matching.evidence import Child
from handover.matching.links import LostRecord, OnRoll

FIRST_BIRTH: Final = date(2009, 9, 1)
LAST_BIRTH: Final = date(2021, 8, 31)
DISTRICTS: Final = tuple(f"Q{letter}{number}" for letter in "ABCDEFGHJLNP" for number in range(1, 11))
"""Postcode districts of the county; no postcode begins with Q."""
FAMILY: Final = 3  # children of one family have neighbouring numbers
AWAY: Final = 20  # every so many children one is on nobody's roll
SCHOOL: Final = 900  # children with UPNs of one school


@dataclass(frozen=True, slots=True)
class _Choice:
    """Names to draw from, the first far more often than the last."""

    names: Sequence[str]
    weights: Sequence[float]

    def draw(self, chance: Random) -> str:
        return chance.choices(self.names, cum_weights=self.weights)[0]


def _ranked(listed: Sequence[str], tail: Sequence[str] = (), rare: float = 0.3, head: int = 4) -> _Choice:
    """Return a choice among listed names, `rare` of it among the tail, where no name is commoner than another."""
    weights = [1 / (rank + head) for rank in range(len(listed))]
    share = sum(weights) * rare / (1 - rare) / max(len(tail), 1)
    return _Choice((*listed, *tail), tuple(accumulate([*weights, *[share] * len(tail)])))


_SURNAMES: Final = (
    _ranked(COMMON_WELSH.surnames, RARE_SURNAMES[::7], rare=0.1),
    _ranked(COMMON_ENGLISH.surnames, RARE_SURNAMES, rare=0.35),
    _ranked(COMMON_WORLD.surnames, head=12),
)
_GIRLS, _BOYS = (
    tuple(_ranked(listed, RARE_FORENAMES[start::2], rare=0.35, head=20) for listed in lists)
    for start, lists in enumerate(
        (
            (COMMON_WELSH.girls, COMMON_ENGLISH.girls, COMMON_WORLD.girls),
            (COMMON_WELSH.boys, COMMON_ENGLISH.boys, COMMON_WORLD.boys),
        )
    )
)
WELSH: Final = 0
_SHARES: Final = (0.4, 0.92, 1.0)  # up to where chance gives a Welsh name, an English one, one of the wider world


_FAMILY, _CHILD, _LOST, _ROLL = range(4)


def _chance(seed: int, what: int, number: int) -> Random:
    """Return the dice of one child, family or record; they fall the same way every time."""
    return Random(((seed * 4 + what) << 40) + number)  # noqa: S311


@dataclass(frozen=True, slots=True)
class _Family:
    background: int
    surname: str
    postcode: str
    town: str
    birthday: date | None  # of twins
    children: tuple[tuple[str, str, str], ...]  # gender, forename, middle name


@lru_cache(8)
def _family(seed: int, number: int) -> _Family:
    chance = _chance(seed, _FAMILY, number)
    dice = chance.random()
    background = next(place for place, share in enumerate(_SHARES) if dice < share)
    surname = _SURNAMES[background].draw(chance)
    if chance.random() < 0.05:
        surname += "-" + _SURNAMES[background].draw(chance)
    birthday = _birthday(chance) if chance.random() < 0.03 else None
    return _Family(
        background, surname, _postcode(chance), chance.choice(TOWNS), birthday, _siblings(background, chance)
    )


def _siblings(background: int, chance: Random) -> tuple[tuple[str, str, str], ...]:
    """Name the children of a family; no two of them have one forename."""
    named: dict[str, tuple[str, str, str]] = {}
    while len(named) < FAMILY:
        gender = "F" if chance.random() < 0.5 else "M"
        given = (_GIRLS if gender == "F" else _BOYS)[background]
        forename = given.draw(chance)
        named[forename] = gender, forename, given.draw(chance) if chance.random() < 0.6 else ""
    return tuple(named.values())


@dataclass(frozen=True)
class County:
    """A county: so many lost pupils, so many on roll, and how many of the lost are on that roll."""

    seed: int
    lost: int
    on_roll: int
    found: float = 0.6

    def child(self, number: int) -> Child:
        """Return a child as they are, before any office wrote them down."""
        family = _family(self.seed, number // FAMILY)
        born = family.birthday if number % FAMILY < 2 else None
        born = born or _birthday(_chance(self.seed, _CHILD, number))
        gender, forename, middle_names = family.children[number % FAMILY]
        return Child(
            surname=family.surname,
            forename=forename,
            middle_names=middle_names,
            birth_date=born,
            gender=gender,
            upn=_upn(number, born),
            postcode=family.postcode,
            town=family.town,
        )

    def is_welsh(self, key: str) -> bool:
        """Say whether the names of a lost pupil are Welsh."""
        return _family(self.seed, self._numbers[int(key)] // FAMILY).background == WELSH

    def lost_pupils(self, first: int = 0, step: int = 1) -> Iterator[LostRecord]:
        """Yield the lost pupils' records as the schools they left wrote them, or every so many; keys count from 0."""
        for key, number in islice(enumerate(self._numbers), first, None, step):
            chance = _chance(self.seed, _LOST, number)
            child = copy_with_slips(self.child(number), chance)
            yield LostRecord(str(key), self._numbered(child, number, chance))

    def roll(self) -> Iterator[OnRoll]:
        """Yield the census, row after row, as the schools that have the children wrote it."""
        moved = frozenset(self._numbers)
        line = 1
        for number in range(self._children):
            if _is_away(number):
                continue
            line += 1
            chance = _chance(self.seed, _ROLL, number)
            child = self.child(number)
            if number in moved:
                child = self._moved(child, number, chance)
            else:
                child = replace(child, upn=_given(child.upn, number, chance))
            child = replace(copy_with_slips(child, chance), middle_names="", former_surname="", town="")
            yield OnRoll(line, child, f"{chance.choice(('660', '673', '681'))}{2000 + chance.randrange(400)}")

    def truth(self) -> Mapping[str, int]:
        """Return the line of the census on which each lost pupil stands who is there."""
        return {
            str(key): number - (number + AWAY - 8) // AWAY + 2
            for key, number in enumerate(self._numbers)
            if not _is_away(number)
        }

    @property
    def _children(self) -> int:
        return self.on_roll * AWAY // (AWAY - 1)

    @cached_property
    def _numbers(self) -> tuple[int, ...]:
        """Numbers of the lost children, those on roll and those who are not, in no order."""
        chance = _chance(self.seed, _LOST, -1)
        there = [
            number
            for number in chance.sample(range(self._children), min(self._children, 2 * self.lost))
            if not _is_away(number)
        ]
        away = chance.sample(range(7, self._children, AWAY), self.lost - round(self.lost * self.found))
        numbers = [*there[: self.lost - len(away)], *away]
        chance.shuffle(numbers)
        return tuple(numbers)

    def _numbered(self, child: Child, number: int, chance: Random) -> Child:
        """Give the lost record its UPN: the child's own, none, a mistyped one or another child's."""
        dice = chance.random()
        for what in ("UPN missing on the lost record", "UPN mistyped", "UPN of another child"):
            dice -= MOVES[what]
            if dice < 0:
                other = self.child(number + FAMILY * 7 if number > FAMILY * 8 else number + 1).upn
                return replace(
                    child,
                    upn={"UPN mistyped": mistype(child.upn, chance), "UPN of another child": other}.get(what, ""),
                )
        return child

    def _moved(self, child: Child, number: int, chance: Random) -> Child:
        """Return what changed for a child since the old school wrote the record."""
        if chance.random() < MOVES["postcode is new"]:
            near = chance.random() < MOVES["a new postcode is in the same district"]
            child = replace(child, postcode=_postcode(chance, child.postcode.split(" ")[0] if near else ""))
        if chance.random() < MOVES["surname is new"]:
            child = replace(child, surname=_SURNAMES[chance.randrange(2)].draw(chance))
        dice = chance.random()
        fresh = make_upn("673", f"{5000 + number // 900 % 900}", 2025, number % 900)
        for what, upn, former in (
            ("a new UPN, the former not said", fresh, ""),
            ("a new UPN, the former said", fresh, child.upn),
            ("UPN missing on roll", "", ""),
            ("UPN temporary on roll", make_upn("673", "5999", 2025, number % 2000, temporary=True), ""),
        ):
            dice -= MOVES[what]
            if dice < 0:
                return replace(child, upn=upn, former_upn=former)
        return child


def _is_away(number: int) -> bool:
    return number % AWAY == 7


def _birthday(chance: Random) -> date:
    return FIRST_BIRTH + timedelta(days=chance.randrange((LAST_BIRTH - FIRST_BIRTH).days + 1))


def _postcode(chance: Random, district: str = "") -> str:
    return f"{district or chance.choice(DISTRICTS)} {chance.randrange(1, 10)}{chance.choice(INWARD_LETTERS)}A"


def _given(upn: str, number: int, chance: Random) -> str:
    """Return the UPN of a child who was never lost: one in many had none when school began."""
    dice = chance.random()
    if dice < RATES["UPN not yet given"]:
        return ""
    if dice < RATES["UPN not yet given"] + RATES["UPN given late"]:
        return make_upn("678", f"{2000 + number // SCHOOL % 5000}", 2025, number % SCHOOL)
    return upn


def _upn(number: int, born: date) -> str:
    school = number // SCHOOL
    return make_upn(
        ("660", "661", "676", "681")[school // 4000 % 4], f"{2000 + school % 4000}", born.year + 4, number % SCHOOL
    )
