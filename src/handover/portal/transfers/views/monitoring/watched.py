"""One file that an authority watches over: where it is, whose records it holds, removing it, passing it on."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from handover.common.dates_in_words import say_day
from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.audit.log import record
from handover.portal.establishments.choosing import SchoolField, limit_to_authority
from handover.portal.transfers import clearing, collecting, monitoring
from handover.portal.transfers.contents import inspect_file
from handover.portal.transfers.flow import State
from handover.portal.transfers.history import history
from handover.portal.transfers.kinds import read_name
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import AlreadyMoved
from handover.portal.transfers.permissions import FORWARD_FILES, MONITOR, REMOVE_FILES, SEARCH_TRANSFERS
from handover.portal.transfers.views.monitoring.lists import ACTS, watched_authority
from handover.portal.web import wording
from handover.portal.web.access import allowed


def get_watched(reference: UUID, person: User) -> Transfer:
    """Return a transfer on the lists of a person's authority; to others it does not exist."""
    transfer = monitoring.find_watched(reference, watched_authority(person))
    if transfer is None:
        raise Http404
    return transfer


def doings(transfer: Transfer, person: User) -> frozenset[str]:
    """Return what this person may do with a file now."""
    return frozenset(
        event
        for event, permission in ACTS.items()
        if person.may(permission) and clearing.may_act(transfer, person, event)
    )


@require_safe
@allowed(MONITOR)
def show_watched(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Show where a file is and what the authority can do about it."""
    person = require_user(request)
    transfer = get_watched(reference, person)
    context = {
        "transfer": transfer,
        "age": monitoring.measure_ages([transfer], clock.now())[transfer.pk],
        "doings": doings(transfer, person),
        "history": history(transfer, person),
        "because": clearing.removal_reason(transfer) if transfer.stage is State.CLEARED else None,
        "shows_pupils": monitoring.may_see_pupils(transfer, person) and person.may(SEARCH_TRANSFERS),
    }
    return render(request, "monitoring/watched.html", context)


@require_safe
@allowed(SEARCH_TRANSFERS)
def watched_pupils(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Show name, UPN and birth date of the pupils of a file that nobody has collected, and nothing else of them."""
    person, now = require_user(request), clock.now()
    transfer = get_watched(reference, person)
    if not monitoring.may_see_pupils(transfer, person):
        return say_watched_moved(request, transfer)
    data = b"".join(collecting.read_sent_bytes(transfer))
    document = inspect_file(transfer.file_kind, data, read_name(transfer.file_name), timezone.localdate(now)).document
    record("file.pupils_seen", actor=person.actor, subject=str(transfer.reference), now=now)
    language = wording.language()
    pupils = [
        (pupil.full_name, pupil.upn or "", say_day(pupil.birth_date, language) if pupil.birth_date else "")
        for pupil in (document.pupils if document else ())
    ]
    context = {"transfer": transfer, "pupils": pupils, "doings": doings(transfer, person)}
    return render(request, "monitoring/pupils.html", context)


class RemoveFileForm(forms.Form):
    """Why a file is removed."""

    because = forms.ChoiceField(
        widget=forms.RadioSelect,
        label=gettext_lazy("Why do you remove this file?"),
        error_messages={"required": gettext_lazy("Choose the reason.")},
    )

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        choices = [(code, wording.say_text(text)) for code, text in clearing.REASONS.items()]
        self.fields["because"].choices = choices  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
@allowed(REMOVE_FILES)
def watched_remove(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Remove a file that was not collected, with the reason."""
    person = require_user(request)
    transfer = get_watched(reference, person)
    if "clear" not in doings(transfer, person):
        return say_watched_moved(request, transfer)
    form = RemoveFileForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            clearing.clear(transfer, form.cleaned_data["because"], person, clock.now())
        except AlreadyMoved:
            return say_watched_moved(request, transfer)
        messages.success(request, _("The file was removed and destroyed. Sender and receiver are told by e-mail."))
        return redirect("watched", transfer.reference)
    status = 422 if request.method == "POST" else 200
    return render(request, "monitoring/remove.html", {"transfer": transfer, "removal": form}, status=status)


class Onward(forms.Form):
    """To which school a file is passed on."""

    number = SchoolField(
        "open",
        checked_later=True,
        label=gettext_lazy("School where the pupil is"),
        error_messages={"required": gettext_lazy("Enter the school.")},
    )


@require_http_methods(["GET", "POST"])
@allowed(FORWARD_FILES)
def watched_forward(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Ask where a file should go, show which school that is, and send it on with a yes."""
    person, now = require_user(request), clock.now()
    transfer = get_watched(reference, person)
    if "forward" not in doings(transfer, person):
        return say_watched_moved(request, transfer)
    form = Onward(request.POST or None)
    limit_to_authority(form, "number", watched_authority(person))
    context: dict[str, object] = {"transfer": transfer, "onward": form}
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["number"].number
        there, problems = clearing.destination_for(transfer, number, person, timezone.localdate(now))
        if there is not None and request.POST.get("sure") == "yes":
            try:
                child = clearing.forward(transfer, there, person, now)
            except AlreadyMoved:
                return say_watched_moved(request, transfer)
            messages.success(request, _("The file was sent on as %(file)s.") % {"file": child.file_name})
            return redirect("watched", transfer.reference)
        context |= {"there": there, "problems": problems}
        if there is not None:
            return render(request, "monitoring/forward.html", context)
        form.add_error("number", _("The file cannot be sent on to %(number)s.") % {"number": number})
    status = 422 if request.method == "POST" else 200
    return render(request, "monitoring/forward.html", context, status=status)


def say_watched_moved(request: HttpRequest, transfer: Transfer) -> HttpResponse:
    """Say that the file has moved on, and show where it is."""
    messages.warning(request, _("That is no longer possible: somebody was quicker. This is where the file is now."))
    return redirect("watched", transfer.reference)
