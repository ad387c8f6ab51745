"""Having records follow children in a zone: what the hub will do, setting it up, and how it is."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, Count, IntegerField, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.views.people_forms import explain_problems
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.audit.log import Actor
from handover.portal.hub.models import READINESS, HubZone
from handover.portal.hub.views.hub_frame import find_hub, frame_hub, get_hub_or_404, state_of_hub
from handover.portal.hub.zones import setting_up
from handover.portal.hub.zones.missing import find_lacks
from handover.portal.hub.zones.rights import HUB_RIGHTS
from handover.portal.hub.zones.setting_up import HUB_AGENT, HubActRefused, is_own_zone
from handover.portal.hub.zones.zone_faults import ZONE_FAULT
from handover.portal.web.access import allowed
from handover.portal.zones.permissions import RUN_ZONES, SEE_ZONES
from handover.portal.zones.views.frame import get_zone_or_404
from handover.zone.rights import RIGHTS

PAGE: Final = 50
AGENT_HELP: Final = gettext_lazy("Under this id the zone knows it. Leave it as it is unless another agent has that id.")


class Whose(forms.Form):
    """Whether a zone is one school's. Nothing is chosen beforehand: records are published where the answer is that it is."""

    whose = forms.ChoiceField(
        label=gettext_lazy("Whose software is in this zone?"),
        choices=[
            ("one", gettext_lazy("One school's, with its library, canteen and the like")),
            ("several", gettext_lazy("That of several schools, or of others")),
        ],
        error_messages={"required": gettext_lazy("Say whether the software of more than one school is in this zone.")},
        help_text=gettext_lazy(
            "In the zone of one school the records of children who come are published, and all who subscribe hear them. In any "
            "other zone they are given only to the school's own software, when it asks."
        ),
    )

    @property
    def one_school(self) -> bool:
        """The answer, once the form is valid."""
        return bool(self.cleaned_data["whose"] == "one")


class SetUp(Whose):
    """The hub as an agent of a zone of this site."""

    agent = forms.CharField(
        label=gettext_lazy("Id of the hub in the zone"),
        help_text=AGENT_HELP,
        max_length=64,
        initial=HUB_AGENT,
        error_messages={"required": gettext_lazy("Enter an id, such as Handover.")},
    )


class JoinElsewhere(SetUp):
    """The hub as an agent of a zone of another server."""

    field_order = ("zone", "address", "agent", "whose")
    zone = forms.CharField(
        label=gettext_lazy("Id of the zone"),
        help_text=gettext_lazy("As those who run it call it."),
        max_length=64,
        error_messages={"required": gettext_lazy("Enter the id of the zone.")},
    )
    address = forms.CharField(
        label=gettext_lazy("Address for the hub"),
        help_text=gettext_lazy(
            "Whole, with the key if it has one, as those who run the zone have made it for the hub."
        ),
        max_length=500,
        error_messages={"required": gettext_lazy("Enter the address that was made for the hub.")},
    )


