"""Addresses of this room."""

from django.urls import path

from projects import api as endpoints
from projects import views

PROJECT = "projects/<str:key>/"
MEMBER = f"{PROJECT}members/<uuid:member>/"

workspace = [
    path("projects/", views.ProjectList.as_view(), name="projects_list"),
    path("projects/add/", views.AddProject.as_view(), name="projects_add"),
    path(f"{PROJECT}settings/", views.ProjectSettings.as_view(), name="projects_settings"),
    path(f"{PROJECT}edit/", views.EditProject.as_view(), name="projects_edit"),
    path(f"{PROJECT}stage/", views.SetStage.as_view(), name="projects_stage"),
    path(f"{PROJECT}state/", views.ChangeState.as_view(), name="projects_state"),
    path(f"{PROJECT}share/", views.ShareProject.as_view(), name="projects_share"),
    path(f"{PROJECT}unshare/", views.UnshareProject.as_view(), name="projects_unshare"),
    path(f"{PROJECT}members/", views.MemberList.as_view(), name="projects_members"),
    path(f"{PROJECT}members/add/", views.AddMember.as_view(), name="projects_add_member"),
    path(f"{MEMBER}edit/", views.EditMember.as_view(), name="projects_edit_member"),
    path(f"{MEMBER}remove/", views.RemoveMember.as_view(), name="projects_remove_member"),
]

api = [
    path("projects/", endpoints.ProjectsEndpoint.as_view(), name="api_projects_list"),
    path(PROJECT, endpoints.ProjectEndpoint.as_view(), name="api_projects_project"),
    path(f"{PROJECT}stage/", endpoints.StageEndpoint.as_view(), name="api_projects_stage"),
    path(f"{PROJECT}state/", endpoints.StateEndpoint.as_view(), name="api_projects_state"),
    path(f"{PROJECT}share/", endpoints.ShareEndpoint.as_view(), name="api_projects_share"),
    path(f"{PROJECT}unshare/", endpoints.UnshareEndpoint.as_view(), name="api_projects_unshare"),
    path(f"{PROJECT}members/", endpoints.MembersEndpoint.as_view(), name="api_projects_members"),
]
