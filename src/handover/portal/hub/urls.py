"""The addresses of the hub."""

from django.urls import path

from handover.portal.hub.views import arriving

urlpatterns = [
    path("records/", arriving.records_to_take, name="records-to-take"),
    path("records/on-roll/", arriving.records_on_roll, name="records-on-roll"),
    path("records/<uuid:reference>/", arriving.record_to_take, name="record-to-take"),
    path("records/<uuid:reference>/refuse/", arriving.record_refuse, name="record-refuse"),
]
