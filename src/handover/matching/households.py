"""Brothers and sisters who were lost together: where one is found for certain, the others are likely to live.

A new postcode says nothing of a child who moved. It says much if a child lost from the same home is there.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from handover.matching.field_comparisons import plain_code
from handover.matching.links import Certainty, LostRecord, PupilLink
from handover.matching.whole_names import NameAgreement, compare_whole_names
from handover.matching.words import NamePlace

_OTHER_FAMILY = (NameAgreement.DIFFERENT, NameAgreement.MISSING)


def new_homes(lost: Iterable[LostRecord], settled: Iterable[PupilLink]) -> dict[str, frozenset[str]]:
    """Return the postcodes at which a brother or sister of a lost pupil was found for certain, by the pupil's key.

    A brother or sister was lost from the same postcode, and the surnames have something in common.
    """
    homes: dict[str, list[LostRecord]] = defaultdict(list)
    for pupil in lost:
        if pupil.child.postcode:
            homes[plain_code(pupil.child.postcode)].append(pupil)
    found: dict[str, set[str]] = defaultdict(set)
    for one in settled:
        if one.certainty is Certainty.CERTAIN and one.on_roll.child.postcode:
            for sibling in _siblings(one.lost, homes):
                found[sibling.key].add(plain_code(one.on_roll.child.postcode))
    return {key: frozenset(postcodes) for key, postcodes in found.items()}


def _siblings(pupil: LostRecord, homes: Mapping[str, list[LostRecord]]) -> Iterator[LostRecord]:
    for other in homes.get(plain_code(pupil.child.postcode), ()):
        if other.key != pupil.key and other.child.forename != pupil.child.forename:
            surnames = compare_whole_names(pupil.child.surname, other.child.surname, NamePlace.SURNAME)
            if surnames not in _OTHER_FAMILY:
                yield other
