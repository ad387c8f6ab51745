"""An authority's own list in the yearly check: each decision is kept as it is taken, with scripts or without."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Case, Q, QuerySet, SmallIntegerField, When
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from handover.common.text import Text
from handover.portal import clock
from handover.portal.accounts import yearly_check as verbs
from handover.portal.accounts.check_offices import is_as_listed, offices_of_lines
from handover.portal.accounts.models import VERDICTS, Checklist, ChecklistLine, CheckVerdict, Office, User
from handover.portal.accounts.offices import open_offices
from handover.portal.accounts.people import PersonRefused
from handover.portal.accounts.permissions import CHECK_PEOPLE
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.roles import ROLES
from handover.portal.accounts.views.people import write_problems
from handover.portal.apikeys.listing import count_keys_to_ask
from handover.portal.establishments.models import Establishment
from handover.portal.web import wording
from handover.portal.web.access import allowed

PAGE = 100
MOST_NAMED = 20
LONGEST_LINE = 18
"""Digits that the number of a line may have."""
SHOWN: dict[str, Text] = {
    "all": Text("Everybody", "Pawb"),
    "waiting": Text("Those who wait for a decision", "Y rhai sy'n aros am benderfyniad"),
    "absent": Text("Those to look at first", "Y rhai i edrych arnynt gyntaf"),
}
"""The cuts of the list, by the word in the address."""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line as the page shows it: whether it needs no more, and the name of its place when the list was taken down.

    `offices` are those that it is about now, none if it is `gone`; `here` says whether the person has any at the authority.
    """

    line: ChecklistLine
    settled: bool
    place: str
    offices: list[Office]
    here: bool

    @property
    def gone(self) -> bool:
        """Say whether nothing is left to decide about, unless it was this list that said so."""
        return not self.offices

    @property
    def said(self) -> str:
        """Return the decision that holds: that somebody goes holds no more once they are here again."""
        return "" if self.line.verdict == CheckVerdict.REMOVE and not self.gone else self.line.verdict

    @property
    def moved_to(self) -> Office | None:
        """Return what the office has become, if it is no more the one that was listed."""
        as_listed = any(is_as_listed(self.line, office) for office in self.offices)
        return None if as_listed or self.gone else self.offices[0]


@dataclass(frozen=True, slots=True)
class LineGroup:
    """Lines of a page that stand under one heading: those to look at first, or those of a school or the authority."""

    place: str
    title: str
    lines: list[ShownLine]
    waiting: int


def show_checklist(request: HttpRequest, checklist: Checklist | None, decides: bool) -> HttpResponse:
    """Show a list: what each person is, and what was decided."""
    if checklist is None:
        return render(request, "checks/none.html")
    me, now, lines = require_user(request), clock.now(), checklist.lines
    shown, wanted = read_cut(request.GET)
    page = Paginator(find_lines(checklist, shown, wanted), PAGE).get_page(request.GET.get("page"))
    waiting = verbs.unsettled(checklist).count()
    undecided = verbs.without_decision(checklist).count()
    decides = decides and checklist.confirmed_at is None
    context = {
        "checklist": checklist,
        "page": page,
        "groups": group_lines(checklist, page, now),
        "waiting": waiting,
        "undecided": undecided,
        "rest": say_rest(undecided),
        "total": lines.count(),
        "outcome": verbs.count_outcome(checklist) if decides and not waiting else None,
        "decides": decides,
        "verdicts": {verdict.value: wording.say_text(words) for verdict, words in VERDICTS.items()},
        "role_names": {key: wording.say_text(role.name) for key, role in ROLES.items()},
        "late": checklist.confirmed_at is None and checklist.check_of.due_on < timezone.localdate(now),
        "cut": shown,
        "cuts": SHOWN,
        "wanted": wanted,
        "say_decision": lambda line: say_decision(line, me),
        "keys_to_ask": count_keys_to_ask(me, now) if me.establishment else 0,
    }
    return render(request, "checks/list.html", context)


def read_cut(asked: Mapping[str, str]) -> tuple[str, str]:
    """Return which cut of the list is asked for, and the letters that are looked for."""
    shown = asked.get("show", "")
    return shown if shown in SHOWN else "all", asked.get("q", "").replace("\0", "").strip()[:100]


