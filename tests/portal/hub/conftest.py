from collections.abc import Iterator

import pytest

from tests.cast import make_cast
from tests.hub import HubSite, HubTown


@pytest.fixture
def hub_site(transactional_db: None, settings) -> Iterator[HubSite]:
    """A site with a zone server on loopback; `hub_site.zone("town")` makes a zone with the hub in it."""
    site = HubSite(make_cast(), settings)
    yield site
    site.close()


@pytest.fixture
def hub_zone(hub_site: HubSite) -> HubTown:
    """A zone with the hub in it; `hub_zone.cast` are the people and schools."""
    return hub_site.zone("town")
