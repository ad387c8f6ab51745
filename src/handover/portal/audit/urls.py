"""The address of the audit log."""

from django.urls import path

from handover.portal.audit import views

urlpatterns = [
    path("audit/", views.show_audit_log, name="audit"),
]
