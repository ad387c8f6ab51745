"""The address of the first page."""

from django.urls import path

from handover.portal.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("first-steps/", views.first_steps, name="first-steps"),
]
