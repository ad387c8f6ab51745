"""What a vendor asks for itself: which offices approve it, for what, and until when."""

from django.http.response import HttpResponseBase

from handover.common.text import Text
from handover.portal import clock
from handover.portal.accounts.roles import ROLES
from handover.portal.api.answers import make_answer
from handover.portal.api.bodies import ApprovalBody, ApprovalListBody
from handover.portal.api.describing import describe_mailbox
from handover.portal.api.examples import EXAMPLES
from handover.portal.api.fields import Cursor, Limit
from handover.portal.api.mailbox import read_cursor, write_cursor
from handover.portal.api.operation import ApiOperation, VendorRequest
from handover.portal.apikeys.rights import RIGHTS
from handover.portal.paging import read_page_behind
from handover.portal.vendors.models import VendorApproval
from handover.portal.vendors.tokens import list_approvals_of


def list_vendor_establishments(request: VendorRequest, cursor: Cursor = None, limit: Limit = 50) -> HttpResponseBase:
    """List the offices that approve the vendor."""
    rows = list_approvals_of(request.auth.vendor, clock.now())
    page = read_page_behind(rows, "id", descending=False, after=read_cursor(cursor), size=limit)
    items = [describe_approval(approval) for approval in page.rows]
    return make_answer(ApprovalListBody(items=items, next=write_cursor(page.following))).write()


def describe_approval(approval: VendorApproval) -> ApprovalBody:
    """Return what an office lets a vendor do."""
    key, place = approval.key, approval.key.establishment
    return ApprovalBody(
        establishment=describe_mailbox(place.number, place),
        scope=f"establishment:{place.number}",
        mailbox=ROLES[key.role].mailbox(place.number),
        role=key.role,
        rights=[right for right in RIGHTS if right in key.rights],
        ends_on=key.ends_on,
    )


OPERATIONS = (
    ApiOperation(
        "list_vendor_establishments",
        "GET",
        "/vendor/establishments",
        "vendors",
        (),
        Text("List the offices that approve you", "Rhestru'r swyddfeydd sy'n eich cymeradwyo"),
        Text(
            "For a vendor, with a token that was asked for without a scope: the schools and authorities that approve it, for "
            "what and until when. `scope` is what to ask for to get a token for one of them.",
            "I werthwr, gyda thocyn y gofynnwyd amdano heb gwmpas: yr ysgolion a'r awdurdodau sy'n ei gymeradwyo, ar gyfer "
            "beth a than pryd. `scope` yw'r hyn i ofyn amdano i gael tocyn ar gyfer un ohonynt.",
        ),
        list_vendor_establishments,
        {200: ApprovalListBody},
        EXAMPLES["list_vendor_establishments"],
        ("key.for_vendors",),
        for_vendors=True,
    ),
)
