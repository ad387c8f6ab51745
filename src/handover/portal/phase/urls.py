"""The addresses of the phase transfer board."""

from django.urls import path

from handover.portal.phase import views as phase

urlpatterns = [
    path("phase/", phase.phase, name="phase"),
    path("phase/files/", phase.phase_put, name="phase-put"),
    path("phase/again/", phase.phase_again, name="phase-again"),
    path("phase/decide/", phase.phase_decide, name="phase-decide"),
    path("phase/changes.csv", phase.phase_changes, name="phase-changes"),
    path("phase/send/", phase.phase_send, name="phase-send"),
    path("phase/files/<uuid:reference>/", phase.phase_difference, name="phase-difference"),
]
