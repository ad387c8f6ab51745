"""The addresses of the hub, and of the way of records."""

from django.urls import path

from handover.portal.hub.views import moves

urlpatterns = [
    path("moves/", moves.show_moves, name="moves"),
    path("moves/<uuid:reference>/", moves.show_move, name="move"),
    path("moves/<uuid:reference>/custody/", moves.download_move_custody, name="move-custody"),
]
