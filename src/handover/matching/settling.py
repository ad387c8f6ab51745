"""Which links are certain, which are to look at, and how likely each is, once all rivals are known.

A child is on a roll once, and a pupil on roll is one child: what speaks for one link speaks against its rivals. Two rows of one
child (registered at two schools) are no rivals, nor are two files of one lost pupil.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from handover.matching.calibration import probability
from handover.matching.evidence import compare, score_evidence
from handover.matching.field_comparisons import permanent_upn, plain_code
from handover.matching.links import Certainty, Conflict, LostRecord, OnRoll, PupilLink
from handover.matching.rarity import NameRarity

SAME_LOST: Final = 6.0  # weight from which two lost records are one child, uploaded twice
MOST_RIVALS: Final = 5  # so many that fit equally well are shown
FARTHEST: Final = -60.0


def settle_links(
    links: Sequence[PupilLink], rarity: NameRarity, certain: float, look: float, most: int
) -> Iterator[PupilLink]:
    """Yield links with their probability and certainty, best first for each lost pupil, those that nobody need see left out.

    `certain` and `look` are probabilities; `most` links are shown for one lost pupil.
    """
    of_lost: dict[str, list[PupilLink]] = defaultdict(list)
    of_roll: dict[int, list[PupilLink]] = defaultdict(list)
    for one in links:
        of_lost[one.lost.key].append(one)
        of_roll[one.on_roll.line].append(one)
    rivalry = _Rivalry(of_lost, of_roll, rarity)
    for listed in of_lost.values():
        shown = 0
        for one in sorted(listed, key=lambda each: (-each.score, each.on_roll.line)):
            settled = rivalry.settle(one, certain, look)
            if settled is not None and (shown < most or settled.certainty is not Certainty.LOOK):
                shown += 1
                yield settled


@dataclass(frozen=True, slots=True)
class _Rivalry:
    of_lost: Mapping[str, list[PupilLink]]
    of_roll: Mapping[int, list[PupilLink]]
    rarity: NameRarity

    def settle(self, one: PupilLink, certain: float, look: float) -> PupilLink | None:
        on_roll = [
            each.score
            for each in self.of_lost[one.lost.key]
            if each is not one and not are_one_pupil(each.on_roll, one.on_roll)
        ]
        lost = [each.score for each in self.of_roll[one.on_roll.line] if each is not one and self._is_rival(each, one)]
        likely = self._probability(_weight_against(one.score, [*on_roll, *lost]))
        conflicts = list(one.conflicts)
        if self._probability(one.score) >= certain > likely:
            if self._probability(_weight_against(one.score, on_roll)) < certain:
                conflicts.append(Conflict.TWO_ON_ROLL)
            if self._probability(_weight_against(one.score, lost)) < certain:
                conflicts.append(Conflict.TWO_LOST)
        if likely >= certain and not conflicts:
            return replace(one, certainty=Certainty.CERTAIN, probability=likely)
        alone = self._probability(one.score)
        # Of two that fit equally well, each is less likely than not, and both are shown.
        if likely >= look or (alone >= certain and likely >= look / MOST_RIVALS) or (one.by_upn and alone >= look):
            return replace(one, certainty=Certainty.LOOK, probability=likely, conflicts=tuple(conflicts))
        if one.by_upn:
            return replace(one, certainty=Certainty.UPN, probability=likely, conflicts=(Conflict.UPN_OF_ANOTHER,))
        return None

    def _probability(self, weight: float) -> float:
        return probability(weight, self.rarity.children)

    def _is_rival(self, other: PupilLink, one: PupilLink) -> bool:
        if other.score < one.score - 20:
            return False
        return not are_one_lost_pupil(other.lost, one.lost, self.rarity)


def _weight_against(weight: float, rivals: Iterable[float]) -> float:
    """Return the weight that is left beside rivals and beside nobody at all."""
    against = sum((2.0 ** min(each, 60.0) for each in rivals), 1.0)
    return max(weight - math.log2(against), FARTHEST)


def are_one_pupil(one: OnRoll, other: OnRoll) -> bool:
    """Say whether two rows of a roll are of one child, registered twice: one correct UPN, or all told alike.

    A second school often gives a second number, so two numbers do not tell two rows of one name, day and home apart.
    """
    ours = permanent_upn(one.child.upn)
    if ours and ours == permanent_upn(other.child.upn):
        return True
    return one.establishment != other.establishment and _told(one) == _told(other) != ()


def _told(row: OnRoll) -> tuple[object, ...]:
    child = row.child
    if not (child.surname and child.forename and child.birth_date and child.postcode):
        return ()
    names = (child.surname.casefold(), child.forename.casefold(), child.middle_names.casefold())
    return (*names, child.birth_date, child.gender, plain_code(child.postcode))


def are_one_lost_pupil(one: LostRecord, other: LostRecord, rarity: NameRarity) -> bool:
    """Say whether two lost records are surely of one child, whose file was sent twice."""
    if one.child == other.child:
        return True
    if one.child.birth_date != other.child.birth_date and permanent_upn(one.child.upn) != permanent_upn(
        other.child.upn
    ):
        return False
    return score_evidence(compare(one.child, other.child, rarity)) - math.log2(rarity.children) >= SAME_LOST
