"""The first page: what waits for the person who signed in, and the one thing to do next."""

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from handover.portal import clock
from handover.portal.accounts.permissions import CHANGE_PEOPLE, SEE_PEOPLE
from handover.portal.accounts.request_user import find_user, require_user
from handover.portal.home.first_steps import list_first_steps, unkept_authorities, unstaffed_schools
from handover.portal.home.tasks import Task, other_tasks
from handover.portal.lostpupils.permissions import SEARCH_LOST
from handover.portal.lostpupils.waiting import LostWaiting, lost_waiting_for
from handover.portal.messaging.context import count_unread_once
from handover.portal.paging import MOST_COUNTED
from handover.portal.transfers.moving import find_arrival_address
from handover.portal.transfers.permissions import COLLECTING, SENDING
from handover.portal.transfers.waiting import WaitingFiles, waiting_for
from handover.portal.web import wording
from handover.portal.web.access import allowed


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show a visitor what this is, and a person what waits for them and what they may do."""
    user = find_user(request)
    if user is None:
        return render(request, "start.html")
    moves_files = user.may(*SENDING, *COLLECTING)
    waiting = waiting_for(user, clock.now()) if moves_files else WaitingFiles()
    tasks = [
        *file_tasks(waiting),
        *lost_tasks(lost_waiting_for(user)),
        *message_tasks(count_unread_once(request)),
        *other_tasks(user, clock.today()),
    ]
    context = {
        "tasks": tasks,
        "to_collect": waiting.to_collect,
        "moves_files": moves_files,
        "arrivals_go_to": find_arrival_address(user),
        "administers": user.may(SEE_PEOPLE),
        "sends": user.may(*SENDING),
        "searches": user.may(SEARCH_LOST),
        "first": user.full_name.partition(" ")[0],
    }
    return render(request, "home.html", context)


@require_safe
@allowed(CHANGE_PEOPLE)
def first_steps(request: HttpRequest) -> HttpResponse:
    """Show the first steps of the site or of an authority, and the places where nobody is yet."""
    me, now = require_user(request), clock.now()
    la_number = me.establishment.la_number if me.establishment else ""
    places = unstaffed_schools(la_number, timezone.localdate(now)) if la_number else unkept_authorities()
    context = {"steps": list_first_steps(me, now), "places": list(places), "nationally": not la_number}
    return render(request, "first_steps.html", context)


def say_count_up_to(number: int) -> str:
    """Write a number as far as it was counted: `3`, `more than 1,000`."""
    if number > MOST_COUNTED:
        return _("more than %(number)s") % {"number": wording.format_number(MOST_COUNTED)}
    return wording.format_number(number)


def open_narrowed(page: str, place: str) -> str:
    """Return the address of a list that shows one place only, its rows marked."""
    return f"{reverse(page)}?task={place}"


def say_answer_by(day: date | None) -> str:
    """Say what an open question means, and until when it is open."""
    words = _("We asked you a question. Nothing is sent until you answer.")
    if day is None:
        return words
    until = _("What has no answer by %(day)s is dropped.") % {"day": wording.date(day)}
    return f"{words} {until}"


def message_tasks(unread: int) -> list[Task]:
    """Return the messages that nobody has read."""
    words = ngettext("%(count)s new message", "%(count)s new messages", unread)
    return make_tasks([(unread, words, _("Nobody of your office has read it."), reverse("inbox"))])


def file_tasks(waiting: WaitingFiles) -> list[Task]:
    """Return what waits, the most pressing first; nothing that does not."""
    rows = (
        (
            waiting.to_answer,
            ngettext("%(count)s file needs your answer", "%(count)s files need your answer", waiting.to_answer),
            say_answer_by(waiting.answer_by),
            reverse("questions"),
        ),
        (
            waiting.to_collect,
            ngettext("%(count)s file to collect", "%(count)s files to collect", waiting.to_collect),
            _("Another school or authority has sent you something."),
            open_narrowed("collect", "waiting"),
        ),
        (
            waiting.to_confirm,
            ngettext("%(count)s file to confirm", "%(count)s files to confirm", waiting.to_confirm),
            _("It was downloaded. Tell the sender whether it arrived."),
            open_narrowed("collect", "collected"),
        ),
        (
            waiting.held,
            ngettext("%(count)s file is held", "%(count)s files are held", waiting.held),
            _("You sent it to a school that has closed. It can go on to the school that took its place."),
            open_narrowed("sent", "held"),
        ),
        (
            waiting.rejected,
            ngettext("%(count)s file was rejected", "%(count)s files were rejected", waiting.rejected),
            _("In the last two weeks. Read why, and send the record to the right school."),
            open_narrowed("sent", "rejected-lately"),
        ),
        (
            waiting.never_collected,
            ngettext(
                "%(count)s file was never collected", "%(count)s files were never collected", waiting.never_collected
            ),
            _("It expired in the last two weeks. Ask the school, and send it again."),
            open_narrowed("sent", "expired-lately"),
        ),
        (
            waiting.to_take,
            ngettext(
                "%(count)s file of a closed school to take",
                "%(count)s files of a closed school to take",
                waiting.to_take,
            ),
            _("It was sent to a school that has closed. Yours took its place."),
            f"{reverse('collect')}#to-take",
        ),
    )
    return make_tasks(rows)


def lost_tasks(waiting: LostWaiting) -> list[Task]:
    """Return what waits in the matter of lost pupils."""
    return make_tasks(
        (
            (
                waiting.to_close,
                ngettext(
                    "%(count)s question about a lost pupil",
                    "%(count)s questions about lost pupils",
                    waiting.to_close,
                ),
                _("You sent a pupil to a school who is in the lost pupil store. Is the pupil found?"),
                open_narrowed("sent", "question"),
            ),
            (
                waiting.to_decide,
                ngettext(
                    "%(count)s lost pupil may be at one of our schools",
                    "%(count)s lost pupils may be at our schools",
                    waiting.to_decide,
                ),
                _("The census matching found them. Look whether they are the same child."),
                reverse("lost-matches"),
            ),
            (
                waiting.found,
                ngettext(
                    "%(count)s lost pupil was found",
                    "%(count)s lost pupils were found",
                    waiting.found,
                ),
                _("The new school has the record. Close the case in your own records, and say so here."),
                "lost-cases",
            ),
            (
                waiting.alike,
                ngettext(
                    "%(count)s pair of lost pupils' files is perhaps the same pupil",
                    "%(count)s pairs of lost pupils' files are perhaps the same pupil",
                    waiting.alike,
                ),
                _("Look at them side by side, and say whether they are one pupil or two children."),
                reverse("lost-same"),
            ),
            (
                waiting.over_age,
                ngettext(
                    "%(count)s lost pupil is over the school leaving age",
                    "%(count)s lost pupils are over the school leaving age",
                    waiting.over_age,
                ),
                _("Take them out of the store."),
                reverse("lost-ours"),
            ),
        )
    )


def make_tasks(rows: Iterable[tuple[int, str, str, str]]) -> list[Task]:
    """Return the tasks of rows (how many, words, what to do, address) of which there is at least one."""
    return [
        Task(words % {"count": say_count_up_to(number)}, about, href) for number, words, about, href in rows if number
    ]
