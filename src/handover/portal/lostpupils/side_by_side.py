"""Two uploads beside each other, fact by fact, with what differs marked: what a person judges them by."""

from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from handover.common.folding import fold
from handover.common.text import Text
from handover.portal.lostpupils.models import LostPupil
from handover.portal.lostpupils.wording import GENDERS

Shown: TypeAlias = Text | date | str | None
"""A fact as a page shows it: None where a file does not say it."""

_FACTS: Final[dict[str, Text]] = {
    "surname": Text("Surname", "Cyfenw"),
    "forename": Text("Forename", "Enw cyntaf"),
    "middle_names": Text("Middle names", "Enwau canol"),
    "preferred_surname": Text("Preferred surname", "Cyfenw a ffefrir"),
    "preferred_forename": Text("Preferred forename", "Enw cyntaf a ffefrir"),
    "former_surname": Text("Former surname", "Hen gyfenw"),
    "birth_date": Text("Date of birth", "Dyddiad geni"),
    "gender": Text("Gender", "Rhywedd"),
    "upn": Text("UPN", "UPN"),
    "former_upn": Text("Former UPN", "Hen UPN"),
    "postcode": Text("Postcode", "Cod post"),
    "town": Text("Town", "Tref"),
    "school": Text("School", "Ysgol"),
    "school_year": Text("Year group", "Grŵp blwyddyn"),
}
_SELDOM_SAID: Final = frozenset({"preferred_surname", "preferred_forename", "former_surname", "former_upn"})
"""Left out where neither file says it."""


@dataclass(frozen=True, slots=True)
class ComparedFact:
    """One fact of two uploads; `differs` where both say it, and not the same."""

    label: Text
    one: Shown
    other: Shown
    differs: bool


def compare_uploads(one: LostPupil, other: LostPupil) -> list[ComparedFact]:
    """Return what two uploads say of their pupils, fact by fact, in the order in which people compare them."""
    rows = []
    for name, label in _FACTS.items():
        ours, theirs = say_fact(one, name), say_fact(other, name)
        if name not in _SELDOM_SAID or ours is not None or theirs is not None:
            differs = ours is not None and theirs is not None and plain_fact(ours) != plain_fact(theirs)
            rows.append(ComparedFact(label, ours, theirs, differs))
    return rows


def say_fact(pupil: LostPupil, name: str) -> Shown:
    """Return one fact of an upload as a page shows it; None where the file does not say it."""
    if name == "school":
        school = pupil.school
        return Text(f"{school.named('en')} ({school.number})", f"{school.named('cy')} ({school.number})")
    value: str | date | None = getattr(pupil, name)
    return GENDERS.get(str(value), value or None) if name == "gender" else value or None


def plain_fact(shown: Shown) -> str:
    """Return a fact so that spellings of the same letters are equal: without accents, capitals and blanks."""
    if isinstance(shown, Text):
        return shown.en
    return fold(shown).replace(" ", "") if isinstance(shown, str) else str(shown)