@require_safe
@allowed(SEE_ZONES)
def list_hub_zones(request: HttpRequest) -> HttpResponse:
    """List the zones in which records follow children; those that need somebody first."""
    trouble = Case(
        When(on=True, fault="", then=Value(2)),
        When(on=False, then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    rows = (
        HubZone.objects.exclude(address="").annotate(number=Count("schools"), order=trouble).order_by("order", "zone")
    )
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    runs = require_user(request).may(RUN_ZONES)
    return render(request, "hub/zones.html", {"page": page, "runs": runs, "faults": ZONE_FAULT})


@require_safe
@allowed(SEE_ZONES)
def show_hub_zone(request: HttpRequest, zone: str) -> HttpResponse:
    """Show how the hub is in a zone, which schools it serves there and what is missing; or what it would do there."""
    hub = find_hub(zone)
    if hub is None:
        context = frame_hub(request, zone, get_zone_or_404(zone), table=HUB_RIGHTS, rights=RIGHTS)
        return render(request, "hub/before.html", context)
    state = state_of_hub(hub)
    schools = list(hub.schools.select_related("establishment"))
    lacks = sorted(find_lacks(schools, state), key=lambda found: not found.lack.stops)
    context = frame_hub(
        request,
        zone,
        state,
        hub=hub,
        own=is_own_zone(hub),
        fault=ZONE_FAULT.get(hub.fault),
        page=Paginator(schools, PAGE).get_page(request.GET.get("page")),
        lacks=lacks[:PAGE],
        more_lacks=len(lacks[PAGE:]),
        strangers=list(hub.strangers.all()),
        readiness={each.value: words for each, words in READINESS.items()},
        table=HUB_RIGHTS,
        rights=RIGHTS,
    )
    return render(request, "hub/zone.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(RUN_ZONES)
def set_hub_up(request: HttpRequest, zone: str) -> HttpResponse:
    """First of three steps: what the hub will do in a zone of this site and which rights it gets; and the yes to it."""
    state = get_zone_or_404(zone)
    if find_hub(zone) is not None:
        return redirect("hub-zone", zone)
    form = SetUp(request.POST or None)
    if form.is_valid():
        try:
            setting_up.set_up_hub(
                require_user(request).actor,
                zone,
                clock.now(),
                agent=form.cleaned_data["agent"],
                one_school=form.one_school,
            )
        except HubActRefused as refused:
            explain_problems(form, refused.problems)
        else:
            return redirect("hub-schools", zone)
    context = frame_hub(request, zone, state, asked=form, table=HUB_RIGHTS, rights=RIGHTS)
    return render(request, "hub/set_up.html", context, status=BAD_FORM if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(RUN_ZONES)
def join_zone_elsewhere(request: HttpRequest) -> HttpResponse:
    """First of three steps for a zone of another server: where it is, and which rights to ask for there."""
    form = JoinElsewhere(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        me, now = require_user(request).actor, clock.now()
        try:
            setting_up.set_up_hub(
                me, given["zone"], now, agent=given["agent"], address=given["address"], one_school=form.one_school
            )
        except HubActRefused as refused:
            explain_problems(form, refused.problems)
        else:
            return redirect("hub-schools", given["zone"])
    context = {"asked": form, "table": HUB_RIGHTS, "rights": RIGHTS}
    return render(request, "hub/elsewhere.html", context, status=BAD_FORM if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(RUN_ZONES)
def whose_zone(request: HttpRequest, zone: str) -> HttpResponse:
    """Say whether the zone is one school's."""
    hub = get_hub_or_404(zone)
    posted = request.POST if request.method == "POST" else None
    form = Whose(posted, initial={"whose": "one" if hub.one_school else "several"})
    if form.is_valid():
        try:
            setting_up.say_whose_zone(require_user(request).actor, hub, clock.now(), one_school=form.one_school)
        except HubActRefused as refused:
            explain_problems(form, refused.problems)
        else:
            return redirect("hub-zone", zone)
    context = frame_hub(request, zone, state_of_hub(hub), asked=form)
    return render(request, "hub/whose.html", context, status=BAD_FORM if form.errors else 200)


@require_POST
@allowed(RUN_ZONES)
def turn_off(request: HttpRequest, zone: str) -> HttpResponse:
    """Have the hub stand still in a zone."""
    return _turn(
        request, zone, setting_up.turn_hub_off, _("The hub stands still in this zone. The zone keeps what comes.")
    )


@require_POST
@allowed(RUN_ZONES)
def turn_on(request: HttpRequest, zone: str) -> HttpResponse:
    """Have the hub go on in a zone."""
    return _turn(request, zone, setting_up.turn_hub_on, _("The hub goes on in this zone."))


@require_POST
@allowed(RUN_ZONES)
def mend_zone_hub(request: HttpRequest, zone: str) -> HttpResponse:
    """Give the hub its rights in a zone again, and another key."""
    try:
        return _turn(request, zone, setting_up.mend_hub, _("The hub has its rights, and another key."))
    except HubActRefused as refused:
        messages.warning(request, str(refused))
        return redirect("hub-zone", zone)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(RUN_ZONES)
def remove_hub_from_zone(request: HttpRequest, zone: str) -> HttpResponse:
    """Take the hub out of a zone, after asking."""
    hub = get_hub_or_404(zone)
    if request.method == "POST":
        setting_up.remove_hub(require_user(request).actor, hub, clock.now())
        messages.success(request, _("The hub is removed. Records no longer follow children in this zone."))
        return redirect("hub-zones")
    return render(
        request, "hub/remove.html", frame_hub(request, zone, state_of_hub(hub), hub=hub, own=is_own_zone(hub))
    )


def _turn(request: HttpRequest, zone: str, act: Callable[[Actor, HubZone, datetime], None], words: str) -> HttpResponse:
    act(require_user(request).actor, get_hub_or_404(zone), clock.now())
    messages.success(request, words)
    return redirect("hub-zone", zone)
