"""Files on the demo's records, drawn here, and a list that waits for a decision."""

import csv
import io
from collections.abc import Iterable

from PIL import Image, ImageDraw

from config.demo.rights import acting
from exchange.lists.reading import ListFile
from exchange.services import stage_list
from planning.selectors import milestones
from projects.selectors import project_by_key
from records.importing import importable_of
from records.selectors import carrier
from records.services.files import Upload, add_file_version, attach_file
from tenancy.scope import tenant_tx

MANAGER, LEAD = "pm@demo.milepost.test", "lead@demo.milepost.test"
ROOMS = (
    ("Room", "Seats", "Network", "Badge readers", "Ready on"),
    ("K-401", "24", "yes", "yes", "2026-11-12"),
    ("K-402", "24", "yes", "yes", "2026-11-16"),
    ("K-403", "18", "no", "yes", "2026-11-27"),
)
HANDBOOK = (
    "Accounts payable: desk procedures",
    "1. Scan and index within two hours of receipt.",
    "2. Match three ways; hold what differs by more than EUR 50.",
    "3. Post, release, archive. Second pair of eyes above EUR 10,000.",
)
SESSIONS = (
    ("Nr", "Task name", "Start", "Finish", "Owner", "Level"),
    ("KT-31", "Shadowing: invoice exceptions", "03/12/2026", "04/12/2026", "", "1"),
    ("KT-32", "Shadowing: month-end close", "07/12/2026", "11/12/2026", "", "1"),
    ("KT-33", "Reverse shadowing with the client", "08/12/2026", "09/12/2026", "", "1"),
)


def pdf(lines: Iterable[str]) -> bytes:
    """One page with some lines of text."""
    shown = " ".join(f"({line.replace('(', '[').replace(')', ']')}) Tj T*" for line in lines)
    stream = f"BT /F1 13 Tf 20 TL 60 760 Td {shown} ET".encode("latin-1")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    )
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def floor_plan() -> bytes:
    """Four rows of desks seen from above."""
    picture = Image.new("RGB", (1200, 760), "#f6f7f9")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((40, 40, 1160, 720), outline="#5b6472", width=6)
    for row in range(4):
        for seat in range(8):
            left, top = 90 + seat * 132, 100 + row * 150
            taken = (row, seat) < (2, 5)
            draw.rounded_rectangle(
                (left, top, left + 96, top + 84), 10, fill="#2f6fb2" if taken else "#d5dae1"
            )
    return saved(picture)


def saved(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def table(rows: Iterable[Iterable[str]], separator: str = ",") -> bytes:
    """Rows as CSV."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=separator).writerows(rows)
    return buffer.getvalue().encode("utf-8-sig")


def attach_examples(slug: str) -> None:
    """Through the same verbs that people use, on the days before the demo's day."""
    _attach(slug, LEAD, 12, "desk-procedures.pdf", pdf(HANDBOOK[:3]), then=pdf(HANDBOOK), shared=True)
    _attach(slug, LEAD, 13, "rooms-krakow.csv", table(ROOMS))
    _attach(slug, MANAGER, 16, "floor-plan.png", floor_plan(), on_milestone=True)
    manager = acting(slug, MANAGER, 19)
    with tenant_tx(manager.organization.id):
        project = project_by_key(actor=manager, key="BFM")
    file = ListFile("extra-sessions.csv", table(SESSIONS, ";"))
    found = importable_of("tasks")
    if found is not None:
        stage_list(actor=manager, what=found, project=project, file=file)


def _attach(
    slug: str,
    who: str,
    day: int,
    name: str,
    content: bytes,
    *,
    then: bytes = b"",
    shared: bool = False,
    on_milestone: bool = False,
) -> None:
    actor = acting(slug, who, day)
    with tenant_tx(actor.organization.id):
        project = project_by_key(actor=actor, key="BFM")
        record = milestones(actor=actor, project=project).earliest("due") if on_milestone else project
        found = carrier(actor=actor, entry_id=record.pk)
        visibility = {"visibility": "shared"} if shared else {}
        file = attach_file(actor=actor, carrier=found, file=Upload(name, io.BytesIO(content)), **visibility)
        if then:
            newer = Upload(name, io.BytesIO(then))
            add_file_version(actor=acting(slug, who, day + 2), carrier=found, file=file, content=newer)
