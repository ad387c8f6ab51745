"""Kinds of differences between what two offices wrote of one child, and how often each happens.

The rates are guesses, and mild ones: three pairs of ten differ in some name, one of twenty in the birth date.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from benchmarks.second_county.families import (
    PLACEHOLDER_ORIGINS,
    Family,
    Person,
    other_surname,
)
from benchmarks.second_county.homes import draw_home
from benchmarks.second_county.name_tables import ENGLISH_OF, SHORT_OF
from benchmarks.second_county.records import Record
from benchmarks.second_county.slips import slip
from benchmarks.second_county.spelling import damage, respell
from benchmarks.second_county.wrong_dates import (
    days_off,
    exchange_day_and_month,
    figure_of_year,
    first_of_january,
    month_off,
    one_figure,
    other_day,
    year_off,
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a record is about."""

    family: Family
    person: Person


Change = Callable[[Random, Subject, Record], Record]
Rate = float | Callable[[Subject, Record], float]


@dataclass(frozen=True, slots=True)
class Difference:
    """A kind of difference: its name, how often it happens, and what it makes of a record."""

    kind: str
    rate: Rate
    change: Change

    def happens(self, chance: Random, subject: Subject, record: Record, damage: float = 1.0) -> bool:
        """Say whether it happens to this record, where all rates are so many times the usual."""
        rate = self.rate if isinstance(self.rate, float) else self.rate(subject, record)
        return chance.random() < rate * damage


def _slip(field: str, times: int) -> Change:
    def change(chance: Random, _: Subject, record: Record) -> Record:
        return record.having(field, slip(getattr(record, field), chance, times))

    return change


def _respell(field: str) -> Change:
    def change(chance: Random, subject: Subject, record: Record) -> Record:
        return record.having(field, respell(getattr(record, field), subject.family.origin.name, chance))

    return change


def _respelled(share: float) -> Callable[[Subject, Record], float]:
    return lambda subject, _: subject.family.origin.respelled * share


def _instead(table: dict[str, tuple[str, ...]]) -> Change:
    def change(chance: Random, subject: Subject, record: Record) -> Record:
        return replace(record, forename=chance.choice(table[subject.person.naming.forename]))

    return change


def _listed(table: dict[str, tuple[str, ...]], rate: float) -> Callable[[Subject, Record], float]:
    return lambda subject, _: rate if subject.person.naming.forename in table else 0.0


def _middle_as_forename(chance: Random, _: Subject, record: Record) -> Record:
    middle, *others = record.middle_names.split(" ")
    kept = record.forename if chance.random() < 0.5 else ""
    return replace(record, forename=middle, middle_names=" ".join([kept, *others]).strip())


def _with_middle(rate: float) -> Callable[[Subject, Record], float]:
    return lambda _, record: rate if len(record.middle_names) > 2 else 0.0


def _middle_in_forename(_: Random, __: Subject, record: Record) -> Record:
    return replace(record, forename=f"{record.forename} {record.middle_names}", middle_names="")


def _part_of_forename(chance: Random, _: Subject, record: Record) -> Record:
    parts = record.forename.replace("-", " ").split()
    return replace(record, forename=chance.choice((parts[0], parts[0], parts[-1])))


def _compound(rate: float) -> Callable[[Subject, Record], float]:
    return lambda _, record: rate if "-" in record.forename or " " in record.forename else 0.0


def _other_forename(chance: Random, subject: Subject, record: Record) -> Record:
    habit = subject.family.origin.habits[0]
    other = habit(chance, [(subject.person.sex, subject.person.born)])[0].forename
    return replace(record, forename=other)


def _known_by(chance: Random, subject: Subject, record: Record) -> Record:
    return replace(_other_forename(chance, subject, record), middle_names=record.middle_names)


def _new_family_name(chance: Random, _: Subject, record: Record) -> Record:
    former = record.surname if chance.random() < 0.25 else ""
    return replace(record, surname=other_surname(chance, record.surname), former_surname=former)


def _mothers_name(_: Random, subject: Subject, record: Record) -> Record:
    return replace(record, surname=subject.family.mothers_surname)


def _second_surname(chance: Random, subject: Subject, record: Record) -> Record:
    other = subject.family.mothers_surname
    names = (record.surname, other) if chance.random() < 0.5 else (other, record.surname)
    return replace(record, surname=chance.choice("- ").join(names))


def _half_surname(chance: Random, _: Subject, record: Record) -> Record:
    return replace(record, surname=chance.choice(record.surname.replace("-", " ").split()))


def _is_double(_: Subject, record: Record) -> float:
    parts = record.surname.replace("-", " ").split()
    return 0.12 if len(parts) > 1 and all(len(part) > 2 for part in parts) else 0.0


_PARTICLES = ("O'", "Mc", "Mac ", "Al-", "El-", "Abu ", "De ", "Van der ", "Ó ", "Ní ")


def _particle(chance: Random, _: Subject, record: Record) -> Record:
    particle = next(each for each in _PARTICLES if record.surname.startswith(each))
    rest = record.surname.removeprefix(particle)
    return replace(
        record, surname=chance.choice((rest, particle.strip(" '-") + rest, f"{particle.strip(chr(45))} {rest}"))
    )


def _has_particle(_: Subject, record: Record) -> float:
    return 0.1 if record.surname.startswith(_PARTICLES) else 0.0


def _own_rewriting(chance: Random, subject: Subject, record: Record) -> Record:
    other = chance.choice(subject.person.naming.rewritings)
    return record.with_names(other.forename, other.middle, other.surname)


