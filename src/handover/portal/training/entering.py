"""Going into a training county and out again: for the time of a block this thread works in the county and nowhere else.

The site's code is the same within: what changes is what it stands on. Django's connection of this thread is one to the
county's own SQLite file; the settings that name folder, key, mail server and limits are the county's; the clock is ahead by
what its owner moved it. All of it belongs to the thread, and is put back whatever happens.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, cast

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.utils import ConnectionHandler
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase

from handover.portal import transaction
from handover.portal.clock import clock_ahead
from handover.portal.config import Config
from handover.portal.configuration.setting import Setting, settings_replaced
from handover.portal.county import EnteredCounty, entered_county, mark_entered
from handover.portal.database import sqlite
from handover.portal.sealed import key_for

PURPOSE: Final = "training counties"


class BadCountyEntry(RuntimeError):
    """A county is entered out of another one or within a transaction of the site: what was begun here would end there."""


def county_key() -> bytes:
    """Return the master key of the training counties: made from the site's, so that what either sealed the other never opens.

    Asked on the site, not in a county.
    """
    return key_for(PURPOSE)


@contextmanager
def enter_county(county: EnteredCounty) -> Iterator[None]:
    """Work in a county within the block. Raises BadCountyEntry."""
    if entered_county() is not None or transaction.is_in_transaction():
        raise BadCountyEntry(county.name)
    replaced = replaced_settings(county)
    outside = connections[DEFAULT_DB_ALIAS]
    inside = ConnectionHandler({DEFAULT_DB_ALIAS: sqlite(county.database)}).create_connection(DEFAULT_DB_ALIAS)
    connections[DEFAULT_DB_ALIAS] = inside
    try:
        with mark_entered(county), clock_ahead(county.ahead), settings_replaced(replaced):
            yield
    finally:
        connections[DEFAULT_DB_ALIAS] = outside
        inside.close()


def replaced_settings(county: EnteredCounty) -> Mapping[Setting[Any], object]:
    """Return the settings that are others in a county: no e-mail leaves it, and nothing lies outside its folder."""
    from django.conf import settings

    return {
        Config.files: county.files,
        Config.audit_anchors: None,
        Config.master_key: county_key(),
        Config.master_key_old: None,
        Config.files_before: None,
        Config.clamd: None,
        Config.smtp_url: "",
        Config.database_url: f"sqlite:///{county.database}",
        Config.api_requests_a_minute: settings.CONFIG.training_requests_a_minute,
        Config.training: False,
    }


def stay_in_county(response: HttpResponseBase, county: EnteredCounty) -> HttpResponseBase:
    """Have an answer that is written piece by piece draw each of its pieces in the county: the block has ended by then."""
    if isinstance(response, StreamingHttpResponse):
        response.streaming_content = draw_in_county(cast("Iterator[bytes]", response.streaming_content), county)
    return response


def draw_in_county(pieces: Iterator[bytes], county: EnteredCounty) -> Iterator[bytes]:
    """Yield the pieces of an answer, each of them drawn in the county; in between this thread is on the site."""
    while True:
        with enter_county(county):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece
