"""Giving a vendor a training county, finding it again by its key, and ending it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import compare_digest
from typing import Final

from django.conf import settings

from handover.common.problems import Problem
from handover.portal import transaction
from handover.portal.accounts.client_address import network_of
from handover.portal.apikeys.faults import FAULTS as KEY_FAULTS
from handover.portal.apikeys.holders import KeyRefused, refuse_wrong_key
from handover.portal.apikeys.key_text import TRAINING, KeyText, invent_key
from handover.portal.audit.log import NOBODY, record
from handover.portal.county import EnteredCounty
from handover.portal.sealed import token
from handover.portal.training.county_folders import CountyKey, fill_county, open_county, remove_county
from handover.portal.training.faults import FAULTS
from handover.portal.training.models import TrainingCounty, TrainingKey
from handover.portal.training.places import WITH_KEYS, TrainingPlace
from handover.portal.training.template import ensure_template

DAY: Final = timedelta(days=1)
SELDOM: Final = timedelta(hours=1)
"""A use is written down at most so often."""


class NoCounty(Exception):
    """No county is given now; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class GivenKey:
    """A key as it is shown once, and the office whose it is."""

    place: TrainingPlace
    text: KeyText


def give_county(address: str, now: datetime) -> tuple[TrainingCounty, tuple[GivenKey, ...]]:
    """Make a county for whoever asks from an address, and its keys. Raises NoCounty."""
    place_hash = hash_asking_place(address)
    check_room(place_hash, now)  # before the work, and again with it
    template = ensure_template(now)
    given = tuple(GivenKey(place, invent_key(TRAINING)) for place in WITH_KEYS)
    with transaction.atomic():
        check_room(place_hash, now)
        county = TrainingCounty.objects.create(place_hash=place_hash, made_at=now, last_used_at=now)
        TrainingKey.objects.bulk_create(
            TrainingKey(county=county, office=each.place.number, prefix=each.text.prefix, digest=each.text.digest)
            for each in given
        )
        record("training.given", actor=NOBODY, subject=str(county.reference), now=now)
    fill_county(str(county.reference), template, list_county_keys(county))
    return county, given


def hash_asking_place(address: str) -> str:
    """Return the keyed code by which the place of an address is known again."""
    return token("training counties", network_of(address)).hex()


def check_room(place_hash: str, now: datetime) -> None:
    """Raise NoCounty where there are enough counties, or enough of this place's."""
    if not settings.CONFIG.training:
        raise NoCounty(FAULTS["training.off"].at())
    if TrainingCounty.objects.filter(place_hash=place_hash, made_at__gt=now - DAY).count() >= (
        most := settings.CONFIG.training_counties_a_day
    ):
        raise NoCounty(FAULTS["training.many_a_day"].at(most=most))
    if TrainingCounty.objects.count() >= settings.CONFIG.training_counties:
        raise NoCounty(FAULTS["training.many"].at())


def list_county_keys(county: TrainingCounty) -> list[CountyKey]:
    """Return the keys of a county as its database must know them."""
    return [CountyKey(key.office, key.prefix, key.digest) for key in county.keys.order_by("pk")]


def find_county_of_key(text: KeyText, address: str, now: datetime) -> tuple[EnteredCounty, str]:
    """Return the county of a training key, as it is now, and the number of the key's office. Raises KeyRefused.

    Where the site was updated since, the county is made anew.
    """
    key = TrainingKey.objects.select_related("county").filter(prefix=text.prefix).first()
    if not settings.CONFIG.training:
        raise KeyRefused(KEY_FAULTS["key.training_off"].at())
    if key is None or not compare_digest(key.digest, text.digest):
        raise refuse_wrong_key("", text, address, now)
    if now - key.county.last_used_at > SELDOM:
        TrainingCounty.objects.filter(pk=key.county.pk).update(last_used_at=now)
    name = str(key.county.reference)
    found = open_county(name)
    if found is None:
        fill_county(name, ensure_template(now), list_county_keys(key.county))
        found = open_county(name)
    assert found is not None
    return found, key.office


def wipe_counties(counties: Sequence[TrainingCounty], now: datetime) -> int:
    """Put fresh copies into the places of what counties hold; return how many."""
    template = ensure_template(now)
    for county in counties:
        fill_county(str(county.reference), template, list_county_keys(county))
    return len(counties)


def end_county(county: TrainingCounty, now: datetime) -> bool:
    """End a county with its keys and all that it holds; say whether that was still to do."""
    ended, _ = TrainingCounty.objects.filter(pk=county.pk).delete()
    remove_county(str(county.reference))
    return ended > 0
