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
    establishment = forms.CharField(
        label=gettext_lazy("Number of the school or authority"),
        help_text=gettext_lazy("Such as 6814990, or 681LLLL for an authority. Empty for a national administrator."),
        max_length=10,
        required=False,
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role, place = self.fields["role"], self.fields["establishment"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = [(key, wording.say_text(ROLES[key].name)) for key in roles_to_give(by)]
        if not everywhere(by):
            place.required = True
            place.help_text = _("%(la)s for the authority itself, or the number of one of its schools.") % {
                "la": by.establishment
            }
            self.initial["establishment"] = self.initial.get("establishment") or by.establishment


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
        return Particulars(given["username"], given["full_name"], given["email"], given["role"], given["establishment"])
