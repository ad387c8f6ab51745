"""An agent of a zone: how it is, what waits for it, and what can be done about it."""

from typing import TYPE_CHECKING, Final

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.views.people_forms import explain_problems
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.zones import administering, looking
from handover.portal.zones.administering import ZoneActRefused
from handover.portal.zones.permissions import RUN_ZONES, SEE_ZONES
from handover.portal.zones.serving import agent_address
from handover.portal.zones.sets import SETS
from handover.portal.zones.views.frame import framed, get_agent_or_404, get_zone_or_404, write_count
from handover.portal.zones.views.words import KINDS, LOOKS, PASSED_OVER, PROOFS
from handover.zone.core.proof import proof_of
from handover.zone.keys import mark_of
from handover.zone.rights import RIGHTS
from handover.zone.state import ZoneState

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

SHOWN: Final = 50
LONGEST_NAME: Final = 200


def certificate_field(help_text: "_StrOrPromise") -> forms.CharField:
    """Return the field for the certificate that an agent must show."""
    return forms.CharField(
        label=gettext_lazy("Common name of its client certificate"),
        help_text=help_text,
        max_length=LONGEST_NAME,
        required=False,
    )


class NewAgent(forms.Form):
    """An agent that is to be let in."""

    agent = forms.CharField(
        label=gettext_lazy("Id of the agent"),
        help_text=gettext_lazy("Its SIF_SourceId, letter for letter as it is in the agent's own settings."),
        max_length=300,
        strip=False,
        error_messages={"required": gettext_lazy("Enter the id of the agent.")},
    )
    certificate = certificate_field(
        gettext_lazy("Empty, if it is to prove who it is by an address of its own, which is made for it.")
    )
    rights = forms.ChoiceField(
        label=gettext_lazy("What may it do?"),
        help_text=gettext_lazy("To begin with; you can change every right afterwards."),
        error_messages={"required": gettext_lazy("Choose what the agent may do.")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        rights = self.fields["rights"]
        assert isinstance(rights, forms.ChoiceField)
        rights.choices = [(key, wording.say_text(each.name)) for key, each in SETS.items()]


class Certificate(forms.Form):
    """The certificate that an agent must show."""

    certificate = certificate_field(gettext_lazy("Empty, if it is to prove who it is by an address of its own."))


class NewKey(forms.Form):
    """The wish for another key; `mark` says which key it is to replace."""

    mark = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


@require_safe
@allowed(SEE_ZONES)
def show_agent(request: HttpRequest, zone: str, agent: str) -> HttpResponse:
    """Show one agent: what it said of itself, how it is, its queue and its dead letters."""
    state = get_zone_or_404(zone)
    sight = looking.sight(zone, get_agent_or_404(state, agent))
    held = state.agents[agent]
    refused = sight.presence.refused if sight else None
    context = framed(
        request,
        state,
        agent=held,
        proof=PROOFS[proof_of(state, held)],
        registration=held.registration,
        sight=sight,
        held_up=looking.queue_of(zone, agent).filter(number=refused).first() if refused is not None else None,
        look=LOOKS[sight.state] if sight else None,
        queue=list(looking.queue_of(zone, agent)[:SHOWN]),
        letters=list(looking.query_dead_letters(zone).filter(agent=agent)[:SHOWN]),
        passed_over=list(looking.query_passed_over(zone, agent)),
        reasons=PASSED_OVER,
        does=done_by(state, agent),
        grants=sum(grant.agent == agent for grant in state.grants),
        kinds=KINDS,
        counted=write_count,
        shown=SHOWN,
    )
    return render(request, "zones/agent.html", context)


def done_by(state: ZoneState, agent: str) -> list[tuple[str, str]]:
    """Return each right that an agent uses, in words, with the objects that it uses it for."""
    mine = state.of_agent(agent)
    rows = ((spec, sorted({each.object for each in mine if each.right is right})) for right, spec in RIGHTS.items())
    return [(wording.say_text(spec.words), ", ".join(objects)) for spec, objects in rows if objects]


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(RUN_ZONES)
def new_agent(request: HttpRequest, zone: str) -> HttpResponse:
    """Add an agent before it registers."""
    state = get_zone_or_404(zone)
    form = NewAgent(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        held = SETS[given["rights"]].held
        try:
            made = administering.add_agent(
                require_user(request).actor, state, given["agent"], given["certificate"], held, clock.now()
            )
        except ZoneActRefused as refused:
            explain_problems(form, refused.problems)
        else:
            if made:
                return shown_once(request, state, given["agent"], made)
            messages.success(request, _("%(agent)s may register now.") % {"agent": given["agent"]})
            return redirect("agent", zone, given["agent"])
    hints = {key: wording.say_text(each.about) for key, each in SETS.items()}
    context = framed(request, state, asked=form, hints=hints)
    return render(request, "zones/new_agent.html", context, status=BAD_FORM if form.errors else 200)


def shown_once(request: HttpRequest, state: ZoneState, agent: str, key: str) -> HttpResponse:
    """Show an agent's own address: in the answer to the act that made it and never again, so that it is kept nowhere."""
    address = agent_address(settings.CONFIG, state.id, key)
    return render(request, "zones/key_made.html", framed(request, state, agent=agent, address=address))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(RUN_ZONES)
def give_key(request: HttpRequest, zone: str, agent: str) -> HttpResponse:
    """Make an agent's own address, or another in its place."""
    state = get_zone_or_404(zone)
    held = state.agents[get_agent_or_404(state, agent)]
    form = NewKey(request.POST if request.method == "POST" else None, initial={"mark": mark_of(held.key_digest)})
    if form.is_valid():
        mark = form.cleaned_data["mark"]
        try:
            made = administering.make_key(require_user(request).actor, state, agent, mark, clock.now())
        except ZoneActRefused as refused:
            explain_problems(form, refused.problems)
        else:
            return shown_once(request, state, agent, made)
    mark = mark_of(get_zone_or_404(zone).agents[agent].key_digest)
    context = framed(request, state, agent=held, asked=form, mark=mark, proof=proof_of(state, held).value)
    return render(request, "zones/key.html", context, status=BAD_FORM if form.errors else 200)


@require_POST
@allowed(RUN_ZONES)
def take_key_away(request: HttpRequest, zone: str, agent: str) -> HttpResponse:
    """Withdraw an agent's own address."""
    state = get_zone_or_404(zone)
    administering.withdraw_agent_key(require_user(request).actor, state, get_agent_or_404(state, agent), clock.now())
    messages.success(
        request, _("The address of %(agent)s is withdrawn. It is refused until it gets another.") % {"agent": agent}
    )
    return redirect("agent", zone, agent)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(RUN_ZONES)
def certificate(request: HttpRequest, zone: str, agent: str) -> HttpResponse:
    """Set the certificate that an agent must show."""
    state = get_zone_or_404(zone)
    held = state.agents[get_agent_or_404(state, agent)]
    posted = request.POST if request.method == "POST" else None
    form = Certificate(posted, initial={"certificate": held.certificate})
    if form.is_valid():
        administering.set_certificate(
            require_user(request).actor, state, agent, form.cleaned_data["certificate"], clock.now()
        )
        messages.success(request, _("The certificate is set."))
        return redirect("agent", zone, agent)
    context = framed(request, state, agent=held, asked=form)
    return render(request, "zones/certificate.html", context, status=BAD_FORM if form.errors else 200)


@require_POST
@allowed(RUN_ZONES)
def wake(request: HttpRequest, zone: str, agent: str) -> HttpResponse:
    """Try an agent again now."""
    state = get_zone_or_404(zone)
    administering.wake_agent(require_user(request).actor, state, get_agent_or_404(state, agent), clock.now())
    messages.success(request, _("%(agent)s is tried again now.") % {"agent": agent})
    return redirect("agent", zone, agent)


@require_POST
@allowed(RUN_ZONES)
def end_agent_blocking(request: HttpRequest, zone: str, agent: str) -> HttpResponse:
    """End an agent's blocking."""
    state = get_zone_or_404(zone)
    administering.release_blocked_agent(require_user(request).actor, state, get_agent_or_404(state, agent), clock.now())
    messages.success(request, _("%(agent)s is offered the event again.") % {"agent": agent})
    return redirect("agent", zone, agent)


@require_POST
@allowed(RUN_ZONES)
def set_agent_message_aside(request: HttpRequest, zone: str, agent: str, number: int) -> HttpResponse:
    """Put aside one message of an agent's queue."""
    state = get_zone_or_404(zone)
    entry = looking.queue_of(zone, get_agent_or_404(state, agent)).filter(number=number).first()
    me, now = require_user(request).actor, clock.now()
    if entry and administering.set_message_aside(me, state, agent, number, entry.message.msg_id, now):
        messages.success(request, _("The message is a dead letter now, and the queue goes on without it."))
    else:
        messages.warning(request, _("The message was no longer in the queue."))
    return redirect("agent", zone, agent)


@require_POST
@allowed(RUN_ZONES)
def let_agent_in(request: HttpRequest, zone: str, agent: str) -> HttpResponse:
    """Let an agent in again."""
    state = get_zone_or_404(zone)
    administering.admit_agent(require_user(request).actor, state, get_agent_or_404(state, agent), clock.now())
    messages.success(request, _("%(agent)s may register now.") % {"agent": agent})
    return redirect("agent", zone, agent)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(RUN_ZONES)
def close_to_agent(request: HttpRequest, zone: str, agent: str) -> HttpResponse:
    """Close the zone to an agent, after asking."""
    state = get_zone_or_404(zone)
    held = state.agents[get_agent_or_404(state, agent)]
    if request.method == "POST":
        administering.shut_out(require_user(request).actor, state, agent, clock.now())
        messages.success(request, _("The zone is closed to %(agent)s.") % {"agent": agent})
        return redirect("agent", zone, agent)
    context = framed(request, state, agent=held, sight=looking.sight(zone, agent), counted=write_count)
    return render(request, "zones/close_agent.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(RUN_ZONES)
def forget_zone_agent(request: HttpRequest, zone: str, agent: str) -> HttpResponse:
    """Forget an agent, after asking."""
    state = get_zone_or_404(zone)
    held = state.agents[get_agent_or_404(state, agent)]
    if request.method == "POST":
        administering.delete_agent(require_user(request).actor, state, agent, clock.now())
        messages.success(request, _("%(agent)s is forgotten.") % {"agent": agent})
        return redirect("zone", zone)
    context = framed(request, state, agent=held, sight=looking.sight(zone, agent), counted=write_count)
    return render(request, "zones/forget_agent.html", context)
