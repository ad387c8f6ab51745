"""The pairs of a matching: on which list each is, who decides, and how long the row of the census is kept with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet

from handover.common.text import Text
from handover.matching.fields import FieldAgreement
from handover.matching.links import PupilLink
from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.audit.log import record
from handover.portal.lostpupils.models import Finding, LostPupil, Matching
from handover.portal.lostpupils.roll_row import RollRow, make_roll_code
from handover.portal.masterkeys.codes import newest_form

BATCH = 1000

PairName = tuple[int, str]
"""A lost pupil's key, with the code of the child on roll; or with the school, for a pair of before there were codes."""


class PairList(StrEnum):
    """One list of an authority's pairs."""

    CERTAIN = "certain"
    LOOK = "look"
    UPN = "upn"
    ONE = "one"
    TWO = "two"


LISTS: dict[PairList, Text] = {
    PairList.CERTAIN: Text("Certain", "Sicr"),
    PairList.LOOK: Text("To look at", "I edrych arnynt"),
    PairList.UPN: Text("UPN typed wrongly?", "UPN wedi'i deipio'n anghywir?"),
    PairList.ONE: Text("One child: send the file", "Un plentyn: anfonwch y ffeil"),
    PairList.TWO: Text("Two children", "Dau blentyn"),
}
"""The lists in their order: what waits for a decision, and what was decided."""

HINTS: dict[PairList, Text] = {
    PairList.CERTAIN: Text(
        "Tick the pairs with which you agree, and confirm them together.",
        "Ticiwch y parau rydych yn cytuno â nhw, a'u cadarnhau gyda'i gilydd.",
    ),
    PairList.LOOK: Text(
        "Compare each pair, and ask the school where that is not enough.",
        "Cymharwch bob pâr, a gofynnwch i'r ysgol lle nad yw hynny'n ddigon.",
    ),
    PairList.UPN: Text(
        "These have a UPN in common and little else. If they are two children, ask both schools to check the UPN.",
        "Mae gan y rhain yr un UPN, ond fawr ddim arall yn gyffredin. Os dau blentyn ydynt, gofynnwch i'r ddwy ysgol "
        "wirio'r UPN.",
    ),
    PairList.ONE: Text(
        "The authority of the school where the pupil is on roll sends each file there.",
        "Awdurdod yr ysgol lle mae'r disgybl ar y gofrestr sy'n anfon pob ffeil yno.",
    ),
    PairList.TWO: Text(
        "These are not asked about again while they are on this list. A decision can be taken back as long as both "
        "children are shown.",
        "Ni fydd y wefan yn gofyn am y rhain eto tra byddant ar y rhestr hon. Gallwch dynnu penderfyniad yn ôl tra "
        "bo'r ddau blentyn yn cael eu dangos.",
    ),
}
"""What is to be done with the pairs of each list."""

TO_DECIDE = (PairList.CERTAIN, PairList.LOOK, PairList.UPN)
KNOWN_CERTAINTIES = (PairList.CERTAIN.value, PairList.UPN.value)


class PairSide(StrEnum):
    """With which of its two authorities a pair is looked at."""

    ALL = "all"
    ROLL = "roll"
    LOST = "lost"


SIDES: dict[PairSide, Text] = {
    PairSide.ALL: Text("All pairs", "Pob pâr"),
    PairSide.ROLL: Text("On roll at our schools: we decide", "Ar gofrestr ein hysgolion: ni sy'n penderfynu"),
    PairSide.LOST: Text("Uploaded by our schools", "Lanlwythwyd gan ein hysgolion"),
}


@dataclass(frozen=True, slots=True)
class PairFilter:
    """Which pairs a page shows: a list, a side, and the number of the school on whose roll they are (empty: any)."""

    chosen: PairList
    side: PairSide = PairSide.ALL
    school: str = ""

    @classmethod
    def read(cls, asked: Mapping[str, str], counts: Mapping[PairList, int]) -> Self:
        """Read the questions of an address; without a list it is the first that has pairs to decide."""
        first = next((each for each in TO_DECIDE if counts[each]), PairList.CERTAIN)
        chosen, side = asked.get("list", ""), asked.get("side", "")
        return cls(
            PairList(chosen) if chosen in list(PairList) else first,
            PairSide(side) if side in list(PairSide) else PairSide.ALL,
            asked.get("school", "")[:7],
        )

    @property
    def query(self) -> str:
        """The filter as the questions of an address."""
        return urlencode({"list": self.chosen.value, "side": self.side.value, "school": self.school})


