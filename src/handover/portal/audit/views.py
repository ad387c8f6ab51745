"""The audit log on screen: newest first, a page at a time, by person, place, act or day. Looking is an act too."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from handover.common.text import Text
from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.roles import ROLES
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.audit.actions import ACTIONS
from handover.portal.audit.detail_words import say_detail
from handover.portal.audit.log import record
from handover.portal.audit.models import Entry
from handover.portal.audit.permissions import SEE_AUDIT
from handover.portal.days import end_of_day, start_of_day
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.web.day_field import DayField

PAGE = 50
# The details that are shown, in this order, under these words; the step of a file's life is what the action says.
DETAILS: dict[str, Text] = {
    "file": Text("file", "ffeil"),
    "from": Text("from", "gan"),
    "to": Text("to", "at"),
    "problems": Text("problems", "problemau"),
    "role": Text("role", "rôl"),
    "establishment": Text("school or authority", "ysgol neu awdurdod"),
    "former_role": Text("role before", "rôl flaenorol"),
    "former_establishment": Text("school or authority before", "ysgol neu awdurdod blaenorol"),
    "successor": Text("successor", "olynydd"),
    "locked": Text("account locked", "cyfrif wedi'i gloi"),
    "more": Text("more of them", "rhagor ohonynt"),
    "shared": Text("of several names or addresses", "o sawl enw neu gyfeiriad"),
    "since": Text("since", "ers"),
    "until": Text("until", "tan"),
    "added": Text("added", "ychwanegwyd"),
    "changed": Text("changed", "newidiwyd"),
    "closed": Text("closed", "caewyd"),
    "unchanged": Text("unchanged", "heb newid"),
    "refused": Text("refused", "gwrthodwyd"),
    "agent": Text("agent", "asiant"),
    "message": Text("message", "neges"),
    "object": Text("object", "gwrthrych"),
    "reason": Text("reason", "rheswm"),
    "rules": Text("rules", "rheolau"),
    "certificate": Text("certificate", "tystysgrif"),
    "certificate_issuer": Text("issuer of certificates", "cyhoeddwr tystysgrifau"),
    "certificate_subject": Text("holder of certificates", "deiliad tystysgrifau"),
    "given": Text("given", "rhoddwyd"),
    "taken": Text("taken away", "cymerwyd oddi arno"),
    "looked_for": Text("looked for", "chwiliwyd am"),
    "person": Text("username", "enw defnyddiwr"),
    "place": Text("number", "rhif"),
    "subject": Text("about", "ynghylch"),
    "action": Text("what was done", "yr hyn a wnaed"),
    "first": Text("first day", "diwrnod cyntaf"),
    "last": Text("last day", "diwrnod olaf"),
    "first_entry": Text("first entry that is gone", "y cofnod cyntaf sydd wedi mynd"),
    "last_entry": Text("last entry that is gone", "y cofnod olaf sydd wedi mynd"),
    "day": Text("day", "diwrnod"),
    "due": Text("last day to confirm", "diwrnod olaf i gadarnhau"),
    "verdict": Text("decision", "penderfyniad"),
    "people": Text("people", "pobl"),
    "report": Text("report", "adroddiad"),
}


class AuditFilter(forms.Form):
    """Which entries are wanted."""

    person = forms.CharField(label=gettext_lazy("Username"), max_length=60, required=False)
    place = forms.CharField(label=gettext_lazy("Number of the school or authority"), max_length=7, required=False)
    subject = forms.CharField(
        label=gettext_lazy("About (a file's reference, a username)"), max_length=200, required=False
    )
    action = forms.ChoiceField(label=gettext_lazy("What was done"), required=False)
    first = DayField(label=pgettext_lazy("a date", "From"), required=False)
    last = DayField(label=pgettext_lazy("a date", "To"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        action = self.fields["action"]
        assert isinstance(action, forms.ChoiceField)
        action.choices = [("", ""), *((code, wording.say_text(kind.name)) for code, kind in ACTIONS.items())]


@require_safe
@allowed(SEE_AUDIT)
def show_audit_log(request: HttpRequest) -> HttpResponse:
    """Show the entries that were asked for. Pages turn by sequence number: the millionth is as quick as the first."""
    form = AuditFilter(request.GET or None)
    wanted = {name: value for name, value in form.cleaned_data.items() if value} if form.is_valid() else {}
    record(
        "audit.viewed",
        actor=require_user(request).actor,
        details={name: str(value) for name, value in wanted.items()},
        now=clock.now(),
    )
    rows = Entry.objects.none() if form.errors else chosen(wanted)
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        rows = rows.filter(sequence__lt=int(before))
    entries = list(rows.order_by("-sequence")[: PAGE + 1])
    context = {
        "asked": form,
        "entries": entries[:PAGE],
        "older": entries[PAGE - 1].sequence if len(entries) > PAGE else None,
        "newest": not before,
        "told": {entry.pk: list(say_details(entry)) for entry in entries[:PAGE]},
        "names": {code: wording.say_text(kind.name) for code, kind in ACTIONS.items()},
        "roles": {key: wording.say_text(role.name) for key, role in ROLES.items()},
    }
    return render(request, "audit/log.html", context, status=BAD_FORM if form.errors else 200)


def say_details(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the details of an entry that are shown: what each is called, and what it says, in the language of the page."""
    facts, language = entry.facts, wording.language()
    for name, words in DETAILS.items():
        if facts.get(name) and name != "file":
            yield words.say(language), say_detail(name, str(facts[name]), language)


def chosen(wanted: dict[str, Any]) -> QuerySet[Entry]:
    """Return the entries that fit the filter."""
    fields = {"person": "username", "place": "establishment", "subject": "subject", "action": "action"}
    rows = Entry.objects.filter(**{fields[name]: value for name, value in wanted.items() if name in fields})
    if "first" in wanted:
        rows = rows.filter(at__gte=start_of_day(wanted["first"]))
    if "last" in wanted:
        rows = rows.filter(at__lt=end_of_day(wanted["last"]))
    return rows
