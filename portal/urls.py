"""Addresses of the client's door."""

from django.urls import path

from portal import views

portal = [
    path("", views.PortalHome.as_view(), name="portal_home"),
    path("projects/<str:key>/", views.PortalProject.as_view(), name="portal_project"),
    path("projects/<str:key>/records/", views.PortalRecords.as_view(), name="portal_records"),
    path("projects/<str:key>/files/<uuid:file>/", views.PortalFile.as_view(), name="portal_file"),
]
