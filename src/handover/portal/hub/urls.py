"""The addresses of the hub, and of the way of records."""

from django.urls import path

from handover.portal.hub.views import arriving, choices, leavers, moves, outcomes

urlpatterns = [
    path("outcomes/", outcomes.show_outcome_figures, name="outcomes"),
    path("outcomes/csv/<slug:slug>/", outcomes.outcomes_csv, name="outcomes-csv"),
    path("outcomes/published/", outcomes.show_published, name="outcomes-published"),
    path("outcomes/published/csv/", outcomes.published_csv, name="outcomes-published-csv"),
    path("moves/", moves.show_moves, name="moves"),
    path("moves/<uuid:reference>/", moves.show_move, name="move"),
    path("moves/<uuid:reference>/custody/", moves.download_move_custody, name="move-custody"),
    path("records/", arriving.records_to_take, name="records-to-take"),
    path("records/on-roll/", arriving.records_on_roll, name="records-on-roll"),
    path("records/<uuid:reference>/", arriving.record_to_take, name="record-to-take"),
    path("records/<uuid:reference>/refuse/", arriving.record_refuse, name="record-refuse"),
    path("leavers/", leavers.show_leavers, name="leavers"),
    path("leavers/stuck/", leavers.show_stuck_leavers, name="stuck-leavers"),
    path("software/", choices.show_hub_choices, name="hub-choices"),
    path("software/<slug:number>/", choices.choose_school_software, name="choose-for-school"),
]
