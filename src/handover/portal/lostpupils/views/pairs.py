"""The pairs of a matching on pages: the lists, one pair side by side, what a person decides about it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from handover.common.text import Text
from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.request_user import require_user
from handover.portal.audit.log import record
from handover.portal.lostpupils import pairs
from handover.portal.lostpupils.models import Finding
from handover.portal.lostpupils.pair_table import pair_rows, schools_of_findings
from handover.portal.lostpupils.pairs import PairFilter, PairList
from handover.portal.lostpupils.permissions import MANAGE_LOST, RELEASE_LOST, SEARCH_LOST
from handover.portal.lostpupils.reasons import say_likelihood, say_probability, weigh_reasons
from handover.portal.lostpupils.releasing import may_move
from handover.portal.lostpupils.school_questions import questions_for_school
from handover.portal.lostpupils.side_by_side import compare_sides
from handover.portal.lostpupils.views.ours import own_authority
from handover.portal.web.access import allowed
from handover.portal.web.spreadsheet import csv_response
from handover.portal.web.ticking import Ticking

PAGE = 50
MOST_SCHOOLS = 500
LIST_COLOURS = {
    PairList.CERTAIN: "green",
    PairList.LOOK: "yellow",
    PairList.UPN: "yellow",
    PairList.ONE: "green",
    PairList.TWO: "grey",
}


def read_filter(request: HttpRequest, la_number: str) -> tuple[PairFilter, dict[PairList, int]]:
    """Return what the address asks for, and how many pairs each list of the person's authority has."""
    counts = pairs.count_lists(pairs.find_pairs(la_number))
    return PairFilter.read(request.GET.dict(), counts), counts


def may_decide(person: User, finding: Finding) -> bool:
    """Say whether a person decides about a pair: of the authority on whose roll the pupil is."""
    ours = bool(own_authority(person)) and finding.establishment.startswith(own_authority(person))
    return ours and person.may(MANAGE_LOST)


def get_pair(reference: UUID, person: User) -> Finding:
    """Return a pair of the person's authority, whose pupil is still in the store."""
    finding = pairs.find_pairs(own_authority(person)).filter(reference=reference).first()
    if finding is None or not own_authority(person):
        raise Http404
    return finding


@require_safe
@allowed(SEARCH_LOST)
def lost_matches(request: HttpRequest) -> HttpResponse:
    """List what the matching found for the person's authority, list by list. Every look is audited."""
    person = require_user(request)
    la_number = own_authority(person)
    wanted, counts = read_filter(request, la_number)
    rows = pairs.narrow_pairs(pairs.find_pairs(la_number), wanted, la_number)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    record("lost.matches_listed", actor=person.actor, details={"list": wanted.chosen.value}, now=clock.now())
    numbers = pairs.narrow_side(pairs.find_pairs(la_number), wanted.side, la_number).order_by("establishment")
    choices = schools_of_findings(numbers.values_list("establishment", flat=True).distinct()[:MOST_SCHOOLS])
    shown = [
        (each, choices.get(each.establishment), may_decide(person, each), likelihood_figures(each))
        for each in page.object_list
    ]
    tickable = wanted.chosen is PairList.CERTAIN and any(row[2] for row in shown)
    context = {
        "page": page,
        "found": shown,
        "wanted": wanted,
        "lists": pairs.LISTS,
        "hint": pairs.HINTS[wanted.chosen] if tickable or wanted.chosen is not PairList.CERTAIN else None,
        "sides": pairs.SIDES,
        "counts": counts,
        "any": any(counts.values()),
        "choices": choices,
        "tickable": tickable,
        "ticking": Ticking.read(request, sum(row[2] for row in shown), sum(row[2] for row in shown), PAGE),
        "nothing_ticked": request.GET.get("ticked") == "none",
        "may_download": person.may(MANAGE_LOST),
    }
    return render(request, "lost/matches.html", context)