def _exchange(_: Random, __: Subject, record: Record) -> Record:
    return replace(record, forename=record.surname, surname=record.forename)


def _exchange_and_slip(chance: Random, subject: Subject, record: Record) -> Record:
    field = chance.choice(("forename", "surname"))
    change = _slip(field, 1) if chance.random() < 0.5 else _respell(field)
    return change(chance, subject, _exchange(chance, subject, record))


def _damage(chance: Random, _: Subject, record: Record) -> Record:
    state = chance.getrandbits(32)
    return record.mapped(lambda name: damage(name, Random(state)))


def _date(change: Callable[[Random, date], date | None]) -> Change:
    def changed(chance: Random, _: Subject, record: Record) -> Record:
        assert record.birth_date is not None
        for _attempt in range(30):
            born = change(chance, record.birth_date)
            if born is None or (born != record.birth_date and date(2004, 1, 1) < born < date(2025, 1, 1)):
                return replace(record, birth_date=born)
        return record

    return changed


def _without_day(subject: Subject, _: Record) -> float:
    return 0.005 + 0.5 * PLACEHOLDER_ORIGINS.get(subject.family.origin.name, 0)


def _exchangeable(_: Subject, record: Record) -> float:
    born = record.birth_date
    return 0.02 if born and born.day <= 12 and born.day != born.month else 0.0


def _blank(field: str) -> Change:
    return lambda _, __, record: record.having(field, "")


def _wrong_gender(_: Random, __: Subject, record: Record) -> Record:
    return replace(record, gender={"M": "F", "F": "M"}.get(record.gender, ""))


def _broken_letters(_: Subject, record: Record) -> float:
    return 0.0 if (record.forename + record.surname).isascii() else 0.06


def _rewritten(subject: Subject, _: Record) -> float:
    return subject.family.origin.rewritten if subject.person.naming.rewritings else 0.0


REWRITTEN = "own names"
"""The difference whose kind the child's own rewriting tells."""
DIFFERENCES: tuple[Difference, ...] = (
    Difference(REWRITTEN, _rewritten, _own_rewriting),
    Difference("spelling of forename", _respelled(0.55), _respell("forename")),
    Difference("spelling of surname", _respelled(0.45), _respell("surname")),
    Difference("nickname", _listed(SHORT_OF, 0.04), _instead(SHORT_OF)),
    Difference("English name", _listed(ENGLISH_OF, 0.03), _instead(ENGLISH_OF)),
    Difference("middle name as forename", _with_middle(0.009), _middle_as_forename),
    Difference("middle name in forename", _with_middle(0.01), _middle_in_forename),
    Difference("part of forename", _compound(0.05), _part_of_forename),
    Difference("known by another name", 0.002, _known_by),
    Difference("forename quite another", 0.002, _other_forename),
    Difference("new family name", 0.024, _new_family_name),
    Difference("mother's surname", 0.005, _mothers_name),
    Difference("second surname added", 0.008, _second_surname),
    Difference("half of double surname", _is_double, _half_surname),
    Difference("O', Mc, Al", _has_particle, _particle),
    Difference("slip in forename", 0.035, _slip("forename", 1)),
    Difference("two slips in forename", 0.007, _slip("forename", 2)),
    Difference("slip in surname", 0.035, _slip("surname", 1)),
    Difference("two slips in surname", 0.004, _slip("surname", 2)),
    Difference("exchanged", 0.011, _exchange),
    Difference("exchanged with slip", 0.004, _exchange_and_slip),
    Difference("damaged letters", _broken_letters, _damage),
    Difference("day and month exchanged", _exchangeable, _date(exchange_day_and_month)),
    Difference("month off by one", 0.011, _date(month_off)),
    Difference("one figure of date", 0.011, _date(one_figure)),
    Difference("figure of year", 0.002, _date(figure_of_year)),
    Difference("year off by one", 0.004, _date(year_off)),
    Difference("1 January", _without_day, _date(first_of_january)),
    Difference("date some days off", 0.003, _date(days_off)),
    Difference("date quite another", 0.004, _date(other_day)),
    Difference("date missing", 0.001, _date(lambda chance, born: None)),
    Difference("gender missing", 0.012, _blank("gender")),
    Difference("gender wrong", 0.003, _wrong_gender),
    Difference("postcode missing", 0.02, _blank("postcode")),
    Difference(
        "postcode quite another", 0.003, lambda chance, _, record: replace(record, postcode=draw_home(chance).postcode)
    ),
)
ROLL_SIDE = 0.75
"""How often it is the roll's record that differs from how the child is called; else it is the store's."""


def differ(
    chance: Random, subject: Subject, store: Record, roll: Record, damage: float = 1.0
) -> tuple[Record, Record, frozenset[str]]:
    """Return both records with what befell them, `damage` times as often as usual, and the kinds of differences."""
    kinds = set()
    for each in DIFFERENCES:
        on_roll = chance.random() < ROLL_SIDE
        record = roll if on_roll else store
        if (record.birth_date is None and "date" in each.kind) or not each.happens(chance, subject, record, damage):
            continue
        changed = each.change(chance, subject, record)
        if changed == record:
            continue
        kinds.add(_kind(each, subject, changed))
        store, roll = (store, changed) if on_roll else (changed, roll)
    return store, roll, frozenset(kinds)


def _kind(difference: Difference, subject: Subject, record: Record) -> str:
    if difference.kind != REWRITTEN:
        return difference.kind
    for each in subject.person.naming.rewritings:
        if (each.forename, each.middle, each.surname) == (record.forename, record.middle_names, record.surname):
            return each.kind
    return difference.kind
