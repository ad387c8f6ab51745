"""A vendor of software that serves many schools, as tests register, approve and run it."""

import json
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http.response import HttpResponseBase
from django.test import Client
from django.utils import timezone

from handover.portal.accounts.models import User
from handover.portal.accounts.second_step import has_second_step, keep_app
from handover.portal.apikeys.making import WantedKey
from handover.portal.vendors.approving import approve_vendor
from handover.portal.vendors.models import Vendor, VendorApproval
from handover.portal.vendors.registering import MadeSecret, WantedVendor, register_vendor
from handover.portal.web.roles import SCHOOL
from tests.cast import SECRET, Cast
from tests.programs import Program

TOKEN = "/api/oauth/token"


def make_vendor(cast: Cast, name: str = "Branwen MIS", now: datetime | None = None) -> MadeSecret:
    """Return a vendor's first secret: the national administrator has registered it."""
    wanted = WantedVendor(name, "api@branwen.example", "https://www.branwen.example")
    return register_vendor(cast.gwilym, wanted, now or timezone.now())


def approve(
    by: User,
    vendor: Vendor,
    *rights: str,
    role: str = SCHOOL,
    networks: tuple[str, ...] = (),
    days: int = 90,
    now: datetime | None = None,
) -> VendorApproval:
    """Return the approval of a vendor by a person for their office; they set up a second step for it if they have none."""
    moment = now or timezone.now()
    if not has_second_step(by):
        keep_app(by, SECRET, moment)
    ends_on = timezone.localdate(moment) + timedelta(days=days)
    return approve_vendor(by, vendor, WantedKey(vendor.name, rights, ends_on, role, networks), moment)


@dataclass
class VendorSoftware:
    """The software of a vendor, with its client id and secret."""

    client_id: str
    secret: str

    def ask_token(self, scope: str = "", headers: dict[str, str] | None = None, **changes: Any) -> HttpResponseBase:
        """Ask for a token with the secret in the header Authorization."""
        pair = f"{self.client_id}:{self.secret}".encode()
        form = {"grant_type": "client_credentials", **({"scope": scope} if scope else {}), **changes}
        return post_form(form, HTTP_AUTHORIZATION=f"Basic {b64encode(pair).decode()}", **(headers or {}))

    def program(self, scope: str = "") -> Program:
        """Return a program with a new token: for an office where a scope names one."""
        answer = self.ask_token(scope)
        assert answer.status_code == 200, answer.content
        return Program(f"Bearer {json.loads(answer.content)['access_token']}")


def post_form(form: dict[str, Any], **headers: str) -> HttpResponseBase:
    """Send a form to the address at which tokens are given."""
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    return client.post(TOKEN, urlencode(form, doseq=True), "application/x-www-form-urlencoded", **headers)


def software_of(made: MadeSecret) -> VendorSoftware:
    """Return the software that has a secret."""
    return VendorSoftware(made.secret.vendor.client_id, made.text.text)


def some_approval(cast: Cast) -> VendorApproval:
    """Return an approval that is in use, of a vendor beside which there is another."""
    made = make_vendor(cast)
    make_vendor(cast, "Another MIS")
    approval = approve(cast.alis, made.secret.vendor, "send", "collect")
    software_of(made).program("establishment:6812990").get("/me")
    return approval
