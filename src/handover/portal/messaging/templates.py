"""Templates of messages: of everybody, of a workplace, of one person (seed, section 6.7). A deleted one is gone."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from handover.common.problems import Problem
from handover.common.text import Text
from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.audit.log import record
from handover.portal.messaging.faults import MessagingRefused
from handover.portal.messaging.models import Template
from handover.portal.messaging.permissions import WRITE_FOR_ALL
from handover.portal.messaging.words import LONGEST_DESCRIPTION, check_length, printable

LONGEST_NAME = 60


class Owner(StrEnum):
    """Whose a template is."""

    NATIONAL = "national"
    PLACE = "place"
    PERSON = "person"


OWNERS: dict[Owner, Text] = {
    Owner.NATIONAL: Text("Everybody", "Pawb"),
    Owner.PLACE: Text("Everybody at my school or authority", "Pawb yn fy ysgol neu fy awdurdod"),
    Owner.PERSON: Text("Me alone", "Fi yn unig"),
}


@dataclass(frozen=True, slots=True)
class TemplateContent:
    """What a template says; the Welsh is for those of everybody."""

    name: str
    description: str
    text: str
    name_cy: str = ""
    description_cy: str = ""
    text_cy: str = ""

    @property
    def tidied(self) -> "TemplateContent":
        """The same without stray blanks and control characters."""
        return TemplateContent(**{field: printable(getattr(self, field)).strip() for field in self.__slots__})


def list_templates(user: User) -> QuerySet[Template]:
    """Return the templates that a person may use."""
    mine = Q(person=user) | Q(person=None, establishment=None)
    if user.establishment_id:
        mine |= Q(establishment=user.establishment_id)
    return Template.objects.filter(mine)


def owners_for(user: User) -> tuple[Owner, ...]:
    """Return as whose a person may save a template."""
    if user.may(WRITE_FOR_ALL):
        return (Owner.NATIONAL, Owner.PERSON)
    return (Owner.PERSON, Owner.PLACE) if user.establishment_id else (Owner.PERSON,)


def owner(template: Template) -> Owner:
    """Say whose a template is."""
    if template.person_id:
        return Owner.PERSON
    return Owner.PLACE if template.establishment_id else Owner.NATIONAL


def may_edit_template(template: Template, user: User) -> bool:
    """Say whether a person may edit or delete a template that they may use."""
    return owner(template) in owners_for(user)


def find_template(reference: UUID, user: User) -> Template | None:
    """Return a template that a person may use."""
    return list_templates(user).filter(reference=reference).first()


def check_template(content: TemplateContent) -> dict[str, Problem]:
    """Say what is wrong with a template, by field."""
    longest = settings.CONFIG.message_characters
    found = {
        "name": check_length(content.name, LONGEST_NAME, "message.no_name"),
        "text": check_length(content.text, longest, "message.no_text"),
    }
    for field, most in (
        ("description", LONGEST_DESCRIPTION),
        ("name_cy", LONGEST_NAME),
        ("description_cy", LONGEST_DESCRIPTION),
        ("text_cy", longest),
    ):
        if value := getattr(content, field):
            found[field] = check_length(value, most, "message.no_text")
    return {field: problem for field, problem in found.items() if problem}


def save_template(template: Template, content: TemplateContent, whose: Owner, by: User, now: datetime) -> Template:
    """Save a new or changed template; raise MessagingRefused with what is wrong."""
    content = content.tidied
    if problems := check_template(content):
        raise MessagingRefused(problems)
    for field in content.__slots__:
        setattr(template, field, getattr(content, field))
    template.person = by if whose is Owner.PERSON else None
    template.establishment = by.establishment if whose is Owner.PLACE else None
    with transaction.atomic():
        template.save()
        record(
            "template.saved",
            actor=by.actor,
            subject=str(template.reference),
            details={"for": whose.value},
            now=now,
        )
    return template


def delete_template(template: Template, by: User, now: datetime) -> None:
    """Delete a template; messages that began with it stay as they are."""
    with transaction.atomic():
        if Template.objects.filter(pk=template.pk).delete()[0]:
            record("template.deleted", actor=by.actor, subject=str(template.reference), now=now)
