"""Removing several files that nobody has collected, for one reason; and sending several on to one school."""

from typing import Final

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from handover.common.identifiers import LA_SUFFIX
from handover.common.text import Text
from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.establishments.choosing import limit_to_authority
from handover.portal.establishments.models import Establishment
from handover.portal.transfers import clearing, monitoring, several
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.permissions import FORWARD_FILES, REMOVE_FILES
from handover.portal.transfers.several import find_several
from handover.portal.transfers.views.monitoring.lists import (
    ACTS,
    find_narrowing,
    narrow_watch,
    read_watch,
    watched_authority,
)
from handover.portal.transfers.views.monitoring.watched import Onward, RemoveFileForm
from handover.portal.transfers.views.several import MOST_CHOSEN, SURE, ChosenFiles, read_references, say_outcome
from handover.portal.web.access import allowed
from handover.portal.web.ticking import TickedRows

HEADINGS: Final[dict[str, Text]] = {
    "clear": Text("Remove files", "Tynnu ffeiliau"),
    "forward": Text("Send files on to a school", "Anfon ffeiliau ymlaen i ysgol"),
}


def say_removed(count: int) -> str:
    """Say how many files were removed."""
    words = ngettext(
        "%(count)s file was removed and destroyed. Sender and receiver are told by e-mail.",
        "%(count)s files were removed and destroyed. Senders and receivers are told by e-mail.",
        count,
    )
    return words % {"count": count}


def say_sent_on(count: int) -> str:
    """Say how many files were sent on."""
    return ngettext("%(count)s file was sent on.", "%(count)s files were sent on.", count) % {"count": count}


def find_listed(request: HttpRequest, person: User) -> QuerySet[Transfer]:
    """Return the list that the form stood under, narrowed as it was."""
    if "ours" in request.POST:
        return monitoring.for_the_authority(f"{watched_authority(person)}{LA_SUFFIX}", request.POST["ours"])
    asked = read_watch(request)
    return monitoring.list_watched(narrow_watch(asked, find_narrowing(request, asked)))


def read_chosen_watched(request: HttpRequest, act: str, person: User) -> ChosenFiles:
    """Return the files that were ticked, or all of the list; parted by whether the authority may do that with them."""
    ticked = TickedRows.read(request.POST, "file")
    rows = monitoring.of_authority(watched_authority(person))
    chosen = read_references(ticked.chosen)
    if ticked.every:
        references = find_listed(request, person).order_by("sent_at", "id").values_list("reference", flat=True)
        chosen = [each for each in references[:MOST_CHOSEN] if ticked.holds(str(each))]
    files = find_several(rows, chosen[: several.MOST_AT_ONCE])
    fitting = [file for file in files if clearing.may_act(file, person, act)]
    others = [file for file in files if file not in fitting]
    return ChosenFiles(fitting, others, max(0, len(chosen) - several.MOST_AT_ONCE))


@require_POST
@allowed(REMOVE_FILES, FORWARD_FILES)
def watched_several(request: HttpRequest) -> HttpResponse:
    """Ask for the reason or the school, show which files it will be, and do it with a yes."""
    person, act = require_user(request), request.POST.get("do", "")
    if act not in ACTS or not person.may(ACTS[act]):
        raise Http404
    chosen = read_chosen_watched(request, act, person)
    if not chosen.fitting:
        words = (
            _("None of the ticked files can be treated so. Tick others.") if chosen.others else _("Tick some files.")
        )
        messages.warning(request, words)
        return redirect(back_to(request))
    return remove_chosen(request, chosen) if act == "clear" else forward_chosen(request, chosen)


def remove_chosen(request: HttpRequest, chosen: ChosenFiles) -> HttpResponse:
    """Ask why, and remove the files."""
    person, now = require_user(request), clock.now()
    form = RemoveFileForm(request.POST if request.POST.get(SURE) else None)
    if form.is_bound and form.is_valid():
        because = form.cleaned_data["because"]
        outcome = several.do_with_each(chosen.fitting, lambda file: clearing.clear(file, because, person, now), now)
        say_outcome(request, outcome, say_removed)
        return redirect(back_to(request))
    return ask_before(request, "clear", chosen, {"removal": form}, refused=form.is_bound)


def forward_chosen(request: HttpRequest, chosen: ChosenFiles) -> HttpResponse:
    """Ask for the school, say its name, and send the files on with a yes."""
    person, now = require_user(request), clock.now()
    form = Onward(request.POST if "number" in request.POST else None)
    limit_to_authority(form, "number", watched_authority(person))
    if not form.is_bound or not form.is_valid():
        return ask_before(request, "forward", chosen, {"onward": form}, refused=form.is_bound)
    number = form.cleaned_data["number"].number
    there, problems = clearing.destination_for(chosen.fitting[0], number, person, timezone.localdate(now))
    if there is None:
        form.add_error("number", _("The file cannot be sent on to %(number)s.") % {"number": number})
        return ask_before(request, "forward", chosen, {"onward": form, "problems": problems}, refused=True)
    if request.POST.get(SURE) != "yes":
        return ask_before(request, "forward", chosen, {"onward": form, "there": there, "problems": problems})
    send_chosen_on(request, chosen.fitting, there)
    return redirect(back_to(request))


def send_chosen_on(request: HttpRequest, files: list[Transfer], there: Establishment) -> None:
    """Send files on to a school, and say with which it could not be done."""
    person, now = require_user(request), clock.now()
    outcome = several.do_with_each(files, lambda file: clearing.forward(file, there, person, now), now)
    say_outcome(request, outcome, say_sent_on)


def ask_before(
    request: HttpRequest, act: str, chosen: ChosenFiles, more: dict[str, object], *, refused: bool = False
) -> HttpResponse:
    """Show which files it will be, and what is still to be said."""
    context = {
        "do": act,
        "heading_text": HEADINGS[act],
        "chosen": chosen,
        "pupils": monitoring.name_watched([*chosen.fitting, *chosen.others], require_user(request)),
        "back": back_to(request),
        "kept": [(name, request.POST[name]) for name in ("ours", "view", "shelf") if name in request.POST],
        **more,
    }
    return render(request, "monitoring/several.html", context, status=422 if refused else 200)


def back_to(request: HttpRequest) -> str:
    """Return the address of the list that the form stood under."""
    if "ours" in request.POST:
        return reverse("monitoring-ours")
    asked = read_watch(request)
    return f"{reverse('monitoring')}?view={asked.view}&shelf={asked.shelf}"
