"""Brothers and sisters who were lost together: where one is found for certain, the others are likely to live.

A new postcode says nothing of a child who moved. It says much if a child lost from the same home is there.
"""

from collections import defaultdict
from collections.abc import Iterable

from handover.matching.field_comparisons import plain_code
from handover.matching.links import Certainty, LostRecord, PupilLink
from handover.matching.whole_names import NameAgreement, compare_whole_names
from handover.matching.words import NamePlace

_OTHER_FAMILY = (NameAgreement.DIFFERENT, NameAgreement.MISSING)


def new_homes(waiting: Iterable[LostRecord], settled: Iterable[PupilLink]) -> dict[str, frozenset[str]]:
    """Return the new postcodes at which brothers or sisters of waiting pupils were found for certain, by the pupil's key.

    A brother or sister was lost from the same postcode, and the surnames have something in common.
    """
    homes: dict[str, list[LostRecord]] = defaultdict(list)
    for pupil in waiting:
        if pupil.child.postcode:
            homes[plain_code(pupil.child.postcode)].append(pupil)
    found: dict[str, set[str]] = defaultdict(set)
    for one in settled:
        left, joined = plain_code(one.lost.child.postcode), plain_code(one.on_roll.child.postcode)
        if one.certainty is Certainty.CERTAIN and left and joined and left != joined:
            for pupil in homes.get(left, ()):
                if _are_one_family(pupil, one.lost):
                    found[pupil.key].add(joined)
    return {key: frozenset(postcodes) for key, postcodes in found.items()}


def _are_one_family(one: LostRecord, other: LostRecord) -> bool:
    surnames = compare_whole_names(one.child.surname, other.child.surname, NamePlace.SURNAME)
    return one.child.forename != other.child.forename and surnames not in _OTHER_FAMILY
