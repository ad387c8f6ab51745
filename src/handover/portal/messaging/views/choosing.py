"""Choosing recipients, for a message and for an address group: one small form for each way, all without scripts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from handover.common.identifiers import LA_SUFFIX
from handover.common.problems import Problem
from handover.portal.accounts.models import User
from handover.portal.establishments.choosing import SchoolField, limit_to_authority
from handover.portal.establishments.directory import las
from handover.portal.messaging import groups
from handover.portal.messaging.boxes import SCHOOL, Box, la_roles, name_boxes, read_box
from handover.portal.messaging.faults import FAULTS, MessagingRefused
from handover.portal.messaging.writing import with_added
from handover.portal.web import wording

NONE_CHOSEN: Final = ("", gettext_lazy("Choose…"))


class AuthorityForm(forms.Form):
    """An authority, and a type of its users."""

    authority = forms.ChoiceField(
        label=gettext_lazy("Authority"), error_messages={"required": gettext_lazy("Choose an authority.")}
    )
    type = forms.ChoiceField(
        label=gettext_lazy("Type of user"), error_messages={"required": gettext_lazy("Choose a type of user.")}
    )

    def __init__(self, *args: Any, authorities: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "authority", [NONE_CHOSEN, *((number + LA_SUFFIX, name) for number, name in authorities)])
        set_choices(self, "type", [(role.key, wording.say_text(role.name)) for role in la_roles()])

    def boxes(self) -> list[Box]:
        """Return what was chosen."""
        return [Box(self.cleaned_data["authority"], self.cleaned_data["type"])]


class SchoolForm(forms.Form):
    """A school."""

    school = SchoolField(
        "open",
        checked_later=True,
        label=gettext_lazy("School"),
        error_messages={"required": gettext_lazy("Enter the school.")},
    )

    def __init__(self, *args: Any, la_number: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_to_authority(self, "school", la_number)

    def boxes(self) -> list[Box]:
        """Return what was chosen."""
        return [Box(self.cleaned_data["school"].number, SCHOOL)]


class ChosenGroupForm(forms.Form):
    """One of a person's address groups."""

    group = forms.ChoiceField(
        label=gettext_lazy("Address group"), error_messages={"required": gettext_lazy("Choose a group.")}
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = {str(group.reference): group for group in groups.list_groups(by)}
        set_choices(self, "group", [NONE_CHOSEN, *((key, group.name) for key, group in self.groups.items())])

    def boxes(self) -> list[Box]:
        """Return the members of the group; raise MessagingRefused for one without any."""
        boxes = [box for box in map(read_box, self.groups[self.cleaned_data["group"]].members) if box]
        if not boxes:
            raise MessagingRefused({"": FAULTS["message.group_empty"].at()})
        return boxes


def set_choices(form: forms.Form, name: str, options: Sequence[tuple[Any, Any]]) -> None:
    """Give a field its options."""
    choice = form.fields[name]
    assert isinstance(choice, forms.ChoiceField)
    choice.choices = list(options)


@dataclass
class Choosing:
    """The recipients chosen so far, the forms to add others, and what was wrong with the last attempt."""

    chosen: list[str]
    forms: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)
    changed: bool = False

    @property
    def places(self) -> list[tuple[str, str]]:
        """The recipients chosen so far: key and name."""
        return [(place.box.key, place.named(wording.language())) for place in name_boxes(self.chosen)]

    @property
    def failed(self) -> bool:
        """Whether something was wrong."""
        return bool(self.problems) or any(form.errors for form in self.forms.values())


def choosing(request: HttpRequest, chosen: Sequence[str], by: User, now: datetime, *, with_groups: bool) -> Choosing:
    """Take one step: add or remove a recipient where the form was posted, and return how things stand then."""
    language = wording.language()
    authorities = [(la.la_number, f"{la.la_number} {la.named(language)}") for la in las()]
    does = request.POST.get("do", "")

    def posted(name: str) -> Any:
        return request.POST if does == name else None

    made: dict[str, Any] = {
        "authority": AuthorityForm(posted("authority"), authorities=authorities),
        "school": SchoolForm(posted("school"), la_number=by.establishment.la_number if by.establishment else ""),
    }
    if with_groups:
        made["group"] = ChosenGroupForm(posted("group"), by=by)
    step = Choosing(list(chosen), made)
    remove = request.POST.get("remove")
    if remove in step.chosen:
        step.chosen.remove(remove)
        step.changed = True
    elif does in made and made[does].is_valid():
        add_recipients(step, made[does], by, now)
    return step


def add_recipients(step: Choosing, form: Any, by: User, now: datetime) -> None:
    """Add what a form says, or keep what is wrong with it."""
    try:
        step.chosen = with_added(step.chosen, form.boxes(), by, now)
        step.changed = True
    except MessagingRefused as refused:
        step.problems = list(refused.problems.values())
