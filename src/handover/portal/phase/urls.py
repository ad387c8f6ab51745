"""The addresses of the phase transfer board."""

from django.urls import path

from handover.portal.phase.views import board, lists, placing

urlpatterns = [
    path("phase/", lists.phase, name="phase"),
    path("phase/columns/", lists.phase_columns, name="phase-columns-again"),
    path("phase/columns/<uuid:reference>/", lists.phase_columns, name="phase-columns"),
    path("phase/files/", board.phase_put, name="phase-put"),
    path("phase/again/", board.phase_again, name="phase-again"),
    path("phase/decide/", board.phase_decide, name="phase-decide"),
    path("phase/changes.csv", board.phase_changes, name="phase-changes"),
    path("phase/pupils/", placing.phase_pupils, name="phase-pupils"),
    path("phase/pupils/<str:key>/", placing.phase_pupil, name="phase-pupil"),
    path("phase/send/", placing.phase_send, name="phase-send"),
    path("phase/files/<uuid:reference>/", board.phase_difference, name="phase-difference"),
]
