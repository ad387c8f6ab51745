"""Which agent of a zone is which school's software: a page with a row for each agent, and one to end a school's service."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.views.people_forms import explain_problems
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.audit.log import Actor
from handover.portal.establishments.choosing import SchoolField
from handover.portal.hub.models import HubSchool, HubZone
from handover.portal.hub.views.hub_frame import frame_hub, get_hub_or_404, state_of_hub
from handover.portal.hub.zones import setting_up
from handover.portal.hub.zones.setting_up import HubActRefused
from handover.portal.web.access import allowed
from handover.portal.zones.permissions import RUN_ZONES

ROWS: Final = 20
"""So many agents stand on a page; what is entered is saved page by page."""


class SchoolOfAgent(forms.Form):
    """The school whose software an agent of this site's zone is."""

    establishment = SchoolField("open", label=gettext_lazy("School"), required=False)


class SchoolElsewhere(forms.Form):
    """A school and the agent that is its software, in a zone whose agents the site cannot list."""

    agent = forms.CharField(
        label=gettext_lazy("Id of the school's software"),
        help_text=gettext_lazy("Its SIF_SourceId, letter for letter."),
        max_length=64,
        strip=False,
        error_messages={"required": gettext_lazy("Enter the id of the software.")},
    )
    establishment = SchoolField(
        "open",
        label=gettext_lazy("School"),
        error_messages={"required": gettext_lazy("Enter the school.")},
    )


@dataclass(frozen=True, slots=True)
class AgentLine:
    """An agent of the zone: its id and product, the school that it is bound to, or the form that asks for one."""

    agent: str
    product: str
    school: HubSchool | None
    asked: SchoolOfAgent | None


def name_field(agent: str) -> str:
    """Return the name of an agent's field: its own, because the lines may have moved when the page is sent in."""
    return f"agent-{sha256(agent.encode()).hexdigest()[:16]}"


class AgentLines:
    """The agents of a page of a zone, as they were sent in or as they are shown first."""

    def __init__(self, request: HttpRequest, hub: HubZone) -> None:
        state = state_of_hub(hub)
        assert state is not None
        bound = {school.agent: school for school in hub.schools.select_related("establishment")}
        agents = sorted((name for name in state.agents if name != hub.agent), key=lambda name: (name in bound, name))
        self.page: Page[str] = Paginator(agents, ROWS).get_page(request.GET.get("page"))
        posted = request.POST if request.method == "POST" else None
        self.lines = [
            AgentLine(
                agent,
                registration.product if (registration := state.registration(agent)) else "",
                bound.get(agent),
                SchoolOfAgent(posted, prefix=name_field(agent)) if agent not in bound else None,
            )
            for agent in self.page.object_list
        ]

    @property
    def valid(self) -> bool:
        """Whether every line that was sent in can be read."""
        return not self.wrong

    def save(self, by: Actor, hub: HubZone) -> int:
        """Bind the schools that were entered; a line that cannot be gets its words. Return how many were bound."""
        bound = 0
        for line in self.lines:
            school = line.asked.cleaned_data["establishment"] if line.asked else None
            if line.asked is None or school is None:
                continue
            try:
                setting_up.bind_school(by, hub, school, line.agent, clock.now())
            except HubActRefused as refused:
                explain_problems(line.asked, {"establishment": next(iter(refused.problems.values()))})
            else:
                bound += 1
        return bound

    @property
    def wrong(self) -> list[AgentLine]:
        """The lines with something to put right."""
        return [line for line in self.lines if line.asked and line.asked.errors]


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(RUN_ZONES)
def choose_schools(request: HttpRequest, zone: str) -> HttpResponse:
    """Second of three steps: which schools' software is in the zone, and which agent each is."""
    hub = get_hub_or_404(zone)
    if state_of_hub(hub) is None:
        return _choose_elsewhere(request, hub)
    shown = AgentLines(request, hub)
    if request.method == "POST" and shown.valid:
        bound = shown.save(require_user(request).actor, hub)
        if not shown.wrong:
            return _done(request, hub, bound)
    context = frame_hub(request, zone, state_of_hub(hub), hub=hub, shown=shown)
    return render(request, "hub/schools.html", context, status=BAD_FORM if shown.wrong else 200)


def _choose_elsewhere(request: HttpRequest, hub: HubZone) -> HttpResponse:
    form = SchoolElsewhere(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        me, now = require_user(request).actor, clock.now()
        try:
            setting_up.bind_school(me, hub, given["establishment"], given["agent"], now)
        except HubActRefused as refused:
            explain_problems(form, refused.problems)
        else:
            if "more" in request.POST:
                return redirect("hub-schools", hub.zone)
            return _done(request, hub, 1)
    schools = list(hub.schools.select_related("establishment"))
    context = frame_hub(request, hub.zone, None, hub=hub, asked=form, schools=schools)
    return render(request, "hub/school_elsewhere.html", context, status=BAD_FORM if form.errors else 200)


def _done(request: HttpRequest, hub: HubZone, bound: int) -> HttpResponse:
    if bound:
        words = ngettext("%(number)s school was added.", "%(number)s schools were added.", bound)
        messages.success(request, words % {"number": bound})
    return redirect("hub-zone", hub.zone)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(RUN_ZONES)
def remove_school_from_hub(request: HttpRequest, zone: str, school: int) -> HttpResponse:
    """End the hub's service to a school, after asking."""
    hub = get_hub_or_404(zone)
    if request.method == "POST":
        found = HubSchool.objects.select_related("establishment", "zone").filter(zone=hub, pk=school).first()
        if found is not None:
            setting_up.remove_school(require_user(request).actor, found, clock.now())
        messages.success(request, _("The school is removed. Records no longer follow its children by themselves."))
        return redirect("hub-zone", zone)
    found = get_object_or_404(HubSchool.objects.select_related("establishment"), zone=hub, pk=school)
    return render(request, "hub/remove_school.html", frame_hub(request, zone, state_of_hub(hub), hub=hub, school=found))
