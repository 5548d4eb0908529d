"""Addresses of this room."""

from django.urls import path

from tenancy import views
from tenancy.api import audit as audit_api
from tenancy.api import clients as clients_api
from tenancy.api import invitations as invitations_api
from tenancy.api import jobs as jobs_api
from tenancy.api import people as people_api
from tenancy.api import rights as rights_api
from tenancy.api import tokens as tokens_api
from tenancy.views import audit, clients, invitations, jobs, organizations, people, rights

PERSON = "settings/people/<uuid:person>/"
ROLE = f"{PERSON}roles/<uuid:membership>/"
INVITATION = "settings/invitations/<uuid:invitation>/"
CLIENT = "settings/clients/<str:code>/"

public = [
    path("invitations/<str:token>/", invitations.AcceptInvitation.as_view(), name="tenancy_invitation"),
]
workspace = [
    path("settings/", organizations.OrganizationProfile.as_view(), name="tenancy_settings"),
    path("settings/edit/", organizations.EditOrganization.as_view(), name="tenancy_edit_organization"),
    path("settings/people/", people.PeopleList.as_view(), name="tenancy_people"),
    path("settings/people/add/", people.AddPerson.as_view(), name="tenancy_add_person"),
    path(PERSON, people.PersonPage.as_view(), name="tenancy_person"),
    path(f"{PERSON}edit/", people.EditPerson.as_view(), name="tenancy_edit_person"),
    path(f"{PERSON}leave/", people.Leave.as_view(), name="tenancy_leave"),
    path(f"{PERSON}readmit/", people.Readmit.as_view(), name="tenancy_readmit"),
    path(f"{PERSON}invite/", invitations.InvitePerson.as_view(), name="tenancy_invite_person"),
    path(f"{PERSON}roles/add/", people.GiveRole.as_view(), name="tenancy_give_role"),
    path(f"{ROLE}days/", people.RoleDays.as_view(), name="tenancy_role_days"),
    path(f"{ROLE}end/", people.EndRole.as_view(), name="tenancy_end_role"),
    path("settings/invitations/", invitations.InvitationList.as_view(), name="tenancy_invitations"),
    path("settings/invitations/add/", invitations.Invite.as_view(), name="tenancy_invite"),
    path(f"{INVITATION}resend/", invitations.ResendInvitation.as_view(), name="tenancy_resend_invitation"),
    path(
        f"{INVITATION}withdraw/",
        invitations.WithdrawInvitation.as_view(),
        name="tenancy_withdraw_invitation",
    ),
    path("settings/clients/", clients.ClientList.as_view(), name="tenancy_clients"),
    path("settings/clients/add/", clients.AddClient.as_view(), name="tenancy_add_client"),
    path(CLIENT, clients.ClientPage.as_view(), name="tenancy_client"),
    path(f"{CLIENT}edit/", clients.EditClient.as_view(), name="tenancy_edit_client"),
    path(f"{CLIENT}state/", clients.ChangeClientState.as_view(), name="tenancy_client_state"),
    path("settings/rights/", rights.RightsPage.as_view(), name="tenancy_rights"),
    path("settings/rights/history/", rights.SwitchList.as_view(), name="tenancy_switches"),
    path("settings/rights/switches/<uuid:pk>/on/", rights.SwitchOn.as_view(), name="tenancy_switch_on"),
    path("settings/rights/<str:role>/", rights.RoleRights.as_view(), name="tenancy_role_rights"),
    path(
        "settings/rights/<str:role>/<str:action>/off/",
        rights.SwitchOff.as_view(),
        name="tenancy_switch_off",
    ),
    path("settings/tokens/", views.AllTokensList.as_view(), name="tenancy_all_tokens"),
    path(
        "settings/tokens/<uuid:pk>/revoke/",
        views.RevokeAnyToken.as_view(),
        name="tenancy_revoke_any_token",
    ),
    path("settings/glass/", rights.GlassList.as_view(), name="tenancy_glass"),
    path("settings/glass/open/", rights.BreakGlass.as_view(), name="tenancy_break_glass"),
    path("settings/glass/end/", rights.CloseGlass.as_view(), name="tenancy_close_glass"),
    path("settings/audit/", audit.AuditList.as_view(), name="tenancy_audit"),
    path("settings/audit/check/", audit.VerifyAudit.as_view(), name="tenancy_verify_audit"),
    path("settings/audit/<uuid:pk>/", audit.AuditLineDetail.as_view(), name="tenancy_audit_line"),
    path("settings/access/", audit.AccessList.as_view(), name="tenancy_access"),
    path("jobs/", jobs.JobList.as_view(), name="tenancy_jobs"),
    path("jobs/<uuid:job>/", jobs.JobPage.as_view(), name="tenancy_job"),
    path("jobs/<uuid:job>/cancel/", jobs.CancelJob.as_view(), name="tenancy_cancel_job"),
    path("jobs/<uuid:job>/file/", jobs.JobFile.as_view(), name="tenancy_job_file"),
    path("tokens/", views.TokenList.as_view(), name="tenancy_tokens"),
    path("tokens/add/", views.IssueToken.as_view(), name="tenancy_issue_token"),
    path("tokens/<uuid:pk>/revoke/", views.RevokeToken.as_view(), name="tenancy_revoke_token"),
]
api = [
    path("people/", people_api.PeopleEndpoint.as_view(), name="api_tenancy_people"),
    path("people/<uuid:person>/", people_api.PersonEndpoint.as_view(), name="api_tenancy_person"),
    path("people/<uuid:person>/leave/", people_api.LeaveEndpoint.as_view(), name="api_tenancy_leave"),
    path("people/<uuid:person>/readmit/", people_api.ReadmitEndpoint.as_view(), name="api_tenancy_readmit"),
    path("people/<uuid:person>/roles/", people_api.RolesEndpoint.as_view(), name="api_tenancy_roles"),
    path(
        "people/<uuid:person>/roles/<uuid:membership>/",
        people_api.RoleEndpoint.as_view(),
        name="api_tenancy_role",
    ),
    path(
        "people/<uuid:person>/roles/<uuid:membership>/end/",
        people_api.EndRoleEndpoint.as_view(),
        name="api_tenancy_end_role",
    ),
    path("invitations/", invitations_api.InvitationsEndpoint.as_view(), name="api_tenancy_invitations"),
    path(
        "invitations/<uuid:invitation>/",
        invitations_api.InvitationEndpoint.as_view(),
        name="api_tenancy_invitation",
    ),
    path(
        "invitations/<uuid:invitation>/resend/",
        invitations_api.ResendEndpoint.as_view(),
        name="api_tenancy_resend_invitation",
    ),
    path(
        "invitations/<uuid:invitation>/withdraw/",
        invitations_api.WithdrawEndpoint.as_view(),
        name="api_tenancy_withdraw_invitation",
    ),
    path("clients/", clients_api.ClientsEndpoint.as_view(), name="api_tenancy_clients"),
    path("clients/<str:code>/", clients_api.ClientEndpoint.as_view(), name="api_tenancy_client"),
    path(
        "clients/<str:code>/state/",
        clients_api.ClientStateEndpoint.as_view(),
        name="api_tenancy_client_state",
    ),
    path("jobs/", jobs_api.JobsEndpoint.as_view(), name="api_tenancy_jobs"),
    path("jobs/<uuid:job>/", jobs_api.JobEndpoint.as_view(), name="api_tenancy_job"),
    path("jobs/<uuid:job>/cancel/", jobs_api.CancelJobEndpoint.as_view(), name="api_tenancy_cancel_job"),
    path("jobs/<uuid:job>/file/", jobs_api.JobFileEndpoint.as_view(), name="api_tenancy_job_file"),
    path("tokens/", tokens_api.TokensEndpoint.as_view(), name="api_tenancy_tokens"),
    path("tokens/all/", tokens_api.AllTokensEndpoint.as_view(), name="api_tenancy_all_tokens"),
    path("audit/", audit_api.AuditLinesEndpoint.as_view(), name="api_tenancy_audit"),
    path("audit/<uuid:pk>/", audit_api.AuditLineEndpoint.as_view(), name="api_tenancy_audit_line"),
    path("access/", audit_api.AccessLinesEndpoint.as_view(), name="api_tenancy_access"),
    path("rights/", rights_api.RightsEndpoint.as_view(), name="api_tenancy_rights"),
    path("rights/switches/", rights_api.SwitchesEndpoint.as_view(), name="api_tenancy_switches"),
    path("rights/switches/<uuid:pk>/", rights_api.SwitchEndpoint.as_view(), name="api_tenancy_switch"),
    path("glass/", rights_api.GlassesEndpoint.as_view(), name="api_tenancy_glass"),
]
