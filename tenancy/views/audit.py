"""Pages of the trail and of the access log."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tenancy import selectors, services, trail
from tenancy.actors import Actor
from tenancy.chainwords import sentence_of, verdict
from tenancy.filters.audit import AccessFilters, AuditFilters
from tenancy.models import AuditLine
from tenancy.tables.audit import AccessTable, AuditTable, DifferenceTable
from toolkit.errors import Denied
from toolkit.exports import csv_bytes
from toolkit.links import Link
from toolkit.pages import ActionPage, DetailPage, ListPage
from toolkit.pages.listing import Window
from toolkit.tables import Action


class ForAuditors:
    """A list whose file only those may take whom `export_policy` names; the file says who took it."""

    export_policy = ""
    actor: Any
    request: Any

    def urls(self, window: Window) -> dict[str, Any]:
        found: dict[str, Any] = super().urls(window)  # type: ignore[misc]
        return found if self.actor.may(self.export_policy) else {**found, "export_urls": {}}

    def check_export(self) -> None:
        if not self.actor.may(self.export_policy):
            raise Denied(self.export_policy)

    def export_mark(self) -> str:
        """Who took the file, when, and in which request: a line that a copy carries along."""
        actor, at = self.actor, timezone.now().isoformat(timespec="seconds")
        text = gettext("Taken by %(name)s on %(at)s, request %(request)s")
        said = text % {"name": actor.name, "at": at, "request": actor.request_id}
        return csv_bytes([[said]], None).decode("utf-8-sig").strip()  # type: ignore[arg-type]


class AuditList(ForAuditors, ListPage):
    """Everything that was done, and whether the record of it is whole."""

    policy = "tenancy.view_audit"
    export_policy = "tenancy.export_audit"
    title = _("Audit trail")
    selector = selectors.audit_lines
    table = AuditTable
    filterset = AuditFilters
    order = ("-at", "-id")
    template = "tenancy/audit.html"
    actions = (
        Action(
            _("Check now"), Link("tenancy_verify_audit"), policy="tenancy.verify_audit", icon="shield-check"
        ),
    )
    empty_title = _("Nothing was done yet")
    empty_text = _("Every change leaves a line here: who, what, when, from where.")

    def get_context(self) -> dict[str, Any]:
        if self.is_part:
            return {}
        state = selectors.chain_state(actor=self.actor)
        return {"state": state, "verdict": verdict(state), "sentence": sentence_of(state, self.reader)}


class AuditLineDetail(DetailPage):
    """One line: what changed, from where, and its seal."""

    policy = "tenancy.view_audit"
    template = "tenancy/audit_line.html"

    def get_subject(self, actor: Actor, **kwargs: UUID) -> AuditLine:
        return selectors.audit_line(actor=actor, pk=kwargs["pk"])

    def get_title(self) -> str:
        return str(trail.act(self.subject.action))

    def get_facts(self) -> list[dict[str, Any]]:
        line, instant = self.subject, self.reader.instant
        return [
            {"label": _("Who"), "value": line.actor_name},
            *([{"label": _("Operator"), "value": line.on_behalf}] if line.on_behalf else []),
            {"label": _("When"), "value": instant(line.at)},
            {"label": _("Record"), "value": self.record_name, "url": self.record_url},
            {"label": _("Door"), "value": trail.DOORS.get(line.via, line.via)},
            {"label": _("Network address"), "value": line.ip},
            {"label": _("Request ID"), "value": line.request_id},
            {"label": _("Action by its name"), "value": line.action},
        ]

    @property
    def record_name(self) -> str:
        return f"{trail.kind(self.subject.subject_type)} {self.subject.subject_key}".strip()

    @property
    def record_url(self) -> str:
        """The record's own page, where there is one that the actor may see."""
        line = self.subject
        found: str = import_string(settings.MILEPOST_ADDRESSES)(
            self.actor, line.subject_type, line.subject_id, line.project
        )
        return found

    def get_context(self) -> dict[str, Any]:
        line = self.subject
        rows = [vars(one) for one in trail.differences(line.subject_type, line.before, line.after)]
        return {"differences": DifferenceTable(self.reader).shown(rows)}


class VerifyAudit(ActionPage):
    """Walk the chain now."""

    policy = "tenancy.verify_audit"
    title = _("Check the audit trail now?")
    consequence = _(
        "Each line is compared with its seal, and the chain with what was noted outside. It changes nothing."
    )
    verb = _("Check the trail")
    service = services.ask_check
    success_url = cancel_url = Link("tenancy_audit")

    def fact(self, result: Any) -> str:
        if result is None:
            return gettext("The trail is long: it is being checked. The result stands here in a few minutes.")
        return gettext("The trail is whole.") if result.holds else gettext("The trail is broken.")


class AccessList(ForAuditors, ListPage):
    """Who has looked, taken a file, or was refused."""

    policy = "tenancy.view_access"
    export_policy = "tenancy.export_access"
    title = _("Access log")
    selector = selectors.access_lines
    table = AccessTable
    filterset = AccessFilters
    order = ("-at", "-id")
    template = "tenancy/access.html"
    empty_title = _("Nobody has looked yet")
    empty_text = _(
        "What auditors and operators look at, what clients read, every file that is taken and every refusal"
        " leaves a line here."
    )
