"""The forms of signing in and of one's own account."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handover.portal.accounts.models import User
from handover.portal.accounts.passkeys import LONGEST_ANSWER, LONGEST_NAME
from handover.portal.accounts.passwords import check_new_password
from handover.portal.web import wording

LONGEST_PASSWORD = 256


class SignInForm(forms.Form):
    """Username and password, both to the letter."""

    username = forms.CharField(
        label=gettext_lazy("Username"),
        max_length=150,
        error_messages={"required": gettext_lazy("Enter your username.")},
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        error_messages={"required": gettext_lazy("Enter your password.")},
    )


class CodeForm(forms.Form):
    """A code of the second step."""

    code = forms.CharField(
        label=gettext_lazy("Code"), max_length=40, error_messages={"required": gettext_lazy("Enter the code.")}
    )


class ForgottenForm(forms.Form):
    """Whose password is forgotten."""

    username = forms.CharField(
        label=gettext_lazy("Username"),
        max_length=150,
        error_messages={"required": gettext_lazy("Enter your username.")},
    )


class NewPasswordForm(forms.Form):
    """A new password, typed twice."""

    password = forms.CharField(
        label=gettext_lazy("New password"),
        help_text=gettext_lazy("At least 12 characters. Three or four words that do not belong together do well."),
        max_length=LONGEST_PASSWORD,
        strip=False,
        error_messages={"required": gettext_lazy("Enter a new password.")},
    )
    again = forms.CharField(
        label=gettext_lazy("New password again"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        error_messages={"required": gettext_lazy("Enter the new password again.")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Check the new password."""
        password: str = self.cleaned_data["password"]
        if problem := check_new_password(password, self.user, timezone.localdate()):
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

    username = forms.CharField(
        label=gettext_lazy("Username"),
        help_text=gettext_lazy("The person who invited you has told you, or you know it already."),
        max_length=150,
        error_messages={"required": gettext_lazy("Enter your username.")},
    )
    field_order = ("username", "password", "again")


class ChangePasswordForm(NewPasswordForm):
    """The present password and a new one."""

    present = forms.CharField(
        label=gettext_lazy("Present password"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        error_messages={"required": gettext_lazy("Enter your present password.")},
    )
    field_order = ("present", "password", "again")


class PresentPasswordForm(forms.Form):
    """The present password, asked before a change that matters."""

    present = forms.CharField(
        label=gettext_lazy("Your password"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        error_messages={"required": gettext_lazy("Enter your password.")},
    )


class AddAppForm(CodeForm):
    """A code that shows that an app has the secret; of whoever has a second step already, the password too."""

    present = forms.CharField(
        label=gettext_lazy("Your password"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        error_messages={"required": gettext_lazy("Enter your password.")},
    )
    field_order = ("present", "code")

    def __init__(self, *args: Any, again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not again:
            del self.fields["present"]


class PasskeyAnswerForm(forms.Form):
    """What the browser says of a passkey."""

    answer = forms.CharField(
        max_length=LONGEST_ANSWER,
        widget=forms.HiddenInput,
        error_messages={"required": gettext_lazy("The browser has made no passkey. Try again, or use an app.")},
    )


class PasskeyForm(PasskeyAnswerForm):
    """A passkey that the browser has made, and its name; of whoever has a second step already, the password too."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("So that you know it again, such as “my telephone”."),
        max_length=LONGEST_NAME,
        error_messages={"required": gettext_lazy("Give the passkey a name.")},
    )
    present = forms.CharField(
        label=gettext_lazy("Your password"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        error_messages={"required": gettext_lazy("Enter your password.")},
    )
    field_order = ("name", "present", "answer")

    def __init__(self, *args: Any, again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not again:
            del self.fields["present"]
