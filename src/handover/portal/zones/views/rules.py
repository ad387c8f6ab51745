"""The rules of a zone: a form that is made from the table of rules, and judged by it."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from handover.common.problems import Problem
from handover.common.text import Text
from handover.portal import clock
from handover.portal.accounts.request_user import require_user
from handover.portal.accounts.views.people_forms import explain_problems
from handover.portal.accounts.views.sign_in import BAD_FORM
from handover.portal.web import wording
from handover.portal.web.access import allowed
from handover.portal.zones import administering
from handover.portal.zones.faults import FAULTS
from handover.portal.zones.permissions import RUN_ZONES
from handover.portal.zones.views.frame import framed, get_zone_or_404
from handover.zone.rules import RULES, Rules, list_choices, meaning, read_rules, zone_section
from handover.zone.state import ZoneState

USUAL: Final = Rules()
LONGEST: Final = 1000
YES, NO = Text("Yes", "Ydy"), Text("No", "Nac ydy")
HINT: Final = Text("{name}. Usually {usual}.", "{name}. Yr arfer yw {usual}.")
HINT_WITH_SECTION: Final = Text(
    "{name}, section {section} of the protocol. Usually {usual}.",
    "{name}, adran {section} o'r protocol. Yr arfer yw {usual}.",
)
OPEN_POINT: Final = Text(
    "{name}, left open by the protocol ({section}). Usually {usual}.",
    "{name}, pwynt a adawyd yn agored gan y protocol ({section}). Yr arfer yw {usual}.",
)


class Offered(forms.ChoiceField):
    """A choice that the table of rules judges, and not the form."""

    def validate(self, value: Any) -> None:
        """Take whatever was sent."""


class ZoneForm(forms.Form):
    """The name of a zone and its rules, each a field whose name is the rule's."""

    zone_name = forms.CharField(
        label=gettext_lazy("Name of the zone"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter a name.")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name in RULES:
            self.fields[name] = field_of(name)

    def clean(self) -> dict[str, Any]:
        """Let the table judge each rule."""
        given = super().clean() or {}
        problems: dict[str, Problem] = {}
        for name in RULES:
            given[name] = value_of(name, given.get(name, ""))
            try:
                read_rules({name: given[name]})
            except ValueError:
                problems[name] = problem_with(name)
        explain_problems(self, problems)
        return given

    def rules(self) -> dict[str, Any]:
        """Return the rules that were entered."""
        return {name: self.cleaned_data[name] for name in RULES}


def field_of(name: str) -> forms.Field:
    """Return the field of a rule: a choice, yes or no, or a line of text."""
    label, hint = wording.say_text(meaning(name)), hint_of(name)
    usual = getattr(USUAL, name)
    if isinstance(usual, bool):
        return Offered(
            label=label, help_text=hint, choices=[("yes", wording.say_text(YES)), ("no", wording.say_text(NO))]
        )
    if list_choices(name):
        return Offered(label=label, help_text=hint, choices=[(each, each) for each in list_choices(name)])
    return forms.CharField(label=label, help_text=hint, required=False, max_length=LONGEST)


def hint_of(name: str) -> str:
    """Return where a rule comes from and what it usually is."""
    place = zone_section(name)
    text = HINT if not place else OPEN_POINT if place.startswith("U") else HINT_WITH_SECTION
    return wording.say_text(text, name=name, section=place, usual=write_rule(getattr(USUAL, name)))


def write_rule(value: object) -> str:
    """Return a rule's value as it stands in its field."""
    if isinstance(value, bool):
        return wording.say_text(YES if value else NO)
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def value_of(name: str, given: str) -> object:
    """Return what was entered as the table wants it; as it is where it cannot be that."""
    usual = getattr(USUAL, name)
    if isinstance(usual, bool):
        return {"yes": True, "no": False}.get(given, given)
    if isinstance(usual, int):
        return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else given
    if isinstance(usual, tuple):
        return tuple(dict.fromkeys(part.strip() for part in given.split(",") if part.strip()))
    return given


def problem_with(name: str) -> Problem:
    """Return the problem of a rule that the table did not take."""
    usual = getattr(USUAL, name)
    if isinstance(usual, bool) or list_choices(name):
        options = list_choices(name) or (wording.say_text(YES), wording.say_text(NO))
        return FAULTS["zone.rule_choice"].at(choices=", ".join(options))
    code = "zone.rule_names" if isinstance(usual, tuple) else "zone.rule_number"
    return FAULTS[code].at(usual=write_rule(usual))


def as_it_is(state: ZoneState) -> dict[str, object]:
    """Return what the form shows first."""
    values = {name: getattr(state.rules, name) for name in RULES}
    shown = {
        name: ("yes" if value else "no") if isinstance(value, bool) else write_rule(value)
        for name, value in values.items()
    }
    return {"zone_name": state.name, **shown}


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(RUN_ZONES)
def edit_zone_rules(request: HttpRequest, zone: str) -> HttpResponse:
    """Show the rules of a zone, and change them."""
    state = get_zone_or_404(zone)
    form = ZoneForm(request.POST if request.method == "POST" else None, initial=as_it_is(state))
    if form.is_valid():
        changed = administering.set_rules(
            require_user(request).actor, state, form.cleaned_data["zone_name"], form.rules(), clock.now()
        )
        messages.success(request, _("The rules are changed.") if changed else _("Nothing was changed."))
        return redirect("zone", zone)
    different = [name for name in RULES if getattr(state.rules, name) != getattr(USUAL, name)]
    context = framed(request, state, asked=form, different=different, rules=RULES)
    return render(request, "zones/rules.html", context, status=BAD_FORM if form.errors else 200)
