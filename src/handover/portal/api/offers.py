"""Offers of places: the authority's list as it stands on the board, and bringing another. Sharing out stays with people."""

from collections import Counter
from typing import Literal

from django.http.response import HttpResponseBase

from handover.common.text import Text
from handover.portal import clock
from handover.portal.api.answers import ApiAnswer, make_answer
from handover.portal.api.describing import write_findings
from handover.portal.api.fields import ContentDigest, Cursor, IdempotencyKey, Limit
from handover.portal.api.list_bodies import OfferBody, OfferListBody, OffersTakenBody
from handover.portal.api.mailbox import read_cursor, write_cursor
from handover.portal.api.office_examples import OFFICE_EXAMPLES
from handover.portal.api.once import OnceOnly, answer_once, digest_request
from handover.portal.api.operation import ApiOperation, ApiRequest
from handover.portal.api.refusals import ApiRefusal, describe_problems
from handover.portal.api.taking_in import take_body
from handover.portal.config import MEBIBYTE
from handover.portal.paging import slice_rows
from handover.portal.phase import boards
from handover.portal.phase.offers import OffersList
from handover.portal.phase.offers_standing import (
    OFFER_STATES,
    OfferStanding,
    OfferState,
    look_at_offers_standing,
)
from handover.portal.phase.permissions import SHARE_OUT
from handover.portal.transfers.kinds import largest_upload
from handover.portal.web import wording

OfferFilter = Literal["matched", "in_doubt", "no_record"] | None


def list_offers(
    request: ApiRequest, cursor: Cursor = None, limit: Limit = 50, state: OfferFilter = None
) -> HttpResponseBase:
    """List the offers that stand, by line."""
    board, offers = look_at_offers_standing(request.auth, clock.now())
    page = slice_rows([each for each in offers if state in (None, each.state.value)], read_cursor(cursor), limit)
    counts = Counter(each.state for each in offers)
    body = OfferListBody(
        items=[describe_offer(each) for each in page.rows],
        next=write_cursor(page.following),
        brought_at=board.offers_at,
        counts={each.value: counts[each] for each in OfferState},
    )
    return make_answer(body).write()


def describe_offer(standing: OfferStanding) -> OfferBody:
    """Return one offer, with what became of it."""
    offer = standing.offer
    return OfferBody(
        line=offer.line,
        upn=offer.upn,
        surname=offer.surname,
        forename=offer.forename,
        birth_date=offer.birth_date,
        destination=offer.destination,
        school=standing.school,
        state=standing.state.value,
        state_words=wording.say_text(OFFER_STATES[standing.state]),
    )


class RefusedList(Exception):
    """A list of offers that cannot be taken."""

    def __init__(self, offers: OffersList) -> None:
        super().__init__("the list was refused")
        self.offers = offers


def bring_offers_list(
    request: ApiRequest, idempotency_key: IdempotencyKey = None, content_digest: ContentDigest = None
) -> HttpResponseBase:
    """Take a list of offers in place of the one that stands."""
    holder, now = request.auth, clock.now()
    body = take_body(request)
    if body.too_large:
        raise ApiRefusal("api.too_large", values={"most": f"{largest_upload() // MEBIBYTE} MiB"})
    data = [body.read()]
    once = OnceOnly(holder, "bring_offers", idempotency_key, digest_request(request, body.digest.hex()), now)

    def act() -> OffersList:
        offers = boards.bring_offers(boards.board_of(holder, now), data, holder, now)
        if offers.refused:
            raise RefusedList(offers)
        return offers

    def write(offers: OffersList) -> ApiAnswer:
        return make_answer(OffersTakenBody(offers=len(offers.offers), problems=write_findings(offers.problems)))

    try:
        return answer_once(once, act, write).write()
    except RefusedList as refused:
        problems = describe_problems(refused.offers.problems)
        raise ApiRefusal("api.list_refused", problems=problems) from refused


OPERATIONS = (
    ApiOperation(
        "list_offers",
        "GET",
        "/offers",
        "lists",
        (SHARE_OUT,),
        Text("List the offers that stand", "Rhestru'r cynigion sy'n sefyll"),
        Text(
            "The authority's list of offered places, by line, and for each whether the record is on the phase transfer board. "
            "An offer in doubt is decided by a person, on the board; and the records are shared out by a person there.",
            "Rhestr yr awdurdod o leoedd a gynigiwyd, fesul llinell, ac ar gyfer pob un a yw'r cofnod ar y bwrdd trosglwyddo. "
            "Person, ar y bwrdd, sy'n penderfynu ar gynnig y mae amheuaeth amdano; a pherson sy'n rhannu'r cofnodion yno.",
        ),
        list_offers,
        {200: OfferListBody},
        OFFICE_EXAMPLES["list_offers"],
        ("api.damaged", "api.no_store"),
    ),
    ApiOperation(
        "bring_offers",
        "POST",
        "/offers",
        "lists",
        (SHARE_OUT,),
        Text("Bring a list of offers", "Lanlwytho rhestr gynigion"),
        Text(
            "The body is the list as your admissions software exports it, CSV or xlsx. Its first line names its columns: "
            "UPN, or Surname, Forename and Birth date; and Destination, the seven digits of the school. It takes the place of "
            "the list that stood; rows that cannot be read for certain are left out and told. Nothing is sent to any school.",
            "Y rhestr fel y mae eich meddalwedd dderbyn yn ei hallforio, CSV neu xlsx, yw'r corff, gyda llinell gyntaf sy'n "
            "enwi ei cholofnau: UPN, neu Cyfenw, Enw cyntaf a Dyddiad geni; a Destination, saith digid yr ysgol. Mae'n cymryd "
            "lle'r rhestr a oedd yno; caiff rhesi nad oes modd eu darllen yn sicr eu gadael allan a'u crybwyll. Nid anfonir "
            "dim i unrhyw ysgol.",
        ),
        bring_offers_list,
        {200: OffersTakenBody},
        OFFICE_EXAMPLES["bring_offers"],
        ("api.list_refused", "api.digest_mismatch", "api.interrupted", "api.key_reused", "api.no_store"),
        sends_file=True,
    ),
)
