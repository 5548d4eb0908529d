"""Who may do what with people, tokens and the trail."""

from django.utils.translation import gettext_lazy as _

from tenancy.rules import allow, grant, register

EVERYBODY = allow("TA", "DH", "PM", "TL", "AG", "QA", "WF", "FI", "AU")
ADMINISTRATORS = allow("TA", "platform")
SETTLED = ADMINISTRATORS | {"DH", "AU"}

POLICIES = register(
    "tenancy",
    {
        "view_tokens": grant(_("See one’s own tokens"), EVERYBODY, people_only=True, fixed=True),
        "issue_token": grant(_("Make tokens"), EVERYBODY - {"AU"}, people_only=True),
        "revoke_token": grant(_("Revoke one’s own tokens"), EVERYBODY, people_only=True, fixed=True),
        "view_all_tokens": grant(_("See everybody’s tokens"), SETTLED, people_only=True),
        "revoke_any_token": grant(_("Revoke anybody’s tokens"), ADMINISTRATORS, people_only=True, fixed=True),
        "keep_tokens": allow(),
        "view_rights": grant(_("See who may do what"), SETTLED, fixed=True),
        "switch_action": grant(_("Switch actions off and on"), allow("TA"), people_only=True, fixed=True),
        "view_glass": grant(_("See break-glass readings"), SETTLED, fixed=True),
        "break_glass": grant(_("Open reading of client content"), allow("TA"), people_only=True),
        "close_glass": grant(
            _("End one’s own break-glass reading"), allow("TA"), people_only=True, fixed=True
        ),
        "view_organization": grant(_("See the organization’s profile"), SETTLED),
        "update_organization": grant(_("Change the organization’s profile"), ADMINISTRATORS),
        "view_people": grant(_("See people and their roles"), SETTLED),
        "add_person": grant(_("Add people"), ADMINISTRATORS),
        "update_person": grant(_("Change people’s details"), ADMINISTRATORS),
        "add_member": grant(_("Give roles"), ADMINISTRATORS, people_only=True, fixed=True),
        "change_member": grant(_("Change the days of roles"), ADMINISTRATORS, people_only=True, fixed=True),
        "end_member": grant(_("End roles"), ADMINISTRATORS, fixed=True),
        "dismiss_person": grant(_("Let people leave, and take them back"), ADMINISTRATORS),
        "view_invitations": grant(_("See invitations"), SETTLED),
        "invite_person": grant(_("Invite people"), ADMINISTRATORS, people_only=True),
        "withdraw_invitation": grant(_("Withdraw invitations"), ADMINISTRATORS),
        "accept_invitation": allow(),
        "view_clients": grant(_("See clients"), SETTLED),
        "add_client": grant(_("Add clients"), ADMINISTRATORS | {"DH"}),
        "update_client": grant(_("Change clients’ details"), ADMINISTRATORS | {"DH"}),
        "change_client_state": grant(_("Change the state of clients"), ADMINISTRATORS | {"DH"}),
        "view_audit": grant(_("See the audit trail"), SETTLED, fixed=True),
        "export_audit": grant(_("Take the audit trail as a file"), allow("AU")),
        "verify_audit": grant(_("Check that the audit trail is whole"), ADMINISTRATORS | {"AU"}),
        "view_access": grant(_("See who has looked"), SETTLED, fixed=True),
        "export_access": grant(_("Take the access log as a file"), allow("AU")),
        "view_jobs": grant(_("See whether background jobs are late"), SETTLED),
        "view_own_jobs": grant(_("See one’s own jobs and their files"), EVERYBODY, fixed=True),
        "cancel_job": grant(_("Cancel one’s own jobs"), EVERYBODY, fixed=True),
        "seal_audit": allow(),
        "raise_alarms": allow(),
        "enter_organization": allow("platform"),
        "look_as_member": allow("platform"),
        "replay_event": allow("platform"),
    },
    project=False,
)
