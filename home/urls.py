"""Addresses of this room."""

from django.urls import path

from home import views, views_portfolio

public = [path("", views.Landing.as_view(), name="landing")]
workspace = [
    path("", views.MyDay.as_view(), name="home_my_day"),
    path("search/", views.SearchPage.as_view(), name="home_search"),
    path("palette/", views.Palette.as_view(), name="home_palette"),
    path("withdrawn/", views.WithdrawnRecords.as_view(), name="home_withdrawn"),
    path(
        "projects/<str:key>/withdrawn/",
        views.WithdrawnOfProject.as_view(),
        name="home_project_withdrawn",
    ),
    path("portfolio/", views_portfolio.Portfolio.as_view(), name="home_portfolio"),
    path("programmes/<str:programme>/", views_portfolio.ProgrammePage.as_view(), name="home_programme"),
    path("projects/<str:key>/", views.ProjectOverview.as_view(), name="home_overview"),
]