def find_lines(checklist: Checklist, shown: str, wanted: str) -> QuerySet[ChecklistLine]:
    """Return the lines of a cut: those to look at first, then by place and name."""
    lines, absent = checklist.lines.select_related("person"), verbs.absent_since(clock.now())
    if shown == "waiting":
        lines = lines.filter(pk__in=verbs.unsettled(checklist).values("pk"))
    elif shown == "absent":
        lines = lines.filter(absent)
    if wanted:
        named = Establishment.objects.filter(Q(name__icontains=wanted) | Q(name_cy__icontains=wanted))
        lines = lines.filter(
            Q(person__username__icontains=wanted)
            | Q(person__full_name__icontains=wanted)
            | Q(place__istartswith=wanted)
            | Q(place__in=named.values("number"))
        )
    first = Case(When(absent, then=0), default=1, output_field=SmallIntegerField())
    return lines.order_by(first, "place", "person__full_name", "pk")


def group_lines(checklist: Checklist, page: "Page[ChecklistLine]", now: datetime) -> list[LineGroup]:
    """Return the lines of a page under their headings."""
    lines = list(page.object_list)
    here = checklist.lines.filter(pk__in=[line.pk for line in lines])
    settled = set(here.filter(verbs.SETTLED).values_list("pk", flat=True))
    absent = set(here.filter(verbs.absent_since(now)).values_list("pk", flat=True))
    offices, present = offices_of_lines(checklist, lines), people_here(checklist, lines)
    names = {
        place.number: place.named(wording.language())
        for place in Establishment.objects.filter(number__in={line.place for line in lines})
    }
    groups = []
    for place, members in groupby(lines, key=lambda line: "" if line.pk in absent else line.place):
        shown = [
            ShownLine(
                line,
                line.pk in settled,
                names.get(line.place, line.place),
                offices[line.pk],
                line.person_id in present,
            )
            for line in members
        ]
        waiting = sum(not each.settled and not each.line.verdict for each in shown)
        groups.append(LineGroup(place, names.get(place, place), shown, waiting))
    return groups


def people_here(checklist: Checklist, lines: list[ChecklistLine]) -> set[int]:
    """Return who of these lines can sign in for the authority, by the key of the account."""
    people = {line.person_id for line in lines}
    offices = open_offices(user__in=people, establishment__la_number=checklist.authority.la_number)
    return set(offices.order_by().values_list("user", flat=True))


def say_decision(line: ChecklistLine, me: User) -> str:
    """Say that a decision is kept, since when, and by whom where that was somebody else; nothing for none."""
    if line.decided_at is None:
        return ""
    here = timezone.localtime(line.decided_at)
    moment = f"{here:%H:%M}" if here.date() == clock.today() else wording.short_moment(line.decided_at)
    if line.decided_by == me.username:
        return _("Kept %(moment)s") % {"moment": moment}
    return _("Kept %(moment)s by %(username)s") % {"moment": moment, "username": line.decided_by}


def own_checklist(request: HttpRequest) -> Checklist:
    """Return the list of one's own authority."""
    me = require_user(request)
    checklist = verbs.list_of(me.establishment.la_number) if me.establishment else None
    if checklist is None:
        raise Http404
    return checklist


def read_lines(request: HttpRequest, before: str) -> dict[int, str]:
    """Return what a form says of lines, by the key of the line, from the fields that begin with a word."""
    said = {name.removeprefix(before): str(value) for name, value in request.POST.items() if name.startswith(before)}
    return {
        int(line): value
        for line, value in said.items()
        if line.isascii() and line.isdecimal() and len(line) <= LONGEST_LINE
    }


def read_verdicts(request: HttpRequest) -> dict[int, str]:
    """Return the decisions of a form that this person has taken: what the page showed already was another's word."""
    shown = read_lines(request, "was-")
    return {line: said for line, said in read_lines(request, "line-").items() if said != shown.get(line, "")}


@require_POST
@allowed(CHECK_PEOPLE)
def decide_check(request: HttpRequest) -> HttpResponse:
    """Keep what was said of people, then do what the button says: stay here, turn the page, keep the others."""
    checklist, me, now = own_checklist(request), require_user(request), clock.now()
    verdicts = read_verdicts(request)
    try:
        refused = verbs.note_decisions(checklist, verdicts, me.actor, now)
        if request.headers.get("Accept") == "application/json":
            return answer_script(
                checklist, verdicts, {pk: write_problems({"": each}) for pk, each in refused.items()}, me
            )
        kept = count_kept(checklist, verdicts)
        kept += keep_others(request, checklist, me)
    except PersonRefused as problems:
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({"fault": write_problems(problems.problems)}, status=409)
        messages.warning(request, write_problems(problems.problems))
        return redirect(go_on(request))
    for problem in refused.values():
        messages.warning(request, write_problems({"": problem}))
    if kept:
        words = ngettext("%(num)s decision is kept.", "%(num)s decisions are kept.", kept)
        messages.success(request, words % {"num": wording.format_number(kept)})
    return redirect(go_on(request))


