"""Choosing recipients, many at once, for a message and for an address group; without scripts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handover.common.problems import Problem
from handover.portal.accounts.models import User
from handover.portal.establishments.choosing import SchoolsField, limit_to_authority, search_scope
from handover.portal.establishments.directory import las
from handover.portal.messaging import groups
from handover.portal.messaging.boxes import SCHOOL, Box, la_roles, name_boxes, read_box
from handover.portal.messaging.faults import FAULTS, MessagingRefused
from handover.portal.messaging.writing import with_added
from handover.portal.web import wording

NONE_CHOSEN: Final = ("", gettext_lazy("Choose…"))
ADD, GO_ON = "add", "go_on"
"""The buttons of the form: add and stay, add and go on."""


class RecipientsForm(forms.Form):
    """Whom to add, many at once: an address group, schools by name or number, schools of one's own authority, authorities.

    `types` says which users of the authorities that are ticked.
    """

    group = forms.ChoiceField(label=gettext_lazy("Address group"), required=False)
    schools = SchoolsField("open", checked_later=True, label=gettext_lazy("Schools"), required=False)
    ours = forms.MultipleChoiceField(label=gettext_lazy("Schools of our authority"), required=False)
    authorities = forms.MultipleChoiceField(label=gettext_lazy("Authorities"), required=False)
    types = forms.MultipleChoiceField(label=gettext_lazy("Which of their users"), required=False)

    def __init__(self, *args: Any, by: User, with_groups: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = wording.language()
        la_number = by.establishment.la_number if by.establishment else ""
        self.groups = {str(group.reference): group for group in groups.list_groups(by)} if with_groups else {}
        set_choices(self, "group", [NONE_CHOSEN, *((key, group.name) for key, group in self.groups.items())])
        limit_to_authority(self, "schools", la_number)
        own = by.actor.establishment
        open_here = search_scope("own-open", la_number) if la_number else ()
        named = sorted((school.named(language), school.number) for school in open_here if school.number != own)
        set_choices(self, "ours", [(number, f"{name} ({number})") for name, number in named])
        set_choices(self, "authorities", [(la.number, f"{la.la_number} {la.named(language)}") for la in las()])
        set_choices(self, "types", [(role.key, wording.say_text(role.name)) for role in la_roles()])

    def clean(self) -> dict[str, Any]:
        """Say what is missing: a type of users where an authority is ticked, an authority where a type is."""
        said = self.cleaned_data
        if said.get("authorities") and not said.get("types"):
            self.add_error("types", _("Tick which users of the authorities you mean."))
        if said.get("types") and not said.get("authorities"):
            self.add_error("authorities", _("Tick the authorities whose users you mean."))
        return said

    def boxes(self) -> list[Box]:
        """Return what was chosen, in the order of the form; raise MessagingRefused for a group without members."""
        said = self.cleaned_data
        members = [box for box in map(read_box, self.groups[said["group"]].members) if box] if said["group"] else []
        if said["group"] and not members:
            raise MessagingRefused({"": FAULTS["message.group_empty"].at()})
        schools = [*(place.number for place in said["schools"]), *said["ours"]]
        authorities = [Box(number, role) for number in said["authorities"] for role in said["types"]]
        return list(dict.fromkeys([*members, *(Box(number, SCHOOL) for number in schools), *authorities]))


def set_choices(form: forms.Form, name: str, options: Sequence[tuple[Any, Any]]) -> None:
    """Give a field its options."""
    choice = form.fields[name]
    assert isinstance(choice, forms.ChoiceField)
    choice.choices = list(options)


@dataclass
class Choosing:
    """The recipients chosen so far, the form to add others, and what was wrong with the last attempt.

    `done` says that the person wants to go on with what is chosen now.
    """

    chosen: list[str]
    form: RecipientsForm
    problems: list[Problem] = field(default_factory=list)
    changed: bool = False
    done: bool = False

    @property
    def places(self) -> list[tuple[str, str]]:
        """The recipients chosen so far: key and name."""
        return [(place.box.key, place.named(wording.language())) for place in name_boxes(self.chosen)]

    @property
    def failed(self) -> bool:
        """Whether something was wrong."""
        return bool(self.problems) or bool(self.form.errors)


def choosing(request: HttpRequest, chosen: Sequence[str], by: User, now: datetime, *, with_groups: bool) -> Choosing:
    """Take one step: add or remove a recipient where the form was posted, and return how things stand then."""
    does = request.POST.get("do", "")
    adds = does in (ADD, GO_ON) or "more" in request.POST
    step = Choosing(list(chosen), RecipientsForm(request.POST if adds else None, by=by, with_groups=with_groups))
    remove = request.POST.get("remove")
    if remove in step.chosen:
        step.chosen.remove(remove)
        step.changed = True
    elif adds and step.form.is_valid():
        add_recipients(step, by, now)
        step.done = does == GO_ON and not step.failed
    return step


def add_recipients(step: Choosing, by: User, now: datetime) -> None:
    """Add what the form says, or keep what is wrong with it."""
    try:
        boxes = step.form.boxes()
        if not boxes and not step.chosen:
            raise MessagingRefused({"": FAULTS["message.no_recipient"].at()})
        step.chosen = with_added(step.chosen, boxes, by, now)
        step.changed = True
    except MessagingRefused as refused:
        step.problems = list(refused.problems.values())
