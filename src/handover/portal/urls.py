"""Every address of the site."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("handover.portal.pages.urls")),
    path("", include("handover.portal.pages.urls_sign_in")),
    path("", include("handover.portal.pages.urls_transfers")),
    path("", include("handover.portal.pages.urls_messages")),
    path("", include("handover.portal.pages.urls_operations")),
    path("", include("handover.portal.pages.zones.urls")),
    path("", include("handover.portal.pages.urls_lost")),
    path("", include("handover.portal.pages.urls_administration")),
    path("", include("handover.portal.pages.urls_monitoring")),
    path("", include("handover.portal.pages.urls_reports")),
    path("", include("handover.portal.pages.urls_expected")),
    path("", include("handover.portal.pages.urls_phase")),
]

if settings.CONFIG.demo:
    urlpatterns.append(path("", include("handover.portal.demo.urls")))

handler400 = "handover.portal.pages.faults.bad_request"
handler403 = "handover.portal.pages.faults.forbidden"
handler404 = "handover.portal.pages.faults.not_found"
handler500 = "handover.portal.pages.faults.our_fault"
