"""The addresses of the demo's own pages; a production site does not have them."""

from django.urls import path

from handover.portal.demo import views

urlpatterns = [
    path("demo/", views.show_demo, name="demo"),
    path("demo/outbox/", views.outbox, name="demo_outbox"),
]