@require_safe
@allowed(SEARCH_LOST)
def lost_match(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Show a pair side by side. Every look is audited."""
    person = require_user(request)
    finding = get_pair(reference, person)
    subject = str(finding.pupil.transfer.reference)
    record("lost.match_viewed", actor=person.actor, subject=subject, now=clock.now())
    la_number = own_authority(person)
    wanted, _counts = read_filter(request, la_number)
    mine = may_decide(person, finding)
    following = pairs.next_pair(to_decide(person, wanted), finding)
    rivals = pairs.rivals_of(finding, pairs.find_pairs(la_number))
    context = {
        "finding": finding,
        "pupil": finding.pupil,
        "list_name": pairs.LISTS[pairs.choose_list(finding)],
        "list_colour": LIST_COLOURS[pairs.choose_list(finding)],
        "rows": compare_sides(finding, la_number),
        "reasons": weigh_reasons(finding),
        "likely": None if finding.probability is None else say_likelihood(finding.probability),
        "figures": likelihood_figures(finding),
        "questions": questions_for_school(finding) if finding.same_child is None else (),
        "rivals": [(each, pairs.LISTS[pairs.choose_list(each)]) for each in rivals],
        "contradicted": finding.same_child is not False and any(pairs.contradicts(finding, each) for each in rivals),
        "wanted": wanted,
        "following": following,
        "may_decide": mine and finding.same_child is None,
        "may_reopen": mine
        and finding.same_child is not None
        and (finding.roll_row is not None or not finding.roll_code),
        "may_release": mine
        and bool(finding.same_child)
        and person.may(RELEASE_LOST)
        and may_move(finding.pupil, person.establishment),
    }
    return render(request, "lost/match.html", context)


def likelihood_figures(finding: Finding) -> Text | None:
    """Say in figures how likely a pair is one child; None for a pair older than such figures."""
    return None if finding.probability is None else say_probability(finding.probability)


def to_decide(person: User, wanted: PairFilter) -> QuerySet[Finding]:
    """Return the pairs of the filter about which a person's authority may decide."""
    la_number = own_authority(person)
    ours = pairs.on_our_rolls(pairs.find_pairs(la_number), la_number)
    return pairs.narrow_pairs(ours, wanted, la_number)


def pair_address(finding: Finding, wanted: PairFilter) -> str:
    """Return the address of a pair within a filter."""
    return f"{reverse('lost-match', args=[finding.reference])}?{wanted.query}"


@require_POST
@allowed(MANAGE_LOST)
def lost_match_decide(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Take the decision whether a lost pupil and a pupil on roll are one child, and go on to the next pair."""
    person = require_user(request)
    finding = get_pair(reference, person)
    if not may_decide(person, finding):
        raise Http404
    wanted, _counts = read_filter(request, own_authority(person))
    same = request.POST.get("same") == "yes"
    following = pairs.next_pair(to_decide(person, wanted), finding)
    if not pairs.decide_finding(finding, same_child=same, by=person, now=clock.now()):
        messages.warning(request, _("Somebody has decided that already."))
        return redirect(pair_address(finding, wanted))
    if same:
        messages.success(request, _("Noted: one child."))
        return redirect(pair_address(finding, wanted))
    messages.success(
        request, _("Noted: two children. The pair is on the list “Two children”, where you can take that back.")
    )
    return redirect(pair_address(following, wanted) if following else f"{reverse('lost-matches')}?{wanted.query}")


@require_POST
@allowed(MANAGE_LOST)
def lost_match_reopen(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Take a decision back."""
    person = require_user(request)
    finding = get_pair(reference, person)
    if not may_decide(person, finding):
        raise Http404
    wanted, _counts = read_filter(request, own_authority(person))
    if pairs.reopen_finding(finding, person, clock.now()):
        messages.success(request, _("The decision is taken back. The pair waits again."))
    else:
        messages.warning(request, _("That is no longer possible. This is how the pair stands."))
    return redirect(pair_address(finding, wanted))


@require_http_methods(["GET", "POST"])
@allowed(MANAGE_LOST)
def lost_matches_several(request: HttpRequest) -> HttpResponse:
    """Say of several certain pairs at once that each is one child: show the ticked ones, and take the confirmation."""
    person = require_user(request)
    asked = request.POST if request.method == "POST" else request.GET
    la_number = own_authority(person)
    wanted, _counts = read_filter(request, la_number)
    references = [each for each in map(read_reference, asked.getlist("pair")[:PAGE]) if each]
    ours = pairs.on_our_rolls(pairs.find_pairs(la_number), la_number) if la_number else Finding.objects.none()
    ticked = list(ours.filter(pairs.condition_of(PairList.CERTAIN), reference__in=references))
    if request.method == "POST":
        done = pairs.decide_certain(ticked, person, clock.now())
        if not done:
            messages.warning(request, _("Somebody has decided that already."))
            return redirect(f"{reverse('lost-matches')}?{wanted.query}")
        words = ngettext("Noted: %(num)s pair is one child.", "Noted: %(num)s pairs are one child each.", done)
        messages.success(request, words % {"num": done})
        return redirect(f"{reverse('lost-matches')}?list={PairList.ONE.value}&side={wanted.side.value}")
    if not ticked:
        return redirect(f"{reverse('lost-matches')}?{wanted.query}&ticked=none")
    schools = schools_of_findings(each.establishment for each in ticked)
    shown = [(each, schools.get(each.establishment)) for each in ticked]
    return render(request, "lost/matches_several.html", {"found": shown, "wanted": wanted})


def read_reference(text: str) -> UUID | None:
    """Return the reference of a pair; None for any other text."""
    try:
        return UUID(text)
    except ValueError:
        return None


@require_safe
@allowed(MANAGE_LOST)
def lost_matches_csv(request: HttpRequest) -> HttpResponseBase:
    """Give the pairs of a list as CSV, in which no cell can be run as a formula."""
    person = require_user(request)
    la_number = own_authority(person)
    wanted, _counts = read_filter(request, la_number)
    details = {"as": "csv", "list": wanted.chosen.value}
    record("lost.matches_listed", actor=person.actor, details=details, now=clock.now())
    rows = pairs.narrow_pairs(pairs.find_pairs(la_number), wanted, la_number)
    return csv_response(f"lost-pupils-matched-{wanted.chosen.value}.csv", pair_rows(rows))
