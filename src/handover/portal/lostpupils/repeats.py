"""The same child twice in the store: the later upload takes the place of the earlier, which is linked and not doubled.

Twins are two children, and so is a child whose file carries another's UPN: the number alone never joins two records.
"""

from collections.abc import Iterable
from datetime import date, datetime

from handover.common.identifiers import check_upn
from handover.portal.audit.log import Actor, record
from handover.portal.lostpupils.keys import birth_keys, have_in_common, letters_of, sounds_of
from handover.portal.lostpupils.models import LostPupil, SearchKey
from handover.portal.lostpupils.searching import keep_filled, traits_of
from handover.portal.transfers.flow import State

MOST_ALIKE = 1000
"""Children of one forename and birth date; a store with more of them would hold a nation."""


def supersede(pupil: LostPupil, actor: Actor, now: datetime) -> None:
    """Let a pupil that has just come take the place of earlier uploads of the same child."""
    for earlier in earlier_uploads(pupil):
        LostPupil.objects.filter(superseded_by=earlier).update(superseded_by=pupil)
        earlier.superseded_by = pupil
        earlier.save(update_fields=["superseded_by"])
        details = {"later": str(pupil.transfer.reference)}
        record("lost.linked", actor=actor, subject=str(earlier.transfer.reference), details=details, now=now)


def earlier_uploads(pupil: LostPupil) -> list[LostPupil]:
    """Return the pupils in the store, not on their way to a school, that are this child."""
    near = SearchKey.objects.filter(value__in=birth_keys(traits_of(pupil))).exclude(pupil=pupil)
    waiting = near.filter(pupil__in_store=True, pupil__superseded_by=None)
    found = set(waiting.values_list("pupil_id", flat=True)[:MOST_ALIKE])
    states = [State.LODGED.value, State.TAKEN.value]
    others = (
        LostPupil.objects.filter(pk__in=found, transfer__state__in=states).order_by("pk").select_related("transfer")
    )
    return [other for other in others if same_child(pupil, other)]


def same_child(one: LostPupil, other: LostPupil) -> bool:
    """Say whether two records are surely of one child."""
    return are_one_child(
        keep_filled(one.upn, one.former_upn),
        keep_filled(other.upn, other.former_upn),
        names=((one.surname, one.forename), (other.surname, other.forename)),
        born=(one.birth_date, other.birth_date),
    )


def are_one_child(
    upns: Iterable[str],
    other_upns: Iterable[str],
    *,
    names: tuple[tuple[str, str], tuple[str, str]],
    born: tuple[date | None, date | None],
) -> bool:
    """Say whether two descriptions are surely of one child: a UPN in common and a like forename, or the very same
    names; always born on the same day, and never with two different permanent UPNs.
    """
    if born[0] is None or born[0] != born[1]:
        return False
    (surname, forename), (other_surname, other_forename) = names
    if not set(upns).isdisjoint(other_upns):
        return have_in_common(sounds_of((forename,)), sounds_of((other_forename,)))
    if has_permanent_upn(upns) and has_permanent_upn(other_upns):
        return False
    return (letters_of(surname), letters_of(forename)) == (letters_of(other_surname), letters_of(other_forename))


def has_permanent_upn(upns: Iterable[str]) -> bool:
    """Say whether one of these is a correct permanent UPN."""
    return any(check.correct and check.form == "permanent" for check in map(check_upn, upns))
