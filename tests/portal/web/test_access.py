"""Who reads a page is known, in whichever wrapping Django hands them over."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils.functional import SimpleLazyObject

from handover.portal.web.access import find_reader
from tests.cast import Cast


@pytest.mark.parametrize("lazy", [True, False])
def test_a_person_who_is_signed_in_reads_and_a_visitor_is_nobody(cast: Cast, lazy: bool):
    for user, reader in ((cast.alis, cast.alis), (AnonymousUser(), None)):
        request = RequestFactory().get("/")
        request.user = SimpleLazyObject(lambda user=user: user) if lazy else user
        assert find_reader(request) == reader


def test_a_request_that_failed_before_anybody_was_known_has_no_reader():
    assert find_reader(RequestFactory().get("/")) is None
