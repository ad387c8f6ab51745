"""A browser is known for those who signed in with it last, for half a year, and for nobody else."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from handover.portal.accounts import devices


def after(request: HttpRequest, username: str) -> HttpRequest:
    """The next request of that browser once somebody has signed in with it."""
    response = HttpResponse()
    devices.remember_device(request, response, username)
    following = HttpRequest()
    following.COOKIES = {name: morsel.value for name, morsel in response.cookies.items()}
    return following


def test_a_shared_browser_is_known_for_those_who_used_it_last(monkeypatch) -> None:
    monkeypatch.setattr(devices, "MOST_PEOPLE", 2)
    request = HttpRequest()
    for username in ("alis", "bryn", "alis", "carys"):
        request = after(request, username)
    known = {name: devices.known_device(request, name) for name in ("alis", "bryn", "carys", "dev")}
    assert known["alis"] == known["carys"] is not None
    assert (known["bryn"], known["dev"]) == (None, None)


def test_the_cookie_lasts_half_a_year_and_is_not_for_scripts() -> None:
    response = HttpResponse()
    devices.remember_device(HttpRequest(), response, "alis")
    morsel = response.cookies[settings.DEVICE_COOKIE_NAME]
    assert morsel["max-age"] == timedelta(days=180).total_seconds()
    assert (bool(morsel["httponly"]), morsel["samesite"]) == (True, "Lax")
    assert "alis" not in morsel.value


def test_a_cookie_that_was_changed_is_nobodys() -> None:
    request = after(HttpRequest(), "alis")
    assert devices.known_device(request, "alis")
    request.COOKIES = {name: value[:-1] + ("A" if value[-1] != "A" else "B") for name, value in request.COOKIES.items()}
    assert devices.known_device(request, "alis") is None
