"""Who has come: by authority and by school, whom one still waits for, and inviting them, once or again."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from handover.portal import clock
from handover.portal.accounts import invitations
from handover.portal.accounts.models import User
from handover.portal.accounts.people import PersonRefused
from handover.portal.accounts.people_models import InvitationWave
from handover.portal.accounts.permissions import INVITE, SEE_PEOPLE
from handover.portal.accounts.reach import everywhere, places_of
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.views.people_forms import explain_problems
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.days import start_of_day
from handover.portal.establishments.models import Establishment, EstablishmentKind
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.web.day_field import DayField
from handover.portal.web.spreadsheet import csv_response

PAGE = 100
LONGEST_NUMBER = 7
STATES = {key: words for key, words in invitations.COMING.items() if key != "come"}
"""How far somebody may have come who has not come yet."""


class WaveForm(forms.Form):
    """Until when the links work, how many invitations go out in an hour, and from which day on."""

    until = DayField(
        label=gettext_lazy("The links work to the end of"),
        help_text=gettext_lazy("Over the summer, choose a day in September. For example, 30/9/2026"),
    )
    an_hour = forms.IntegerField(
        label=gettext_lazy("Invitations an hour"),
        help_text=gettext_lazy("So that not everybody telephones at once, and the mail server keeps up."),
    )
    starts_on = DayField(
        label=gettext_lazy("Not before (optional)"),
        help_text=gettext_lazy("Empty: they begin to go out now."),
        required=False,
    )


@dataclass(frozen=True, slots=True)
class ComingRow:
    """One authority or school: how many people it has, and how far they have come."""

    number: str
    place: Establishment | None
    counts: dict[str, int]

    @property
    def total(self) -> int:
        """Everybody with an open account."""
        return sum(self.counts.values())

    @property
    def missing(self) -> int:
        """Those who have not come."""
        return self.total - self.counts.get("come", 0)


def read_la(request: HttpRequest, me: User) -> str:
    """Return the authority whose schools are asked for; one's own, for who has one."""
    if not everywhere(me.actor) and me.establishment:
        return me.establishment.la_number
    asked = request.GET.get("la", "")
    return asked if asked.isascii() and asked.isdigit() and len(asked) == invitations.LA_DIGITS else ""


def list_coming_rows(me: User, la_number: str) -> list[ComingRow]:
    """Return the rows of the page: schools of an authority and itself, or all authorities, also those with nobody."""
    counts = invitations.count_coming(me.actor, clock.now(), la_number=la_number)
    places = places_of(me.actor)
    places = places.filter(la_number=la_number) if la_number else places.filter(kind=EstablishmentKind.LA)
    rows = [
        ComingRow(place.number, place, counts.pop(place.number if la_number else place.la_number, {}))
        for place in places.filter(closed_on=None).order_by("number")
    ]
    return rows + [ComingRow(number, None, found) for number, found in sorted(counts.items())]


@require_safe
@allowed(SEE_PEOPLE)
def who_has_come(request: HttpRequest) -> HttpResponse:
    """Show how many have come."""
    me = require_user(request)
    la_number = read_la(request, me)
    rows = list_coming_rows(me, la_number)
    states = {key: wording.say_text(words) for key, words in invitations.COMING.items()}
    totals = dict.fromkeys(states, 0) | invitations.count_states(me.actor, clock.now(), la_number=la_number)
    context = {
        "rows": rows,
        "la_number": la_number,
        "states": states,
        "totals": totals,
        "total": sum(totals.values()),
        "invites": me.may(INVITE),
        "nationally": everywhere(me.actor),
        "waves": invitations.running_waves(me.actor) if me.may(INVITE) else [],
        "may_stop": lambda wave: invitations.may_stop(wave, me.actor),
    }
    return render(request, "people/coming.html", context)


@require_safe
@allowed(SEE_PEOPLE)
def who_has_come_csv(request: HttpRequest) -> HttpResponseBase:
    """Give the same as a file."""
    me = require_user(request)

    def lines() -> Iterator[list[object]]:
        states = invitations.COMING
        yield [
            _("Number"),
            _("Name"),
            _("People"),
            *(wording.say_text(words) for words in states.values()),
            _("Not come"),
        ]
        for row in list_coming_rows(me, read_la(request, me)):
            name = row.place.named(wording.language()) if row.place else ""
            yield [row.number, name, row.total, *(row.counts.get(key, 0) for key in states), row.missing]

    return csv_response("who-has-come.csv", list(lines()))


def read_chosen_people(data: QueryDict) -> tuple[str, str]:
    """Return the place (an authority's three figures or an establishment's number) and the state that are asked for."""
    at, state = data.get("at", "").upper(), data.get("state", "")
    return at if at.isascii() and at.isalnum() and len(at) <= LONGEST_NUMBER else "", state if state in STATES else ""


