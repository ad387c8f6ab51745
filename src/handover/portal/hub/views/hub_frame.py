"""What the pages of the hub in one zone share: the zone's frame, also for a zone of another server."""

from django.http import Http404, HttpRequest

from handover.portal.hub.models import HubZone
from handover.portal.hub.zones.setting_up import is_own_zone
from handover.portal.zones import looking
from handover.portal.zones.views.frame import framed
from handover.zone.state import ZoneState


def find_hub(zone: str) -> HubZone | None:
    """Return the hub of a zone, where it is set up to the end."""
    hub = HubZone.objects.filter(zone=zone).first()
    return hub if hub is not None and hub.address else None


def get_hub_or_404(zone: str) -> HubZone:
    """Return the hub of a zone; 404 where there is none."""
    hub = find_hub(zone)
    if hub is None:
        raise Http404
    return hub


def state_of_hub(hub: HubZone) -> ZoneState | None:
    """Return the zone that the hub is in; None for one of another server, and for one that is gone."""
    return looking.state_of(hub.zone) if is_own_zone(hub) else None


def frame_hub(request: HttpRequest, zone: str, state: ZoneState | None, **context: object) -> dict[str, object]:
    """Return what a page is drawn from: in the zone's own frame, or without its links for a zone of another server."""
    shown = framed(request, state or ZoneState(id=zone, name=zone), **context)
    return shown if state is not None else {**shown, "tabs": []}
