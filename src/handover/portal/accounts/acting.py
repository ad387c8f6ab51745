"""Who acted, as an e-mail names them: the person and where they work."""

from handover.common.text import Text
from handover.portal.accounts.models import User
from handover.portal.audit.log import Actor

OF_THE_SITE = Text("the administrator of the site", "gweinyddwr y wefan")


def name_actor(by: Actor) -> Text:
    """Return a person's name and office in both languages; what the site itself or its operator does is the site's."""
    person = User.objects.filter(username=by.username).select_related("establishment").first()
    if person is None:
        return OF_THE_SITE
    where = name_office(person)
    return Text(*(f"{person.full_name}, {where.say(language)}" for language in ("en", "cy")))


def name_office(user: User) -> Text:
    """Return where a person works; of those who act for every authority, their role."""
    place = user.establishment
    return Text(place.named("en"), place.named("cy")) if place else user.duties.name
