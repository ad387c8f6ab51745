"""Monitoring for an authority's software: the files of its schools, by where they come from, go to and are."""

from datetime import date
from typing import Annotated, Literal

from django.http.response import HttpResponseBase
from ninja import Query
from pydantic import BeforeValidator

from handover.common.text import Text
from handover.portal import clock
from handover.portal.api.answers import make_answer
from handover.portal.api.authority_bodies import FoundFilesBody, SoughtBody, WatchedBody, WatchedListBody
from handover.portal.api.bodies import NUMBER, read_iso_day
from handover.portal.api.describing import describe_mailbox
from handover.portal.api.fields import Cursor, KindFilter, Limit, StateFilter
from handover.portal.api.lost_pupils import read_given_upn, refuse_search
from handover.portal.api.mailbox import read_cursor, write_cursor
from handover.portal.api.office_examples import OFFICE_EXAMPLES
from handover.portal.api.operation import ApiOperation, ApiRequest
from handover.portal.api.refusals import ApiRefusal
from handover.portal.lostpupils.search_brake import TooManySearches
from handover.portal.lostpupils.searching import search_watched_files
from handover.portal.transfers import monitoring
from handover.portal.transfers.marks import Sought
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.monitoring import Age, Watch
from handover.portal.transfers.permissions import MONITOR, SEARCH_TRANSFERS
from handover.portal.web import wording

DayFilter = Annotated[date | None, Query(None), BeforeValidator(read_iso_day)]
PlaceFilter = Annotated[str | None, Query(None, pattern=NUMBER, description="Files of this sender or receiver only.")]


def list_monitoring(
    request: ApiRequest,
    cursor: Cursor = None,
    limit: Limit = 50,
    view: Literal["within", "incoming", "outgoing"] = "within",
    shelf: Literal["waiting", "collected", "ended"] = "waiting",
    establishment: PlaceFilter = None,
    kind: KindFilter = None,
    state: StateFilter = None,
    since: DayFilter = None,
    until: DayFilter = None,
) -> HttpResponseBase:
    """List the files of one view and shelf, the oldest first."""
    watch = Watch(
        request.auth.establishment.la_number,
        view,
        shelf,
        establishment=(establishment or "").upper(),
        kind=kind or "",
        state=state or "",
        since=since,
        until=until,
    )
    rows = monitoring.list_watched(watch)
    if state is not None and state not in watch.states:
        rows = rows.none()
    page = monitoring.page_of(rows, "sent_at", descending=False, after=read_cursor(cursor), size=limit)
    ages = monitoring.measure_ages(page.rows, clock.now())
    items = [describe_watched(transfer, ages[transfer.pk]) for transfer in page.rows]
    return make_answer(WatchedListBody(items=items, next=write_cursor(page.following))).write()


def search_monitored_files(request: ApiRequest, body: SoughtBody) -> HttpResponseBase:
    """Say which of the authority's files hold a child."""
    now = clock.now()
    sought = Sought(upn=read_given_upn(body.upn), surname=body.surname, forename=body.forename, born=body.birth_date)
    if not sought.signs:
        raise ApiRefusal("api.child_unknown")
    try:
        found = search_watched_files(sought, request.auth, now)
    except TooManySearches as stop:
        raise refuse_search(stop) from stop
    ages = monitoring.measure_ages(found, now)
    return make_answer(FoundFilesBody(items=[describe_watched(each, ages[each.pk]) for each in found])).write()


def describe_watched(transfer: Transfer, age: Age) -> WatchedBody:
    """Return a file as the lists of an authority show it, without whose records it holds."""
    return WatchedBody(
        reference=transfer.reference,
        kind=transfer.file_kind.key,
        file_name=transfer.file_name,
        source=describe_mailbox(transfer.source, transfer.source_establishment),
        destination=describe_mailbox(transfer.destination, transfer.destination_establishment),
        state=transfer.state,
        state_words=wording.say_text(transfer.look.name),
        size=transfer.size,
        pupils=transfer.pupils,
        sent_at=transfer.sent_at,
        moved_at=transfer.moved_at,
        school_days=age.days,
        overdue=age.overdue,
    )


OPERATIONS = (
    ApiOperation(
        "list_monitoring",
        "GET",
        "/monitoring",
        "authority",
        (MONITOR,),
        Text("Watch over the schools' files", "Cadw golwg ar ffeiliau'r ysgolion"),
        Text(
            "The files within the authority, into it or out of it; waiting to be collected, collected, or ended otherwise; the "
            "oldest first. No child is named here.",
            "Y ffeiliau o fewn yr awdurdod, i mewn iddo neu allan ohono; yn aros i'w casglu, wedi'u casglu, neu wedi dod i ben "
            "fel arall; yr hynaf yn gyntaf. Nid enwir unrhyw blentyn yma.",
        ),
        list_monitoring,
        {200: WatchedListBody},
        OFFICE_EXAMPLES["list_monitoring"],
    ),
    ApiOperation(
        "search_monitoring",
        "POST",
        "/monitoring/search",
        "authority",
        (SEARCH_TRANSFERS,),
        Text("Search the schools' files for a pupil", "Chwilio ffeiliau'r ysgolion am ddisgybl"),
        Text(
            "Which files on the authority's lists hold a child. Each search is counted and braked as a person's is, and "
            "written into the audit log without a name.",
            "Pa ffeiliau ar restri'r awdurdod sy'n cynnwys plentyn. Mae pob chwiliad yn cael ei gyfrif a'i frecio fel un "
            "person, a'i ysgrifennu yn y cofnod archwilio heb enw.",
        ),
        search_monitored_files,
        {200: FoundFilesBody},
        OFFICE_EXAMPLES["search_monitoring"],
        ("api.no_upn", "api.child_unknown", "api.searched_too_much"),
    ),
)