def find_pairs(la_number: str) -> QuerySet[Finding]:
    """Return an authority's pairs, decided or not: pupils on its rolls, and its own lost ones, still in the store."""
    concerned = Q(establishment__startswith=la_number) | Q(pupil__la_number=la_number)
    still = Q(pupil__in_store=True, pupil__superseded_by=None)
    return Finding.objects.filter(concerned & still).select_related("pupil", "pupil__school", "pupil__transfer")


def on_our_rolls(pairs: QuerySet[Finding], la_number: str) -> QuerySet[Finding]:
    """Return the pairs about which this authority decides: those of the pupils on its rolls."""
    return pairs.filter(establishment__startswith=la_number)


def condition_of(chosen: PairList) -> Q:
    """Return what holds for the pairs of a list; a certainty that has no list of its own is to look at."""
    if chosen in (PairList.ONE, PairList.TWO):
        return Q(same_child=chosen is PairList.ONE)
    certainty = Q(certainty=chosen.value)
    return Q(same_child=None) & (~Q(certainty__in=KNOWN_CERTAINTIES) if chosen is PairList.LOOK else certainty)


def narrow_pairs(pairs: QuerySet[Finding], wanted: PairFilter, la_number: str) -> QuerySet[Finding]:
    """Return the pairs that a filter shows, the likeliest first."""
    pairs = narrow_side(pairs, wanted.side, la_number).filter(condition_of(wanted.chosen))
    return pairs.filter(establishment=wanted.school) if wanted.school else pairs


def narrow_side(pairs: QuerySet[Finding], side: PairSide, la_number: str) -> QuerySet[Finding]:
    """Return the pairs of one side."""
    if side is PairSide.ROLL:
        return on_our_rolls(pairs, la_number)
    return pairs.filter(pupil__la_number=la_number) if side is PairSide.LOST else pairs


def count_lists(pairs: QuerySet[Finding]) -> dict[PairList, int]:
    """Count the pairs of each list."""
    counts = {each.value: Count("pk", condition_of(each)) for each in PairList}
    found = pairs.order_by().aggregate(**counts)
    return {each: found[each.value] for each in PairList}


def choose_list(finding: Finding) -> PairList:
    """Return the list on which a pair is."""
    if finding.same_child is not None:
        return PairList.ONE if finding.same_child else PairList.TWO
    return PairList(finding.certainty) if finding.certainty in KNOWN_CERTAINTIES else PairList.LOOK


def next_pair(pairs: QuerySet[Finding], after: Finding) -> Finding | None:
    """Return the undecided pair that follows one in the order of its list, from the top again at its end."""
    others = list(pairs.filter(same_child=None).exclude(pk=after.pk).values_list("probability", "score", "pk"))
    places = sorted(map(place_in_list, others))
    own = place_in_list((after.probability, after.score, after.pk))
    following = next((place for place in places if place > own), next(iter(places), None))
    return None if following is None else pairs.filter(pk=following[-1]).first()


def place_in_list(pair: tuple[float | None, float, int]) -> tuple[float, float, int]:
    """Return by what a pair is sorted, from its probability, its score and its key: the likeliest first."""
    probability, score, pk = pair
    return -(probability or 0.0), -score, pk


def rivals_of(finding: Finding, pairs: QuerySet[Finding]) -> list[Finding]:
    """Return the other pairs of the same lost pupil, or of the same child on roll."""
    same = Q(pupil=finding.pupil_id)
    if finding.roll_code:
        same |= Q(roll_code=finding.roll_code)
    return list(pairs.filter(same).exclude(pk=finding.pk))


def contradicts(finding: Finding, rival: Finding) -> bool:
    """Say whether another pair of the same lost pupil, with another child on roll, was said to be one child."""
    same_code = newest_form(rival.roll_code) == newest_form(finding.roll_code)
    return bool(rival.same_child) and rival.pupil_id == finding.pupil_id and not same_code


def decide_finding(finding: Finding, *, same_child: bool, by: User, now: datetime) -> bool:
    """Note what a person of the roll's authority decided; False where somebody has decided already."""
    with transaction.atomic():
        undecided = Finding.objects.filter(pk=finding.pk, same_child=None)
        if not undecided.update(same_child=same_child, decided_by=by.username, decided_at=now):
            return False
        note_decision("lost.matching_decided", finding, same_child, by, now)
    return True


