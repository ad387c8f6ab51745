"""The forms of the pages about people. They only take up words; the checks are `accounts.particulars`."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handover.common.problems import Problem
from handover.portal.accounts.particulars import Particulars
from handover.portal.accounts.reach import everywhere, roles_to_give
from handover.portal.accounts.roles import ROLES
from handover.portal.audit.log import Actor
from handover.portal.establishments.choosing import SchoolField
from handover.portal.establishments.models import Establishment
from handover.portal.web import wording


def explain_problems(form: forms.Form, problems: Mapping[str, Problem]) -> None:
    """Put what the checks found beside the fields that it concerns."""
    for field, problem in problems.items():
        language = wording.language()
        form.add_error(field or None, f"{problem.message(language)} {problem.remedy(language)}")


class RoleForm(forms.Form):
    """A role, and where: only what the administrator may give, and at first in their own authority."""

    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        error_messages={
            "required": gettext_lazy("Choose a role."),
            "invalid_choice": gettext_lazy("Choose one of these roles. The others are not yours to give."),
        },
    )
    establishment = SchoolField(
        "places",
        checked_later=True,
        label=gettext_lazy("School or authority"),
        help_text=gettext_lazy("Begin with its number, its name or its town. Empty for a national administrator."),
        required=False,
        error_messages={"required": gettext_lazy("Enter the school or authority.")},
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role, place = self.fields["role"], self.fields["establishment"]
        assert isinstance(role, forms.ChoiceField)
        assert isinstance(place, SchoolField)
        role.choices = [(key, wording.say_text(ROLES[key].name)) for key in roles_to_give(by)]
        if not everywhere(by):
            place.required, place.la_number = True, by.establishment[:3]
            place.help_text = _("The authority itself, or one of its schools: begin with its number, name or town.")
            self.initial["establishment"] = self.initial.get("establishment") or by.establishment

    def place_number(self) -> str:
        """Return the number of the school or authority; empty for none."""
        place: Establishment | None = self.cleaned_data["establishment"]
        return place.number if place else ""


class InviteForm(RoleForm):
    """Who is to be invited."""

    full_name = forms.CharField(
        label=gettext_lazy("Full name"),
        max_length=300,
        error_messages={"required": gettext_lazy("Enter the person's full name.")},
    )
    username = forms.CharField(
        label=gettext_lazy("Username"),
        help_text=gettext_lazy("Leave it empty and we make one, such as 681bjones. Capital and small letters count."),
        max_length=300,
        required=False,
    )
    email = forms.CharField(
        label=gettext_lazy("E-mail address at work"),
        help_text=gettext_lazy("The invitation goes there. Not a private mail service."),
        max_length=400,
        error_messages={"required": gettext_lazy("Enter an e-mail address.")},
    )
    field_order = ("full_name", "username", "email", "role", "establishment")

    def particulars(self) -> Particulars:
        """Return what was entered."""
        given = self.cleaned_data
        return Particulars(given["username"], given["full_name"], given["email"], given["role"], self.place_number())
