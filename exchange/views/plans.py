"""Pages of imports: the list, the upload, the report, the decision."""

from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from exchange import selectors, services
from exchange.forms.plans import UploadForm
from exchange.models import ImportRun
from exchange.tables.plans import FieldTable, ImportTable
from projects.selectors import Project, project_by_key
from tenancy.actors import Actor
from toolkit.links import Link
from toolkit.pages import ActionPage, DetailPage, FormPage, ListPage
from toolkit.reading import Reader
from toolkit.tables import Action

VERBS = ("created", "updated", "unchanged", "removed")
DECISIONS = (
    Action(_("Import into the plan"), Link("exchange_commit"), policy="exchange.commit_import"),
    Action(_("Discard"), Link("exchange_discard"), policy="exchange.discard_import"),
)
KINDS = {
    "tasks": _("Tasks"),
    "links": _("Dependencies"),
    "calendars": _("Calendars"),
    "resources": _("Resources"),
    "assignments": _("Assignments"),
    "baselines": _("Baselines"),
}


class OfProject:
    """Pages about one project."""

    subject_as = "project"

    def get_subject(self, actor: Actor, **kwargs: Any) -> Project:
        return project_by_key(actor=actor, key=kwargs["key"])


class OfImport:
    """Pages about one import."""

    subject_as = "run"

    def get_subject(self, actor: Actor, **kwargs: Any) -> ImportRun:
        project = project_by_key(actor=actor, key=kwargs["key"])
        return selectors.import_run(actor=actor, project=project, number=kwargs["number"])


class ImportList(OfProject, ListPage):
    """What was brought into the plan, and what waits for a decision."""

    policy = "exchange.view_imports"
    title = _("Imports")
    selector = selectors.imports
    table = ImportTable
    order = ("-number",)
    actions = (
        Action(
            _("Import a plan"), Link("exchange_stage"), policy="exchange.stage_import", icon="file-import"
        ),
    )
    empty_title = _("No plan was imported yet")
    empty_text = _("Bring a plan from Microsoft Project. You see what it does before anything changes.")


class StageImport(OfProject, FormPage):
    """Upload a plan file and see what it would do."""

    policy, limits = "exchange.stage_import", {"post": "import"}
    title = _("Import a plan")
    form = UploadForm
    service = services.stage_import
    verb = _("Read the file")
    success_url = Link("exchange_import", number="number")
    cancel_url = Link("exchange_imports")


class ImportDetail(OfImport, DetailPage):
    """What a file does or did, element by element."""

    policy = "exchange.view_imports"
    template = "exchange/import.html"
    actions = DECISIONS

    def get_title(self) -> str:
        return self.subject.filename

    def allowed_actions(self) -> list[dict[str, Any]]:
        return super().allowed_actions() if self.subject.waits else []

    def get_context(self) -> dict[str, Any]:
        return shown(self.subject, self.reader)


def shown(run: ImportRun, reader: Reader) -> dict[str, Any]:
    """A report as the page shows it: the sentence, rows by kind, elements with the worst fate first."""
    report = run.report
    fields = [{"name": name, **counts} for name, counts in report["fields"].items()]
    fields.sort(key=lambda row: (-row["dropped"], -row["changed"], row["name"]))
    return {
        "kinds": [(label, *(report[verb].get(kind, 0) for verb in VERBS)) for kind, label in KINDS.items()],
        "fields": FieldTable(reader).shown(fields),
        "totals": {fate: sum(row[fate] for row in fields) for fate in ("kept", "changed", "dropped")},
        "say": sentence(report, waits=run.waits),
    }


def sentence(report: dict[str, Any], *, waits: bool) -> str:
    """The answer in words: what happens to tasks."""
    created, updated, same = (report[verb].get("tasks", 0) for verb in VERBS[:3])
    if not created and not updated:
        return (
            ngettext("%d task, and none of them differs.", "%d tasks, and none of them differs.", same) % same
        )
    parts = {"created": created, "updated": updated, "same": same}
    if waits:
        return (
            gettext("%(created)d tasks would be new, %(updated)d would change, %(same)d stay as they are.")
            % parts
        )
    return gettext("%(created)d tasks are new, %(updated)d changed, %(same)d stayed as they were.") % parts


class CommitImport(OfImport, ActionPage):
    """Bring the file in."""

    policy = "exchange.commit_import"
    title = _("Import this file into the plan?")
    consequence = _("All of it comes in, or nothing. Tasks that are not in the file stay.")
    verb = _("Import plan")
    service = services.commit_import
    success = _("%(filename)s is in the plan.")
    success_url = cancel_url = Link("exchange_import")
    versioned = True


class DiscardImport(OfImport, ActionPage):
    """Leave the plan as it is."""

    policy = "exchange.discard_import"
    title = _("Discard this import?")
    consequence = _("The plan stays as it is; the report stays readable.")
    verb = _("Discard import")
    service = services.discard_import
    success = _("%(filename)s was discarded. The plan is unchanged.")
    success_url = cancel_url = Link("exchange_import")
    versioned = True
