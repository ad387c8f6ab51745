"""Two children beside each other, line by line, with what differs marked: what a person judges by whether they are one.

They are a lost pupil and a pupil on roll, or two files of the store, or a lost pupil and a file that the school sends now.

Postcodes are shown whole only where both children are of the reader's own authority, or own school. Else each is shown as its
district, which is enough to see whether a family may have moved: with the whole of it, a child of somebody else's who turns out
to be another child could be found at home.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Final, TypeAlias

from django.utils.translation import gettext as _

from handover.common.folding import fold
from handover.common.identifiers import check_upn
from handover.common.text import Text
from handover.matching.child import Child
from handover.matching.evidence import compare
from handover.matching.field_comparisons import district_of
from handover.matching.fields import ComparedField, FieldAgreement
from handover.matching.findings import LABELS
from handover.portal.establishments.models import Establishment
from handover.portal.lostpupils.lost_child import child_of
from handover.portal.lostpupils.models import Finding, LostPupil
from handover.portal.lostpupils.stored_evidence import restore_evidence
from handover.portal.lostpupils.wording import GENDERS
from handover.portal.web import wording

ALIKE: Final = 0.6
"""The share of letters in common from which single letters are marked; below it, the whole value is another."""


@dataclass(frozen=True, slots=True)
class MarkedPart:
    """A part of a value, and whether the other child has something else there."""

    text: str
    differs: bool = False


MarkedValue: TypeAlias = tuple[MarkedPart, ...]
"""A value in its parts; without a part, it is not known."""


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One line of both children beside each other. `notes` stand below the values; `verdict` is None where nothing is compared.

    Values and notes are in the language of the page.
    """

    label: Text
    one: MarkedValue
    other: MarkedValue
    verdict: Text | None = None
    notes: tuple[str, str] = ("", "")

    @property
    def differs(self) -> bool:
        """Whether both children have a value, and not the same."""
        return self.verdict in (SIMILAR, DIFFERENT)


