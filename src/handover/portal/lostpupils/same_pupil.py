"""Deciding whether two files in the store are of one pupil: a person says so, and may say otherwise later.

Who may: the authority responsible for either file. Of two authorities the later answer counts, and both stand in the audit
log. Files of the same pupil are listed once and leave the store together; what stands for them all is `superseded_by`,
which is worked out anew from the answers whenever one changes.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db.models import F, Q, QuerySet

from handover.common.text import Text
from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.audit.log import Actor, record
from handover.portal.lostpupils.leaving import choose_listed
from handover.portal.lostpupils.models import LostPupil, SamePupilCase
from handover.portal.lostpupils.same_pupil_case import ANSWERS, CLOSED, OPEN, SAME, TWO, UNSURE
from handover.portal.transfers.moving import lock_transfers

VIEWS: Final[dict[str, Text]] = {
    "open": Text("To decide", "I'w penderfynu"),
    "unsure": Text("Not sure, both kept", "Ddim yn siŵr, cadwyd y ddau"),
    "same": Text("The same pupil", "Yr un disgybl"),
    "two": Text("Two children", "Dau blentyn"),
    "closed": Text("Closed together by mistake?", "Caewyd gyda'i gilydd drwy gamgymeriad?"),
}
"""The cuts of the list of cases, by the word in the address."""
_ANSWER_OF_VIEW: Final = {"unsure": UNSURE, "same": SAME, "two": TWO}
_BOTH_IN_STORE: Final = Q(earlier__in_store=True, later__in_store=True)
_JOINED: Final = (
    Q(earlier__superseded_by=F("later"))
    | Q(later__superseded_by=F("earlier"))
    | Q(earlier__superseded_by=F("later__superseded_by"))
)
"""Pairs that other answers have made one already."""


class AnsweredMeanwhile(Exception):
    """Somebody else answered since the person looked: nothing is changed before the person has seen that answer."""


class PupilLeft(Exception):
    """One of the two has left the store: there is nothing to decide any more."""


class AnswersDisagree(Exception):
    """The answer would contradict another one: two who were told apart would be one, or two who are one through others.

    `case` is the case whose answer must be taken back first.
    """

    def __init__(self, case: SamePupilCase) -> None:
        super().__init__(case)
        self.case = case


def cases_of(la_number: str) -> QuerySet[SamePupilCase]:
    """Return the cases that an authority is responsible for: one of the two files is of a school of its own."""
    mine = Q(earlier__la_number=la_number) | Q(later__la_number=la_number)
    sides = ("earlier", "earlier__school", "earlier__transfer", "later", "later__school", "later__transfer")
    return SamePupilCase.objects.filter(mine).select_related(*sides)


def narrow_cases(cases: QuerySet[SamePupilCase], view: str) -> QuerySet[SamePupilCase]:
    """Return those of some cases that a view shows: by their answer, or unanswered ones that were closed together."""
    if view == "closed":
        return cases.filter(because=CLOSED, answer=OPEN)
    if view == "open":
        return cases.filter(_BOTH_IN_STORE, ~_JOINED, answer=OPEN)
    return cases.filter(_BOTH_IN_STORE | Q(because=CLOSED), answer=_ANSWER_OF_VIEW[view])


def count_undecided(la_number: str) -> int:
    """Count the pairs of which an authority must say what they are, those that were closed together among them."""
    cases = cases_of(la_number)
    return sum(narrow_cases(cases, view).count() for view in ("open", "closed"))


def find_next_case(case: SamePupilCase, la_number: str) -> SamePupilCase | None:
    """Return the case to decide after this one: the next that was found, else the first that still waits."""
    waiting = narrow_cases(cases_of(la_number), "closed" if case.because == CLOSED else "open").exclude(pk=case.pk)
    behind = Q(found_at__gt=case.found_at) | Q(found_at=case.found_at, pk__gt=case.pk)
    return waiting.filter(behind).first() or waiting.first()


def find_alike_others(pupil: LostPupil) -> list[LostPupil]:
    """Return the other pupils in the store who are perhaps the same as one, and of whom nobody has said yes or no."""
    undecided = SamePupilCase.objects.filter(_BOTH_IN_STORE, ~_JOINED, answer__in=[OPEN, UNSURE])
    cases = undecided.filter(Q(earlier=pupil) | Q(later=pupil)).select_related("earlier__school", "later__school")
    return [case.later if case.earlier_id == pupil.pk else case.earlier for case in cases]


def answer_case(case: SamePupilCase, answer: str, *, seen: int, by: User, now: datetime) -> None:
    """Take an answer to a case, or take the answer back (OPEN); `seen` is how often it was answered when the person looked.

    Raises AnsweredMeanwhile, PupilLeft or AnswersDisagree, and changes nothing then; ValueError for an answer that there
    is not, or a person of an authority that is not responsible for either file.
    """
    la_number = by.establishment.la_number if by.establishment else ""
    if answer not in (OPEN, *ANSWERS) or la_number not in (case.earlier.la_number, case.later.la_number):
        raise ValueError("not an answer of this authority")
    while not take_answer(case, answer, seen, by, now):
        # Somebody joined another file to one of these between the look and the lock: begin again with that one, too.
        pass


def take_answer(case: SamePupilCase, answer: str, seen: int, by: User, now: datetime) -> bool:
    """Take an answer once the files of all whom it concerns are locked; say whether these were all."""
    concerned = find_joined({case.earlier_id, case.later_id})
    with transaction.atomic():
        lock_transfers(LostPupil.objects.filter(pk__in=concerned).values_list("transfer_id", flat=True))
        if find_joined({case.earlier_id, case.later_id}) != concerned:
            return False
        case.refresh_from_db()
        if case.answers != seen:
            raise AnsweredMeanwhile
        if case.gone and case.because != CLOSED:
            raise PupilLeft
        check_answers_agree(case, answer, concerned)
        keep_case_answer(case, answer, by, now)
        settle_listing(concerned, by.actor, now)
    return True


def check_answers_agree(case: SamePupilCase, answer: str, concerned: set[int]) -> None:
    """Raise AnswersDisagree if an answer contradicts others about the pupils whom it concerns."""
    others = SamePupilCase.objects.filter(earlier__in=concerned, later__in=concerned).exclude(pk=case.pk)
    if answer == SAME:
        apart = others.filter(answer=TWO).first()
        if apart is not None:
            raise AnswersDisagree(apart)
    elif answer in (TWO, UNSURE) and case.later_id in find_joined({case.earlier_id}, without=case):
        raise AnswersDisagree(others.filter(answer=SAME)[0])


def keep_case_answer(case: SamePupilCase, answer: str, by: User, now: datetime) -> None:
    """Store an answer and write it into the audit log."""
    case.answer, case.answers = answer, case.answers + 1
    case.answered_by, case.answered_at = by.username, now
    case.answered_for = by.establishment.la_number if by.establishment else ""
    case.save(update_fields=["answer", "answers", "answered_by", "answered_at", "answered_for"])
    details = {"other": str(case.later.transfer.reference), "answer": answer or "taken back"}
    record(
        "lost.alike_answered", actor=by.actor, subject=str(case.earlier.transfer.reference), details=details, now=now
    )


def find_joined(pupils: set[int], without: SamePupilCase | None = None) -> set[int]:
    """Return some pupils (by key) and all who are the same as one of them, by the answers; leaving one case out if asked."""
    said = SamePupilCase.objects.filter(answer=SAME)
    said = said.exclude(pk=without.pk) if without else said
    joined, newest = set(pupils), set(pupils)
    while newest:
        pairs = said.filter(Q(earlier__in=newest) | Q(later__in=newest)).values_list("earlier_id", "later_id")
        newest = {key for pair in pairs for key in pair} - joined
        joined |= newest
    return joined


def settle_listing(concerned: Iterable[int], actor: Actor, now: datetime) -> None:
    """List, of the pupils concerned by an answer, one for each child; write into the audit log what has changed."""
    pupils = LostPupil.objects.filter(pk__in=concerned, in_store=True).select_related("transfer")
    groups: dict[int, list[LostPupil]] = defaultdict(list)
    for pupil in pupils.order_by("pk"):
        groups[min(find_joined({pupil.pk}))].append(pupil)
    for group in groups.values():
        listed = choose_listed(group)
        for pupil in group:
            stands_for = None if pupil is listed else listed
            if pupil.superseded_by_id != (stands_for.pk if stands_for else None):
                note_listing(pupil, stands_for, actor, now)


def note_listing(pupil: LostPupil, stands_for: LostPupil | None, actor: Actor, now: datetime) -> None:
    """Store by which other upload a pupil is listed, or that the pupil is listed again, and write it into the audit log."""
    LostPupil.objects.filter(pk=pupil.pk).update(superseded_by=stands_for)
    subject = str(pupil.transfer.reference)
    if stands_for is None:
        record("lost.unlinked", actor=actor, subject=subject, now=now)
    else:
        record(
            "lost.linked", actor=actor, subject=subject, details={"later": str(stands_for.transfer.reference)}, now=now
        )
