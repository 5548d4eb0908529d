"""Addresses of this room."""

from django.urls import path

from home import views

public = [path("", views.Landing.as_view(), name="landing")]
workspace = [
    path("", views.MyDay.as_view(), name="home_my_day"),
    path("projects/<str:key>/", views.ProjectOverview.as_view(), name="home_overview"),
]