SAME, SIMILAR, DIFFERENT, ONE_SIDE = (
    Text("The same", "Yr un peth"),
    Text("Similar", "Tebyg"),
    Text("Different", "Gwahanol"),
    Text("Only one is known", "Dim ond un sy'n hysbys"),
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
    return words.filled(year=2000 + int(body[7:9]), school=body[:7])


def say_district(postcode: str, *, full: bool) -> str:
    """Return a postcode, whole or as its district, such as LL55."""
    return postcode.strip() if full else district_of(postcode)


def say_gender(child: Child) -> str:
    """Return a gender in a word."""
    words = GENDERS.get(child.gender)
    return wording.say_text(words) if words else child.gender


def say_birth_date(child: Child) -> str:
    """Return a birth date in figures: two are compared figure by figure, and those that differ are marked."""
    return f"{child.birth_date:%d/%m/%Y}" if isinstance(child.birth_date, date) else ""


def say_school(school: Establishment) -> str:
    """Return a school with its number."""
    return f"{school.named(wording.language())} ({school.number})"


Marker: TypeAlias = Callable[[str, str], tuple[MarkedValue, MarkedValue]]
Shown: TypeAlias = Callable[[Child], str]
LINES: Final[tuple[tuple[Text, ComparedField | None, Shown], ...]] = (
    (LABELS[ComparedField.SURNAME], ComparedField.SURNAME, lambda child: child.surname),
    (Text("Former surname", "Cyfenw blaenorol"), None, lambda child: child.former_surname),
    (Text("Preferred surname", "Cyfenw a ffefrir"), None, lambda child: child.preferred_surname),
    (LABELS[ComparedField.FORENAME], ComparedField.FORENAME, lambda child: child.forename),
    (Text("Preferred forename", "Enw cyntaf a ffefrir"), None, lambda child: child.preferred_forename),
    (LABELS[ComparedField.MIDDLE_NAMES], ComparedField.MIDDLE_NAMES, lambda child: child.middle_names),
    (LABELS[ComparedField.BIRTH_DATE], ComparedField.BIRTH_DATE, say_birth_date),
    (LABELS[ComparedField.GENDER], ComparedField.GENDER, say_gender),
    (LABELS[ComparedField.UPN], ComparedField.UPN, lambda child: child.upn),
    (Text("Former UPN", "UPN blaenorol"), None, lambda child: child.former_upn),
    (LABELS[ComparedField.TOWN], ComparedField.TOWN, lambda child: child.town),
    (LABELS[ComparedField.POSTCODE], ComparedField.POSTCODE, lambda child: child.postcode),
    (LABELS[ComparedField.SCHOOL_YEAR], ComparedField.SCHOOL_YEAR, lambda child: child.school_year),
)
"""The lines of two children beside each other in their order; the schools stand after them."""


def compare_sides(finding: Finding, la_number: str) -> list[ComparedRow]:
    """Return a pair of the census matching line by line, for a reader of this authority.

    Once the row of the census is forgotten, the lost pupil's name and both schools are left.
    """
    pupil, row = finding.pupil, finding.roll_row
    on_roll = Establishment.objects.filter(number=finding.establishment).first()
    schools = ComparedRow(
        LABELS[ComparedField.SCHOOL],
        (MarkedPart(say_school(pupil.school)),),
        (MarkedPart(say_school(on_roll) if on_roll else finding.establishment),),
        notes=(
            note_upload(pupil),
            _("line %(line)s of the census") % {"line": wording.format_number(finding.line)},
        ),
    )
    if row is None:
        name = MarkedPart(f"{pupil.surname}, {pupil.forename}")
        return [ComparedRow(Text("Name", "Enw"), (name,), (MarkedPart(_("no longer kept")),)), schools]
    found = dict(filter(None, restore_evidence(finding.evidence)))
    own = are_own(la_number, pupil.school.number, finding.establishment)
    return [*compare_children(child_of(pupil), row.child, found, own=own), schools]


def compare_uploads(one: LostPupil, other: LostPupil, reader: str) -> list[ComparedRow]:
    """Return what two files say of their pupils line by line, for a reader of this authority or school (its number)."""
    found = {each.field: each.finding for each in compare(child_of(one), child_of(other))}
    own = are_own(reader, one.school.number, other.school.number)
    same = one.school == other.school
    schools = [(MarkedPart(say_school(each.school), differs=not same),) for each in (one, other)]
    return [
        *compare_children(child_of(one), child_of(other), found, own=own),
        ComparedRow(
            LABELS[ComparedField.SCHOOL],
            schools[0],
            schools[1],
            SAME if same else DIFFERENT,
            (note_upload(one), note_upload(other)),
        ),
    ]


def note_upload(pupil: LostPupil) -> str:
    """Return when a file came into the store; nothing for a file that is not there."""
    return _("uploaded %(day)s") % {"day": wording.date(pupil.lodged_at)} if pupil.pk else ""


def are_own(reader: str, *schools: str) -> bool:
    """Say whether schools are all of the reader's authority (three digits), or all the reader's own school (seven)."""
    return bool(reader) and all(number.startswith(reader) for number in schools)


def compare_children(
    one: Child, other: Child, found: Mapping[ComparedField, FieldAgreement], *, own: bool
) -> Iterator[ComparedRow]:
    """Yield the lines on which something is known of two children, with what a comparison of them found."""
    for label, field, show in LINES:
        values = show(one), show(other)
        if any(values):
            yield compare_line(label, field, values, found, own=own)


def compare_line(
    label: Text,
    field: ComparedField | None,
    values: tuple[str, str],
    found: Mapping[ComparedField, FieldAgreement],
    *,
    own: bool,
) -> ComparedRow:
    """Return one line, its differences marked."""
    verdict = judge_values(values, found.get(field, FieldAgreement.MISSING) if field else None)
    if field is ComparedField.POSTCODE:
        values = say_district(values[0], full=own), say_district(values[1], full=own)
    notes = (note_upn(values[0]), note_upn(values[1])) if field is ComparedField.UPN else ("", "")
    return ComparedRow(label, *mark_values(*values, verdict, MARKERS.get(field, mark_letters)), verdict, notes)


def note_upn(upn: str) -> str:
    """Return what stands below a UPN."""
    words = say_when_given(upn)
    return wording.say_text(words) if words else ""


def judge_values(values: tuple[str, str], met: FieldAgreement | None) -> Text | None:
    """Say how two values stand to each other: as the matching found, and where it compared nothing, as they are written."""
    if not all(values):
        return ONE_SIDE if any(values) and met is not None else None
    if met is None or met is FieldAgreement.MISSING:
        return SAME if fold(values[0]) == fold(values[1]) else DIFFERENT
    return {FieldAgreement.SAME: SAME, FieldAgreement.DIFFERENT: DIFFERENT}.get(met, SIMILAR)


def mark_values(one: str, other: str, verdict: Text | None, mark: Marker) -> tuple[MarkedValue, MarkedValue]:
    """Return two values in parts; where they are not the same, what the other has not is marked."""
    return mark(one, other) if verdict in (SIMILAR, DIFFERENT) else (mark_whole(one), mark_whole(other))


def mark_whole(value: str, *, differs: bool = False) -> MarkedValue:
    """Return a value as one part."""
    return (MarkedPart(value, differs),) if value else ()


def mark_letters(one: str, other: str) -> tuple[MarkedValue, MarkedValue]:
    """Return two values in parts, those marked that the other has not; all of it where little is in common."""
    matcher = SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False)
    if matcher.ratio() < ALIKE or len(one.casefold()) != len(one) or len(other.casefold()) != len(other):
        return mark_words(one, other)
    ours: list[MarkedPart] = []
    theirs: list[MarkedPart] = []
    for what, start, end, there, until in matcher.get_opcodes():
        ours += [MarkedPart(one[start:end], what != "equal")] if end > start else []
        theirs += [MarkedPart(other[there:until], what != "equal")] if until > there else []
    return tuple(ours), tuple(theirs)


def mark_dates(one: str, other: str) -> tuple[MarkedValue, MarkedValue]:
    """Return two dates with day, month and year marked where they are others."""
    days = one.split("/"), other.split("/")
    differs = [ours != theirs for ours, theirs in zip(*days, strict=True)]
    return join_date(zip(days[0], differs, strict=True)), join_date(zip(days[1], differs, strict=True))


def join_date(parts: Iterable[tuple[str, bool]]) -> MarkedValue:
    """Return a date in its parts, which are marked or not, with the strokes between them."""
    joined = [part for text, differs in parts for part in (MarkedPart("/"), MarkedPart(text, differs))]
    return tuple(joined[1:])


def mark_words(one: str, other: str) -> tuple[MarkedValue, MarkedValue]:
    """Return two words of a short list: others as a whole."""
    return mark_whole(one, differs=True), mark_whole(other, differs=True)


MARKERS: Final[dict[ComparedField | None, Marker]] = {
    ComparedField.BIRTH_DATE: mark_dates,
    ComparedField.GENDER: mark_words,
}
"""How differences are marked where it is not letter by letter."""
