"""What a key has done, as the audit log has it, newest first: for its office, and for whoever watches over its keys."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from handover.portal.accounts.request_user import require_user
from handover.portal.apikeys import listing
from handover.portal.apikeys.permissions import MANAGE_KEYS, OVERSEE_KEYS
from handover.portal.apikeys.views.keys import get_key_or_404
from handover.portal.audit.actions import ACTIONS
from handover.portal.web import wording
from handover.portal.web.access import allowed

PAGE = 50


@require_safe
@allowed(MANAGE_KEYS, OVERSEE_KEYS)
def show_key_acts(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Show what a key has done. Pages turn by the entries' numbers: the thousandth is as quick as the first."""
    key = get_key_or_404(reference, require_user(request))
    rows, before = listing.acts_of_key(key), request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        rows = rows.filter(sequence__lt=int(before))
    entries = list(rows.order_by("-sequence")[: PAGE + 1])
    context = {
        "key": key,
        "entries": [(entry, wording.say_text(ACTIONS[entry.action].name)) for entry in entries[:PAGE]],
        "older": entries[PAGE - 1].sequence if len(entries) > PAGE else None,
        "newest": not before,
    }
    return render(request, "apikeys/acts.html", context)
