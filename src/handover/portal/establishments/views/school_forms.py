"""The forms of the pages about schools and authorities. The checks are `establishments.keeping`."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from handover.portal.establishments.choosing import SchoolField, SchoolsField, limit_to_authority
from handover.portal.establishments.keeping import Details
from handover.portal.establishments.models import Establishment, EstablishmentKind
from handover.portal.establishments.views.register import PHASES
from handover.portal.web import wording
from handover.portal.web.day_field import DayField

A_DAY = gettext_lazy("For example, 31/8/2026")
NO_DAY = {
    "required": gettext_lazy("Enter a day such as 31/8/2026."),
    "invalid": gettext_lazy("Enter a day such as 31/8/2026."),
}
DETAILS = ("name", "name_cy", "phase", "contact", "email", "telephone", "address", "town", "postcode")
MANY = 20
"""Schools that can merge at once."""


class DetailsForm(forms.Form):
    """What is kept of a school or an authority."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=400, error_messages={"required": gettext_lazy("Enter the name.")}
    )
    name_cy = forms.CharField(label=gettext_lazy("Name in Welsh, if it has one"), max_length=400, required=False)
    phase = forms.ChoiceField(label=gettext_lazy("Phase"), required=False)
    contact = forms.CharField(
        label=gettext_lazy("Contact"),
        help_text=gettext_lazy("A name or a team, such as the data team."),
        max_length=200,
        required=False,
    )
    email = forms.CharField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("Notices about files go there."),
        max_length=400,
        required=False,
    )
    telephone = forms.CharField(label=gettext_lazy("Telephone"), max_length=100, required=False)
    address = forms.CharField(label=gettext_lazy("Address"), max_length=800, required=False)
    town = forms.CharField(label=gettext_lazy("Town"), max_length=200, required=False)
    postcode = forms.CharField(label=gettext_lazy("Postcode"), max_length=40, required=False)

    def __init__(self, *args: Any, kind: str = EstablishmentKind.SCHOOL, present: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == EstablishmentKind.LA:
            del self.fields["phase"]
            return
        phases = {key: wording.say_text(words) for key, words in PHASES.items()}
        if present:
            phases.setdefault(present, present)
        phase = self.fields["phase"]
        assert isinstance(phase, forms.ChoiceField)
        phase.choices = [("", "–"), *phases.items()]

    def details(self) -> Details:
        """Return what was entered, without stray blanks."""
        given = self.cleaned_data
        return Details(**{field: " ".join(given.get(field, "").split()) for field in DETAILS})


def details_of(place: Establishment) -> dict[str, str]:
    """Return what is kept of an establishment, as a form begins with it."""
    return {field: getattr(place, field) for field in DETAILS}


class NewSchoolForm(DetailsForm):
    """A school that is not in the register yet."""

    number = forms.CharField(
        label=gettext_lazy("Number"),
        help_text=gettext_lazy("Three figures of the authority and four of the school, such as 6814990."),
        max_length=40,
        error_messages={"required": gettext_lazy("Enter the number.")},
    )
    opened_on = DayField(
        label=gettext_lazy("Opens on"),
        help_text=gettext_lazy("Empty if it is open already. For example, 1/9/2026"),
        required=False,
        error_messages=NO_DAY,
    )
    field_order = ("number", "name", "name_cy", "phase", "opened_on")


class CloseForm(forms.Form):
    """When a school closes, and which follows it."""

    closed_on = DayField(label=gettext_lazy("Closes on"), help_text=A_DAY, error_messages=NO_DAY)
    successor = SchoolField(
        "open",
        checked_later=True,
        label=gettext_lazy("School that takes its place"),
        help_text=gettext_lazy("Files that still come for the closed school are held for it. Empty if there is none."),
        required=False,
    )

    def __init__(self, *args: Any, la_number: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_to_authority(self, "successor", la_number)

    def given(self) -> tuple[date, str]:
        """Return the day and the successor's number."""
        successor: Establishment | None = self.cleaned_data["successor"]
        return self.cleaned_data["closed_on"], successor.number if successor else ""


class MergeForm(forms.Form):
    """Which schools become one, and when."""

    schools = SchoolsField(
        "own-open",
        checked_later=True,
        label=gettext_lazy("Schools that close"),
        error_messages={"required": gettext_lazy("Enter each school that closes.")},
    )
    into = SchoolField(
        "open",
        checked_later=True,
        label=gettext_lazy("School that goes on"),
        help_text=gettext_lazy("If it is a new school, add it first."),
        error_messages={"required": gettext_lazy("Enter the school that goes on.")},
    )
    day = DayField(label=gettext_lazy("They close on"), help_text=A_DAY, error_messages=NO_DAY)

    def __init__(self, *args: Any, la_number: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_to_authority(self, "schools", la_number)
        limit_to_authority(self, "into", la_number)

    def numbers(self) -> list[str]:
        """Return the numbers of the schools that close, each once."""
        return [school.number for school in self.cleaned_data["schools"]][:MANY]
