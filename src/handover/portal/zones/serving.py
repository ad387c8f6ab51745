"""The zones of the site as they are served: the settings that concern them, read from the table in `config.py`."""

from functools import partial
from urllib.parse import urlsplit

from django.conf import settings

from handover.portal.config import Config
from handover.portal.zones.broker import broker
from handover.zone.http.limits import ConnectionLimits
from handover.zone.http.reach import OpenTo, is_loopback, open_to
from handover.zone.http.tls import ZoneTls, client_context
from handover.zone.keys import address_of
from handover.zone.push.connection import PushTransport
from handover.zone.push.pusher import PushSettings
from handover.zone.service import HOUSE_SECONDS, Service

MEBIBYTE = 1024 * 1024


def connection_limits(config: Config) -> ConnectionLimits:
    """Return what agents' connections may take."""
    return ConnectionLimits(
        connections=config.zone_connections,
        idle=config.zone_idle_seconds,
        head=config.zone_head_seconds,
        body=config.zone_body_seconds,
        memory=config.zone_memory_mb * MEBIBYTE,
    )


def zone_tls(config: Config) -> ZoneTls | None:
    """Return how zones speak TLS; None where they do not."""
    certificate = config.zone_certificate
    if certificate is None:
        return None
    return ZoneTls(
        certificate,
        config.zone_key,
        config.zone_client_authority,
        config.zone_clients,
        config.zone_tls_floor,
    )


def push_settings(config: Config) -> PushSettings:
    """Return how agents are reached that messages are pushed to."""
    context = partial(
        client_context,
        authority=config.zone_push_authority,
        check_names=config.zone_push_check_names,
        floor=config.zone_tls_floor,
        certificate=config.zone_certificate,
        key=config.zone_key,
    )
    ways = PushTransport(config.zone_push_networks, context)
    return PushSettings(config.zone_push_places, ways)


def open_zones_to(config: Config, host: str, *, site: bool = False) -> OpenTo:
    """Return to whom open zones are open at a server that listens on a host; with `site`, at the one of the site's pages."""
    address = config.zone_url or (config.url if site else "")
    elsewhere = bool(address) and not is_loopback(urlsplit(address).hostname or "")
    return open_to(
        host,
        said=config.zone_open_to_everyone,
        forwards=config.proxy or elsewhere,
    )


def agent_address(config: Config, zone: str, key: str = "") -> str:
    """Return the address of a zone, or of the agent with this key, as it is given to those who run the agent."""
    return address_of(config.zone_url or config.url, zone, key)


def make_service(*, keeps_house: bool = True) -> Service:
    """Return what goes on by itself in a process that serves the site's zones; beside the site, the worker keeps house."""
    return Service(broker(), push_settings(settings.CONFIG), house_seconds=HOUSE_SECONDS if keeps_house else None)
