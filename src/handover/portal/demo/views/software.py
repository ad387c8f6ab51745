"""The screens of the schools' own software: the roll, a child, who is expected, what was said and heard.

They belong to no feature of the site: what a secretary does here is what she would do in any vendor's product.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from handover.common.identifiers import is_upn
from handover.demo import NewChild, NotPossible, RollStanding, SchoolRoll
from handover.demo.messages import fold_answers
from handover.demo.record import describe_record
from handover.portal import clock
from handover.portal.demo.software import FILES_ONLY, SCHOOLS, DemoSoftware, find_software, roll_path
from handover.portal.establishments.models import Establishment

NOWHERE = "nowhere"
"""The choice of a leaver whose next school is not known."""


@contextmanager
def open_roll(number: int) -> Iterator[tuple[DemoSoftware, SchoolRoll]]:
    """Open the roll of a school for as long as a page is made. Raises Http404 where its software speaks no SIF."""
    software = find_software(str(number))
    if software is None:
        raise Http404
    with SchoolRoll(roll_path(software)) as roll:
        yield software, roll


def find_demo_schools() -> dict[str, Establishment]:
    """Return the schools between which children move, by number, in their order."""
    found = {place.number: place for place in Establishment.objects.filter(number__in=SCHOOLS)}
    return {number: found[number] for number in SCHOOLS if number in found}


def frame(software: DemoSoftware, here: str) -> dict[str, Any]:
    """Return what every page of a school's software shows around its own."""
    return {"software": software, "school": find_demo_schools().get(software.number), "here": here}


@require_GET
def show_schools(request: HttpRequest) -> HttpResponse:
    """Show the schools of the story: those with software to look at, and those that have files only."""
    schools = find_demo_schools()
    speaking = [
        (software, schools[number])
        for number in schools
        if number not in FILES_ONLY and (software := find_software(number)) is not None
    ]
    files_only = [schools[number] for number in FILES_ONLY if number in schools]
    return render(request, "software/schools.html", {"speaking": speaking, "files_only": files_only})


@require_GET
def show_roll(request: HttpRequest, number: int) -> HttpResponse:
    """Show who is expected, who is on the roll, and who has left."""
    with open_roll(number) as (software, roll):
        shown = {
            "expected": roll.entries(RollStanding.EXPECTED),
            "on_roll": roll.entries(RollStanding.ON_ROLL),
            "left": roll.entries(RollStanding.LEFT),
        }
    return render(request, "software/roll.html", {**frame(software, "roll"), **shown, "places": find_demo_schools()})


@require_http_methods(["GET", "HEAD", "POST"])
def show_child(request: HttpRequest, number: int, learner: str) -> HttpResponse:
    """Show a child's record, and do what was pressed: leave, take back the leaving, take onto the roll."""
    with open_roll(number) as (software, roll):
        if roll.entry(learner) is None:
            raise Http404
        fault = do_child_act(request, roll, learner) if request.method == "POST" else ""
        if request.method == "POST" and not fault:
            return redirect("demo-child", number, learner)
        entry = roll.entry(learner)
        assert entry is not None
        shown = {"entry": entry, "record": describe_record(roll, learner)}
    places = find_demo_schools()
    choices = [place for place in places.values() if place.number != software.number]
    context = {**frame(software, "child"), **shown, "places": places, "choices": choices, "fault": fault}
    context |= {"today": clock.today().isoformat(), "nowhere": NOWHERE}
    return render(request, "software/child.html", context, status=422 if fault else 200)


def do_child_act(request: HttpRequest, roll: SchoolRoll, learner: str) -> str:
    """Do what was pressed on a child's page; return what is wrong with it, or ''."""
    act = request.POST.get("act", "")
    try:
        if act == "take":
            roll.take_onto_roll(learner)
        elif act == "stay":
            roll.take_back_leaving(learner)
        elif act == "leave":
            return leave_for(roll, learner, request.POST.get("destination", ""), request.POST.get("day", ""))
    except NotPossible:
        # Somebody was quicker: the page shows how it stands now.
        return ""
    return ""


def leave_for(roll: SchoolRoll, learner: str, destination: str, day: str) -> str:
    """Write down a leaving; return what is wrong with what was entered, or ''."""
    if destination != NOWHERE and destination not in SCHOOLS:
        return _("Choose the school that the child leaves for.")
    last_day = _read_day(day)
    if last_day is None:
        return _("Enter the last day, such as 2026-11-30.")
    roll.leave(learner, last_day, None if destination == NOWHERE else destination)
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
def enrol_child(request: HttpRequest, number: int) -> HttpResponse:
    """Enrol a child whose record is still elsewhere: the office knows the name, the date of birth and the UPN."""
    with open_roll(number) as (software, roll):
        entered = {name: request.POST.get(name, "").strip() for name in ("upn", "given", "family", "born")}
        faults = check_child(entered) if request.method == "POST" else {}
        if request.method == "POST" and not faults:
            child = NewChild(
                entered["upn"].upper(), entered["given"], entered["family"], date.fromisoformat(entered["born"])
            )
            return redirect("demo-child", number, roll.enrol(child))
    context = {**frame(software, "enrol"), "entered": entered, "faults": faults}
    return render(request, "software/enrol.html", context, status=422 if faults else 200)


def check_child(entered: dict[str, str]) -> dict[str, str]:
    """Return what is wrong with what was entered of a child, by field."""
    faults = {}
    if not is_upn(entered["upn"].upper()):
        faults["upn"] = _("Enter the child's UPN: a letter, twelve digits. The first letter checks the rest.")
    if not entered["given"]:
        faults["given"] = _("Enter the given name.")
    if not entered["family"]:
        faults["family"] = _("Enter the family name.")
    if _read_day(entered["born"]) is None:
        faults["born"] = _("Enter the date of birth, such as 2018-03-09.")
    return faults


@require_GET
def show_messages(request: HttpRequest, number: int) -> HttpResponse:
    """Show what the software said and heard, the latest first."""
    with open_roll(number) as (software, roll):
        messages = fold_answers(roll.messages.latest())
        names = {
            learner: entry.shown_name
            for learner in {each.learner for each in messages if each.learner}
            if (entry := roll.entry(learner)) is not None
        }
    return render(request, "software/messages.html", {**frame(software, "messages"), "lines": messages, "names": names})


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
