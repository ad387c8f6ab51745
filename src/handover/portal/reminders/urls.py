"""The address at which an authority chooses the day of its weekly reminder."""

from django.urls import path

from handover.portal.reminders import views

urlpatterns = [
    path("reminder/", views.reminder_day, name="reminder-day"),
]
