"""The addresses of the hub, and of the way of records."""

from django.urls import path

from handover.portal.hub.views import arriving, moves

urlpatterns = [
    path("moves/", moves.show_moves, name="moves"),
    path("moves/<uuid:reference>/", moves.show_move, name="move"),
    path("moves/<uuid:reference>/custody/", moves.download_move_custody, name="move-custody"),
    path("records/", arriving.records_to_take, name="records-to-take"),
    path("records/on-roll/", arriving.records_on_roll, name="records-on-roll"),
    path("records/<uuid:reference>/", arriving.record_to_take, name="record-to-take"),
    path("records/<uuid:reference>/refuse/", arriving.record_refuse, name="record-refuse"),
]
