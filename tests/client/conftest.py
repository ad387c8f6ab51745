"""What the tests of the client share."""

from tests.client.sites import keyed_site, line, training_keys

__all__ = ["keyed_site", "line", "training_keys"]
