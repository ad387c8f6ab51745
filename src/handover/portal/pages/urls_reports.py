"""The addresses of reports."""

from django.urls import path

from handover.portal.pages.reports import run

urlpatterns = [
    path("reports/", run.reports, name="reports"),
    path("reports/<slug:slug>/", run.report, name="report"),
    path("reports/<slug:slug>/csv/", run.report_csv, name="report-csv"),
    path("reports/<slug:slug>/print/", run.report_printed, name="print-report"),
]
