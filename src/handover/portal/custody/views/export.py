"""The chain of custody as a file to download, and the keys with which anybody verifies it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.audit.log import record
from handover.portal.custody.exporting import export_custody
from handover.portal.custody.keys import list_public_keys
from handover.portal.transfers.mailbox import find_transfer


@require_safe
def download_file_custody(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Give the chain of custody of a file to whoever may look at the file."""
    person = require_user(request)
    if find_transfer(reference, person) is None:
        raise Http404
    return give_custody(reference, person)


def give_custody(reference: UUID, person: User) -> HttpResponse:
    """Return the chain of custody of a record as a file, and note that it was given."""
    now = clock.now()
    data = export_custody(reference, now)
    if data is None:
        raise Http404
    record("custody.exported", actor=person.actor, subject=str(reference), now=now)
    name = f"custody-{reference}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(data, content_type="application/json", headers=headers)


@require_safe
def show_custody_keys(request: HttpRequest) -> JsonResponse:
    """Publish the keys with which chains of custody are verified; nobody has to sign in for them."""
    return JsonResponse({"keys": list_public_keys(clock.now())})
