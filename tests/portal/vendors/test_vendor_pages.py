"""The pages of vendors: the national administrator registers one, a school approves it, sees what it did and ends it."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.accounts.second_step import keep_app
from handover.portal.apikeys.changing import replace_api_key
from handover.portal.apikeys.making import KeyNotMade
from handover.portal.apikeys.models import ApiKey
from handover.portal.audit.log import Actor, record
from handover.portal.notices.models import Notice
from handover.portal.vendors.approving import withdraw_approvals_of_gone_vendors
from handover.portal.vendors.models import Vendor, VendorSecret
from handover.portal.vendors.registering import withdraw_vendor
from tests.cast import SECRET, Cast
from tests.files import ctf, name_of
from tests.vendors import VendorSoftware, approve, make_vendor, software_of

SignedIn = Callable[[User], Client]
SHOWN = re.compile(r"hnd_secret_[a-z]{8}_[A-Za-z0-9]{43}")
WANTED = {"name": "Branwen MIS", "contact_email": "api@branwen.example", "web_address": "https://www.branwen.example"}


def asked(**changes: object) -> dict[str, object]:
    day = timezone.localdate().replace(day=1)
    boxes = {"ends_on-day": 28, "ends_on-month": day.month, "ends_on-year": day.year + 1}
    return {"rights": ["send"], "networks": "", **boxes, **changes}


@pytest.fixture
def office(cast: Cast, signed_in: SignedIn) -> Client:
    """The browser of Bryn, who has set up a second step."""
    keep_app(cast.bryn, SECRET, timezone.now())
    return signed_in(cast.bryn)


def test_the_secret_is_shown_once_and_gets_a_token(cast: Cast, signed_in: SignedIn) -> None:
    national = signed_in(cast.gwilym)
    answer = national.post(reverse("new-vendor"), WANTED)
    (shown,) = set(SHOWN.findall(answer.content.decode()))
    assert "no-store" in answer["Cache-Control"]
    vendor = Vendor.objects.get()
    assert VendorSoftware(vendor.client_id, shown).ask_token().status_code == 200
    for place in (reverse("vendors"), reverse("vendor", args=[vendor.reference])):
        later = national.get(place).content.decode()
        assert "Branwen MIS" in later
        assert not SHOWN.search(later)
    told = Notice.objects.get(kind="vendor_registered")
    assert told.recipient == "api@branwen.example"
    assert vendor.client_id in told.body
    assert shown not in told.body


def test_what_is_wrong_with_a_vendor_is_said_beside_its_field(cast: Cast, signed_in: SignedIn) -> None:
    make_vendor(cast)
    wrong = {"name": "BRANWEN mis", "contact_email": "api", "web_address": "http://www.branwen.example"}
    answer = signed_in(cast.gwilym).post(reverse("new-vendor"), wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("is registered already", "That is no e-mail address", "That is no web address with https"):
        assert words in page
    assert Vendor.objects.count() == 1


def test_a_second_secret_works_beside_the_first_and_a_third_is_not_made(cast: Cast, signed_in: SignedIn) -> None:
    first = make_vendor(cast).secret
    national, place = signed_in(cast.gwilym), reverse("new-vendor-secret", args=[first.vendor.reference])
    assert "Both secrets work" in national.get(place).content.decode()
    assert SHOWN.search(national.post(place).content.decode())
    assert "has 2 secrets that work" in national.post(place, follow=True).content.decode()
    out = reverse("withdraw-vendor-secret", args=[first.vendor.reference, first.prefix])
    assert "is withdrawn" in national.post(out, follow=True).content.decode()
    assert "was withdrawn already" in national.post(out, follow=True).content.decode()
    assert VendorSecret.objects.filter(withdrawn_at=None).count() == 1


def test_a_school_approves_a_vendor_and_finds_it_among_its_keys(cast: Cast, office: Client) -> None:
    made = make_vendor(cast)
    vendor = made.secret.vendor
    assert "Branwen MIS" in office.get(reverse("vendors-to-approve")).content.decode()
    place = reverse("approve-vendor", args=[vendor.reference])
    assert office.post(place, asked(rights=[])).status_code == 422
    page = office.post(place, asked(), follow=True).content.decode()
    assert "You approve Branwen MIS" in page
    assert "the approval of a vendor" in page
    assert "hnd_live_" not in page
    assert "Branwen MIS" in office.get(reverse("keys")).content.decode()
    assert software_of(made).ask_token("establishment:6814990").status_code == 200
    kinds = sorted(Notice.objects.filter(kind="vendor_approved").values_list("recipient", flat=True))
    assert kinds == ["bryn@example.org", cast.glan_high.email]


def test_without_a_second_step_nobody_approves(cast: Cast, signed_in: SignedIn) -> None:
    vendor = make_vendor(cast).secret.vendor
    answer = signed_in(cast.dev).post(reverse("approve-vendor", args=[vendor.reference]), asked())
    assert f'href="{reverse("second-step")}"' in answer.content.decode()
    assert not ApiKey.objects.exists()


def test_the_school_reads_what_the_vendor_did_and_nothing_of_another(cast: Cast, office: Client) -> None:
    made = make_vendor(cast)
    mine = approve(cast.bryn, made.secret.vendor, "send").key
    approve(cast.alis, made.secret.vendor, "send")
    ours = name_of("6814990", "6812990")
    software_of(made).program("establishment:6814990").send(ours, ctf("6814990", "6812990"))
    theirs = name_of("6812990", "6602991", 7)
    software_of(made).program("establishment:6812990").send(theirs, ctf("6812990", "6602991"))
    page = office.get(reverse("key-acts", args=[mine.reference])).content.decode().replace("<wbr>", "")
    assert ours in page
    assert theirs not in page
    other = reverse("key-acts", args=[ApiKey.objects.get(establishment=cast.nant_primary).reference])
    assert office.get(other).status_code == 404


def test_many_acts_are_turned_page_by_page(cast: Cast, office: Client) -> None:
    key = approve(cast.bryn, make_vendor(cast).secret.vendor, "send").key
    actor = Actor("vendor Branwen MIS", "key", "6814990")
    with transaction.atomic():
        for number in range(60):
            record("file.sent", actor=actor, subject=f"act {number:02}", now=timezone.now())
    place = reverse("key-acts", args=[key.reference])
    first = office.get(place).content.decode()
    assert re.findall(r"act (\d\d)", first) == [f"{number:02}" for number in range(59, 9, -1)]
    (older,) = re.findall(r"before=(\d+)", first)
    second = office.get(f"{place}?before={older}").content.decode()
    assert re.findall(r"act (\d\d)", second) == [f"{number:02}" for number in range(9, -1, -1)]
    assert "Newest" in second


def test_an_approval_is_approved_again_and_its_tokens_go_on(cast: Cast, office: Client) -> None:
    made = make_vendor(cast)
    old = approve(cast.bryn, made.secret.vendor, "send").key
    program = software_of(made).program("establishment:6814990")
    place = reverse("renew-approval", args=[old.reference])
    assert "You approve it until" in office.get(place).content.decode()
    office.post(place, asked(rights=["send", "collect"]))
    old.refresh_from_db()
    assert old.withdrawn_at is not None
    assert program.get("/me").json()["rights"] == ["send", "collect"]
    with pytest.raises(KeyNotMade):
        replace_api_key(cast.bryn, ApiKey.objects.get(withdrawn_at=None), 365, 14, timezone.now())
    live = ApiKey.objects.get(withdrawn_at=None)
    assert office.get(reverse("replace-key", args=[live.reference])).status_code == 404


@pytest.mark.parametrize("who", ["bryn", "lowri", "gwilym"])
def test_school_authority_and_nation_end_an_approval(cast: Cast, signed_in: SignedIn, who: str) -> None:
    made = make_vendor(cast)
    key = approve(cast.bryn, made.secret.vendor, "send").key
    program = software_of(made).program("establishment:6814990")
    browser, place = signed_in(getattr(cast, who)), reverse("withdraw-api-key", args=[key.reference])
    assert "can do nothing for the office from this moment on" in browser.get(place).content.decode()
    assert "The approval of Branwen MIS is withdrawn" in browser.post(place, follow=True).content.decode()
    assert program.get("/me").json()["code"] == "key.withdrawn"
    assert Notice.objects.filter(kind="approval_withdrawn", recipient=cast.glan_high.email).count() == 1


def test_the_authority_sees_approvals_among_the_keys_of_its_schools(cast: Cast, signed_in: SignedIn) -> None:
    approve(cast.bryn, make_vendor(cast).secret.vendor, "send")
    page = signed_in(cast.lowri).get(reverse("keys-of-schools") + "?view=live").content.decode()
    assert "Branwen MIS" in page
    assert "Vendor</strong>" in page


def test_each_office_is_told_of_a_vendor_that_is_withdrawn_once(cast: Cast, signed_in: SignedIn) -> None:
    vendor = make_vendor(cast).secret.vendor
    keys = [approve(person, vendor, "send").key for person in (cast.alis, cast.bryn)]
    national, place = signed_in(cast.gwilym), reverse("withdraw-vendor", args=[vendor.reference])
    assert "2 of them" in national.get(place).content.decode()
    assert "is withdrawn" in national.post(place, follow=True).content.decode()
    assert not withdraw_vendor(cast.gwilym, vendor, timezone.now())
    assert [withdraw_approvals_of_gone_vendors(timezone.now()) for _ in range(2)] == [2, 0]
    assert ApiKey.objects.filter(pk__in=[key.pk for key in keys], withdrawn_by=cast.gwilym).count() == 2
    told = Notice.objects.filter(kind="approval_withdrawn").values_list("recipient", flat=True)
    assert {cast.nant_primary.email, cast.glan_high.email} <= set(told)
    approved = signed_in(cast.dev).get(reverse("approve-vendor", args=[vendor.reference]))
    assert approved.status_code == 404
