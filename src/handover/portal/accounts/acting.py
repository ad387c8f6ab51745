"""Who acted, as an e-mail names them: the person and where they work."""

from handover.common.text import Text
from handover.portal.accounts.models import User
from handover.portal.accounts.roles import ROLES
from handover.portal.audit.log import Actor
from handover.portal.establishments.directory import find_establishment
from handover.portal.establishments.models import Establishment

OF_THE_SITE = Text("the administrator of the site", "gweinyddwr y wefan")


def name_actor(by: Actor) -> Text:
    """Return a person's name and office in both languages; what the site itself or its operator does is the site's."""
    person = User.objects.filter(username=by.username).first()
    if person is None:
        return OF_THE_SITE
    place = find_establishment(by.establishment) if by.establishment else None
    where = name_place(place, by.role)
    return Text(*(f"{person.full_name}, {where.say(language)}" for language in ("en", "cy")))


def name_office(user: User) -> Text:
    """Return where a person works; of those who act for every authority, their role."""
    return name_place(user.establishment, user.role)


def name_place(place: Establishment | None, role: str) -> Text:
    """Return how a place is called in both languages; without one, the role."""
    return Text(place.named("en"), place.named("cy")) if place else ROLES[role].name
