"""Somebody with a stolen key, or a vendor's stolen secret, who has not the client certificate of its holder."""

import pytest
from django.urls import reverse
from django.utils import timezone

from handover.portal.accounts.second_step import keep_app
from handover.portal.apikeys.changing import replace_api_key
from handover.portal.apikeys.making import KeyNotMade
from handover.portal.apikeys.models import ApiKey
from handover.portal.audit.models import Entry
from handover.portal.forwarding import Forwarding
from handover.portal.vendors.models import Vendor
from handover.portal.vendors.registering import VendorRefused, bind_vendor
from tests.cast import SECRET
from tests.keys import bearer, give_key
from tests.programs import Program
from tests.vendors import approve, make_vendor, software_of

pytestmark = pytest.mark.django_db
ISSUER, SUBJECT = "CN=Firm CA,O=Firm,C=GB", "CN=Program,O=Firm\\, Ltd,C=GB"
SHOWN = {"x_issuer": ISSUER, "x_subject": SUBJECT}
REFUSED = (403, "key.certificate")


def let_proxy_name(settings, **changes):
    values = {
        "HANDOVER_PROXY": True,
        "HANDOVER_API_ISSUER_FIELD": "X-Issuer",
        "HANDOVER_API_SUBJECT_FIELD": "X-Subject",
    }
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, **values, **changes})


def answer_of(program, **headers):
    answer = program.get("/me", **headers)
    return answer.status_code, answer.json().get("code")


def bound(person, **key):
    return give_key(person, "send", issuer=ISSUER, subject=SUBJECT, **key)


def test_a_renewed_certificate_of_the_same_holder_works_and_so_does_the_next_key(cast, settings):
    let_proxy_name(settings, HANDOVER_API_CERTIFICATE_FIELD="X-Print")
    made = bound(cast.alis)
    for renewed in ("ab" * 32, "cd" * 32):
        assert answer_of(Program(bearer(made)), x_print=renewed, **SHOWN) == (200, None)
    following = Program(bearer(replace_api_key(cast.alis, made.key, 90, 14, timezone.now())))
    assert answer_of(following, **SHOWN) == (200, None)
    assert answer_of(following) == REFUSED


def test_the_same_subject_by_another_issuer_opens_nothing(cast, settings):
    let_proxy_name(settings)
    program = Program(bearer(bound(cast.alis)))
    for issuer in ("CN=Other CA,O=Firm,C=GB", "CN=firm ca,O=Firm,C=GB", SUBJECT, ""):
        assert answer_of(program, x_issuer=issuer, x_subject=SUBJECT) == REFUSED


def test_a_comma_inside_a_value_makes_no_other_holder(cast, settings):
    let_proxy_name(settings)
    program = Program(bearer(bound(cast.alis)))
    for subject in ("CN=Program,O=Firm, Ltd,C=GB", "CN=Program\\,O=Firm\\, Ltd,C=GB", "CN=Program,O=Firm,C=GB"):
        assert answer_of(program, x_issuer=ISSUER, x_subject=subject) == REFUSED
    assert answer_of(program, x_issuer=ISSUER, x_subject='C = GB, O = "Firm, Ltd", CN = Program') == (200, None)


def test_a_header_that_a_stranger_sends_is_gone_before_the_site_reads_it(settings):
    let_proxy_name(settings, HANDOVER_API_CERTIFICATE_FIELD="X-Print")
    from handover.portal.wsgi import listening_on

    def find_forwarding(application):
        while not isinstance(application, Forwarding):
            application = application._behind
        return application

    seen = {}
    forwarding = find_forwarding(listening_on(""))
    forwarding._behind = lambda environ, _: seen.update(environ) or []
    headers = {"HTTP_X_ISSUER": ISSUER, "HTTP_X_SUBJECT": SUBJECT, "HTTP_X_PRINT": "ab" * 32}
    forwarding({"REMOTE_ADDR": "203.0.113.9", "PATH_INFO": "/", **headers}, lambda *_: None)
    assert seen
    assert not headers.keys() & seen.keys()


@pytest.mark.parametrize(
    "changes",
    [{"HANDOVER_PROXY": False}, {"HANDOVER_API_ISSUER_FIELD": ""}, {"HANDOVER_API_SUBJECT_FIELD": ""}],
    ids=["no proxy", "no issuer", "no subject"],
)
def test_where_the_proxy_names_no_holder_a_bound_key_is_refused(cast, settings, changes):
    let_proxy_name(settings, **changes)
    assert answer_of(Program(bearer(bound(cast.alis))), **SHOWN) == REFUSED


