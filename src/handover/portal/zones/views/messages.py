"""One message: what its header says, who has had it, why somebody has not; and what is in it, for a reason."""

from datetime import datetime
from typing import Final

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from handover.common.text import Text
from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.zones import looking
from handover.portal.zones import messages as log
from handover.portal.zones.delivery_explanations import Explanation, because, explain_delivery
from handover.portal.zones.models import MessageRow
from handover.portal.zones.permissions import SEE_MESSAGES, SEE_ZONES
from handover.portal.zones.views.frame import framed, get_zone_or_404
from handover.portal.zones.views.words import KINDS
from handover.zone.state import ZoneState

LONGEST: Final = 300


class Why(forms.Form):
    """Whom somebody asks about."""

    agent = forms.ChoiceField(label=gettext_lazy("Agent"), required=False)

    def __init__(self, state: ZoneState, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        agent = self.fields["agent"]
        assert isinstance(agent, forms.ChoiceField)
        agent.choices = [(name, name) for name in sorted(state.agents)]


class OpeningReason(forms.Form):
    """Why somebody wants to see what is in a message."""

    reason = forms.CharField(
        label=gettext_lazy("Why do you need to see it?"),
        help_text=gettext_lazy("For example: the library says that the name is cut off. Do not write a child's name."),
        max_length=LONGEST,
        error_messages={
            "required": gettext_lazy("Say in a few words why you need to see it."),
            "max_length": gettext_lazy("Use at most 300 characters."),
        },
    )


@require_safe
@allowed(SEE_ZONES)
def show_message(request: HttpRequest, zone: str, number: int) -> HttpResponse:
    """Show a message without its content, and say why an agent has or has not had it."""
    state = get_zone_or_404(zone)
    told = found_message(zone, number)
    form = Why(state, request.GET or None)
    chosen = form.cleaned_data["agent"] if form.is_valid() else ""
    answer = explain_delivery(state, told, chosen, looking.sight(zone, chosen)) if chosen else None
    ways = [(way, because(way)) for way in log.journeys(state, told)]
    context = framed(
        request,
        state,
        message=told,
        kinds=KINDS,
        ways=ways,
        asked=form,
        chosen=chosen,
        answer=answer,
        sentences=describe_delivery(answer, answer.sentences) if answer else [],
        remedies=describe_delivery(answer, answer.remedies) if answer else [],
        kept=log.is_kept(told),
        may_open=require_user(request).may(SEE_MESSAGES),
    )
    return render(request, "zones/message.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(SEE_MESSAGES)
def open_content(request: HttpRequest, zone: str, number: int) -> HttpResponse:
    """Ask why somebody wants to see what is in a message, write it down, and show it."""
    state = get_zone_or_404(zone)
    told = found_message(zone, number)
    form = OpeningReason(request.POST if request.method == "POST" else None)
    text, damaged = "", False
    if form.is_valid():
        try:
            opened = log.open_message(require_user(request).actor, told, form.cleaned_data["reason"], clock.now())
            text = log.laid_out(opened)
        except log.NotOpened:
            damaged = True
    kept = log.is_kept(told)
    context = framed(request, state, message=told, kinds=KINDS, asked=form, text=text, damaged=damaged, kept=kept)
    return render(request, "zones/content.html", context, status=BAD_FORM if form.errors else 200)


def found_message(zone: str, number: int) -> MessageRow:
    """Return a message; 404 if the zone does not remember it."""
    told = log.find_message(zone, number)
    if told is None:
        raise Http404
    return told


def describe_delivery(answer: Explanation, texts: tuple[Text, ...]) -> list[str]:
    """Return texts in the language of the page, with moments and numbers as it writes them."""
    values = {name: lay_out_body(value) for name, value in answer.values.items()}
    return [wording.say_text(text, **values) for text in texts]


def lay_out_body(value: object) -> str:
    """Return a value as a sentence has it."""
    if isinstance(value, datetime):
        return wording.date_and_time(value)
    return wording.format_number(value) if isinstance(value, int) else str(value)
