"""Who the key stands for, and whom its office can write to."""

from collections.abc import Mapping
from typing import Final, Literal

from django.conf import settings
from django.http import Http404
from django.http.response import HttpResponseBase

from handover.common.identifiers import LA_SUFFIX
from handover.common.text import Text
from handover.portal import clock
from handover.portal.api.answers import make_answer
from handover.portal.api.bodies import EstablishmentBody, KeyBody, LimitsBody, VendorBody
from handover.portal.api.describing import describe_mailbox
from handover.portal.api.examples import EXAMPLES
from handover.portal.api.fields import MOST_ITEMS, EstablishmentNumber
from handover.portal.api.operation import ApiOperation, ApiRequest
from handover.portal.api.uploads import PIECE_BYTES
from handover.portal.apikeys.couriers import HEADER, note_courier
from handover.portal.apikeys.holders import KeyHolder
from handover.portal.config import MEBIBYTE
from handover.portal.establishments.directory import RouteState, find_establishment, route
from handover.portal.transfers.addresses import check_way
from handover.portal.transfers.kinds import mailbox_kind
from handover.portal.transfers.mailbox import kinds_to_send
from handover.portal.vendors.models import Vendor

RegisterState = Literal["open", "closed", "closed_with_successor", "not_yet_open", "inactive"]
STATES_IN_REGISTER: Final[Mapping[RouteState, RegisterState]] = {
    RouteState.OPEN: "open",
    RouteState.CLOSED: "closed",
    RouteState.CLOSED_WITH_SUCCESSOR: "closed_with_successor",
    RouteState.NOT_YET_OPEN: "not_yet_open",
    RouteState.INACTIVE: "inactive",
}
"""What the register says of an establishment, as the API calls it."""


def show_me(request: ApiRequest) -> HttpResponseBase:
    """Say whose key it is and what it may do."""
    holder = request.auth
    note_courier(holder.key, request.headers.get(HEADER, ""), clock.now())
    body = KeyBody(
        key=holder.key.name,
        prefix=holder.key.prefix,
        establishment=describe_mailbox(holder.establishment.number, holder.establishment),
        mailbox=holder.mailbox,
        role=holder.role,
        rights=[right.key for right in holder.rights],
        ends_on=holder.key.ends_on,
        vendor=describe_vendor_of(holder),
        limits=describe_limits(holder),
    )
    return make_answer(body).write()


def describe_vendor_of(holder: KeyHolder) -> VendorBody | None:
    """Return the vendor that acts for the office; None where a program of its own does."""
    if not holder.key.approves_vendor:
        return None
    vendor = Vendor.objects.get(approvals__key=holder.key)
    return VendorBody(name=vendor.name, client_id=vendor.client_id)


def describe_limits(holder: KeyHolder) -> LimitsBody:
    """Return what a key may ask for."""
    place = mailbox_kind(holder.mailbox)
    return LimitsBody(
        requests_per_minute=settings.CONFIG.api_requests_a_minute,
        request_bytes=settings.CONFIG.upload_max_mb * MEBIBYTE,
        file_bytes={kind.key: kind.largest(place) * MEBIBYTE for kind in kinds_to_send(holder)},
        piece_bytes=PIECE_BYTES,
        upload_hours=settings.CONFIG.api_upload_hours,
        list_items=MOST_ITEMS,
    )


def show_establishment(request: ApiRequest, number: EstablishmentNumber) -> HttpResponseBase:
    """Say what the register knows of a number."""
    there = route(number.upper(), clock.today())
    place = there.establishment
    if place is None or there.state is RouteState.UNKNOWN or place.number != number.upper():
        raise Http404
    authority = find_establishment(place.la_number + LA_SUFFIX)
    body = EstablishmentBody(
        number=place.number,
        name=describe_mailbox(place.number, place).name,
        open=there.state is RouteState.OPEN,
        state=STATES_IN_REGISTER[there.state],
        opens_on=place.opened_on,
        closed_on=place.closed_on,
        successor=describe_mailbox(there.successor.number, there.successor) if there.successor else None,
        authority=describe_mailbox(authority.number, authority) if authority else None,
        takes=[
            kind.key for kind in kinds_to_send(request.auth) if not check_way(kind, request.auth.mailbox, place.number)
        ],
    )
    return make_answer(body).write()


OPERATIONS = (
    ApiOperation(
        "show_me",
        "GET",
        "/me",
        "office",
        (),
        Text("Show whose key it is", "Dangos allwedd pwy ydyw"),
        Text(
            "The office of the key, what the key may do, until when, and the limits that hold for it. A vendor's token stands "
            "for the office's approval.",
            "Swyddfa'r allwedd, yr hyn y caiff yr allwedd ei wneud, tan pryd, a'r terfynau sydd arni. Mae tocyn gwerthwr yn "
            "cynrychioli cymeradwyaeth y swyddfa.",
        ),
        show_me,
        {200: KeyBody},
        EXAMPLES["show_me"],
    ),
    ApiOperation(
        "show_establishment",
        "GET",
        "/establishments/{number}",
        "office",
        (),
        Text("Look an establishment up", "Chwilio am sefydliad"),
        Text(
            "A school (6814990) or authority (681LLLL) by its number: whether it is open, who took the place of a closed one, "
            "and which kinds of files you may send there.",
            "Ysgol (6814990) neu awdurdod (681LLLL) yn ôl ei rif: a yw ar agor, pwy a gymerodd le un sydd wedi cau, a pha "
            "fathau o ffeiliau y cewch eu hanfon yno.",
        ),
        show_establishment,
        {200: EstablishmentBody},
        EXAMPLES["show_establishment"],
        ("api.not_found",),
    ),
)
