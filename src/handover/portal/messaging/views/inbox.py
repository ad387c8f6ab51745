"""What is in a person's box: the list, one message, its print view, deleting it; and what they have sent."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.db.models import OrderBy, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from handover.common.text import Text
from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.messaging import reading
from handover.portal.messaging.boxes import Box, NamedBox
from handover.portal.messaging.models import NOT_READ, Delivery, SecureMessage
from handover.portal.messaging.permissions import USE_MESSAGES
from handover.portal.messaging.retention_rules import of_message
from handover.portal.messaging.views.frame import tabs, there
from handover.portal.messaging.words import Words
from handover.portal.paging import CountedPaginator
from handover.portal.transfers.senders import name_author
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.web.tables import Sorting, TableColumn

PAGE: Final = 50
STATE: Final = "read_at"
RECEIVED: Final = (
    TableColumn(Text("From", "Gan"), "source"),
    TableColumn(Text("About", "Ynghylch")),
    TableColumn(Text("Sent", "Anfonwyd"), "sent_at"),
    TableColumn(Text("Read", "Darllenwyd"), STATE),
    TableColumn(Text("Kept until", "Cedwir tan")),
)
SENT: Final = (
    TableColumn(Text("To", "At")),
    TableColumn(Text("About", "Ynghylch")),
    TableColumn(Text("Sent", "Anfonwyd"), "sent_at"),
    TableColumn(Text("Have yet to read it", "Heb ei darllen eto"), numeric=True),
)


@dataclass(frozen=True, slots=True)
class Received:
    """One line of the box, its words opened."""

    copy: Delivery
    sender: str
    words: Words
    until: date


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to whom a message was sent, and what has become of their copy."""

    name: str
    read_at: datetime | None
    gone_at: datetime | None


def show_received(copy: Delivery) -> Received:
    """Open one copy for a screen."""
    message = copy.message
    box = Box(message.source_establishment.number, message.role)
    sender = NamedBox(box, message.source_establishment).named(wording.language())
    return Received(copy, sender, message.words, of_message(copy, clock.today()))


def page_of_messages(request: HttpRequest, rows: QuerySet[Any], sorting: Sorting) -> Any:
    """Return the page of a list that the address asks for."""
    order: list[str | OrderBy] = [sorting.order, "-id" if sorting.descending else "id"]
    if sorting.key == STATE:
        order.insert(0, NOT_READ.asc() if sorting.descending else NOT_READ.desc())
    return CountedPaginator(rows.order_by(*order), PAGE, reading.MOST_COUNTED).get_page(request.GET.get("page"))


@require_safe
@allowed(USE_MESSAGES)
def show_inbox(request: HttpRequest) -> HttpResponse:
    """List the messages in a person's box, newest first unless they ask otherwise."""
    sorting = Sorting.read(request.GET.get("sort"), RECEIVED, "-sent_at")
    page = page_of_messages(request, reading.list_inbox(require_user(request)), sorting)
    context = {
        "page": page,
        "rows": [show_received(copy) for copy in page.object_list],
        "sorting": sorting,
        "tabs": tabs(request),
        "most": reading.MOST_COUNTED,
    }
    return render(request, "messages/inbox.html", context)


@require_safe
@allowed(USE_MESSAGES)
def show_received_message(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Show a message; from now on it is read."""
    return show_copy(request, reference, "messages/message.html")


@require_safe
@allowed(USE_MESSAGES)
def printed(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Show a message as it goes on paper."""
    return show_copy(request, reference, "messages/print.html")


def show_copy(request: HttpRequest, reference: UUID, template: str) -> HttpResponse:
    """Show a message of the person's box by one of its templates."""
    person = require_user(request)
    copy = reading.mark_read(there(reading.find_delivery(reference, person)), person, clock.now())
    line = show_received(copy)
    context = {"line": line, "words": line.words, "sent_at": copy.sent_at, "names": [line.sender], "mine": False}
    return render(request, template, context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(USE_MESSAGES)
def delete_message_view(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Delete a message, once the person has said that they mean it."""
    person = require_user(request)
    if request.method == "POST":
        copy = reading.find_delivery(reference, person)
        if copy is not None and reading.delete_copy(copy, person, clock.now()):
            messages.success(request, _("The message was deleted."))
        else:
            messages.info(request, _("The message was gone already."))
        return redirect("inbox")
    copy = there(reading.find_delivery(reference, person))
    return render(request, "messages/delete.html", {"line": show_received(copy)})


def recipients_of(message: SecureMessage) -> list[Recipient]:
    """Return to whom a message was sent, with the copies that were fetched with it."""
    language = wording.language()
    return [
        Recipient(
            NamedBox(Box(copy.establishment.number, copy.role), copy.establishment).named(language),
            copy.read_at,
            copy.gone_at,
        )
        for copy in sorted(message.deliveries.all(), key=lambda copy: copy.pk)
    ]


@require_safe
@allowed(USE_MESSAGES)
def show_sent_messages(request: HttpRequest) -> HttpResponse:
    """List what left a person's box, with how many have yet to read it."""
    sorting = Sorting.read(request.GET.get("sort"), SENT, "-sent_at")
    rows = reading.list_sent(require_user(request)).prefetch_related("deliveries__establishment")
    page = page_of_messages(request, rows, sorting)
    lines = [(each, recipients_of(each)) for each in page.object_list]
    context = {"page": page, "lines": lines, "sorting": sorting, "tabs": tabs(request), "most": reading.MOST_COUNTED}
    return render(request, "messages/sent.html", context)


@require_safe
@allowed(USE_MESSAGES)
def sent_message(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Show a message that was sent, and who has read it."""
    found = there(reading.find_sent(reference, require_user(request)))
    ends = [of_message(copy, clock.today()) for copy in found.deliveries.all() if copy.gone_at is None]
    author = name_author(found.sent_by, found.software, found.source_establishment, wording.language())
    context = {
        "message": found,
        "author": author,
        "recipients": recipients_of(found),
        "until": max(ends, default=None),
    }
    return render(request, "messages/sent_message.html", context)


@require_safe
@allowed(USE_MESSAGES)
def sent_printed(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Show a message that was sent as it goes on paper."""
    found = there(reading.find_sent(reference, require_user(request)))
    names = [recipient.name for recipient in recipients_of(found)]
    context = {"words": found.words, "sent_at": found.sent_at, "names": names, "mine": True}
    return render(request, "messages/print.html", context)
