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
        connections=config.number("HANDOVER_ZONE_CONNECTIONS"),
        idle=config.number("HANDOVER_ZONE_IDLE_SECONDS"),
        head=config.number("HANDOVER_ZONE_HEAD_SECONDS"),
        body=config.number("HANDOVER_ZONE_BODY_SECONDS"),
        memory=config.number("HANDOVER_ZONE_MEMORY_MB") * MEBIBYTE,
    )


def zone_tls(config: Config) -> ZoneTls | None:
    """Return how zones speak TLS; None where they do not."""
    certificate = config.file("HANDOVER_ZONE_CERTIFICATE")
    if certificate is None:
        return None
    return ZoneTls(
        certificate,
        config.file("HANDOVER_ZONE_KEY"),
        config.file("HANDOVER_ZONE_CLIENT_AUTHORITY"),
        config.text("HANDOVER_ZONE_CLIENTS"),
        config.text("HANDOVER_ZONE_TLS_FLOOR"),
    )


def push_settings(config: Config) -> PushSettings:
    """Return how agents are reached that messages are pushed to."""
    context = partial(
        client_context,
        authority=config.file("HANDOVER_ZONE_PUSH_AUTHORITY"),
        check_names=config.flag("HANDOVER_ZONE_PUSH_CHECK_NAMES"),
        floor=config.text("HANDOVER_ZONE_TLS_FLOOR"),
        certificate=config.file("HANDOVER_ZONE_CERTIFICATE"),
        key=config.file("HANDOVER_ZONE_KEY"),
    )
    ways = PushTransport(config.networks("HANDOVER_ZONE_PUSH_NETWORKS"), context)
    return PushSettings(config.number("HANDOVER_ZONE_PUSH_PLACES"), ways)


def open_zones_to(config: Config, host: str, *, site: bool = False) -> OpenTo:
    """Return to whom open zones are open at a server that listens on a host; with `site`, at the one of the site's pages."""
    address = config.text("HANDOVER_ZONE_URL") or (config.text("HANDOVER_URL") if site else "")
    elsewhere = bool(address) and not is_loopback(urlsplit(address).hostname or "")
    return open_to(
        host,
        said=config.flag("HANDOVER_ZONE_OPEN_TO_EVERYONE"),
        forwards=config.flag("HANDOVER_PROXY") or elsewhere,
    )


def agent_address(config: Config, zone: str, key: str = "") -> str:
    """Return the address of a zone, or of the agent with this key, as it is given to those who run the agent."""
    return address_of(config.text("HANDOVER_ZONE_URL") or config.text("HANDOVER_URL"), zone, key)


def make_service(*, keeps_house: bool = True) -> Service:
    """Return what goes on by itself in a process that serves the site's zones; beside the site, the worker keeps house."""
    return Service(broker(), push_settings(settings.CONFIG), house_seconds=HOUSE_SECONDS if keeps_house else None)
