"""Why a pair may be one child or two, in the order of weight, with what each reason really weighed; and how likely it is."""

import math
from dataclasses import dataclass
from typing import Final

from handover.common.text import Text
from handover.matching.fields import ComparedField, FieldAgreement
from handover.matching.findings import FINDINGS
from handover.matching.links import CONFLICTS
from handover.portal.lostpupils.models import Finding
from handover.portal.lostpupils.stored_evidence import restore_conflicts, restore_evidence

LIKELIER = Text("{times} times likelier", "{times} gwaith yn fwy tebygol")
LESS_LIKELY = Text("{times} times less likely", "{times} gwaith yn llai tebygol")
MOST_TIMES: Final = 1000
MOST_LIKELIER = Text("More than 1,000 times likelier", "Mwy na 1,000 gwaith yn fwy tebygol")
MOST_UNLIKELY = Text("More than 1,000 times less likely", "Mwy na 1,000 gwaith yn llai tebygol")
HARDLY: Final = 1.5
"""Times below which a reason hardly says anything."""
HARDLY_ANYTHING = Text("Hardly says anything", "Prin yn dweud dim")

RARE: Final = 9.5
"""Powers of two from which a name that agrees is called rare: fewer than one child in some 700 has it."""
COMMON: Final = 6.0
"""Powers of two up to which it is called common: more than one child in some 60 has it."""
RARE_NAME = Text("A rare name on this roll.", "Enw prin ar y gofrestr hon.")
COMMON_NAME = Text("A common name on this roll.", "Enw cyffredin ar y gofrestr hon.")
NAMES: Final = (ComparedField.SURNAME, ComparedField.FORENAME, ComparedField.MIDDLE_NAMES)


@dataclass(frozen=True, slots=True)
class WeighedReason:
    """One finding in words; whether it speaks against one child; what it weighed, in powers of two (None: forgotten)."""

    words: Text
    against: bool = False
    points: float | None = None
    weight: Text | None = None
    rarity: Text | None = None


@dataclass(frozen=True, slots=True)
class PairReasons:
    """All that is said of a pair: for one child and against it, each the heaviest first, and what makes it doubtful."""

    supporting: tuple[WeighedReason, ...]
    opposing: tuple[WeighedReason, ...]
    doubts: tuple[Text, ...]

    @property
    def in_order(self) -> tuple[Text, ...]:
        """All of it as sentences, the heaviest first."""
        weighed = sorted((*self.supporting, *self.opposing), key=lambda each: -abs(each.points or 0))
        return (*(each.words for each in weighed), *self.doubts)


def weigh_reasons(finding: Finding) -> PairReasons:
    """Return why a pair may be one child; without weights, in the order of the fields, once its row is forgotten."""
    row = finding.roll_row
    weights: tuple[float | None, ...] = row.points if row else (None,) * len(finding.evidence)
    met = zip(restore_evidence(finding.evidence), weights, strict=True)
    reasons = [weigh_reason(*found, points) for found, points in met if found]
    reasons.sort(key=lambda each: -abs(each.points or 0))
    return PairReasons(
        tuple(each for each in reasons if not each.against),
        tuple(each for each in reasons if each.against),
        tuple(CONFLICTS[conflict] for conflict in restore_conflicts(finding.conflicts)),
    )


def weigh_reason(field: ComparedField, met: FieldAgreement, points: float | None) -> WeighedReason:
    """Return one finding in words, with what it weighed."""
    row = FINDINGS[field][met]
    if points is None:
        return WeighedReason(row.words, against=met is FieldAgreement.DIFFERENT)
    return WeighedReason(row.words, points < 0, points, say_weight(points), say_rarity(field, met, points))


def say_weight(points: float) -> Text:
    """Say how much likelier, or less likely, a reason makes it that the two are one child."""
    times = 2.0 ** abs(points)
    if times < HARDLY:
        return HARDLY_ANYTHING
    if times > MOST_TIMES:
        return MOST_LIKELIER if points > 0 else MOST_UNLIKELY
    return (LIKELIER if points > 0 else LESS_LIKELY).filled(times=f"{round_times(times):,}")


def round_times(times: float) -> int:
    """Round a number of times to its first figure, from 10 on: more would pretend to be known."""
    size = 10 ** max(0, int(math.log10(times)))
    return round(times / size) * size if times >= 10 else round(times)


def say_rarity(field: ComparedField, met: FieldAgreement, points: float) -> Text | None:
    """Say that a name which is the same of both is rare or common, where its weight came from that."""
    if field not in NAMES or met is not FieldAgreement.SAME:
        return None
    return RARE_NAME if points >= RARE else COMMON_NAME if points <= COMMON else None


LIKELIHOODS: Final[tuple[tuple[float, Text], ...]] = (
    (0.995, Text("Very likely one child", "Tebygol iawn mai un plentyn")),
    (0.9, Text("Likely one child", "Tebygol mai un plentyn")),
    (0.6, Text("Rather likely one child", "Gweddol debygol mai un plentyn")),
    (0.4, Text("As likely one child as two", "Yr un mor debygol o fod yn un plentyn neu'n ddau")),
    (0.1, Text("Rather likely two children", "Gweddol debygol mai dau blentyn")),
    (0.0, Text("Likely two children", "Tebygol mai dau blentyn")),
)
"""How likely a pair is one child, in words, by the least probability."""

OF_HUNDRED = Text(
    "about {count} in 100 such pairs are one child", "mae tua {count} o bob 100 pâr o'r fath yn un plentyn"
)
OF_THOUSAND = Text(
    "about {count} in 1,000 such pairs are one child", "mae tua {count} o bob 1,000 pâr o'r fath yn un plentyn"
)
NEARLY_ALL = Text(
    "more than 999 in 1,000 such pairs are one child", "mae mwy na 999 o bob 1,000 pâr o'r fath yn un plentyn"
)
HARDLY_ANY = Text("fewer than 1 in 100 such pairs is one child", "mae llai nag 1 o bob 100 pâr o'r fath yn un plentyn")


def say_likelihood(probability: float) -> Text:
    """Say in words how likely a pair is one child."""
    return next(words for least, words in LIKELIHOODS if probability >= least)


def say_probability(probability: float) -> Text:
    """Say in figures how likely a pair is one child: of a hundred, and near certainty of a thousand."""
    if probability >= 0.9995:
        return NEARLY_ALL
    if probability >= 0.995:
        return OF_THOUSAND.filled(count=min(999, round(probability * 1000)))
    hundredths = round(probability * 100)
    return OF_HUNDRED.filled(count=hundredths) if hundredths else HARDLY_ANY