def decide_certain(findings: Sequence[Finding], by: User, now: datetime) -> int:
    """Say of several certain pairs that each is one child; return of how many that was still to say."""
    certain = [each for each in findings if choose_list(each) is PairList.CERTAIN]
    return sum(decide_finding(each, same_child=True, by=by, now=now) for each in certain)


def reopen_finding(finding: Finding, by: User, now: datetime) -> bool:
    """Take a decision back; False where it is another by now, or where the row to judge by is forgotten.

    A pair of before there were such rows (it has no code, either) is decided and taken back without.
    """
    said = finding.same_child
    if said is None:
        return False
    with transaction.atomic():
        decided = Finding.objects.filter(~Q(content=b"") | Q(roll_code=""), pk=finding.pk, same_child=said)
        if not decided.update(same_child=None, decided_by="", decided_at=None):
            return False
        note_decision("lost.matching_reopened", finding, said, by, now)
    return True


def note_decision(action: str, finding: Finding, same_child: bool, by: User, now: datetime) -> None:
    """Write into the audit log what was said of a pair, or what was taken back."""
    details = {"same": "yes" if same_child else "no"}
    record(action, actor=by.actor, subject=str(finding.pupil.transfer.reference), details=details, now=now)


def store_findings(matching: Matching, links: Iterable[PupilLink]) -> list[Finding]:
    """Store the pairs of a matching; return them.

    What somebody has decided in an earlier matching that is still kept is not asked again: of one child as long as the
    school is the same, of two children at whatever school. An earlier pair that still waits gives way to this one, so
    that none is listed twice. A pair of before there were codes is known by the pupil and the school.
    """
    found = [make_finding(matching, link) for link in links]
    pairs = {name for each in found for name in names_of_pair(each)}
    two: set[PairName] = set()
    one: set[tuple[PairName, str]] = set()
    replaced = []
    earlier = Finding.objects.exclude(matching=matching)
    for pk, pupil, code, school, said in earlier.values_list(
        "pk", "pupil_id", "roll_code", "establishment", "same_child"
    ).iterator(chunk_size=BATCH):
        name = (pupil, newest_form(code) or school)
        if said is False:
            two.add(name)
        elif said:
            one.add((name, school))
        elif name in pairs:
            replaced.append(pk)
    for batch in range(0, len(replaced), BATCH):
        Finding.objects.filter(pk__in=replaced[batch : batch + BATCH], same_child=None).delete()
    new = [
        each
        for each in found
        if two.isdisjoint(names_of_pair(each))
        and one.isdisjoint((name, each.establishment) for name in names_of_pair(each))
    ]
    return Finding.objects.bulk_create(new, batch_size=BATCH)


def names_of_pair(finding: Finding) -> tuple[PairName, PairName]:
    """Return by what a pair of an earlier matching is known again: the code of the child on roll, or the school alone."""
    return (finding.pupil_id, newest_form(finding.roll_code)), (finding.pupil_id, finding.establishment)


def make_finding(matching: Matching, link: PupilLink) -> Finding:
    """Return a pair as it is stored, with the row of the census sealed."""
    evidence = [each for each in link.evidence if each.finding is not FieldAgreement.MISSING]
    finding = Finding(
        matching=matching,
        pupil_id=int(link.lost.key),
        establishment=link.on_roll.establishment,
        line=link.on_roll.line,
        score=link.score,
        probability=link.probability,
        certainty=link.certainty.value,
        evidence=[[each.field.value, each.finding.value] for each in evidence],
        conflicts=[conflict.value for conflict in link.conflicts],
        roll_code=make_roll_code(link.on_roll.child),
    )
    finding.roll_row = RollRow(link.on_roll.child, tuple(round(each.points, 2) for each in evidence))
    return finding


def forget_roll_row(finding: Finding, now: datetime) -> bool:
    """Wipe the row of the census from a pair that was decided long ago; say whether that was still to do."""
    kept = Finding.objects.filter(pk=finding.pk, decided_at=finding.decided_at).exclude(content=b"")
    return bool(kept.update(content=b""))


def forget_roll_rows(pupil: LostPupil) -> None:
    """Wipe the rows of the census, and the codes of the children on roll, from all pairs of a pupil who leaves the store."""
    Finding.objects.filter(pupil=pupil).update(content=b"", roll_code="")


def decided_rows() -> QuerySet[Finding]:
    """Return the pairs that were decided and still hold the row of the census."""
    return Finding.objects.filter(decided_at__isnull=False).exclude(content=b"")
