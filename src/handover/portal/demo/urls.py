"""The addresses of the demo's own pages; a production site does not have them."""

from django.urls import path

from handover.portal.demo.views import county, software

SCHOOL = "demo/software/<int:number>/"

urlpatterns = [
    path("demo/", county.show_demo, name="demo"),
    path("demo/outbox/", county.outbox, name="demo_outbox"),
    path("demo/software/", software.show_schools, name="demo-software"),
    path(SCHOOL, software.show_roll, name="demo-roll"),
    path(f"{SCHOOL}new/", software.enrol_child, name="demo-enrol"),
    path(f"{SCHOOL}messages/", software.show_messages, name="demo-messages"),
    path(f"{SCHOOL}children/<slug:learner>/", software.show_child, name="demo-child"),
]
