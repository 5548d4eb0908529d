"""The client's pages. They read; there is no form and no verb."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.registers import shared_records
from portal.selectors import (
    SharedProject,
    client_name,
    latest_comments,
    project_file,
    project_files,
    shared_project,
    shared_projects,
    shared_sows,
)
from portal.words import said, sheet
from records import handing
from toolkit.formats import is_chinese
from toolkit.pages import DetailPage
from toolkit.pages.listing import page_number


class PortalPage(DetailPage):
    """What the client's pages share: the policy, the frame, and that they only answer GET."""

    policy = "portal.view_portal"
    frame = "shell/portal.html"
    http_method_names = ["get", "head"]


class PortalHome(PortalPage):
    """The client's shared projects, each with its answer."""

    title = _("Your projects")
    template = "portal/home.html"

    def get_context(self) -> dict[str, Any]:
        self.request.portal_title = client_name(actor=self.actor, chinese=is_chinese())
        return {"sheets": [sheet(one) for one in shared_projects(actor=self.actor)]}


class PortalProject(PortalPage):
    """One shared project: what was promised, what was reached, what comes next."""

    template = "portal/project.html"

    def get_subject(self, actor: Any, **kwargs: Any) -> SharedProject:
        return shared_project(actor=actor, key=kwargs["key"])

    def get_context(self) -> dict[str, Any]:
        found = sheet(self.subject)
        self.request.portal_title = found.name
        comments = latest_comments(actor=self.actor, project=self.subject)
        said_here = [said(one, self.reader) for one in comments]
        works = shared_sows(actor=self.actor)
        files = project_files(actor=self.actor, project=self.subject)
        return {"title": found.name, "sheet": found, "comments": said_here, "sows": works, "files": files}


class PortalRecords(PortalPage):
    """The shared records of one project, by register."""

    template = "portal/records.html"
    title = _("Shared records")

    def get_subject(self, actor: Any, **kwargs: Any) -> SharedProject:
        return shared_project(actor=actor, key=kwargs["key"])

    def get_context(self) -> dict[str, Any]:
        found = sheet(self.subject)
        self.request.portal_title = found.name
        page = page_number(self.request.GET.get("page", "1"))
        records, has_next = shared_records(actor=self.actor, project=self.subject, page=page)
        return {"sheet": found, "found": records, **_page_links(page, has_next)}


class PortalFile(PortalPage):
    """A shared file, to be saved."""

    def get_subject(self, actor: Any, **kwargs: Any) -> Any:
        project = shared_project(actor=actor, key=kwargs["key"])
        return project_file(actor=actor, project=project, file_id=kwargs["file"])

    def get(self, request: HttpRequest, **kwargs: Any) -> Any:
        return handing.hand_out(request, self.actor, self.subject)


def _page_links(page: int, has_next: bool) -> dict[str, str]:
    return {
        "previous_url": f"?page={page - 1}" if page > 1 else "",
        "next_url": f"?page={page + 1}" if has_next else "",
    }
