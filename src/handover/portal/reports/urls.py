"""The addresses of reports, and of everything that is held on a child."""

from django.urls import path

from handover.portal.reports.views import child, run

urlpatterns = [
    path("reports/", run.show_reports, name="reports"),
    path("reports/<slug:slug>/", run.show_report, name="report"),
    path("reports/<slug:slug>/csv/", run.report_csv, name="report-csv"),
    path("reports/<slug:slug>/print/", run.report_printed, name="print-report"),
    path("child/", child.gather_child, name="child"),
]
