"""Which pupils a search reads: looked up by keyed codes, so many for each way and no more, however large the store."""

from collections.abc import Iterable, Iterator
from typing import Final

from django.db import connection

from handover.portal.lostpupils.facts import PupilFacts
from handover.portal.lostpupils.lookups import KeyLookup
from handover.portal.lostpupils.models import LostPupil, SearchKey
from handover.portal.masterkeys.codes import valid_numbers
from handover.portal.sealed import open_values

MOST_MET: Final = 20_000
"""Keys that one way reads before the pupils who have the most of them are told: a bound for a store of millions."""


def find_candidates(lookups: Iterable[KeyLookup]) -> list[int]:
    """Return the pupils that any way meets, of each way those who are met the most often."""
    found: dict[int, None] = {}
    for lookup in lookups:
        found.update(dict.fromkeys(meet_pupils(lookup)))
    return list(found)


def meet_pupils(lookup: KeyLookup) -> list[int]:
    """Return the pupils who have the most keys of one way; none where it says nothing because it meets too many."""
    if lookup.all_or_none:
        read = 2 * lookup.most
        met = count_keys(lookup.values, read=read, most=read)
        return [pupil for pupil, _ in met] if sum(keys for _, keys in met) < read and len(met) <= lookup.most else []
    return [pupil for pupil, _ in count_keys(lookup.values, read=MOST_MET, most=lookup.most)]


def count_keys(values: Iterable[int], *, read: int, most: int) -> list[tuple[int, int]]:
    """Return pupils with how many of some keys they have, the most first; `read` keys are read at most."""
    wanted = sorted(valid_numbers(values))
    places = ", ".join(["%s"] * len(wanted))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT pupil_id, COUNT(*) FROM (SELECT pupil_id FROM {SearchKey._meta.db_table} "  # noqa: S608 ours
            f"WHERE value IN ({places}) LIMIT {read}) AS met GROUP BY pupil_id "
            f"ORDER BY COUNT(*) DESC, pupil_id LIMIT {most}",
            wanted,
        )
        return list(cursor.fetchall())


def open_candidates(candidates: list[int]) -> Iterator[tuple[int, PupilFacts, str]]:
    """Yield the pupils of these who are in the store, opened: number, who it is, and gender. No more is read of them."""
    rows = LostPupil.objects.filter(pk__in=candidates, in_store=True, superseded_by=None).order_by()
    for number, reference, content, gender in rows.values_list("pk", "reference", "content", "gender"):
        if content:
            values = open_values(bytes(content), LostPupil.purpose, str(reference))
            yield number, PupilFacts.restored(values), gender
