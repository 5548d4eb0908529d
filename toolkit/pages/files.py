"""A list as a file: at once up to a bound, as a job beyond it."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.module_loading import import_string
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from toolkit.errors import BadParameter
from toolkit.exports import EXPORT_LIMIT, Format, Origin


def export(page: Any, rows: QuerySet[Any], form: Format) -> HttpResponse:
    """The same columns, filters and order as a file that says who took it and when.

    One statement reads all rows: whatever changes meanwhile, the file is one moment of the data (T-116).
    """
    page.check_export()
    found = list(rows.values(*page.bound.paths())[: EXPORT_LIMIT + 1])
    if len(found) > EXPORT_LIMIT and form.into is not None:
        return begin_job(page)
    origin = origin_of(page)
    disposition = content_disposition_header(as_attachment=True, filename=file_name(page, form))
    return HttpResponse(
        form.write(page.bound.exported(found), origin) + closing(page, form),
        content_type=form.content_type,
        headers={"Content-Disposition": disposition or "attachment"},
    )


def closing(page: Any, form: Format) -> bytes:
    """The page's mark as the last line of a text file; other kinds say in their properties who took them."""
    mark = page.export_mark() if form.extension == "csv" else ""
    return f"{mark}\r\n".encode() if mark else b""


def origin_of(page: Any) -> Origin:
    """What the file says of itself."""
    by = getattr(page.actor, "name", "")
    return Origin(page.get_title(), by, page.reader.instant(timezone.now()))


def file_name(page: Any, form: Format) -> str:
    """The list's name as a file's."""
    return f"{slugify(page.get_title(), allow_unicode=True) or 'export'}.{form.extension}"


def begin_job(page: Any) -> HttpResponse:
    """Too much for one answer: a job makes the file, and its page shows how far it is."""
    begin = getattr(settings, "MILEPOST_EXPORTS", "")
    url = import_string(begin)(actor=page.actor, path=page.request.get_full_path()) if begin else ""
    if not url:
        raise BadParameter(
            _("More than 10,000 rows match. Narrow the filters and export again."), field="format"
        )
    return HttpResponseRedirect(url)
