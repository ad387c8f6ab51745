"""Where the pages are that `pages.py` names, on the stage that each of them finds."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from string import ascii_lowercase

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handover.common.lists.kinds import ListKind
from handover.demo import RollStanding
from handover.portal.accounts import invitations, people_import
from handover.portal.accounts.giving_offices import give_office
from handover.portal.accounts.models import Office
from handover.portal.accounts.people_list import read_people_list
from handover.portal.accounts.sign_in_models import Passkey
from handover.portal.accounts.tries import sign_in_buckets, take_try
from handover.portal.hub.models import HubSchool
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.search_brake import SearchPlace, TooManySearches, spend
from handover.portal.officelists.brought import keep_list
from handover.portal.phase.models import BoardPupil
from handover.portal.training.counties import hash_asking_place
from handover.portal.training.models import TrainingCounty
from handover.portal.zones.models import DeadLetterRow
from tests.browser.stage import Stage
from tests.counties import put_template_there
from tests.passkeys import add_soft_passkey

Address = Callable[[Stage], str]

Address = Callable[[Stage], str]


def with_two_offices(address: Callable[[Office], str]) -> Address:
    """Return an address on a stage on which Bryn has two schools; it is told the second office."""

    def found(stage: Stage) -> str:
        bryn, lowri = stage.cast.bryn, stage.cast.lowri
        there = Office.objects.filter(user=bryn, establishment__number="6812990").first()
        return address(there or give_office(bryn, "school", "6812990", lowri.actor, timezone.now()))

    return found


def difference(stage: Stage) -> str:
    """Return the address of what is different in a school's second whole-year file."""
    return reverse("phase-difference", args=[stage.whole_years[1].reference])


def board(stage: Stage) -> str:
    """Return the address of the phase transfer board, with something on it."""
    assert stage.whole_years
    return reverse("phase")


def on_board(stage: Stage) -> str:
    """Return the address of a pupil of the phase transfer board."""
    assert stage.whole_years
    pupil = BoardPupil.objects.first()
    assert pupil
    return reverse("phase-pupil", args=[f"{pupil.bulk_id}-{pupil.position}"])


def brought(name: str, kind: ListKind, text: str, who: str) -> Address:
    """Return an address where the columns of a list are asked that somebody has just brought."""

    def address(stage: Stage) -> str:
        kept = keep_list([text.encode()], kind, getattr(stage.cast, who), timezone.now())
        return reverse(name, args=[kept.reference])

    return address


def searched_too_much(stage: Stage) -> str:
    """Return the address of the search, for somebody who has searched as much as an hour allows."""
    for number in range(26):
        question = Question(surname="Zach" + ascii_lowercase[number])
        with suppress(TooManySearches):
            spend(question, SearchPlace.STORE, stage.cast.idris, timezone.now())
    return reverse("lost")


def after_wrong_tries(stage: Stage) -> str:
    """Return the address for signing in, on a stage on which Bryn's password was guessed at from here."""
    for _ in range(5):
        take_try(sign_in_buckets(stage.cast.bryn.username, "127.0.0.1", None), timezone.now())
    return reverse("sign-in")


def with_template(name: str) -> Address:
    """Return an address on a stage on which training counties can be given."""

    def found(stage: Stage) -> str:
        put_template_there()
        return reverse(name)

    return found


def with_every_county_given(name: str) -> Address:
    """Return an address on a stage on which whoever asks from here has had as many training counties as there are a day."""

    def found(stage: Stage) -> str:
        now = timezone.now()
        for _ in range(settings.CONFIG.training_counties_a_day):
            TrainingCounty.objects.create(place_hash=hash_asking_place("127.0.0.1"), made_at=now, last_used_at=now)
        return reverse(name)

    return found


def with_passkey(address: Callable[[Passkey], str]) -> Address:
    """Return an address on a stage on which Nerys has a passkey."""

    def found(stage: Stage) -> str:
        made = add_soft_passkey(stage.cast.nerys)
        return address(made)

    return found


def at(name: str, *args: object) -> Address:
    """Return an address that is the same on every stage."""
    return lambda stage: reverse(name, args=args)


def literally(address: str) -> Address:
    """Return an address that has no name."""
    return lambda stage: address


def file(name: str, key: str) -> Address:
    """Return an address of one of the stage's files."""
    return lambda stage: reverse(name, args=[stage.files[key].reference])


def key(name: str, which: str) -> Address:
    """Return an address of one of the stage's keys."""
    return lambda stage: reverse(name, args=[stage.keys[which].key.reference])


def webhook(name: str, which: str, query: str = "") -> Address:
    """Return an address of one of the stage's webhooks."""
    return lambda stage: reverse(name, args=[stage.webhooks[which].reference]) + query


def with_webhooks(name: str) -> Address:
    """Return an address on a stage on which a school has webhooks."""

    def address(stage: Stage) -> str:
        assert stage.webhooks
        return reverse(name)

    return address


def with_keys(name: str, query: str = "") -> Address:
    """Return an address on a stage on which offices have keys."""

    def address(stage: Stage) -> str:
        assert stage.keys
        return reverse(name) + query

    return address


def vendor(name: str) -> Address:
    """Return an address of the stage's vendor."""
    return lambda stage: reverse(name, args=[stage.approval.vendor.reference])


