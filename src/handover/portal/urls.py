"""Every address of the site: those of each feature."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

from handover.portal.features import FEATURES

ABSENT = frozenset() if settings.CONFIG.demo else {"demo"}
"""Features whose pages this site does not have."""

urlpatterns = [
    path("", include(f"handover.portal.{feature}.urls"))
    for feature in FEATURES
    if feature not in ABSENT and find_spec(f"handover.portal.{feature}.urls")
]

handler400 = "handover.portal.web.faults.bad_request"
handler403 = "handover.portal.web.faults.forbidden"
handler404 = "handover.portal.web.faults.not_found"
handler500 = "handover.portal.web.faults.our_fault"
