"""Searching the store: a bounded look-up by keys, then ranking with reasons; or word that the search is too vague.

However large the store and however common the name, a few hundred pupils are read (`lookups.py`). Whoever fits best comes
first. Where nobody fits, the nearest are shown, `MOST_NEAREST` of them. A search that fits more than MOST_SHOWN shows
none of them, nor how many: it would be a list of children, not a search for one.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from handover.matching.evidence import Evidence
from handover.portal.audit.log import record
from handover.portal.lostpupils.candidates import find_candidates, open_candidates
from handover.portal.lostpupils.facts import PupilFacts
from handover.portal.lostpupils.keys import SearchTraits
from handover.portal.lostpupils.lookups import build_lookups
from handover.portal.lostpupils.models import LostPupil
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.ranking import PupilEvidence, SearchedChild, keep_filled, surnames_of
from handover.portal.lostpupils.search_brake import SearchPlace, spend
from handover.portal.masterkeys.codes import code_key, newest_form
from handover.portal.transfers.marks import Sought
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.monitoring import search_transfers
from handover.portal.transfers.senders import Sender

MOST_SHOWN = 50
MOST_NEAREST = 10

RankedPupil = tuple[int, PupilEvidence]
"""The number of a pupil's row, with the evidence."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A pupil that may be meant, and why, heaviest first; `fits` says that it is more than one of the nearest."""

    pupil: LostPupil
    reasons: tuple[Evidence, ...]
    score: float
    fits: bool


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


def search_lost_pupils(question: Question, by: Sender, now: datetime) -> SearchAnswer:
    """Search the store as a person or software may: counted against the brake first. Raises TooManySearches."""
    if question.enough:
        spend(question, SearchPlace.STORE, by, now)
    return search_store(question, by, now)


def search_watched_files(sought: Sought, by: Sender, now: datetime) -> list[Transfer]:
    """Search the files of an authority for a child as a person or software may, counted first. Raises TooManySearches."""
    question = Question(upn=sought.upn, surname=sought.surname, forename=sought.forename, birth_date=sought.born)
    spend(question, SearchPlace.FILES, by, now)
    return search_transfers(sought, by, by.establishment.la_number if by.establishment else "", now)


def search_store(question: Question, by: Sender, now: datetime) -> SearchAnswer:
    """Search the store and write the search into the audit log: which fields, how many found, never the words."""
    answer = find_hits(question)
    details = {
        "fields": ",".join(question.fields),
        "found": "too vague" if answer.vague else str(len(answer.hits)),
        "search": newest_form(make_fingerprint(question)),
    }
    record("lost.searched", actor=by.actor, details=details, now=now)
    return answer


def find_hits(question: Question) -> SearchAnswer:
    """Return who may be meant by a question, ranked."""
    if not question.enough:
        return SearchAnswer(vague=True)
    child = SearchedChild(question)
    ranked: list[RankedPupil] = []
    fitting = 0
    for number, facts, gender in read_candidates(question):
        if evidence := child.weigh(facts, gender):
            ranked.append((number, evidence))
            fitting += evidence.fits
            if fitting > MOST_SHOWN and not question.upn:
                return SearchAnswer(vague=True)
    return choose_hits(sorted(ranked, key=lambda each: (*rank_of(each), each[0])))


def read_candidates(question: Question) -> Iterator[tuple[int, PupilFacts, str]]:
    """Yield the pupils that the keys of a question propose: number, who it is, and gender."""
    yield from open_candidates(find_candidates(build_lookups(question)))


def rank_of(ranked: RankedPupil) -> tuple[float, float]:
    """Return what pupils are sorted by: the heavier the evidence the earlier, then the more alike the names."""
    _, evidence = ranked
    return -round(evidence.score, 6), -round(evidence.alike, 6)


def choose_hits(ranked: Sequence[RankedPupil]) -> SearchAnswer:
    """Return those of the ranked pupils who may be shown; of those who fit equally well all are shown, or none."""
    fitting = [each for each in ranked if each[1].fits]
    if len(fitting) > MOST_SHOWN:
        fitting = [each for each in fitting if each[1].has_upn]
        return SearchAnswer(make_hits(fitting), vague=not fitting)
    nearest: list[RankedPupil] = []
    # Beside others who fit, a pupil of whom as much disagrees as agrees is no help.
    others = (each for each in ranked if not each[1].fits and (each[1].score > 0 or not fitting))
    for _, equals in groupby(others, key=rank_of):
        if len(fitting) + len(nearest) + len(alike := list(equals)) > MOST_NEAREST:
            break
        nearest += alike
    shown = [*fitting, *nearest]
    return SearchAnswer(make_hits(shown), vague=bool(ranked) and not shown)


def make_hits(ranked: Sequence[RankedPupil]) -> tuple[SearchHit, ...]:
    """Return pupils with everything that a page shows of them, read for these few alone."""
    if not ranked:
        return ()
    rows = LostPupil.objects.filter(pk__in=[number for number, _ in ranked]).order_by()
    whole = {pupil.pk: pupil for pupil in rows.select_related("transfer", "school", "finder")}
    return tuple(
        SearchHit(whole[number], evidence.reasons, evidence.score, evidence.fits)
        for number, evidence in ranked
        if number in whole
    )


def compare_pupil(question: Question, pupil: LostPupil) -> PupilEvidence:
    """Compare a pupil with the child that a search describes."""
    return SearchedChild(question).compare(pupil.facts, pupil.gender)


def traits_of(pupil: LostPupil) -> SearchTraits:
    """Return what a pupil is found by."""
    facts = pupil.facts
    return SearchTraits(
        surnames=surnames_of(facts),
        forenames=keep_filled(facts.forename, facts.preferred_forename),
        upns=keep_filled(facts.upn, facts.former_upn),
        birth_date=facts.birth_date,
        town=facts.town,
        middle_names=keep_filled(facts.middle_names),
    )


def make_fingerprint(question: Question) -> str:
    """Return a keyed code of a search: the same search has the same, and nobody can read a name out of it."""
    key = code_key("handover lost pupil searches 1")
    words = json.dumps(question.stored(), sort_keys=True)
    return hmac.new(key, words.encode(), hashlib.sha256).hexdigest()[:16]
