"""The same done with several files of a list: which ones first, to be sure; then, and with which it could not be done."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from handover.common.text import Text
from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.transfers import several
from handover.portal.transfers.fetches import find_fetches
from handover.portal.transfers.file_lists import LISTED, FileFilter, FileList, ShownPupils, choose_pupils
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.permissions import COLLECTING, SEE_CONTENT, SENDING
from handover.portal.transfers.several import SeveralOutcome, find_several, starts_of
from handover.portal.transfers.views.file_lists import ACTS, narrowed_rows
from handover.portal.transfers.views.files import RejectForm, say_fetched
from handover.portal.transfers.views.narrowing import TASK
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.web.ticking import TickedRows

UNDO: Final = "undo"
"""Under this the session keeps which files were called back just now, until the list has offered to send them again."""
MOST_NAMED: Final = 20
MOST_CHOSEN: Final = 1000
"""Files of a whole list that are looked at; who has chosen more goes on with the rest."""
SURE: Final = "sure"

HEADINGS: Final[dict[str, Text]] = {
    "recall": Text("Call files back", "Galw ffeiliau yn ôl"),
    "reject": Text("Reject files", "Gwrthod ffeiliau"),
    "send_on": Text("Send held files on", "Anfon ymlaen ffeiliau a ddaliwyd yn ôl"),
    "send_again": Text("Send files again", "Anfon ffeiliau eto"),
    "confirm": Text("Confirm files", "Cadarnhau ffeiliau"),
}


def read_references(texts: Iterable[str]) -> list[UUID]:
    """Read references; anything else is nothing."""
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


@dataclass(frozen=True, slots=True)
class ChosenFiles:
    """What was ticked, parted into the files with which it can be done and the others; and how many were left for later."""

    fitting: list[Transfer]
    others: list[Transfer]
    later: int


def read_chosen(request: HttpRequest, which: FileList, act: str) -> ChosenFiles:
    """Return the files of a list that were ticked, or all that fit where all of the list were chosen."""
    ticked = TickedRows.read(request.POST, "file")
    rows = LISTED[which](require_user(request))
    if ticked.every:
        rows = narrowed_rows(request, which)
        able = rows.filter(state__in=[state.value for state in starts_of(act)])
        references = list(able.order_by("-sent_at", "-id").values_list("reference", flat=True)[: MOST_CHOSEN + 1])
        chosen = [reference for reference in references if ticked.holds(str(reference))]
    else:
        chosen = read_references(ticked.chosen)
    files = find_several(rows, chosen[: several.MOST_AT_ONCE])
    fitting = [file for file in files if file.stage in starts_of(act)]
    others = [file for file in files if file.stage not in starts_of(act)]
    return ChosenFiles(fitting, others, max(0, len(chosen) - several.MOST_AT_ONCE))


@require_POST
@allowed(*SENDING)
def several_sent(request: HttpRequest) -> HttpResponse:
    """Do something with several files that were sent."""
    return do_several(request, FileList.SENT)


@require_POST
@allowed(*COLLECTING)
def several_to_collect(request: HttpRequest) -> HttpResponse:
    """Do something with several files that wait."""
    return do_several(request, FileList.COLLECT)


def do_several(request: HttpRequest, which: FileList) -> HttpResponse:
    """Ask whether it is to be done with these files, and do it with a yes."""
    act = request.POST.get("do", "")
    if act not in ACTS[which]:
        raise Http404
    chosen = read_chosen(request, which, act)
    if not chosen.fitting:
        words = (
            _("None of the ticked files can be treated so. Tick others.") if chosen.others else _("Tick some files.")
        )
        messages.warning(request, words)
        return redirect(which.value)
    form = RejectForm(request.POST if request.POST.get(SURE) else None)
    if act == "confirm" and not TickedRows.read(request.POST, "file").every:
        return act_on(request, which, act, chosen.fitting, "")
    if request.POST.get(SURE) == "yes" and (act != "reject" or form.is_valid()):
        reason = form.cleaned_data["reason"] if act == "reject" else ""
        return act_on(request, which, act, chosen.fitting, reason)
    status = 422 if request.POST.get(SURE) else 200
    context = {
        "do": act,
        "heading_text": HEADINGS[act],
        "chosen": chosen,
        "pupils": name_pupils([*chosen.fitting, *chosen.others], require_user(request)),
        "reasons": form,
        "list": which.value,
        TASK: request.POST.get(TASK, ""),
    }
    return render(request, "files/several.html", context, status=status)


def name_pupils(files: list[Transfer], person: User) -> dict[int, ShownPupils]:
    """Return whom a list names of each file, for a person who may see it."""
    return choose_pupils(files, FileFilter(), person.mailbox) if person.may(SEE_CONTENT) else {}


def act_on(request: HttpRequest, which: FileList, act: str, files: list[Transfer], reason: str) -> HttpResponse:
    """Do it, say with how many, name those with which it could not be done, and show the list."""
    person, now = require_user(request), clock.now()
    do: dict[str, Callable[[], SeveralOutcome]] = {
        "recall": lambda: several.recall_several(files, person, now),
        "reject": lambda: several.reject_several(files, reason, person, now),
        "confirm": lambda: several.confirm_several(files, person, now),
        "send_on": lambda: several.send_on_several(files, person, now),
        "send_again": lambda: several.send_again_several(files, person, now),
    }
    outcome = do[act]()
    if act == "send_again":
        outcome = say_questions(request, outcome)
    say_outcome(request, outcome, DONE[act])
    if act == "recall" and outcome.done:
        request.session[UNDO] = [str(file.reference) for file in outcome.done]
        fetched = find_fetches([file.reference for file in outcome.done])
        if copies := [file for file in outcome.done if str(file.reference) in fetched]:
            messages.warning(request, say_fetched(copies))
    return redirect(which.value)


def say_questions(request: HttpRequest, outcome: SeveralOutcome) -> SeveralOutcome:
    """Say how many of the files that were sent again wait for an answer, and return the outcome without them."""
    asking = sum(file.stage is State.ASKING for file in outcome.done)
    if asking:
        words = ngettext("%(num)s file needs your answer.", "%(num)s files need your answer.", asking)
        messages.warning(request, words % {"num": asking})
    return SeveralOutcome(tuple(file for file in outcome.done if file.stage is not State.ASKING), outcome.missed)


def say_outcome(request: HttpRequest, outcome: SeveralOutcome, done: Callable[[int], str]) -> None:
    """Say with how many files it was done, and name those with which it could not be done, and where they are."""
    if outcome.done:
        messages.success(request, done(len(outcome.done)))
    if outcome.missed:
        words = ngettext(
            "%(count)s file was left as it is, because it had moved on or cannot be opened: %(files)s",
            "%(count)s files were left as they are, because they had moved on or cannot be opened: %(files)s",
            len(outcome.missed),
        )
        messages.warning(request, words % {"count": len(outcome.missed), "files": name_files(outcome.missed)})


def name_files(files: Sequence[Transfer]) -> str:
    """Name files, each with where it is now; of many the first, and how many more."""
    named = [f"{file.file_name} ({wording.say_text(file.look.name)})" for file in files[:MOST_NAMED]]
    if len(files) > MOST_NAMED:
        named.append(_("and %(number)s more") % {"number": len(files) - MOST_NAMED})
    return ", ".join(named)


DONE: Final[dict[str, Callable[[int], str]]] = {
    "recall": lambda count: (
        ngettext("%(count)s file was called back.", "%(count)s files were called back.", count) % {"count": count}
    ),
    "reject": lambda count: (
        ngettext(
            "%(count)s file was rejected, and its sender told.",
            "%(count)s files were rejected, and their senders told.",
            count,
        )
        % {"count": count}
    ),
    "confirm": lambda count: (
        ngettext(
            "%(count)s file is confirmed. Its sender is told.",
            "%(count)s files are confirmed. Their senders are told.",
            count,
        )
        % {"count": count}
    ),
    "send_on": lambda count: (
        ngettext("%(count)s file was sent on.", "%(count)s files were sent on.", count) % {"count": count}
    ),
    "send_again": lambda count: (
        ngettext("%(count)s file was sent again.", "%(count)s files were sent again.", count) % {"count": count}
    ),
}
