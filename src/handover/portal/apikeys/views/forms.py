"""The forms of the pages about keys. They only take up words; the checks are in `apikeys.making`."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy

from handover.portal.accounts.models import User
from handover.portal.accounts.roles import Role
from handover.portal.apikeys.distinguished_name import LONGEST_NAME
from handover.portal.apikeys.limits import LONGEST_DAYS, MOST_OVERLAP_DAYS, OVERLAP_DAYS
from handover.portal.apikeys.making import WantedKey, roles_for_keys
from handover.portal.apikeys.models import ApiKey
from handover.portal.apikeys.right import KeyRight
from handover.portal.apikeys.rights import RIGHTS, rights_of_role
from handover.portal.web import wording
from handover.portal.web.day_field import DayField

USUAL_DAYS = 365
LONGEST_RANGES = 2000
LONGEST_FINGERPRINT = 200
NO_RIGHT = gettext_lazy("Tick what the program needs.")
LAST_DAY_HINT = gettext_lazy("At most %(days)s days from today. You are told by e-mail before it ends.")


def rights_of_roles(roles: tuple[Role, ...]) -> list[KeyRight]:
    """Return the rights that keys of some roles can have, each once, in the order of the table."""
    found = {right.key for role in roles for right in rights_of_role(role.key)}
    return [right for key, right in RIGHTS.items() if key in found]


class NewKeyForm(forms.Form):
    """What a key is to be. Where there is one role that it can have, nobody is asked for it."""

    name = forms.CharField(
        label=gettext_lazy("Name of the program"),
        help_text=gettext_lazy("So that you know the key again, such as “SIMS on the office computer”."),
        max_length=300,
        error_messages={"required": gettext_lazy("Enter the name of the program that is to have the key.")},
    )
    role = forms.ChoiceField(
        label=gettext_lazy("For whom does it work?"),
        help_text=gettext_lazy(
            "The key works with the mailbox of this role, and can do no more than a person who has it."
        ),
        error_messages={"required": gettext_lazy("Choose a role.")},
    )
    rights = forms.MultipleChoiceField(
        label=gettext_lazy("What may it do?"),
        help_text=gettext_lazy("Tick what the program needs, and no more."),
        error_messages={"required": NO_RIGHT},
    )
    ends_on = DayField(
        label=gettext_lazy("Last day on which it works"),
        error_messages={"required": gettext_lazy("Enter the last day on which the key works.")},
    )
    networks = forms.CharField(
        label=gettext_lazy("Addresses from which it works (optional)"),
        help_text=gettext_lazy(
            "Addresses of the internet, or ranges such as 192.0.2.0/24, each in a line of its own. Whoever looks after "
            "your network knows them. Leave it empty and the key works from everywhere."
        ),
        required=False,
        max_length=LONGEST_RANGES,
        widget=forms.Textarea,
    )

    certificate = forms.CharField(
        label=gettext_lazy("SHA-256 fingerprint of its client certificate (optional)"),
        help_text=gettext_lazy(
            "Then the key works only for a program that shows this certificate when it connects. Whoever looks after the "
            "program knows it."
        ),
        required=False,
        max_length=LONGEST_FINGERPRINT,
    )

    issuer = forms.CharField(
        label=gettext_lazy("Issuer of its client certificate (optional)"),
        help_text=gettext_lazy(
            "With the subject, in place of a fingerprint: then a renewed certificate works too. Such as CN=Firm CA,O=Firm,C=GB."
        ),
        required=False,
        max_length=LONGEST_NAME,
    )
    subject = forms.CharField(
        label=gettext_lazy("Subject of its client certificate (optional)"),
        help_text=gettext_lazy("Its holder, such as CN=Program,O=Firm,C=GB."),
        required=False,
        max_length=LONGEST_NAME,
    )

    def __init__(self, *args: Any, by: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not (settings.CONFIG.proxy and settings.CONFIG.api_certificate_field):
            del self.fields["certificate"]
        if not settings.CONFIG.names_certificates:
            del self.fields["issuer"], self.fields["subject"]
        self.roles = roles_for_keys(by)
        role, rights = self.fields["role"], self.fields["rights"]
        assert isinstance(role, forms.ChoiceField)
        assert isinstance(rights, forms.MultipleChoiceField)
        role.choices = [(each.key, wording.say_text(each.name)) for each in self.roles]
        rights.choices = [(each.key, wording.say_text(each.name)) for each in rights_of_roles(self.roles)]
        self.initial.setdefault("ends_on", today + timedelta(days=USUAL_DAYS))
        self.fields["ends_on"].help_text = LAST_DAY_HINT % {"days": LONGEST_DAYS}
        if len(self.roles) == 1:
            del self.fields["role"]

    @property
    def asks_role(self) -> bool:
        """Whether there is a role to choose."""
        return "role" in self.fields

    @property
    def asks_certificate(self) -> bool:
        """Whether keys can be bound to certificates here."""
        return "certificate" in self.fields

    @property
    def asks_holder(self) -> bool:
        """Whether keys can be bound to the holder of certificates here."""
        return "subject" in self.fields

    @property
    def hints(self) -> dict[str, str]:
        """What each right is for, in the language of the page."""
        return {right.key: wording.say_text(right.about) for right in rights_of_roles(self.roles)}

    @property
    def role_hints(self) -> dict[str, str]:
        """What each role is for, in the language of the page."""
        return {role.key: wording.say_text(role.about) for role in self.roles}

    def wanted(self) -> WantedKey:
        """Return what was entered."""
        given = self.cleaned_data
        role = given["role"] if self.asks_role else self.roles[0].key
        networks = tuple(line.strip() for line in given["networks"].splitlines() if line.strip())
        certificate = (given.get(name, "") for name in ("certificate", "issuer", "subject"))
        return WantedKey(given["name"], tuple(given["rights"]), given["ends_on"], role, networks, *certificate)


class ReplaceKeyForm(forms.Form):
    """How long the old key still works beside the one that takes its place."""

    overlap = forms.IntegerField(
        label=gettext_lazy("For how many days does the old key still work?"),
        help_text=gettext_lazy("So long you have to give the new one to the program. 0: until tonight."),
        initial=OVERLAP_DAYS,
        min_value=0,
        max_value=MOST_OVERLAP_DAYS,
        error_messages={"required": gettext_lazy("Enter a number of days.")},
    )


class LowerRightsForm(forms.Form):
    """Which of its rights a key keeps."""

    rights = forms.MultipleChoiceField(
        label=gettext_lazy("What may it still do?"),
        help_text=gettext_lazy("Untick what the program does not need. To let it do more, make another key."),
        error_messages={"required": gettext_lazy("Leave at least one ticked, or withdraw the key.")},
    )

    def __init__(self, *args: Any, key: ApiKey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rights = self.fields["rights"]
        assert isinstance(rights, forms.MultipleChoiceField)
        held = [right for name, right in RIGHTS.items() if name in key.rights]
        rights.choices = [(each.key, wording.say_text(each.name)) for each in held]
        self.initial.setdefault("rights", list(key.rights))
        self.hints = {right.key: wording.say_text(right.about) for right in held}
