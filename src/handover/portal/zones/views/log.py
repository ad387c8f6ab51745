"""The log of a zone's messages: newest first, a page at a time, by id, sender, object, kind, recipient and day."""

from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.audit.log import record
from handover.portal.days import end_of_day, start_of_day
from handover.portal.paging import ListPage
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.web.day_field import DayField
from handover.portal.zones import messages as log
from handover.portal.zones.messages import MessageSearch
from handover.portal.zones.models import MessageRow
from handover.portal.zones.permissions import SEE_ZONES
from handover.portal.zones.views.frame import framed, get_zone_or_404
from handover.portal.zones.views.words import KINDS
from handover.zone.objects import known_objects
from handover.zone.rights import PUBLISH

PAGE: Final = 50
LONGEST: Final = 64


class LogFilter(forms.Form):
    """Which messages are wanted."""

    msg_id = forms.CharField(label=gettext_lazy("Message id"), max_length=LONGEST, required=False)
    source = forms.CharField(label=gettext_lazy("Sender"), max_length=LONGEST, required=False)
    recipient = forms.CharField(label=gettext_lazy("Recipient"), max_length=LONGEST, required=False)
    object = forms.ChoiceField(label=gettext_lazy("Object"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    action = forms.ChoiceField(label=gettext_lazy("What happened to the object"), required=False)
    first = DayField(label=pgettext_lazy("a date", "From"), required=False)
    last = DayField(label=pgettext_lazy("a date", "To"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = {
            "object": [(name, name) for name in sorted(known_objects())],
            "kind": [(key, wording.say_text(words)) for key, words in KINDS.items()],
            "action": [(action, action) for action in PUBLISH],
        }
        for name, listed in options.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", ""), *listed]

    def wanted(self) -> MessageSearch:
        """Return what was asked for."""
        given = {name: value for name, value in self.cleaned_data.items() if value}
        first, last = given.pop("first", None), given.pop("last", None)
        since = start_of_day(first) if first else None
        until = end_of_day(last) if last else None
        return MessageSearch(**given, since=since, until=until)


@require_safe
@allowed(SEE_ZONES)
def show_log(request: HttpRequest, zone: str) -> HttpResponse:
    """Show the messages that were asked for. A search is written down; the plain list of the newest is not."""
    state = get_zone_or_404(zone)
    form = LogFilter(request.GET or None)
    wanted = form.wanted() if form.is_valid() else MessageSearch()
    if wanted != MessageSearch():
        given = {name: str(value) for name, value in form.cleaned_data.items() if value}
        record(
            "zone.messages_searched",
            actor=require_user(request).actor,
            subject=zone,
            details={"looked_for": ", ".join(f"{name} {value}" for name, value in given.items())},
            now=clock.now(),
        )
    before = request.GET.get("before", "")
    nothing: ListPage[MessageRow] = ListPage([])  # a frozen class with slots cannot be made as ListPage[MessageRow]
    page = nothing if form.errors else log.read_log(state, wanted, before, PAGE)
    context = framed(
        request,
        state,
        asked=form,
        searched=wanted != MessageSearch() or bool(form.errors),
        rows=page.rows,
        older=page.following,
        newest=not before,
        kinds=KINDS,
    )
    return render(request, "zones/messages.html", context, status=BAD_FORM if form.errors else 200)
