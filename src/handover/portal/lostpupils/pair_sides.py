"""A pair of the census matching for a person to judge: both children side by side, what differs, the reasons by weight.

Postcodes are shown whole only where both children are of the reader's own authority. Else each is shown as its district,
which is enough to see whether a family may have moved: with the whole of it, a child of another authority who turns out to be
another child could be found at home.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Final

from handover.common.folding import fold
from handover.common.identifiers import check_upn
from handover.common.text import Text
from handover.matching.child import Child
from handover.matching.fields import ComparedField, FieldAgreement
from handover.matching.findings import LABELS
from handover.portal.lostpupils.lost_child import child_of
from handover.portal.lostpupils.models import Finding
from handover.portal.lostpupils.stored_evidence import restore_evidence
from handover.portal.lostpupils.wording import GENDERS
from handover.portal.web import wording

INWARD: Final = 3
"""Characters of a postcode behind its district."""
ALIKE: Final = 0.6
"""The share of letters in common from which single letters are marked; below it, the whole value is another."""


@dataclass(frozen=True, slots=True)
class MarkedPart:
    """A part of a value, and whether the other child has something else there."""

    text: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One line of both children side by side. `notes` stand below the values; `verdict` is None where nothing is compared."""

    label: Text
    lost: tuple[MarkedPart, ...]
    on_roll: tuple[MarkedPart, ...]
    verdict: Text | None = None
    differs: bool = False
    notes: tuple[Text | None, Text | None] = (None, None)


SAME, SIMILAR, DIFFERENT, ONE_SIDE = (
    Text("The same", "Yr un peth"),
    Text("Similar", "Tebyg"),
    Text("Different", "Gwahanol"),
    Text("Not known of both", "Ddim yn hysbys am y ddau"),
)
"""How two values stand to each other, in a word or two."""

GIVEN = Text("Given in {year} by school {school}", "Rhoddwyd yn {year} gan ysgol {school}")
TEMPORARY = Text("Temporary, given in {year} by school {school}", "Dros dro, rhoddwyd yn {year} gan ysgol {school}")
WRONG_LETTER = Text(
    "Its first letter is wrong: typed with a mistake", "Mae ei lythyren gyntaf yn anghywir: fe'i camdeipiwyd"
)


def say_when_given(upn: str) -> Text | None:
    """Say when and by which school a UPN was given, or that it is mistyped; None for what is no UPN at all."""
    check = check_upn("".join(upn.split()).upper())
    if check.expected_letter is None:
        return None
    if not check.correct:
        return WRONG_LETTER
    body = check.given[1:]
    words = TEMPORARY if check.form == "temporary" else GIVEN
    return words.filled(year=2000 + int(body[7:9]), school=f"{body[:3]} {body[3:7]}")


def say_district(postcode: str, *, full: bool) -> str:
    """Return a postcode, whole or as its district, such as LL55."""
    plain = re.sub(r"[\W_]+", "", postcode).upper()
    if full or not plain:
        return postcode.strip()
    return plain[:-INWARD] if len(plain) > INWARD else plain


def say_gender(child: Child) -> str:
    """Return a gender in a word."""
    words = GENDERS.get(child.gender)
    return wording.say_text(words) if words else child.gender


def say_birth_date(child: Child) -> str:
    """Return a birth date as figures, which show which of them differ."""
    return child.birth_date.strftime("%d/%m/%Y") if isinstance(child.birth_date, date) else ""


