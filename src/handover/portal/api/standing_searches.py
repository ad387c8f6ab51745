"""Searches that an authority keeps for a year: listing them, keeping one, ending one."""

from dataclasses import asdict
from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase

from handover.common.text import Text
from handover.portal import clock
from handover.portal.api.answers import ApiAnswer, make_answer
from handover.portal.api.authority_bodies import KeptSearchBody, KeptSearchListBody, LostQuestionBody, MetPupilBody
from handover.portal.api.fields import Cursor, IdempotencyKey, Limit
from handover.portal.api.lost_pupils import read_question, refuse_search
from handover.portal.api.mailbox import read_cursor, write_cursor
from handover.portal.api.office_examples import OFFICE_EXAMPLES
from handover.portal.api.once import OnceOnly, answer_once, digest_request
from handover.portal.api.operation import ApiOperation, ApiRequest
from handover.portal.api.refusals import ApiRefusal
from handover.portal.lostpupils import standing
from handover.portal.lostpupils.models import StandingSearch
from handover.portal.lostpupils.permissions import SEARCH_LOST
from handover.portal.lostpupils.search_brake import TooManySearches
from handover.portal.paging import read_page_behind
from handover.portal.transfers.senders import name_author
from handover.portal.web import wording


def list_standing_searches(request: ApiRequest, cursor: Cursor = None, limit: Limit = 50) -> HttpResponseBase:
    """List the searches that the authority keeps, the latest first."""
    rows = standing.running_searches(request.auth).prefetch_related("matches__pupil")
    page = read_page_behind(rows, "begun_at", descending=True, after=read_cursor(cursor), size=limit)
    items = [describe_kept(search) for search in page.rows]
    return make_answer(KeptSearchListBody(items=items, next=write_cursor(page.following))).write()


def keep_standing_search(
    request: ApiRequest, body: LostQuestionBody, idempotency_key: IdempotencyKey = None
) -> HttpResponseBase:
    """Keep a search for a year."""
    holder, now = request.auth, clock.now()
    question = read_question(body)
    once = OnceOnly(holder, "keep_standing_search", idempotency_key, digest_request(request, request.body.hex()), now)
    if (found := once.find_answer()) is not None:
        return found.write()
    try:
        # What is counted is stored before anything else begins; the same question again within the hour is free.
        standing.spend_for_keeping(question, holder, now)
        return answer_once(once, lambda: standing.keep_search(question, holder, now), write_kept).write()
    except TooManySearches as stop:
        raise refuse_search(stop) from stop
    except standing.TooVague as vague:
        raise ApiRefusal("api.search_vague") from vague


def write_kept(search: StandingSearch) -> ApiAnswer:
    """Return the answer to a search that was kept."""
    return make_answer(describe_kept(search), 201)


def end_standing_search(request: ApiRequest, reference: UUID) -> HttpResponseBase:
    """End a search, and forget what it asked."""
    search = standing.running_searches(request.auth).filter(reference=reference).first()
    if search is None or not standing.end_search(search, request.auth.actor, clock.now()):
        raise Http404
    return ApiAnswer(204).write()


def describe_kept(search: StandingSearch) -> KeptSearchBody:
    """Return one search that is kept, with the pupils whom it met."""
    asked = search.question
    question = LostQuestionBody.model_validate(asdict(asked))
    return KeptSearchBody(
        reference=search.reference,
        question=question,
        kept_by=name_author(search.by, search.software, search.authority, wording.language()),
        begun_at=search.begun_at,
        ends_at=search.ends_at,
        met=[MetPupilBody(reference=match.pupil.reference, met_at=match.met_at) for match in search.matches.all()],
    )


OPERATIONS = (
    ApiOperation(
        "list_standing_searches",
        "GET",
        "/standing-searches",
        "authority",
        (SEARCH_LOST,),
        Text("List the searches that are kept", "Rhestru'r chwiliadau a gedwir"),
        Text(
            "The searches that people and software of the authority keep, the latest first, and the pupils whom each has met.",
            "Y chwiliadau y mae pobl a meddalwedd yr awdurdod yn eu cadw, y diweddaraf yn gyntaf, a'r disgyblion y mae pob un "
            "wedi'u cyfarfod.",
        ),
        list_standing_searches,
        {200: KeptSearchListBody},
        OFFICE_EXAMPLES["list_standing_searches"],
    ),
    ApiOperation(
        "keep_standing_search",
        "POST",
        "/standing-searches",
        "authority",
        (SEARCH_LOST,),
        Text("Keep a search", "Cadw chwiliad"),
        Text(
            "For a year, each pupil who comes into the store is compared with it, and both authorities get an e-mail when one "
            "fits. It counts at the brake as a search does.",
            "Am flwyddyn, caiff pob disgybl sy'n dod i'r storfa ei gymharu ag ef, ac mae'r ddau awdurdod yn cael e-bost pan "
            "fydd un yn cyfateb. Mae'n cyfrif wrth y brêc fel y mae chwiliad.",
        ),
        keep_standing_search,
        {201: KeptSearchBody},
        OFFICE_EXAMPLES["keep_standing_search"],
        ("api.no_upn", "api.search_vague", "api.searched_too_much", "api.key_reused"),
    ),
    ApiOperation(
        "end_standing_search",
        "DELETE",
        "/standing-searches/{uuid:reference}",
        "authority",
        (SEARCH_LOST,),
        Text("End a search", "Dod â chwiliad i ben"),
        Text("What it asked is forgotten.", "Anghofir yr hyn a ofynnodd."),
        end_standing_search,
        {204: None},
        OFFICE_EXAMPLES["end_standing_search"],
        ("api.not_found",),
    ),
)
