"""Searching the store: a bounded look-up by keys, then ranking with reasons; or word that the search is too vague.

However large the store and however common the name, a few hundred pupils are read (`lookups.py`). Whoever fits best comes
first. Where nobody fits, the nearest are shown, `MOST_NEAREST` of them. A search that fits more than MOST_SHOWN shows
none of them, nor how many: it would be a list of children, not a search for one.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from django.conf import settings

from handover.common.sealing import derived_key
from handover.portal.accounts.models import User
from handover.portal.audit.log import record
from handover.portal.lostpupils.candidates import find_candidates, open_candidates
from handover.portal.lostpupils.keys import SearchTraits
from handover.portal.lostpupils.lookups import build_lookups
from handover.portal.lostpupils.models import LostPupil
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.ranking import SearchedChild, SearchHit, surnames_of
from handover.portal.lostpupils.ranking import describe_pupil as describe_pupil
from handover.portal.lostpupils.ranking import keep_filled as keep_filled

MOST_SHOWN = 50
MOST_NEAREST = 10


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What a search gave: pupils, the likeliest first; or nothing because it was too vague."""

    hits: tuple[SearchHit, ...] = ()
    vague: bool = False

    @property
    def fitting(self) -> tuple[SearchHit, ...]:
        """The pupils that fit."""
        return tuple(hit for hit in self.hits if hit.fits)

    @property
    def nearest(self) -> tuple[SearchHit, ...]:
        """The pupils that do not fit well, but have something of what was asked."""
        return tuple(hit for hit in self.hits if not hit.fits)


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
    """Return who may be meant by a question, ranked."""
    if not question.enough:
        return SearchAnswer(vague=True)
    child = SearchedChild(question)
    candidates = open_candidates(find_candidates(build_lookups(question)))
    hits = [hit for pupil in candidates if (hit := child.weigh(pupil))]
    return choose_hits(sorted(hits, key=lambda hit: (*rank_of(hit), hit.pupil.pk)))


def rank_of(hit: SearchHit) -> tuple[float, float]:
    """Return what a hit is sorted by: the heavier the evidence the earlier, then the more alike the names."""
    return -round(hit.score, 6), -round(hit.alike, 6)


def choose_hits(ranked: Sequence[SearchHit]) -> SearchAnswer:
    """Return those of the ranked hits that may be shown; of those that fit equally well all are shown, or none."""
    fitting = [hit for hit in ranked if hit.fits]
    if len(fitting) > MOST_SHOWN:
        fitting = [hit for hit in fitting if hit.has_upn]
        return SearchAnswer(dress_hits(fitting), vague=not fitting)
    nearest: list[SearchHit] = []
    # Beside others who fit, a pupil of whom as much disagrees as agrees is no help.
    others = (hit for hit in ranked if not hit.fits and (hit.score > 0 or not fitting))
    for _, equals in groupby(others, key=rank_of):
        if len(fitting) + len(nearest) + len(alike := list(equals)) > MOST_NEAREST:
            break
        nearest += alike
    shown = [*fitting, *nearest]
    return SearchAnswer(dress_hits(shown), vague=bool(ranked) and not shown)


def dress_hits(hits: Iterable[SearchHit]) -> tuple[SearchHit, ...]:
    """Return hits with everything that a page shows of their pupils, read for these few alone."""
    hits = list(hits)
    rows = LostPupil.objects.filter(pk__in=[hit.pupil.pk for hit in hits]) if hits else LostPupil.objects.none()
    whole = {pupil.pk: pupil for pupil in rows.select_related("transfer", "school", "finder")}
    return tuple(replace(hit, pupil=whole[hit.pupil.pk]) for hit in hits if hit.pupil.pk in whole)


def compare_pupil(question: Question, pupil: LostPupil) -> SearchHit:
    """Compare a pupil with the child that a search describes."""
    return SearchedChild(question).compare(pupil)


def traits_of(pupil: LostPupil) -> SearchTraits:
    """Return what a pupil is found by."""
    facts = pupil.facts
    return SearchTraits(
        surnames=surnames_of(pupil),
        forenames=keep_filled(facts.forename, facts.preferred_forename),
        upns=keep_filled(facts.upn, facts.former_upn),
        birth_date=facts.birth_date,
        town=facts.town,
        middle_names=keep_filled(facts.middle_names),
    )


def make_fingerprint(question: Question) -> str:
    """Return a keyed code of a search: the same search has the same, and nobody can read a name out of it."""
    key = derived_key(settings.CONFIG.master_key, b"handover lost pupil searches 1")
    words = json.dumps(question.stored(), sort_keys=True)
    return hmac.new(key, words.encode(), hashlib.sha256).hexdigest()[:16]
