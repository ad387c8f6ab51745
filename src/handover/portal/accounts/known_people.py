"""What the checks of a new person ask of the people and places of the site: from the database, or loaded for a whole list."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from handover.common.lists.known_schools import KnownSchools
from handover.portal.accounts.models import User
from handover.portal.accounts.offices import list_holders
from handover.portal.accounts.reach import everywhere, offices_of, places_of
from handover.portal.accounts.roles import ROLES
from handover.portal.accounts.usernames import propose, unlike
from handover.portal.audit.log import Actor
from handover.portal.establishments.directory import find_establishment
from handover.portal.establishments.models import Establishment


class KnownPeople:
    """The people and places of the database, asked one question at a time."""

    def has_username(self, username: str) -> bool:
        """Say whether somebody has a username, in whatever letters."""
        return User.objects.filter(username__iexact=username).exists()

    def propose_username(self, full_name: str, number: str) -> str:
        """Return a username that nobody has, for a person of an establishment."""
        return propose(full_name, number)

    def find_holder(self, role: str, number: str, of: User | None) -> User | None:
        """Return who, other than `of`, has an open account of a role at an establishment."""
        holders = list_holders(role=role, establishment__number=number)
        return next((holder for holder in holders if of is None or holder.pk != of.pk), None)

    def find_place(self, number: str) -> Establishment | None:
        """Return the establishment of a number."""
        return find_establishment(number)


STORED = KnownPeople()


@dataclass(slots=True)
class LoadedPeople(KnownPeople):
    """The same of everybody whom somebody may look after, in few queries; who is added to it is known from then on."""

    by: Actor
    usernames: set[str] = field(default_factory=set)
    holders: dict[tuple[str, str], User] = field(default_factory=dict)
    places: dict[str, Establishment] = field(default_factory=dict)
    schools: KnownSchools = field(init=False)
    by_email: dict[str, list[User]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.usernames = {name.lower() for name in User.objects.values_list("username", flat=True)}
        for place in places_of(self.by):
            self.places[place.number] = place
        own = self.by.establishment[:3] if self.by.establishment and not everywhere(self.by) else ""
        self.schools = KnownSchools.of(
            ((place.number, (place.name, place.name_cy)) for place in self.places.values()), own
        )
        for office in offices_of(self.by).filter(user__deleted_at=None):
            self.add(office.holder)
        single = [role.key for role in ROLES.values() if role.one_each]
        for holder in list_holders(role__in=single):
            self.holders[holder.role, holder.actor.establishment] = holder

    def add(self, person: User) -> None:
        """Know somebody in an office; who has several is added once for each."""
        self.usernames.add(person.username.lower())
        self.by_email.setdefault(person.email.lower(), []).append(person)
        if person.is_active and person.establishment and ROLES[person.role].one_each:
            self.holders[person.role, person.establishment.number] = person

    def has_username(self, username: str) -> bool:
        """Say whether somebody has a username, in whatever letters."""
        return username.lower() in self.usernames

    def find_holder(self, role: str, number: str, of: User | None) -> User | None:
        """Return who has an open account of a role at an establishment."""
        return self.holders.get((role, number))

    def find_place(self, number: str) -> Establishment | None:
        """Return the establishment of a number, if it is within reach."""
        return self.places.get(number)

    def choose_username(self, wanted: str) -> str:
        """Return a username, with a figure at its end if somebody has it already."""
        return unlike(wanted, self.usernames)

    def find_by_email(self, email: str) -> Iterable[User]:
        """Return the people with an e-mail address; colleagues may share one."""
        return self.by_email.get(email.lower(), ())
