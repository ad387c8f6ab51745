"""The forms of the pages about webhooks. They only take up words; the checks are in `webhooks.managing`."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from handover.portal.accounts.models import User
from handover.portal.accounts.roles import Role
from handover.portal.web import wording
from handover.portal.webhooks.event import WebhookEvent
from handover.portal.webhooks.events import WEBHOOK_EVENTS, events_of_role
from handover.portal.webhooks.keepers import roles_for_webhooks
from handover.portal.webhooks.limits import MOST_OVERLAP_DAYS, OVERLAP_DAYS
from handover.portal.webhooks.managing import WantedEndpoint
from handover.portal.webhooks.models import WebhookEndpoint


def events_of_roles(roles: tuple[Role, ...]) -> list[WebhookEvent]:
    """Return the events that endpoints of some roles can choose, each once, in the order of the table."""
    found = {event.key for role in roles for event in events_of_role(role.key)}
    return [event for key, event in WEBHOOK_EVENTS.items() if key in found]


class NewEndpointForm(forms.Form):
    """What an endpoint is to be. Where there is one role that it can have, nobody is asked for it."""

    description = forms.CharField(
        label=gettext_lazy("Name of the program"),
        help_text=gettext_lazy("So that you know the webhook again, such as “SIMS on the office computer”."),
        max_length=300,
        error_messages={"required": gettext_lazy("Enter the name of the program that is told.")},
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Whose news does it hear?"),
        help_text=gettext_lazy("It hears of the mailbox of this role."),
        error_messages={"required": gettext_lazy("Choose a role.")},
    )
    address = forms.CharField(
        label=gettext_lazy("Address at which the program hears"),
        help_text=gettext_lazy("The makers of the program give it to you. It begins with https://."),
        max_length=2000,
        error_messages={"required": gettext_lazy("Enter the address that the makers of the program gave you.")},
    )
    events = forms.MultipleChoiceField(
        label=gettext_lazy("Of what does it hear?"),
        help_text=gettext_lazy("Tick what the program waits for."),
        error_messages={"required": gettext_lazy("Tick what the program waits for.")},
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roles = roles_for_webhooks(by)
        role, events = self.fields["role"], self.fields["events"]
        assert isinstance(role, forms.ChoiceField)
        assert isinstance(events, forms.MultipleChoiceField)
        role.choices = [(each.key, wording.say_text(each.name)) for each in self.roles]
        events.choices = [(each.key, wording.say_text(each.name)) for each in events_of_roles(self.roles)]
        if len(self.roles) == 1:
            del self.fields["role"]

    @property
    def asks_role(self) -> bool:
        """Whether there is a role to choose."""
        return "role" in self.fields

    @property
    def hints(self) -> dict[str, str]:
        """When each event happens, in the language of the page."""
        return {event.key: wording.say_text(event.about) for event in events_of_roles(self.roles)}

    @property
    def role_hints(self) -> dict[str, str]:
        """What each role is for, in the language of the page."""
        return {role.key: wording.say_text(role.about) for role in self.roles}

    def wanted(self) -> WantedEndpoint:
        """Return what was entered."""
        given = self.cleaned_data
        role = given["role"] if self.asks_role else self.roles[0].key
        return WantedEndpoint(given["description"], given["address"], tuple(given["events"]), role)


class ChangeEventsForm(forms.Form):
    """Of what a webhook hears from now on."""

    events = forms.MultipleChoiceField(
        label=gettext_lazy("Of what does it hear?"),
        help_text=gettext_lazy("Tick what the program waits for."),
        error_messages={"required": gettext_lazy("Tick what the program waits for.")},
    )

    def __init__(self, *args: Any, endpoint: WebhookEndpoint, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        heard, events = events_of_role(endpoint.role), self.fields["events"]
        assert isinstance(events, forms.MultipleChoiceField)
        events.choices = [(each.key, wording.say_text(each.name)) for each in heard]
        self.initial.setdefault("events", list(endpoint.events))
        self.hints = {event.key: wording.say_text(event.about) for event in heard}


class ReplaceSecretForm(forms.Form):
    """How long the old secret still signs beside the one that takes its place."""

    overlap = forms.IntegerField(
        label=gettext_lazy("For how many days does the old secret still sign?"),
        help_text=gettext_lazy("So long you have to give the new one to the program. 0: the old one ends at once."),
        initial=OVERLAP_DAYS,
        min_value=0,
        max_value=MOST_OVERLAP_DAYS,
        error_messages={"required": gettext_lazy("Enter a number of days.")},
    )
