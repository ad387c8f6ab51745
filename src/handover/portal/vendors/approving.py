"""An office approves a vendor for some rights until a day, and its approval is a key: it has the rights, the role, the ranges
and the end of one, is lowered, withdrawn and watched over as one, and only its secret is missing. The vendor's tokens stand
in its place. So nothing of what holds for keys is written a second time here.
"""

from datetime import datetime

from django.utils import timezone

from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.apikeys.making import (
    KeyNotMade,
    WantedKey,
    check_wanted,
    describe_key,
    hold_office,
    require_office,
    store_key,
    withdraw_api_key,
)
from handover.portal.apikeys.models import ApiKey
from handover.portal.apikeys.telling import tell_of_key
from handover.portal.audit.log import record
from handover.portal.establishments.models import Establishment
from handover.portal.vendors.faults import FAULTS
from handover.portal.vendors.models import Vendor, VendorApproval, VendorToken


def approve_vendor(by: User, vendor: Vendor, wanted: WantedKey, now: datetime) -> VendorApproval:
    """Approve a vendor for the person's office; raise KeyNotMade with all that is wrong. The name is the vendor's.

    An approval that there is already is withdrawn in its favour, and the tokens that were given for that stand for this one.
    """
    place, today = require_office(by), timezone.localdate(now)
    if problems := check_wanted(by, wanted, today):
        raise KeyNotMade(problems)
    with transaction.atomic():
        hold_office(place, today)
        if Vendor.objects.get(pk=vendor.pk).withdrawn_at is not None:
            raise KeyNotMade({"": FAULTS["vendor.no_longer"].at(name=vendor.name)})
        old = find_live_approval(vendor, place, now)
        former = old or find_last_approval(vendor, place)
        key = store_key(by, place, wanted, now, follows=former.key if former else None).key
        key.name, key.digest = vendor.name, ""
        key.save(update_fields=["name", "digest"])
        approval = VendorApproval.objects.create(key=key, vendor=vendor)
        details = {**describe_key(key), "client": vendor.client_id, "replaces": old.key.prefix if old else ""}
        record("vendor.approved", actor=by.actor, subject=str(key.reference), details=details, now=now)
        if old is not None:
            ApiKey.objects.filter(pk=old.key_id, withdrawn_at=None).update(withdrawn_at=now, withdrawn_by=by)
            VendorToken.objects.filter(approval=old).update(approval=approval)
        tell_of_key("vendor_approved", key, by, now)
    return approval


def find_live_approval(vendor: Vendor, place: Establishment, now: datetime) -> VendorApproval | None:
    """Return the approval of a vendor by an office that is neither withdrawn nor ended."""
    live = VendorApproval.objects.filter(
        vendor=vendor,
        key__establishment=place,
        key__withdrawn_at=None,
        key__ends_on__gte=timezone.localdate(now),
    )
    return live.select_related("key__establishment").first()


def find_last_approval(vendor: Vendor, place: Establishment) -> VendorApproval | None:
    """Return the approval of a vendor by an office that was given last, whether or not it still works."""
    given = VendorApproval.objects.filter(vendor=vendor, key__establishment=place)
    return given.select_related("key").order_by("-key__made_at", "-pk").first()


def withdraw_approvals_of_gone_vendors(now: datetime) -> int:
    """Withdraw what offices approved of vendors that were withdrawn, and tell each office; return how many. May run twice."""
    today = timezone.localdate(now)
    rows = ApiKey.objects.filter(
        approval__vendor__withdrawn_at__isnull=False, withdrawn_at=None, ends_on__gte=today
    ).select_related("establishment", "approval__vendor__withdrawn_by")
    done = 0
    for key in rows:
        by = key.approval.vendor.withdrawn_by
        assert by is not None
        done += withdraw_api_key(by, key, now)
    return done