Shown = Callable[[Child], str]
LINES: Final[tuple[tuple[Text, ComparedField | None, Shown], ...]] = (
    (LABELS[ComparedField.SURNAME], ComparedField.SURNAME, lambda child: child.surname),
    (Text("Former surname", "Cyfenw blaenorol"), None, lambda child: child.former_surname),
    (Text("Preferred surname", "Cyfenw a ffefrir"), None, lambda child: child.preferred_surname),
    (LABELS[ComparedField.FORENAME], ComparedField.FORENAME, lambda child: child.forename),
    (Text("Preferred forename", "Enw cyntaf a ffefrir"), None, lambda child: child.preferred_forename),
    (LABELS[ComparedField.MIDDLE_NAMES], ComparedField.MIDDLE_NAMES, lambda child: child.middle_names),
    (LABELS[ComparedField.BIRTH_DATE], ComparedField.BIRTH_DATE, say_birth_date),
    (LABELS[ComparedField.GENDER], ComparedField.GENDER, say_gender),
    (LABELS[ComparedField.TOWN], ComparedField.TOWN, lambda child: child.town),
    (LABELS[ComparedField.UPN], ComparedField.UPN, lambda child: child.upn),
    (Text("Former UPN", "UPN blaenorol"), None, lambda child: child.former_upn),
)
"""The lines of two children side by side in their order; postcode and school stand after them."""


def compare_sides(finding: Finding, la_number: str) -> list[ComparedRow]:
    """Return both children line by line, for a reader of this authority; nothing once the row of the census is forgotten."""
    row = finding.roll_row
    if row is None:
        return []
    lost, on_roll = child_of(finding.pupil), row.child
    found = dict(filter(None, restore_evidence(finding.evidence)))
    rows = [compare_line(label, field, (show(lost), show(on_roll)), found) for label, field, show in LINES]
    ours = finding.pupil.la_number == la_number and finding.establishment.startswith(la_number)
    postcodes = say_district(lost.postcode, full=ours), say_district(on_roll.postcode, full=ours)
    rows.append(compare_line(LABELS[ComparedField.POSTCODE], ComparedField.POSTCODE, postcodes, found))
    return [each for each in rows if each.lost or each.on_roll]


def compare_line(
    label: Text, field: ComparedField | None, values: tuple[str, str], found: dict[ComparedField, FieldAgreement]
) -> ComparedRow:
    """Return one line, its differences marked."""
    verdict = judge_values(values, found.get(field, FieldAgreement.MISSING) if field else None)
    differs = verdict in (SIMILAR, DIFFERENT)
    lost, on_roll = mark_differences(*values) if differs else mark_nothing(*values)
    notes = (say_when_given(values[0]), say_when_given(values[1])) if field is ComparedField.UPN else (None, None)
    return ComparedRow(label, lost, on_roll, verdict, differs, notes)


def judge_values(values: tuple[str, str], met: FieldAgreement | None) -> Text | None:
    """Say how two values stand to each other: as the matching found, and where it compared nothing, as they are written."""
    if not all(values):
        return ONE_SIDE if any(values) and met is not None else None
    if met is None or met is FieldAgreement.MISSING:
        return SAME if fold(values[0]) == fold(values[1]) else DIFFERENT
    return {FieldAgreement.SAME: SAME, FieldAgreement.DIFFERENT: DIFFERENT}.get(met, SIMILAR)


def mark_nothing(one: str, other: str) -> tuple[tuple[MarkedPart, ...], tuple[MarkedPart, ...]]:
    """Return two values without a mark."""
    return tuple(MarkedPart(text) for text in (one,) if text), tuple(MarkedPart(text) for text in (other,) if text)


def mark_differences(one: str, other: str) -> tuple[tuple[MarkedPart, ...], tuple[MarkedPart, ...]]:
    """Return two values in parts, those marked that the other has not; all of it where little is in common."""
    matcher = SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False)
    if matcher.ratio() < ALIKE or len(one.casefold()) != len(one) or len(other.casefold()) != len(other):
        return (MarkedPart(one, differs=True),), (MarkedPart(other, differs=True),)
    ours: list[MarkedPart] = []
    theirs: list[MarkedPart] = []
    for what, start, end, there, until in matcher.get_opcodes():
        ours += [MarkedPart(one[start:end], what != "equal")] if end > start else []
        theirs += [MarkedPart(other[there:until], what != "equal")] if until > there else []
    return tuple(ours), tuple(theirs)
