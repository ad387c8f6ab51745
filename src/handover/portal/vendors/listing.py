"""Finding vendors: all of them with how many offices approve each, and those that an office can approve."""

from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from handover.portal.establishments.models import Establishment
from handover.portal.vendors.models import Vendor, VendorApproval


def all_vendors(today: date) -> QuerySet[Vendor]:
    """Return all vendors, with the number of `offices` that approve each on a day."""
    live = Q(approvals__key__withdrawn_at=None, approvals__key__ends_on__gte=today)
    rows = Vendor.objects.select_related("registered_by", "withdrawn_by")
    return rows.annotate(offices=Count("approvals", filter=live))


def find_vendor_by_reference(reference: UUID, today: date) -> Vendor | None:
    """Return one vendor, as `all_vendors` does."""
    return all_vendors(today).filter(reference=reference).first()


def vendors_for_office(place: Establishment, today: date) -> QuerySet[Vendor]:
    """Return the vendors that an office can approve, with whether it has (`is_approved`)."""
    live = VendorApproval.objects.filter(
        vendor=OuterRef("pk"), key__establishment=place, key__withdrawn_at=None, key__ends_on__gte=today
    )
    return Vendor.objects.filter(withdrawn_at=None).annotate(is_approved=Exists(live))
