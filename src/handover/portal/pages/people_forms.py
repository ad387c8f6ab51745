"""The forms of the pages about people. They only take up words; the checks are `accounts.particulars`."""

from django import forms
from django.utils.translation import gettext_lazy

from handover.common.problems import Problem
from handover.portal.accounts.particulars import Particulars
from handover.portal.accounts.roles import ROLES
from handover.portal.pages import wording


def role_choices() -> list[tuple[str, str]]:
    """Return the roles in the language of the page."""
    return [(role.key, wording.say(role.name)) for role in ROLES.values()]


def explain(form: forms.Form, problems: dict[str, Problem]) -> None:
    """Put what the checks found beside the fields that it concerns."""
    for field, problem in problems.items():
        language = wording.language()
        form.add_error(field or None, f"{problem.message(language)} {problem.remedy(language)}")


class RoleForm(forms.Form):
    """A role, and where."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), error_messages={"required": gettext_lazy("Choose a role.")})
    establishment = forms.CharField(
        label=gettext_lazy("Number of the school or authority"),
        help_text=gettext_lazy("Such as 6814990, or 681LLLL for an authority. Empty for a national administrator."),
        max_length=10,
        required=False,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = role_choices()


class InviteForm(RoleForm):
    """Who is to be invited."""

    full_name = forms.CharField(
        label=gettext_lazy("Full name"),
        max_length=300,
        error_messages={"required": gettext_lazy("Enter the person's full name.")},
    )
    username = forms.CharField(
        label=gettext_lazy("Username"),
        help_text=gettext_lazy("Letters and figures, such as 681bjones. Capital and small letters count."),
        max_length=300,
        error_messages={"required": gettext_lazy("Enter a username.")},
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
