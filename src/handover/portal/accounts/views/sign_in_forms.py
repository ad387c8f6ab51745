"""The forms of signing in and of one's own account."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.accounts.passkeys import LONGEST_ANSWER, LONGEST_NAME
from handover.portal.accounts.passwords import check_new_password
from handover.portal.web import wording

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

LONGEST_PASSWORD = 256


def username_field(help_text: "_StrOrPromise" = "") -> forms.CharField:
    """Return the field for a username, to the letter."""
    return forms.CharField(
        label=gettext_lazy("Username"),
        help_text=help_text,
        max_length=150,
        error_messages={"required": gettext_lazy("Enter your username.")},
    )


def password_field(
    label: "_StrOrPromise", if_missing: "_StrOrPromise", help_text: "_StrOrPromise" = ""
) -> forms.CharField:
    """Return a field for a password, to the letter and with its blanks."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_PASSWORD,
        strip=False,
        error_messages={"required": if_missing},
    )


class SignInForm(forms.Form):
    """Username and password, both to the letter."""

    username = username_field()
    password = password_field(gettext_lazy("Password"), gettext_lazy("Enter your password."))


class CodeForm(forms.Form):
    """A code of the second step."""

    code = forms.CharField(
        label=gettext_lazy("Code"), max_length=40, error_messages={"required": gettext_lazy("Enter the code.")}
    )


class ForgottenForm(forms.Form):
    """Whose password is forgotten."""

    username = username_field()


class NewPasswordForm(forms.Form):
    """A new password, typed twice."""

    password = password_field(
        gettext_lazy("New password"),
        gettext_lazy("Enter a new password."),
        gettext_lazy("At least 12 characters. Three or four words that do not belong together do well."),
    )
    again = password_field(gettext_lazy("New password again"), gettext_lazy("Enter the new password again."))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Check the new password."""
        password: str = self.cleaned_data["password"]
        if problem := check_new_password(password, self.user, clock.today()):
            language = wording.language()
            raise ValidationError(f"{problem.message(language)} {problem.remedy(language)}")
        return password

    def clean(self) -> dict[str, Any]:
        """Check that both are alike."""
        again = self.cleaned_data.get("again")
        if again and "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            self.add_error("again", _("The two passwords are not alike. Enter them again."))
        return self.cleaned_data


class LinkForm(NewPasswordForm):
    """The username that the link belongs to, and a new password."""

    username = username_field(gettext_lazy("The person who invited you has told you, or you know it already."))
    field_order = ("username", "password", "again")


class JoinForm(forms.Form):
    """The username that an invitation was made for, given by somebody who has an account."""

    username = username_field(
        gettext_lazy("The one that you were told for this invitation, not the one of your account.")
    )


class ChangePasswordForm(NewPasswordForm):
    """The present password and a new one."""

    present = password_field(gettext_lazy("Present password"), gettext_lazy("Enter your present password."))
    field_order = ("present", "password", "again")


class PresentPasswordForm(forms.Form):
    """The present password, asked before a change that matters."""

    present = password_field(gettext_lazy("Your password"), gettext_lazy("Enter your password."))


class AddedStepForm(PresentPasswordForm):
    """Something that is added to the second step; only of whoever has one already (`again`), the password too."""

    def __init__(self, *args: Any, again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not again:
            del self.fields["present"]


class AddAppForm(AddedStepForm, CodeForm):
    """A code that shows that an app has the secret."""

    field_order = ("present", "code")


class PasskeyAnswerForm(forms.Form):
    """What the browser says of a passkey."""

    answer = forms.CharField(
        max_length=LONGEST_ANSWER,
        widget=forms.HiddenInput,
        error_messages={"required": gettext_lazy("The browser has made no passkey. Try again, or use an app.")},
    )


class PasskeyForm(AddedStepForm, PasskeyAnswerForm):
    """A passkey that the browser has made, and its name."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("So that you know it again, such as “my telephone”."),
        max_length=LONGEST_NAME,
        error_messages={"required": gettext_lazy("Give the passkey a name.")},
    )
    field_order = ("name", "present", "answer")
