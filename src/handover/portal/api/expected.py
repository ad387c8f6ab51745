"""Expected pupils: the office's list with where each record is, putting pupils on it, and taking one off."""

from collections.abc import Mapping
from typing import Literal
from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils import timezone

from handover.common.lists.columns import PupilColumn
from handover.common.text import Text
from handover.portal import clock
from handover.portal.api.answers import ApiAnswer, make_answer
from handover.portal.api.describing import write_findings
from handover.portal.api.fields import Cursor, IdempotencyKey, Limit
from handover.portal.api.list_bodies import (
    ExpectedAddedBody,
    ExpectedBody,
    ExpectedListBody,
    ExpectedPupilBody,
    ExpectedPupilsBody,
)
from handover.portal.api.mailbox import read_cursor, write_cursor
from handover.portal.api.office_examples import OFFICE_EXAMPLES
from handover.portal.api.once import OnceOnly, answer_once, digest_request
from handover.portal.api.operation import ApiOperation, ApiRequest
from handover.portal.establishments.directory import schools_for_lists
from handover.portal.expected import listing
from handover.portal.expected.arriving import RecordPlace
from handover.portal.expected.models import ExpectedPupil
from handover.portal.expected.permissions import EXPECT
from handover.portal.expected.reading import read_expected_rows
from handover.portal.expected.who import who_is
from handover.portal.paging import slice_rows
from handover.portal.transfers.senders import Sender
from handover.portal.web import wording

RecordFilter = Literal["missing", "coming", "arrived"] | None


def list_expected_pupils(
    request: ApiRequest, cursor: Cursor = None, limit: Limit = 50, record: RecordFilter = None
) -> HttpResponseBase:
    """List the pupils whom the office expects, those first whose record is missing."""
    overview = listing.look_at_list(request.auth, clock.now(), record or "")
    page = slice_rows(overview.rows, read_cursor(cursor), limit)
    body = ExpectedListBody(
        items=[describe_expected(row, place, request.auth) for row, place in page.rows],
        next=write_cursor(page.following),
        counts={each.value: count for each, count in overview.counts.items()},
    )
    return make_answer(body).write()


def describe_expected(row: ExpectedPupil, place: RecordPlace, by: Sender) -> ExpectedBody:
    """Return one expected pupil, with where the record is."""
    who, transfer = who_is(row), place.transfer
    return ExpectedBody(
        reference=row.reference,
        upn=who.upn,
        surname=who.surname,
        forename=who.forename,
        birth_date=who.birth_date,
        source=row.source,
        record=place.record.value,
        record_words=wording.say_text(place.look.name),
        transfer=transfer.reference if transfer is not None and transfer.destination == by.mailbox else None,
        added_at=row.added_at,
        asked_at=row.asked_at,
    )


def put_expected(
    request: ApiRequest, body: ExpectedPupilsBody, idempotency_key: IdempotencyKey = None
) -> HttpResponseBase:
    """Put pupils on the list; those who are on it already are not put there twice."""
    holder, now = request.auth, clock.now()
    schools = schools_for_lists(holder.establishment.la_number)
    found = read_expected_rows(map(read_pupil, body.pupils), timezone.localdate(now), schools.find)
    once = OnceOnly(holder, "put_expected", idempotency_key, digest_request(request, request.body.hex()), now)

    def write(added: int) -> ApiAnswer:
        there = len(found.pupils) - added
        return make_answer(ExpectedAddedBody(added=added, there=there, problems=write_findings(found.problems)))

    return answer_once(once, lambda: listing.add_pupils(found.pupils, holder, now), write).write()


def read_pupil(pupil: ExpectedPupilBody) -> Mapping[PupilColumn, str]:
    """Return a pupil as a row of a list holds one, without stray blanks."""
    return {
        PupilColumn.UPN: pupil.upn.strip(),
        PupilColumn.SURNAME: " ".join(pupil.surname.split()),
        PupilColumn.FORENAME: " ".join(pupil.forename.split()),
        PupilColumn.BIRTH_DATE: pupil.birth_date.isoformat() if pupil.birth_date else "",
        PupilColumn.SOURCE: pupil.source.strip(),
    }


def remove_expected(request: ApiRequest, reference: UUID) -> HttpResponseBase:
    """Take a pupil off the list."""
    row = listing.find_pupil(reference, request.auth)
    if row is None or not listing.remove_expected_pupil(row, request.auth, clock.now()):
        raise Http404
    return ApiAnswer(204).write()


OPERATIONS = (
    ApiOperation(
        "list_expected",
        "GET",
        "/expected",
        "lists",
        (EXPECT,),
        Text("List expected pupils", "Rhestru'r disgyblion disgwyliedig"),
        Text(
            "The pupils whom the office expects, those first whose record is missing. A record is looked for among the files "
            "for the office (of an authority: for it and its schools) and nowhere else. Each look is written into the audit "
            "log.",
            "Y disgyblion y mae'r swyddfa'n eu disgwyl, y rhai y mae eu cofnod ar goll yn gyntaf. Chwilir am gofnod ymhlith y "
            "ffeiliau i'r swyddfa (i awdurdod: iddo ef ac i'w ysgolion) ac nid yn unman arall. Ysgrifennir pob golwg yn y "
            "cofnod archwilio.",
        ),
        list_expected_pupils,
        {200: ExpectedListBody},
        OFFICE_EXAMPLES["list_expected"],
    ),
    ApiOperation(
        "put_expected",
        "POST",
        "/expected",
        "lists",
        (EXPECT,),
        Text("Put pupils on the list of the expected", "Rhoi disgyblion ar y rhestr o ddisgyblion disgwyliedig"),
        Text(
            "Up to 5,000 at once, each by UPN, or by name and date of birth. Who is on the list already is not put there "
            "twice, so the whole list may be sent each day. A pupil of whom too little is known is left out and told in "
            "`problems`; the others are taken.",
            "Hyd at 5,000 ar y tro, pob un yn ôl UPN, neu yn ôl enw a dyddiad geni. Ni roddir neb sydd ar y rhestr yno "
            "eilwaith, felly mae modd anfon y rhestr gyfan bob dydd. Caiff disgybl nad oes digon yn hysbys amdano ei adael "
            "allan a'i grybwyll yn `problems`; derbynnir y lleill.",
        ),
        put_expected,
        {200: ExpectedAddedBody},
        OFFICE_EXAMPLES["put_expected"],
        ("api.key_reused",),
    ),
    ApiOperation(
        "remove_expected",
        "DELETE",
        "/expected/{uuid:reference}",
        "lists",
        (EXPECT,),
        Text("Take a pupil off the list", "Tynnu disgybl oddi ar y rhestr"),
        Text(
            "The pupil is forgotten. Files are not touched.",
            "Caiff y disgybl ei anghofio. Ni chyffyrddir â ffeiliau.",
        ),
        remove_expected,
        {204: None},
        OFFICE_EXAMPLES["remove_expected"],
        ("api.not_found",),
    ),
)
