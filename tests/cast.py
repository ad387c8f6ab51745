"""The people and establishments that every test of the site shares. All are invented."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from handover.portal.accounts.models import User
from handover.portal.accounts.second_step import fresh_codes, keep_app, recovery_hash, sealed_secret
from handover.portal.accounts.sign_in_models import AuthenticatorApp, RecoveryCode
from handover.portal.establishments.models import Establishment, EstablishmentKind

PASSWORD = "a-kettle-on-a-windowsill"
# Of everybody's authenticator app.
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

# number, kind, name, Welsh name, phase
ESTABLISHMENTS = {
    "caerwennol": ("681LLLL", "Caerwennol Council", "Cyngor Caerwennol", ""),
    "ynys_grug": ("660LLLL", "Isle of Grug County Council", "Cyngor Sir Ynys Grug", ""),
    "fernshire": ("936LLLL", "Fernshire County Council", "", ""),
    "nant_primary": ("6812990", "Nant y Wennol Primary School", "Ysgol Gynradd Nant y Wennol", "Primary"),
    "glan_high": ("6814990", "Glan Wennol High School", "Ysgol Uwchradd Glan Wennol", "Secondary"),
    "grug_primary": ("6602991", "Grug Bay Primary School", "Ysgol Bae Grug", "Primary"),
    "fern_academy": ("9364990", "Fern Hill Academy", "", "Secondary"),
}
# username, full name, role, establishment, language
PEOPLE = {
    "alis": ("Alis Prydderch", "school", "nant_primary", "cy"),
    "bryn": ("Bryn Madog", "school", "glan_high", "en"),
    "carys": ("Carys Mabli", "school", "grug_primary", "cy"),
    "dev": ("Dev Oakhanger", "school", "fern_academy", "en"),
    "efa": ("Efa Llwydiarth", "lea-user", "caerwennol", "en"),
    "ffion": ("Ffion Gwynant", "lea-user", "ynys_grug", "cy"),
    "hana": ("Hana Tegid", "lea-lost-pupil-transfer", "caerwennol", "en"),
    "idris": ("Idris Cadwgan", "lea-lost-pupil", "caerwennol", "en"),
    "jac": ("Jac Mostyn", "lea-lost-pupil-transfer", "ynys_grug", "cy"),
    "lowri": ("Lowri Dyfed", "lea-dba", "caerwennol", "en"),
    "macsen": ("Macsen Powys", "lea-dba-view", "caerwennol", "en"),
    "nerys": ("Nerys Alaw", "lea-school", "caerwennol", "en"),
    "owain": ("Owain Teifi", "lea-plasc", "caerwennol", "en"),
    "padrig": ("Padrig Elwy", "lea-admissions", "caerwennol", "en"),
    "gwilym": ("Gwilym Harlech", "national", None, "en"),
}


@dataclass(frozen=True)
class Cast:
    """Two Welsh LAs and an English one, four schools with a user each, somebody in every role of an LA, a national one."""

    caerwennol: Establishment
    ynys_grug: Establishment
    fernshire: Establishment
    nant_primary: Establishment
    glan_high: Establishment
    grug_primary: Establishment
    fern_academy: Establishment
    alis: User
    bryn: User
    carys: User
    dev: User
    efa: User
    ffion: User
    hana: User
    idris: User
    jac: User
    lowri: User
    macsen: User
    nerys: User
    owain: User
    padrig: User
    gwilym: User

    @property
    def people(self) -> tuple[User, ...]:
        """Everybody."""
        return tuple(getattr(self, name) for name in PEOPLE)


def make_cast() -> Cast:
    """Make them all in few statements: nearly every test of the site begins with them."""
    places = Establishment.objects.bulk_create(
        Establishment(
            number=number,
            kind=EstablishmentKind.LA if number.endswith("LLLL") else EstablishmentKind.SCHOOL,
            la_number=number[:3],
            name=name,
            name_cy=name_cy,
            phase=phase,
            email=f"{key.replace('_', '-')}@example.org",
        )
        for key, (number, name, name_cy, phase) in ESTABLISHMENTS.items()
    )
    place = dict(zip(ESTABLISHMENTS, places, strict=True))
    people = User.objects.bulk_create(
        person(name, full_name, role, place.get(at or ""), language)
        for name, (full_name, role, at, language) in PEOPLE.items()
    )
    set_up_second_steps([each for each in people if each.duties.second_factor])
    return Cast(**place, **dict(zip(PEOPLE, people, strict=True)))


def make_person(
    username: str, full_name: str, role: str, establishment: Establishment | None, language: str = "en"
) -> User:
    """Return somebody who has chosen a password, and set up the second step if their role needs it."""
    user = person(username, full_name, role, establishment, language)
    user.save()
    set_up_second_step(user)
    return user


def person(username: str, full_name: str, role: str, establishment: Establishment | None, language: str) -> User:
    """Return somebody who is not stored yet."""
    return User(
        username=username,
        full_name=full_name,
        email=f"{username}@example.org",
        role=role,
        establishment=establishment,
        language=language,
        must_choose_password=False,
        password=hashed_password(),
    )


@cache
def hashed_password() -> str:
    """Return the password as it is stored: everybody has chosen the same one, and it is hashed once."""
    return make_password(PASSWORD)


def set_up_second_step(user: User) -> None:
    if user.duties.second_factor:
        keep_app(user, SECRET, timezone.now())
        fresh_codes(user)


def set_up_second_steps(people: list[User]) -> None:
    """Give people who are new what `set_up_second_step` gives each, in two statements for all."""
    now = timezone.now()
    AuthenticatorApp.objects.bulk_create(
        AuthenticatorApp(user=each, secret=sealed_secret(SECRET), created_at=now) for each in people
    )
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=each, hash=recovery_hash(each, f"{number:08}")) for each in people for number in range(10)
    )


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, in a database that forgets them after the test."""
    return make_cast()


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """Return a function that gives a browser in which that person is signed in."""

    def browser(user: User) -> Client:
        client = Client(HTTP_ACCEPT_LANGUAGE=user.language)
        client.force_login(user)
        return client

    return browser
