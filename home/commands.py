"""What the command palette can do: pages that begin something, each with its policy and its place.

A command is offered where all that its address needs is known: the organization, the project of the page,
the task of the page.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Command:
    """One verb. `needs`: the arguments of its address beside the organization. `within`: on pages whose
    address has a name that begins so.
    """

    label: str | Promise
    route: str
    policy: str
    icon: str
    needs: tuple[str, ...] = ()
    within: str = ""


PROJECT = ("key",)
TASK = ("key", "number")
COMMANDS = (
    Command(
        _("Report progress"), "planning_progress", "planning.record_progress", "progress", TASK, "planning_"
    ),
    Command(_("Edit this task"), "planning_edit_task", "planning.edit_task", "pencil", TASK, "planning_"),
    Command(_("Link this task"), "planning_add_link", "planning.link_tasks", "link", TASK, "planning_"),
    Command(
        _("Withdraw this task"),
        "planning_withdraw_task",
        "planning.withdraw_task",
        "trash",
        TASK,
        "planning_",
    ),
    Command(_("Add task"), "planning_add_task", "planning.add_task", "plus", PROJECT),
    Command(_("Add milestone"), "planning_add_milestone", "planning.add_task", "flag", PROJECT),
    Command(_("Import a plan"), "exchange_stage", "exchange.stage_import", "file-import", PROJECT),
    Command(_("Add a member"), "projects_add_member", "projects.add_member", "user-plus", PROJECT),
    Command(_("Edit the project"), "projects_edit", "projects.update_project", "pencil", PROJECT),
    Command(_("Move the project to another stage"), "projects_stage", "projects.set_stage", "flag", PROJECT),
    Command(_("Open a project"), "projects_add", "projects.create_project", "folder-plus"),
    Command(_("Invite somebody"), "tenancy_invite", "tenancy.invite_person", "send"),
    Command(_("Add a person"), "tenancy_add_person", "tenancy.add_person", "user-plus"),
    Command(_("Add a client"), "tenancy_add_client", "tenancy.add_client", "briefcase"),
    Command(_("Issue an API token"), "tenancy_issue_token", "tenancy.issue_token", "key"),
    Command(_("Choose which letters come"), "notifications_choices", "notifications.choose_ways", "mail"),
)