def find_people_not_come(me: User, at: str, state: str) -> QuerySet[User]:
    """Return the people within reach who have not come: of a place and in a state, if these are given."""
    people = invitations.people_at(me.actor, at).filter(last_login=None)
    return invitations.in_state(people, state, clock.now()) if state else people


@require_safe
@allowed(SEE_PEOPLE)
def not_come(request: HttpRequest) -> HttpResponse:
    """List those who have not come, to invite some or all of them."""
    me = require_user(request)
    at, state = read_chosen_people(request.GET)
    people = find_people_not_come(me, at, state).select_related("invitation")
    page = Paginator(people.order_by("establishment__number", "username"), PAGE).get_page(request.GET.get("page"))
    there = User.objects.filter(pk__in=[person.pk for person in page.object_list]).select_related("invitation")
    context = {
        "page": page,
        "people": invitations.show_in_offices(there.order_by("establishment__number", "username"), me.actor, at),
        "coming": invitations.states_of(page.object_list, clock.now()),
        "at": at,
        "state": state,
        "states": {key: wording.say_text(words) for key, words in STATES.items()},
        "place": places_of(me.actor).filter(number=at if len(at) > invitations.LA_DIGITS else f"{at}LLLL").first(),
        "invites": me.may(INVITE),
        "ticked": request.GET.get("all") == "yes",
    }
    return render(request, "people/not_come.html", context)


@require_safe
@allowed(SEE_PEOPLE)
def not_come_csv(request: HttpRequest) -> HttpResponseBase:
    """Give the same as a file, with the usernames that are told by another way than e-mail."""
    me = require_user(request)
    at, state = read_chosen_people(request.GET)
    people = find_people_not_come(me, at, state).select_related("invitation")
    rows: list[list[object]] = [
        [
            _("Number"),
            _("School or authority"),
            _("Name"),
            _("Username"),
            _("E-mail"),
            _("State"),
            _("The link works until"),
        ]
    ]
    found = invitations.show_in_offices(people.order_by("establishment__number", "username"), me.actor, at)
    coming = dict(people.annotate(coming_now=invitations.coming_state(clock.now())).values_list("pk", "coming_now"))
    for person in found:
        there, invitation = person.establishment, getattr(person, "invitation", None)
        rows.append(
            [
                there.number if there else "",
                there.named(wording.language()) if there else "",
                person.full_name,
                person.username,
                person.email,
                wording.say_text(STATES[coming[person.pk]]),
                wording.date_and_time(invitation.links_until) if invitation else "",
            ]
        )
    return csv_response("not-come.csv", rows)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(INVITE)
def send_invitations(request: HttpRequest) -> HttpResponse:
    """Ask until when the links work, and have the invitations sent: to the chosen, or to all of a place or a state."""
    me, now = require_user(request), clock.now()
    data = request.POST if request.method == "POST" else request.GET
    at, state = read_chosen_people(data)
    chosen = data.getlist("person")
    people = invitations.chosen_of(me.actor, chosen) if chosen else invitations.invitable(me.actor, at)
    if state and not chosen:
        people = invitations.in_state(people, state, now)
    go = request.method == "POST" and request.POST.get("go") == "yes"
    if request.method == "POST" and not go and not chosen:
        messages.warning(request, _("Choose somebody first."))
        return redirect("not-come")
    until = invitations.usual_until(now)
    initial = {"until": until, "an_hour": settings.CONFIG.invitations_an_hour}
    form = WaveForm(request.POST if go else None, initial=initial)
    if go and form.is_valid():
        given = form.cleaned_data
        starts_at = start_of_day(given["starts_on"]) if given["starts_on"] else None
        try:
            wave = invitations.start_wave(people, given["until"], given["an_hour"], me.actor, now, starts_at)
        except PersonRefused as refused:
            explain_problems(form, refused.problems)
        else:
            words = ngettext(
                "%(count)s invitation is on its way.", "%(count)s invitations are on their way.", wave.people
            )
            messages.success(request, words % {"count": wording.format_number(wave.people)})
            return redirect("who-has-come")
    context = {
        "asked": form,
        "count": people.count(),
        "at": at,
        "state": state,
        "state_words": wording.say_text(STATES[state]) if state else "",
        "chosen": chosen,
        "place": places_of(me.actor).filter(number=at if len(at) > invitations.LA_DIGITS else f"{at}LLLL").first(),
    }
    return render(request, "people/send_invitations.html", context, status=BAD_FORM if go else 200)


@require_POST
@allowed(INVITE)
def stop_wave_view(request: HttpRequest, reference: UUID) -> HttpResponse:
    """Send no more of a wave to which people within one's reach belong."""
    me = require_user(request)
    wave = InvitationWave.objects.filter(reference=reference).first()
    if wave is None or not invitations.may_stop(wave, me.actor):
        raise Http404
    count = invitations.stop_wave(wave, me.actor, clock.now())
    words = ngettext("%(count)s invitation does not go out.", "%(count)s invitations do not go out.", count)
    messages.success(request, words % {"count": wording.format_number(count)})
    return redirect("who-has-come")
