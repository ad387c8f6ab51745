"""Writing to the contact of a vendor."""

from datetime import datetime

from django.conf import settings

from handover.portal.notices.outbox import send_email
from handover.portal.vendors.models import Vendor


def tell_vendor(kind: str, vendor: Vendor, now: datetime) -> None:
    """Write to the contact of a vendor, within the caller's transaction."""
    values = {"vendor": vendor.name, "client": vendor.client_id, "url": f"{settings.CONFIG.url}/api/v1/"}
    send_email(kind, to=[vendor.contact_email], values=values, now=now)
