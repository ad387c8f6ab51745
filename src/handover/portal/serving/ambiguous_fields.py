"""Header fields with `_` in their names, which a WSGI server cannot tell from those with `-`."""

from typing import Any, Final

from handover.zone.http.reach import is_from_elsewhere

SOMEBODY: Final = ("VIA", "unknown")
"""What is said in place of a field that told that somebody else had a hand in the request."""


def drop_ambiguous_fields(worker: Any, request: Any) -> None:
    """Drop them before the site can read them: one could be taken for what only a proxy may say (a hook of gunicorn).

    By itself, gunicorn would drop them unseen; zones must know whether one told of a proxy.
    """
    fields = request.headers
    told = any("_" in name and is_from_elsewhere(name) for name, _ in fields)
    request.headers = [(name, value) for name, value in fields if "_" not in name] + [SOMEBODY] * told
