"""The e-mails that the mail server did not take: to whom, why, what comes of them, and whom to tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from handover.common.text import Text
from handover.portal.establishments.mail_readers import find_authority_contact
from handover.portal.notices.mail_faults import MailFault, find_mail_fault
from handover.portal.notices.models import FAILING, Notice
from handover.portal.notices.readers import find_readers
from handover.portal.operations.permissions import RUN_JOBS
from handover.portal.web.access import allowed

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class FailingEmail:
    """One of them: why it failed, by which number of the mail server, and how to reach the authority of its reader."""

    notice: Notice
    fault: MailFault
    code: str
    tell: Text


def describe_failing(notices: Sequence[Notice]) -> list[FailingEmail]:
    """Return what is said of these e-mails."""
    readers = find_readers([notice.recipient for notice in notices])
    authorities = {address: reader.la_number for address, reader in readers.items()}
    contacts = {number: find_authority_contact(number) for number in {"", *authorities.values()}}
    return [
        FailingEmail(
            notice, *find_mail_fault(notice.last_fault), contacts[authorities.get(notice.recipient.lower(), "")]
        )
        for notice in notices
    ]


@require_safe
@allowed(RUN_JOBS)
def show_failing_emails(request: HttpRequest) -> HttpResponse:
    """List the e-mails that did not go out, the newest first."""
    page = Paginator(Notice.objects.filter(FAILING), PAGE).get_page(request.GET.get("page"))
    return render(
        request, "work/failing_emails.html", {"page": page, "emails": describe_failing(list(page.object_list))}
    )
