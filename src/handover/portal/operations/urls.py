"""The addresses of those who run the site, and of the machines that watch it."""

from django.urls import path

from handover.portal.operations import failing_emails, health, site_status, work

urlpatterns = [
    path("work/", work.show_jobs, name="jobs"),
    path("work/e-mails/", failing_emails.show_failing_emails, name="failing-emails"),
    path("work/<slug:slug>/run/", work.run_job, name="run-job"),
    path("status/", site_status.show_site_status, name="status"),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
]
