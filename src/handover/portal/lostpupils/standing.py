"""Standing searches: kept for a year, met by each pupil that comes into the store, told to both authorities."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from handover.common.keyring import generation_of_record
from handover.portal import transaction
from handover.portal.audit.log import SITE, Actor, record
from handover.portal.lostpupils.keys import KEYS_VERSION, keys_of
from handover.portal.lostpupils.lookups import build_lookups
from handover.portal.lostpupils.models import LostPupil, StandingKey, StandingMatch, StandingSearch
from handover.portal.lostpupils.notifying import tell_authority
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.ranking import SearchedChild
from handover.portal.lostpupils.search_brake import SearchPlace, spend
from handover.portal.lostpupils.searching import make_fingerprint, traits_of
from handover.portal.lostpupils.webhook_events import SEARCH_MET
from handover.portal.masterkeys.codes import newest_form, number_at, valid_numbers
from handover.portal.transfers.senders import Sender, find_acting_software, find_person
from handover.portal.webhooks.raising import raise_webhooks


class TooVague(ValueError):
    """A search could not point to a child, and so is not kept."""


def keep_counted_search(question: Question, by: Sender, now: datetime) -> StandingSearch:
    """Keep a search for a year, counted against the brake first. Raises TooManySearches, and TooVague."""
    spend_for_keeping(question, by, now)
    return keep_search(question, by, now)


def spend_for_keeping(question: Question, by: Sender, now: datetime) -> None:
    """Count a search that is about to be kept, outside of a transaction. Raises TooManySearches."""
    if question.enough:
        spend(question, SearchPlace.KEPT, by, now)


def keep_search(question: Question, by: Sender, now: datetime) -> StandingSearch:
    """Keep a search for a year; TooVague for one that could not point to a child, or for a person of no authority."""
    values = keys_to_keep(question)
    if not question.enough or not values or by.establishment is None:
        raise TooVague("too vague to be kept")
    with transaction.atomic():
        kept = StandingSearch(
            by=find_person(by),
            software=find_acting_software(by),
            authority=by.establishment,
            begun_at=now,
            ends_at=now + StandingSearch.lasts(),
        )
        kept.question = question
        kept.save(force_insert=True)
        write_standing_keys(kept, values)
        record("lost.search_kept", actor=by.actor, details={"search": newest_form(make_fingerprint(question))}, now=now)
    return kept


def keys_to_keep(question: Question) -> frozenset[int]:
    """Return the keys by which the search looks for a child: a pupil that fits has one of them."""
    return frozenset(value for lookup in build_lookups(question) for value in lookup.values)


def write_standing_keys(search: StandingSearch, values: frozenset[int]) -> None:
    """Write the keys of a search, in the place of those that it had."""
    StandingKey.objects.filter(search=search).delete()
    generation = generation_of_record(bytes(search.content))
    written = sorted(number_at(value, generation) for value in values)
    StandingKey.objects.bulk_create(StandingKey(search=search, value=value) for value in written)
    StandingSearch.objects.filter(pk=search.pk).update(keys_version=KEYS_VERSION)


def running_searches(by: Sender) -> QuerySet[StandingSearch]:
    """Return the searches that a person's authority keeps, the latest first."""
    return StandingSearch.objects.filter(authority=by.establishment, ended_at=None).select_related("by", "authority")


def meet_searches(pupil: LostPupil, now: datetime) -> None:
    """See whether somebody has been looking for a pupil that has just come, and tell both authorities."""
    near = StandingKey.objects.filter(
        value__in=valid_numbers(keys_of(traits_of(pupil))), search__ended_at=None, search__ends_at__gt=now
    ).values_list("search_id", flat=True)
    for search in StandingSearch.objects.filter(pk__in=near).select_related("authority"):
        evidence = SearchedChild(search.question).weigh(pupil.facts, pupil.gender)
        if evidence and evidence.fits:
            StandingMatch.objects.create(search=search, pupil=pupil, met_at=now)
            raise_webhooks(SEARCH_MET, search.authority, search.reference, now)
            for la_number in {search.authority.la_number, pupil.la_number}:
                tell_authority("lost_met", la_number, pupil, now)


def end_search(search: StandingSearch, actor: Actor, now: datetime) -> bool:
    """End a search and forget what it asked; say whether it was still running."""
    with transaction.atomic():
        running_now = StandingSearch.objects.filter(pk=search.pk, ended_at=None)
        if not running_now.update(ended_at=now, content=b""):
            return False
        StandingKey.objects.filter(search=search).delete()
        record("lost.search_ended", actor=actor, now=now)
    return True


def end_due_searches(now: datetime) -> int:
    """End the searches whose year is over; return how many."""
    due = StandingSearch.objects.filter(ended_at=None, ends_at__lte=timezone.localtime(now))
    return sum(end_search(search, SITE, now) for search in due[:500])
