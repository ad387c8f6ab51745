"""Building the demo county, all through the product: tables (`county.py`), the story (`story.py`), a zone (`zone.py`)."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from handover.common.identifiers import LA_SUFFIX
from handover.portal import transaction
from handover.portal.accounts import yearly_check
from handover.portal.accounts.models import Office, User
from handover.portal.accounts.second_step import keep_app
from handover.portal.demo.county import PASSWORD, PEOPLE, PLACES, TOTP_SECRET
from handover.portal.demo.expecting import list_expected
from handover.portal.demo.sharing import share_out
from handover.portal.demo.story import tell_story
from handover.portal.demo.zone import make_demo_zone
from handover.portal.establishments.models import Establishment, EstablishmentKind

CHECK_TIME = timedelta(weeks=6)


def build_county(now: datetime) -> bool:
    """Build the county unless it is there; say whether it was built."""
    if Establishment.objects.exists():
        return False
    with transaction.atomic():
        make_places()
        make_people(now)
    tell_story(now)
    list_expected(now)
    share_out(now)
    make_demo_zone(now)
    ask_who_may_sign_in(now)
    return True


def ask_who_may_sign_in(now: datetime) -> None:
    """Open the yearly check of people, so that the authorities' administrators have one to work through."""
    national = User.objects.get(username="nia")
    yearly_check.open_check(timezone.localdate(now) + CHECK_TIME, national.actor, now)


def make_places() -> None:
    """Make authorities and schools, closed ones after their successors."""
    made: dict[str, Establishment] = {}
    for place in sorted(PLACES, key=lambda place: bool(place.successor)):
        made[place.number] = Establishment.objects.create(
            number=place.number,
            kind=EstablishmentKind.LA if place.number.endswith(LA_SUFFIX) else EstablishmentKind.SCHOOL,
            la_number=place.number[:3],
            name=place.name,
            name_cy=place.name_cy,
            phase=place.phase,
            email=place.email,
            town=place.town,
            postcode=place.postcode,
            closed_on=place.closed_on,
            successor=made.get(place.successor),
            contact=place.contact,
            telephone=place.telephone,
        )


def make_people(now: datetime) -> None:
    """Make everybody, with one password; it is hashed once, because hashing is slow on purpose."""
    password = make_password(PASSWORD)
    places = {place.number: place for place in Establishment.objects.all()}
    for person in PEOPLE:
        user = User.objects.create(
            username=person.username,
            full_name=person.full_name,
            email=f"{person.username}@schools.example",
            role=person.role,
            establishment=places.get(person.place),
            language=person.language,
            must_choose_password=False,
            password=password,
        )
        Office.objects.bulk_create(
            Office(user=user, role=user.role, establishment=places[also]) for also in person.also
        )
        if user.duties.second_factor:
            keep_app(user, TOTP_SECRET, now)
