"""Searching the store: a bounded look-up by keys, then ranking with reasons; or word that the search is too vague.

However large the store and however common the name, no more than MOST_CANDIDATES pupils are read. A search that fits
more than MOST_SHOWN shows none of them, nor how many: it would be a list of children, not a search for one.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef, prefetch_related_objects

from handover.common.sealing import derived_key
from handover.matching.evidence import Child, Evidence, compare, score_evidence
from handover.matching.findings import FieldAgreement
from handover.portal.accounts.models import User
from handover.portal.audit.log import record
from handover.portal.lostpupils.keys import KeyLookup, SearchCriteria, SearchTraits, build_lookup, upn_keys
from handover.portal.lostpupils.models import LostPupil, SearchKey
from handover.portal.lostpupils.question import Question

MOST_CANDIDATES = 300
MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A pupil that fits, and why."""

    pupil: LostPupil
    reasons: tuple[Evidence, ...]
    score: float


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What a search gave: the pupils that fit, the likeliest first; or nothing because it was too vague."""

    hits: tuple[SearchHit, ...] = ()
    vague: bool = False


def search_store(question: Question, by: User, now: datetime) -> SearchAnswer:
    """Search the store and write the search into the audit log: which fields, how many found, never the words."""
    answer = find_hits(question)
    details = {
        "fields": ",".join(question.fields),
        "found": "too vague" if answer.vague else str(len(answer.hits)),
        "search": make_fingerprint(question),
    }
    record("lost.searched", actor=by.actor, details=details, now=now)
    return answer


def find_hits(question: Question) -> SearchAnswer:
    """Return who fits a question, ranked."""
    if not question.enough:
        return SearchAnswer(vague=True)
    by_upn = find_candidates(KeyLookup((upn_keys(question.upn),)), "") if question.upn else set()
    lookup = build_lookup(question)
    others = find_candidates(lookup, question.gender) if lookup else set()
    if len(others) > MOST_CANDIDATES:
        others = set()
        if not by_upn:
            return SearchAnswer(vague=True)
    fitting = read_fitting(question, by_upn | others)
    return SearchAnswer(vague=True) if len(fitting) > MOST_SHOWN else SearchAnswer(rank_hits(question, fitting))


def find_candidates(lookup: KeyLookup, gender: str) -> set[int]:
    """Return the pupils in the store that have a key of every group: at most one more than MOST_CANDIDATES."""
    first, *others = lookup.groups
    rows = SearchKey.objects.filter(value__in=first, pupil__in_store=True, pupil__superseded_by=None)
    for keys in others:
        rows = rows.filter(Exists(SearchKey.objects.filter(value__in=keys, pupil=OuterRef("pupil"))))
    if gender:
        rows = rows.filter(pupil__gender__in=(gender, ""))
    # A pupil may have several of the keys; so many rows hold at least one pupil more than there may be.
    most = (MOST_CANDIDATES + 1) * len(first)
    return set(rows.values_list("pupil_id", flat=True)[:most])


def read_fitting(question: Question, proposed: Iterable[int]) -> list[LostPupil]:
    """Return those of the proposed pupils who fit. What a list shows besides is read for the few that are shown."""
    criteria = SearchCriteria.of(question)
    rows = LostPupil.objects.filter(pk__in=list(proposed)[: 2 * MOST_CANDIDATES]).order_by()
    return [pupil for pupil in rows if criteria.fit(traits_of(pupil))]


def rank_hits(question: Question, pupils: list[LostPupil]) -> tuple[SearchHit, ...]:
    """Return pupils with the reasons, the likeliest first."""
    prefetch_related_objects(pupils, "transfer", "school", "finder")
    child = describe_question(question)
    hits = [compare_pupil(child, pupil) for pupil in pupils]
    return tuple(sorted(hits, key=lambda found: (-found.score, found.pupil.surname, found.pupil.forename)))


def compare_pupil(child: Child, pupil: LostPupil) -> SearchHit:
    """Compare a pupil with the child that a search describes."""
    compared = compare(child, describe_pupil(pupil))
    reasons = tuple(reason for reason in compared if reason.finding is not FieldAgreement.MISSING)
    return SearchHit(pupil, reasons, score_evidence(reasons))


def describe_question(question: Question) -> Child:
    """Return the child that a search describes."""
    return Child(
        upn=question.upn,
        surname=question.surname,
        forename=question.forename,
        town=question.town,
        birth_date=question.birth_date,
        gender=question.gender,
    )


def describe_pupil(pupil: LostPupil) -> Child:
    """Return the child that a file is about."""
    return Child(
        upn=pupil.upn,
        former_upn=pupil.former_upn,
        surname=pupil.surname,
        former_surname=pupil.former_surname,
        forename=pupil.forename,
        middle_names=pupil.middle_names,
        birth_date=pupil.birth_date,
        gender=pupil.gender,
        postcode=pupil.postcode,
        town=pupil.town,
    )


def traits_of(pupil: LostPupil) -> SearchTraits:
    """Return what a pupil is found by."""
    return SearchTraits(
        surnames=keep_filled(pupil.surname, pupil.former_surname, pupil.preferred_surname),
        forenames=keep_filled(pupil.forename, pupil.preferred_forename),
        upns=keep_filled(pupil.upn, pupil.former_upn),
        birth_date=pupil.birth_date,
        town=pupil.town,
        gender=pupil.gender,
    )


def keep_filled(*texts: str) -> tuple[str, ...]:
    """Return the texts that say something, each once."""
    return tuple(dict.fromkeys(text for text in texts if text))


def make_fingerprint(question: Question) -> str:
    """Return a keyed code of a search: the same search has the same, and nobody can read a name out of it."""
    key = derived_key(settings.CONFIG.master_key, b"handover lost pupil searches 1")
    words = json.dumps(question.stored(), sort_keys=True)
    return hmac.new(key, words.encode(), hashlib.sha256).hexdigest()[:16]
