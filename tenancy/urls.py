"""Addresses of this room."""

from django.urls import path

from tenancy import views

workspace = [
    path("tokens/", views.TokenList.as_view(), name="tenancy_tokens"),
    path("tokens/add/", views.IssueToken.as_view(), name="tenancy_issue_token"),
    path("tokens/<uuid:pk>/revoke/", views.RevokeToken.as_view(), name="tenancy_revoke_token"),
]