def vendor_secret(name: str) -> Address:
    """Return an address of the secret of the stage's vendor."""
    return lambda stage: reverse(
        name, args=[stage.approval.vendor.reference, stage.approval.vendor.secrets.get().prefix]
    )


def with_vendors(name: str) -> Address:
    """Return an address on a stage on which there are vendors."""
    return lambda stage: stage.approval and reverse(name)


def approval(name: str) -> Address:
    """Return an address of the stage's approval of a vendor, as the key that it is."""
    return lambda stage: reverse(name, args=[stage.approval.key.reference])


def way(name: str, key: str) -> Address:
    """Return an address of the way of one of the stage's records."""
    return lambda stage: reverse(name, args=[stage.ways[key].reference])


def with_ways(name: str, query: str = "") -> Address:
    """Return an address of a page on which ways of records are."""

    def find(stage: Stage) -> str:
        assert stage.ways
        return reverse(name) + query

    return find


def with_stuck(name: str) -> Address:
    """Return an address of a page on which a record stands that could not be made."""
    return lambda stage: reverse(name) if stage.stuck else ""


def file_with_ways(key: str) -> Address:
    """Return the address of a file that carries a record whose way is known."""

    def find(stage: Stage) -> str:
        assert stage.ways
        return reverse("file", args=[stage.files[key].reference])

    return find


def damaged(name: str) -> Address:
    """Return an address of the file whose stored bytes are gone."""
    return lambda stage: reverse(name, args=[stage.damaged.reference])


def standing_still(stage: Stage) -> str:
    """Return the address of the background work while jobs stand still and a stored file is gone."""
    assert stage.damaged
    return reverse("jobs")


def not_taken(stage: Stage) -> str:
    """Return the address of the e-mails that did not go out, while there are some."""
    assert stage.damaged
    return reverse("failing-emails")


def letter(name: str, key: str = "", query: str = "") -> Address:
    """Return an address of one of the stage's messages, or of a list of them."""

    def address(stage: Stage) -> str:
        letters = stage.letters
        return reverse(name, args=[getattr(letters, key).reference] if key else []) + query

    return address


def brought_list(*, accepted: bool) -> Address:
    """Return an address of a list of people that Lowri has brought: one to add, one whose school nobody knows."""

    def address(stage: Stage) -> str:
        heading, now = b"Name,E-mail,School\n", timezone.now()
        rows = b"Non Newydd,non@glan.example,6814990\nTwm Tawel,twm@glan.example,Nowhere School\n"
        brought = people_import.keep_people_list(read_people_list([heading + rows]).people, stage.cast.lowri.actor, now)
        if accepted:
            people_import.accept_list(brought, now)
            people_import.add_part(brought, now)
        return reverse("people-list", args=[brought.reference])

    return address


def invited_in_waves(stage: Stage) -> str:
    """Return the address of who has come, while invitations are on their way."""
    now, by = timezone.now(), stage.cast.lowri.actor
    until = timezone.localdate(now) + timedelta(days=30)
    invitations.start_wave(invitations.invitable(by), until, 1, by, now)
    return reverse("who-has-come")


def zone(name: str, *args: object, query: str = "") -> Address:
    """Return an address of a page of the stage's zone."""
    return lambda stage: reverse(name, args=[stage.town.zone, *args]) + query


def hub(name: str, *, removing: bool = False) -> Address:
    """Return an address of a page of the zone with the hub; `removing`, of the first school that the hub serves there."""

    def address(stage: Stage) -> str:
        zone = stage.hub_town.zone
        return reverse(name, args=[zone, HubSchool.objects.earliest("pk").pk] if removing else [zone])

    return address


def records(name: str, which: str = "") -> Address:
    """Return an address of a page about the records that wait for a school's yes; with `which`, of one of them."""
    return lambda stage: reverse(name, args=[stage.records[which].reference] if which else []) if stage.records else ""


def with_records(name: str, *args: object) -> Address:
    """Return an address of a page for a school whose software is given records."""
    return lambda stage: reverse(name, args=args) if stage.records else ""


def software(name: str, *args: object) -> Address:
    """Return an address of a page of the schools' own software."""
    return lambda stage: stage.software and reverse(name, args=args)


def learner(number: str, standing: RollStanding) -> Address:
    """Return the address of the first child who stands so with the school of that number, in its own software."""
    return lambda stage: reverse("demo-child", args=[number, stage.software[number, standing]])


def message(name: str, query: str = "") -> Address:
    """Return an address of the message that one agent of the stage's zone has refused."""
    return lambda stage: zone(name, DeadLetterRow.objects.get(zone=stage.town.zone).message_id, query=query)(stage)


def report(key: str, query: str = "run=yes", form: str = "report") -> Address:
    """Return an address of a report that is run."""
    return lambda stage: f"{reverse(form, args=[key])}?{query}"


def lost(name: str, what: str) -> Address:
    """Return an address of something to do with lost pupils on the stage."""
    return lambda stage: reverse(name, args=[getattr(stage, what).reference])


def twin(stage: Stage) -> str:
    """Return the address of a pupil who is perhaps the same as another."""
    return reverse("lost-pupil", args=[stage.undecided.later.reference])


def signed_in_elsewhere(stage: Stage) -> str:
    """Return the address of where Gwilym is signed in, on a stage on which he is twice."""
    Client(HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0").force_login(stage.cast.gwilym)
    return reverse("sessions")
