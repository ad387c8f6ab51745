"""The sender's answers: to one question, to several of one sort together, and whether a file closes a lost pupil's record."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from handover.common.problems import Problem
from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.lostpupils import closing
from handover.portal.transfers import answers, damages
from handover.portal.transfers.faults import FAULTS
from handover.portal.transfers.flow import State, StepActor
from handover.portal.transfers.intake import UploadOutcome, UploadVerdict, repeat_questions
from handover.portal.transfers.mailbox import find_transfer, list_outgoing, sides
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import AlreadyMoved
from handover.portal.transfers.outcomes import describe_answered
from handover.portal.transfers.permissions import SENDING
from handover.portal.transfers.vault import Damaged
from handover.portal.transfers.views.send import by_script, show_outcomes, sorted_outcomes
from handover.portal.web.access import allowed

QUESTIONS_ON_A_PAGE = 50
"""Each is read again from its file, which takes some hundredths of a second."""


@require_GET
@allowed(*SENDING)
def show_questions(request: HttpRequest) -> HttpResponse:
    """Show every file of the mailbox that waits for an answer, those of one sort together."""
    person = require_user(request)
    page = Paginator(list_waiting(person), QUESTIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    outcomes = [ask_or_tell(transfer, person) for transfer in page.object_list]
    context = {"page": page, **sorted_outcomes(outcomes)}
    return render(request, "send/questions.html", context)


def list_waiting(person: User) -> list[Transfer]:
    """Return the files that wait for an answer from a person's mailbox, the oldest first."""
    waiting = list_outgoing(person).filter(state=State.ASKING.value)
    sides_of = ("source_establishment", "destination_establishment", "sealed", "sent_by")
    return list(waiting.select_related(*sides_of).order_by("sent_at", "pk"))


def ask_or_tell(transfer: Transfer, person: User) -> UploadOutcome:
    """Return a question found again; of a file whose bytes are damaged, that it cannot be sent any more."""
    try:
        return repeat_questions(transfer, person, clock.today())
    except Damaged as damaged:
        damages.note_damage(damaged, clock.now())
        return UploadOutcome(transfer.file_name, UploadVerdict.ASKED, (), transfer.pupils, transfer)


@require_POST
@allowed(*SENDING)
def answer_questions(request: HttpRequest) -> HttpResponse:
    """Take one yes or no for several files; each is answered by itself, so that one cannot keep the others back."""
    person, yes = require_user(request), request.POST.get("answer") == "yes"
    found = [find_own(reference, person) for reference in dict.fromkeys(request.POST.getlist("file"))]
    outcomes = [answer_one(transfer, person, yes=yes) for transfer in found]
    if by_script(request):
        return show_outcomes(request, outcomes)
    told = [outcome.verdict for outcome in outcomes if not outcome.problems]
    if dropped := told.count(UploadVerdict.DROPPED):
        messages.info(request, say_dropped(dropped))
    if sent := len(told) - dropped:
        messages.success(request, say_sent(sent))
    if moved := len(outcomes) - len(told):
        messages.warning(request, say_moved(moved))
    return redirect("questions" if list_waiting(person) else "sent")


def say_sent(count: int) -> str:
    """Say that files went after a yes."""
    return ngettext("%(num)s file is on its way.", "%(num)s files are on their way.", count) % {"num": count}


def say_dropped(count: int) -> str:
    """Say that files stay after a no."""
    words = ngettext(
        "%(num)s file was not sent, and the site has not kept it.",
        "%(num)s files were not sent, and the site has not kept them.",
        count,
    )
    return words % {"num": count}


def say_moved(count: int) -> str:
    """Say that somebody had answered before, or that a file can no longer go where it is addressed."""
    words = ngettext(
        "%(num)s file did not follow your answer: somebody had answered before, or it can no longer go there.",
        "%(num)s files did not follow your answer: somebody had answered before, or they can no longer go there.",
        count,
    )
    return words % {"num": count}


def answer_one(transfer: Transfer, person: User, *, yes: bool) -> UploadOutcome:
    """Answer for one file, and return what became of it."""
    told: tuple[Problem, ...] = ()
    try:
        if yes:
            transfer = answers.say_yes(transfer, person, clock.now())
        else:
            answers.say_no(transfer, person, clock.now())
    except AlreadyMoved:
        transfer.refresh_from_db()
        state = transfer.look.name
        code = "transfer.not_there_now" if transfer.stage is State.ASKING else "transfer.answered_before"
        told = (FAULTS[code].at(state=state.en, state_cy=state.cy),)
    except Damaged as damaged:
        damages.note_damage(damaged, clock.now())
        told = (FAULTS["transfer.damaged_here"].at(),)
    return describe_answered(transfer, told)


def find_own(reference: str | UUID, person: User) -> Transfer:
    """Return a file that a person may answer for; raise Http404 for any other."""
    try:
        transfer = find_transfer(UUID(str(reference)), person)
    except ValueError as error:
        raise Http404 from error
    if transfer is None or StepActor.SENDER not in sides(transfer, person):
        raise Http404
    return transfer


@require_POST
@allowed(*SENDING)
def answer_question(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Take the sender's yes or no."""
    person = require_user(request)
    transfer = find_own(reference, person)
    if by_script(request):
        return show_outcomes(request, [answer_one(transfer, person, yes=request.POST.get("answer") == "yes")])
    try:
        if request.POST.get("answer") == "yes":
            transfer = answers.say_yes(transfer, person, clock.now())
            messages.success(request, _("%(file)s is on its way.") % {"file": transfer.file_name})
        else:
            answers.say_no(transfer, person, clock.now())
            messages.info(
                request, _("%(file)s was not sent, and the site has not kept it.") % {"file": transfer.file_name}
            )
    except AlreadyMoved:
        messages.warning(request, say_moved(1))
    return redirect("questions") if list_waiting(person) else redirect("file", transfer.reference)


@require_POST
@allowed(*SENDING)
def closes(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Take the sender's answer to the question whether a file closes the record of one lost pupil."""
    person = require_user(request)
    transfer = find_own(reference, person)
    yes = request.POST.get("closes") == "yes"
    question = closing.find_question(transfer, request.POST.get("pupil", ""))
    try:
        if question is None:
            raise AlreadyMoved(transfer)
        closing.answer_closing_question(question, yes=yes, by=person, now=clock.now())
    except AlreadyMoved:
        words, level = _("%(file)s had been answered already.") % {"file": transfer.file_name}, messages.WARNING
    else:
        level = messages.SUCCESS if yes else messages.INFO
        words = (
            _("Thank you. The pupil counts as found when the new school confirms the file.")
            if yes
            else _("Thank you. The pupil stays in the lost pupil store.")
        )
    if by_script(request):
        return show_outcomes(request, [describe_answered(transfer)])
    messages.add_message(request, level, words)
    return redirect("file", transfer.reference)
