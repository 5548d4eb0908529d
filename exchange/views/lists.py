"""Pages of lists: upload or paste, which column is which, the preview, the decision."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from exchange import selectors, services
from exchange.forms.lists import ColumnsForm, ListForm
from exchange.lists.values import ways_of
from exchange.models import ListImport
from exchange.services.lists import LARGEST
from exchange.tables.lists import FaultTable, ListImportTable, PlaceTable
from projects.selectors import Project, project_by_key
from records.importing import Importable, importable_of
from tenancy.actors import Actor
from toolkit.errors import Denied, Missing
from toolkit.links import Link
from toolkit.pages import Action, ActionPage, DetailPage, FormPage, ListPage

LISTS, LIST = Link("exchange_lists"), Link("exchange_list", list="pk")
OF_LIST = Link("exchange_list")
COMMIT = Action(_("Import"), Link("exchange_list_commit"), policy="exchange.import_list", icon="file-import")
COLUMNS = Action(_("Columns"), Link("exchange_list_columns"), policy="exchange.import_list", icon="columns")
DISCARD = Action(_("Discard"), Link("exchange_list_discard"), policy="exchange.import_list")


@dataclass(frozen=True)
class Door:
    """Which list is brought in, and into which project."""

    what: Importable
    project: Project | None

    @property
    def project_id(self) -> Any:
        return self.project.pk if self.project else None


class ToList:
    """About bringing in one kind of list; its own policy decides on top of this room's."""

    arguments: dict[str, Any]
    subject: Any

    def get_subject(self, actor: Actor, **kwargs: Any) -> Door:
        what = importable_of(kwargs["what"])
        if what is None:
            raise Missing()
        project = project_by_key(actor=actor, key=kwargs["key"]) if what.of_project else None
        if not actor.may(what.policy, project):
            raise Denied(what.policy, project)
        return Door(what, project)

    def get_arguments(self) -> dict[str, Any]:
        return {"what": self.subject.what, "project": self.subject.project}


class OfList:
    """About one import of a list."""

    subject_as = "run"

    def get_subject(self, actor: Actor, **kwargs: Any) -> ListImport:
        return selectors.list_import(actor=actor, import_id=kwargs["list"])


class DecidesOnList(OfList):
    """The same, for those who may bring such a list in."""

    def get_subject(self, actor: Actor, **kwargs: Any) -> ListImport:
        run = super().get_subject(actor, **kwargs)
        what = importable_of(run.what)
        if what is not None and not actor.may(what.policy, run.project):
            raise Denied(what.policy, run.project)
        return run


class ListImportList(ListPage):
    """What one has brought in, and what waits for a decision."""

    policy = "exchange.view_lists"
    title = _("Imports of lists")
    selector = selectors.list_imports
    table = ListImportTable
    order = ("-created_at",)
    empty_title, empty_icon = _("No list was imported yet"), "file-import"
    empty_text = _("Lists of people, members and tasks have “Import”: from CSV, a workbook, or pasted rows.")


class StageList(ToList, FormPage):
    """Upload a list, or paste it, and see what it would do."""

    policy = "exchange.import_list"
    form = ListForm
    service = services.stage_list
    verb = _("Read the list")
    template = "exchange/list_new.html"
    success_url, cancel_url = LIST, LISTS
    max_upload = LARGEST

    def get_title(self) -> str:
        return gettext("Import: %(list)s") % {"list": self.subject.what.title}

    def get_context(self) -> dict[str, Any]:
        return {"columns": self.subject.what.columns}


class ListImportPage(OfList, DetailPage):
    """What a list does or did: columns, faults by row, the first rows."""

    policy = "exchange.view_lists"
    template = "exchange/list.html"

    def get_actions(self) -> tuple[Action, ...]:
        if not self.subject.waits:
            return ()
        return (COMMIT, COLUMNS, DISCARD) if self.subject.report["is_good"] else (COLUMNS, DISCARD)

    def get_title(self) -> str:
        return self.subject.filename

    def get_context(self) -> dict[str, Any]:
        what = importable_of(self.subject.what)
        return shown(self, what) if what else {}


