"""Long lists as files: a job reads the list as its asker would, in one moment of the data."""

from collections.abc import Iterator
from io import BytesIO
from tempfile import TemporaryFile
from typing import IO, Any

from django.core.handlers.wsgi import WSGIRequest
from django.db.models import QuerySet
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenancy.actors import Actor
from tenancy.jobs import JobFile, Progress, job, start_job
from toolkit.errors import DomainError
from toolkit.pages import ListPage
from toolkit.pages.files import closing, file_name, origin_of

KIND = "records.export_list"
MOST, CHUNK = 500_000, 2_000


class TooManyToExport(DomainError):
    """A file that no spreadsheet opens is no help."""

    code = "too_many_rows"
    message = _("More than 500,000 rows match. Narrow the filters and export again.")


def begin_export(*, actor: Actor, path: str) -> str:
    """Ask for the file that a list's address names; answers where its progress is seen."""
    run = start_job(actor=actor, kind=KIND, arguments={"path": path})
    return reverse("tenancy_job", kwargs={"org": actor.organization.slug, "job": run.pk})


@job(KIND, policy="records.export_list", label=_("Export of a list"))
def export_list(*, actor: Actor, run: Any, progress: Progress, path: str) -> JobFile:
    """Write the list into a file, row by row: the memory does not grow with the rows.

    One statement reads them all, so that the file is one moment of the data however long it takes (T-116).
    """
    file = TemporaryFile()  # noqa: SIM115  the runner reads and closes it
    with progress.chunk():
        total = matching(page_of(actor, path)).count()
    if total > MOST:
        raise TooManyToExport()
    progress(0, total)
    with progress.chunk():
        page = page_of(actor, path)
        with timezone.override(page.zone):
            name, content_type = write(page, file)
    progress(total, total)
    return JobFile(name=name, content_type=content_type, content=file)


def page_of(actor: Actor, path: str) -> Any:
    """The list as the asker has it today; what she may no longer see is refused here."""
    address, _mark, query = path.partition("?")
    request: Any = WSGIRequest(
        {"REQUEST_METHOD": "GET", "PATH_INFO": address, "QUERY_STRING": query, "wsgi.input": BytesIO()}
    )
    found = resolve(request.path)
    request.actor, request.resolver_match = actor, found
    page: Any = found.func.view_class()  # type: ignore[attr-defined]
    assert isinstance(page, ListPage)
    page.setup(request, **found.kwargs)
    page.check(page.policy)
    page.check_export()
    return page


def matching(page: Any) -> QuerySet[Any]:
    """The rows in the order of the list."""
    rows: QuerySet[Any] = page.matching.order_by(*page.ordering)
    return rows


def write(page: Any, file: IO[bytes]) -> tuple[str, str]:
    """All rows into the file; answers its name and type."""
    form = page.file_format
    form.into(file, page.bound.exported(rows_of(page)), origin_of(page))
    file.write(closing(page, form))
    return file_name(page, form), form.content_type


def rows_of(page: Any) -> Iterator[Any]:
    """The rows, a portion at a time through one cursor."""
    yield from matching(page).values(*page.bound.paths()).iterator(chunk_size=CHUNK)
