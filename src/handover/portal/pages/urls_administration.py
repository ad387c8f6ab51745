"""The addresses of administration: people are among those of signing in; here are schools, the yearly check, contacts."""

from django.urls import path

from handover.portal.pages import contacts
from handover.portal.pages.administration import checks, menu, schools

urlpatterns = [
    path("administration/", menu.administration, name="administration"),
    path("authority/", schools.authority, name="authority"),
    path("establishments/new/", schools.add_school, name="add-school"),
    path("establishments/merge/", schools.merge_schools, name="merge-schools"),
    path("establishments/<str:number>/", schools.establishment, name="establishment"),
    path("establishments/<str:number>/change/", schools.change_establishment, name="change-establishment"),
    path("establishments/<str:number>/close/", schools.close_school, name="close-school"),
    path("establishments/<str:number>/reopen/", schools.reopen_school, name="reopen-school"),
    path("establishments/<str:number>/active/", schools.set_active, name="set-active"),
    path("establishments/<str:number>/second-step/", schools.set_second_step, name="set-second-step"),
    path("check/", checks.yearly_check, name="yearly-check"),
    path("check/decide/", checks.decide, name="decide-check"),
    path("check/confirm/", checks.confirm, name="confirm-check"),
    path("checks/", checks.checks, name="checks"),
    path("checks/<str:la>/", checks.check_of, name="check-of"),
    path("contacts/", contacts.contacts, name="contacts"),
]