def shown(page: ListImportPage, what: Importable) -> dict[str, Any]:
    """A report as the page shows it."""
    run, reader = page.subject, page.reader
    labels = {column.name: str(column.label) for column in what.columns}
    faults = [
        {**fault, "number": fault["row"], "column": labels.get(fault["column"], "")}
        for fault in run.report["faults"]
    ]
    return {
        "what": what,
        "say": sentence(run),
        "asked": [labels[name] for name in run.report["asks"]],
        "missing": [labels[name] for name in run.report["missing"]],
        "absent": [label for name, label in labels.items() if name not in run.mapping],
        "faults": FaultTable(reader).shown(faults) if faults else None,
        "more_faults": run.report["count"] - len(faults),
        "places": PlaceTable(reader).shown(places(run, what)),
        "seen_url": seen_url(page, what),
    }


def seen_url(page: ListImportPage, what: Importable) -> str:
    """Where the rows are now."""
    if what.seen_at is None or page.subject.state != ListImport.State.IMPORTED:
        return ""
    key = {"key": page.subject.project.key} if page.subject.project else {}
    return what.seen_at.url({**page.kwargs, **key})


def places(run: ListImport, what: Importable) -> list[dict[str, Any]]:
    """Our columns that the file has, with their heads there, an example each."""
    first = run.report["first"][0]["cells"] if run.report["first"] else []
    rows = []
    for column in what.columns:
        place = run.mapping.get(column.name)
        if place is not None:
            way = ways_of(column.kind).get(place["way"], "")
            example = first[place["at"]] if place["at"] < len(first) else ""
            heads = {"label": column.label, "place": run.heads[place["at"]]}
            rows.append({**heads, "way": way, "example": example})
    return rows


def sentence(run: ListImport) -> str:
    """The answer in words."""
    rows, report = run.report["rows"], run.report
    if run.state == ListImport.State.IMPORTED:
        told = {name: report.get(name, 0) for name in ("created", "updated", "unchanged")}
        return gettext("%(created)d new, %(updated)d changed, %(unchanged)d as they were.") % told
    if run.state == ListImport.State.RUNNING:
        return gettext("The rows are being written. All of them count, or none.")
    if report["is_good"]:
        return ngettext("%d row can be imported.", "%d rows can be imported.", rows) % rows
    return ngettext("%d row was read.", "%d rows were read.", rows) % rows


class MapColumns(DecidesOnList, FormPage):
    """Say which column is which."""

    policy = "exchange.import_list"
    title, verb = _("Columns of %(filename)s"), _("Read again with these columns")
    form = ColumnsForm
    service = services.map_columns
    success_url = cancel_url = OF_LIST
    versioned = True

    def get_initial(self, subject: ListImport) -> dict[str, Any]:
        return {}

    def get_form_kwargs(self, actor: Actor, subject: ListImport) -> dict[str, Any]:
        what = importable_of(subject.what)
        if what is None:
            raise Missing()
        return {"what": what, "run": subject}


class CommitList(DecidesOnList, ActionPage):
    """Bring the list in."""

    policy = "exchange.import_list"
    title = _("Import this list?")
    consequence = _("All rows come in, or none.")
    verb = _("Import list")
    service = services.commit_list
    success_url, cancel_url = LIST, OF_LIST
    versioned = True

    def fact(self, result: ListImport) -> str:
        if result.pk != self.subject.pk:
            return gettext("This file was imported before, with the same columns. Nothing was done twice.")
        is_done = result.state == ListImport.State.IMPORTED
        return gettext("%(filename)s is in.") % {"filename": result.filename} if is_done else ""


class DiscardList(DecidesOnList, ActionPage):
    """Leave everything as it is."""

    policy = "exchange.import_list"
    title = _("Discard this import?")
    consequence = _("Nothing changes; the report stays readable.")
    verb = _("Discard import")
    service = services.discard_list
    success = _("%(filename)s was discarded. Nothing has changed.")
    success_url = cancel_url = OF_LIST
    versioned = True
