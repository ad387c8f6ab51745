"""Downloading a lost pupil's file: the tick, the file, and the question whether it arrived."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.lostpupils import fetching
from handover.portal.lostpupils.models import Fetching
from handover.portal.lostpupils.permissions import COLLECT_LOST
from handover.portal.lostpupils.releasing import may_move
from handover.portal.lostpupils.views import forms
from handover.portal.lostpupils.views.pupil import get_lost_pupil, say_pupil_moved
from handover.portal.transfers import collecting
from handover.portal.transfers.moving import AlreadyMoved
from handover.portal.web.access import allowed


@require_http_methods(["GET", "POST"])
@allowed(COLLECT_LOST)
def lost_collect(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Ask whether reasonable steps were taken, and begin the download."""
    person = require_user(request)
    pupil = get_lost_pupil(reference, person)
    if not may_move(pupil, person.establishment):
        return say_pupil_moved(request, pupil)
    form = forms.Steps(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("lost-fetching", fetching.begin_fetching(pupil, person, clock.now()).reference)
    status = 422 if request.method == "POST" else 200
    return render(request, "lost/collect.html", {"pupil": pupil, "steps": form}, status=status)


def begun(reference: UUID, person: User) -> Fetching:
    """Return a download of the person's own authority; to others it does not exist."""
    sides = ("pupil", "pupil__transfer", "pupil__transfer__sealed", "pupil__school", "pupil__finder", "authority")
    begun = Fetching.objects.filter(reference=reference, authority=person.establishment).select_related(*sides).first()
    if begun is None or person.establishment is None:
        raise Http404
    return begun


@require_safe
@allowed(COLLECT_LOST)
def lost_fetching(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Show the download, and the question whether it arrived."""
    return render(request, "lost/fetching.html", {"fetching": begun(reference, require_user(request))})


@require_POST
@allowed(COLLECT_LOST)
def lost_download(request: HttpRequest, reference: UUID) -> HttpResponseBase:
    """Send the file, byte for byte as the school sent it."""
    person = require_user(request)
    fetch = begun(reference, person)
    try:
        pupil = fetching.take_out_of_store(fetch, person, clock.now())
    except AlreadyMoved:
        return say_pupil_moved(request, fetch.pupil)
    response = StreamingHttpResponse(collecting.read_sent_bytes(pupil.transfer), content_type="application/xml")
    response["Content-Length"] = str(pupil.transfer.size)
    response["Content-Disposition"] = f'attachment; filename="{pupil.transfer.file_name}"'
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@allowed(COLLECT_LOST)
def lost_arrived(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Take the answer to the question whether the download arrived."""
    person = require_user(request)
    fetch = begun(reference, person)
    if fetch.downloaded_at is None:
        messages.warning(request, _("Save the file first, and then say whether it arrived."))
        return redirect("lost-fetching", fetch.reference)
    yes = request.POST.get("arrived") == "yes"
    try:
        fetching.answer_fetching(fetch, arrived=yes, by=person, now=clock.now())
    except AlreadyMoved:
        return say_pupil_moved(request, fetch.pupil)
    if yes:
        messages.success(request, _("Good. The authority responsible is told. Now get the file to the school."))
    else:
        messages.info(request, _("The file is back in the store. You can try again."))
    return redirect("lost-pupil", fetch.pupil.reference)