def count_kept(checklist: Checklist, verdicts: Mapping[int, str]) -> int:
    """Return how many of these decisions are those that are stored now."""
    stored = checklist.lines.filter(pk__in=verdicts).values_list("pk", "verdict")
    return sum(verdicts[pk] == verdict for pk, verdict in stored)


def keep_others(request: HttpRequest, checklist: Checklist, me: User) -> int:
    """Keep everybody else of the page or of a place, if the button says so; return how many that were."""
    what, __, place = request.POST.get("then", "").partition(":")
    if what == "stay-page":
        return verbs.keep_rest(checklist, read_lines(request, "was-"), me.actor, clock.now())
    if what == "stay" and place:
        return verbs.keep_rest(checklist, None, me.actor, clock.now(), at=place)
    return 0


def go_on(request: HttpRequest) -> str:
    """Return the address that a button leads to: another page, the same, or the question about everybody."""
    what, __, number = request.POST.get("then", "").partition(":")
    if what == "stay-all":
        return reverse("keep-everybody")
    shown, wanted = read_cut(request.POST)
    page = number if what == "page" else "" if what == "search" else request.POST.get("page", "")
    asked = {
        "show": shown if shown != "all" else "",
        "q": wanted,
        "page": page if page.isascii() and page.isdecimal() and page != "1" else "",
    }
    query = urlencode({name: value for name, value in asked.items() if value})
    return reverse("yearly-check") + (f"?{query}" if query else "")


def answer_script(
    checklist: Checklist, verdicts: Mapping[int, str], refused: Mapping[int, str], me: User
) -> JsonResponse:
    """Return how the lines stand of which something was said, as they are stored, and how many people still wait."""
    lines = checklist.lines.filter(pk__in=verdicts).select_related("person")
    settled = set(lines.filter(verbs.SETTLED).values_list("pk", flat=True))
    return JsonResponse(
        {
            "lines": {
                line.pk: {
                    "verdict": line.verdict,
                    "kept": say_decision(line, me),
                    "fault": refused.get(line.pk, ""),
                    "change": line.verdict == CheckVerdict.CHANGE and line.pk not in settled,
                }
                for line in lines
            },
            "waiting": say_waiting(verbs.unsettled(checklist).count()),
            "rest": say_rest(verbs.without_decision(checklist).count()),
        }
    )


def say_waiting(count: int) -> str:
    """Say how many people wait for a decision."""
    words = ngettext("%(num)s person waits for a decision.", "%(num)s people wait for a decision.", count)
    return words % {"num": wording.format_number(count)}


def say_rest(count: int) -> str:
    """Return what the button says that keeps everybody of whom nothing was said yet."""
    words = ngettext("%(num)s person of the whole list stays", "All %(num)s of the whole list stay", count)
    return words % {"num": wording.format_number(count)}


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(CHECK_PEOPLE)
def keep_everybody(request: HttpRequest) -> HttpResponse:
    """Say of everybody else on the list that they stay, after a question that says how many they are."""
    checklist, me, now = own_checklist(request), require_user(request), clock.now()
    rest = verbs.without_decision(checklist)
    count = rest.count()
    if request.method == "POST" and request.POST.get("count") == str(count):
        try:
            kept = verbs.keep_rest(checklist, None, me.actor, now)
        except PersonRefused as refused:
            messages.warning(request, write_problems(refused.problems))
        else:
            words = ngettext("%(num)s decision is kept.", "%(num)s decisions are kept.", kept)
            messages.success(request, words % {"num": wording.format_number(kept)})
        return redirect("yearly-check")
    absent = rest.select_related("person").filter(verbs.absent_since(now))
    context = {
        "checklist": checklist,
        "count": count,
        "asked_again": request.method == "POST",
        "absent": absent.count(),
        "named": [line.person for line in absent.order_by("person__full_name")[:MOST_NAMED]],
    }
    return render(request, "checks/everybody.html", context)


@require_POST
@allowed(CHECK_PEOPLE)
def confirm_check(request: HttpRequest) -> HttpResponse:
    """Confirm the whole list."""
    try:
        verbs.confirm_checklist(own_checklist(request), require_user(request).actor, clock.now())
        messages.success(request, _("The list is confirmed. Thank you."))
    except PersonRefused as refused:
        messages.warning(request, write_problems(refused.problems))
    return redirect("yearly-check")
