"""The addresses of the register of schools and authorities, of looking after them, and of whom to ask."""

from django.urls import path

from handover.portal.establishments.views import choosing, contacts, register, schools

urlpatterns = [
    path("establishments/", register.establishments, name="establishments"),
    path("establishments/find/", choosing.find_schools, name="find-schools"),
    path("authority/", schools.authority, name="authority"),
    path("establishments/new/", schools.add_school_view, name="add-school"),
    path("establishments/merge/", schools.merge_schools, name="merge-schools"),
    path("establishments/<str:number>/", schools.establishment, name="establishment"),
    path("establishments/<str:number>/change/", schools.change_establishment, name="change-establishment"),
    path("establishments/<str:number>/close/", schools.close_school_view, name="close-school"),
    path("establishments/<str:number>/reopen/", schools.reopen_school, name="reopen-school"),
    path("establishments/<str:number>/active/", schools.set_active_view, name="set-active"),
    path("establishments/<str:number>/second-step/", schools.set_second_step, name="set-second-step"),
    path("contacts/", contacts.contacts, name="contacts"),
]
