"""The addresses of the hub."""

from django.urls import path

from handover.portal.hub.views import choices, leavers

urlpatterns = [
    path("leavers/", leavers.show_leavers, name="leavers"),
    path("leavers/stuck/", leavers.show_stuck_leavers, name="stuck-leavers"),
    path("software/", choices.show_hub_choices, name="hub-choices"),
    path("software/<slug:number>/", choices.choose_school_software, name="choose-for-school"),
]