@pytest.mark.parametrize(
    ("names", "faults"),
    [
        ({"issuer": ISSUER}, {"subject": "key.holder_half"}),
        ({"subject": SUBJECT}, {"issuer": "key.holder_half"}),
        ({"issuer": "/C=GB/O=Firm", "subject": SUBJECT}, {"issuer": "key.holder_shape"}),
    ],
    ids=["no subject", "no issuer", "old form"],
)
def test_half_a_holder_or_none_is_not_taken(cast, names, faults):
    with pytest.raises(KeyNotMade) as caught:
        give_key(cast.alis, "send", **names)
    assert {field: problem.code for field, problem in caught.value.problems.items()} == faults
    with pytest.raises(VendorRefused) as refused:
        bind_vendor(
            cast.gwilym,
            make_vendor(cast).secret.vendor,
            names.get("issuer", ""),
            names.get("subject", ""),
            timezone.now(),
        )
    assert {field: problem.code for field, problem in refused.value.problems.items()} == faults


def test_a_vendor_that_is_bound_gets_and_uses_tokens_with_its_certificate_alone(cast, settings):
    let_proxy_name(settings)
    made = make_vendor(cast)
    vendor, software = made.secret.vendor, software_of(made)
    approve(cast.alis, vendor, "send")
    before = software.program("establishment:6812990")
    assert answer_of(before) == (200, None)
    assert bind_vendor(cast.gwilym, vendor, ISSUER, SUBJECT, timezone.now()) is True
    assert bind_vendor(cast.gwilym, vendor, ISSUER, SUBJECT, timezone.now()) is False
    assert answer_of(before) == REFUSED
    assert answer_of(before, **SHOWN) == (200, None)
    for shown in ({}, {"HTTP_X_ISSUER": "CN=Other", "HTTP_X_SUBJECT": SUBJECT}):
        refused = software.ask_token("establishment:6812990", headers=shown)
        assert (refused.status_code, refused.json()["error"]) == (401, "invalid_client")
        assert "client certificate" in refused.json()["error_description"]
    given = software.ask_token("", headers={"HTTP_X_ISSUER": ISSUER, "HTTP_X_SUBJECT": SUBJECT}).json()
    own = Program(f"Bearer {given['access_token']}")
    assert own.get("/vendor/establishments", **SHOWN).status_code == 200
    assert own.get("/vendor/establishments").json()["code"] == "key.certificate"
    assert Entry.objects.filter(action="vendor.certificate_bound").count() == 1


def test_the_pages_ask_for_a_holder_where_the_proxy_names_one(cast, settings, signed_in):
    keep_app(cast.bryn, SECRET, timezone.now())
    office, day = signed_in(cast.bryn), timezone.localdate()
    assert "Subject of its client certificate" not in office.get(reverse("new-key")).content.decode()
    let_proxy_name(settings)
    boxes = {"ends_on-day": 28, "ends_on-month": day.month, "ends_on-year": day.year + 1}
    asked = {"name": "SIMS", "rights": ["send"], "networks": "", "issuer": ISSUER, "subject": SUBJECT, **boxes}
    assert office.post(reverse("new-key"), {**asked, "subject": ""}).status_code == 422
    office.post(reverse("new-key"), asked)
    key = ApiKey.objects.get()
    assert (key.certificate_issuer, key.certificate_subject) == (
        "C=GB,O=Firm,CN=Firm CA",
        "C=GB,O=Firm\\, Ltd,CN=Program",
    )
    assert "Firm CA" in office.get(reverse("key", args=[key.reference])).content.decode().replace("<wbr>", "")


def test_the_administrator_binds_a_vendor_and_frees_it_again(cast, settings, signed_in):
    let_proxy_name(settings)
    vendor, office = make_vendor(cast).secret.vendor, signed_in(cast.gwilym)
    place = reverse("bind-vendor-certificate", args=[vendor.reference])
    assert place in office.get(reverse("vendor", args=[vendor.reference])).content.decode()
    assert office.post(place, {"issuer": ISSUER, "subject": "x"}).status_code == 422
    for issuer, subject, kept in ((ISSUER, SUBJECT, "C=GB,O=Firm\\, Ltd,CN=Program"), ("", "", "")):
        assert "It is saved" in office.post(place, {"issuer": issuer, "subject": subject}, follow=True).content.decode()
        assert Vendor.objects.get().certificate_subject == kept
