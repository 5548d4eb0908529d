"""Search reads what it answers, not the table: counted in rows that PostgreSQL touched, under the walls."""

import pytest
from django.db import connection

from records.selectors.search import CALL, MOST
from records.words import indexed, wanted
from tenancy.scope import tenant_tx
from tests.cast import Cast

pytestmark = pytest.mark.django_db
MANY = 20_000
FILL = """
INSERT INTO records_entry (id, organization_id, visibility, kind, key, title, title_zh, body, words, pinyin,
  indexed, withdrawn)
SELECT gen_random_uuid(), %s, 'internal', 'planning.Task', 'T' || n, 'x', '', '',
  CASE WHEN n %% %s = 0 THEN %s ELSE 'step ' || n || E'\\nstep ' || n END, '', true, false
FROM generate_series(1, %s) n
"""
TOUCHED = (
    "SELECT coalesce(seq_scan, 0), coalesce(idx_tup_fetch, 0) FROM pg_stat_xact_user_tables"
    " WHERE relname = 'records_entry'"
)


def rows(question: str, values: list) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchall() if cursor.description else []


def fill(every: int, title: str, many: int) -> None:
    organization = rows("SELECT NULLIF(current_setting('app.organization_id', true), '')", [])[0][0]
    rows(FILL, [organization, every, indexed(titles=[title]).words, many])


def asked(text: str) -> tuple[int, int, int]:
    """How many were found, how often the whole table was read for it, and how many rows were fetched."""
    question = wanted(text)
    pieces = [question.query, question.phrase, list(question.terms), question.longest, False]
    [(scans, fetched)] = rows(TOUCHED, [])
    found = rows(CALL, [*pieces, ["planning.Task"], None, True, False, MOST])
    [(scans_after, fetched_after)] = rows(TOUCHED, [])
    return len(found), scans_after - scans, fetched_after - fetched


def test_a_word_costs_what_it_finds_whatever_stands_beside_it(cast: Cast) -> None:
    with tenant_tx(cast.acme.pk):
        fill(1000, "Needle 关键路径", MANY)
    with tenant_tx(cast.zenith.pk):
        fill(1, "Needle 关键路径", 5000)  # a rival whose every record holds the word
    with tenant_tx(cast.acme.pk):
        for text in ("needle", "need", "eedl", "关键路径", "键路", "needle 路径"):
            found, scans, fetched = asked(text)
            assert (found, scans) == (MANY // 1000, 0), text
            assert fetched <= 200, (text, fetched)
        found, scans, fetched = asked("step")
        assert (found, scans) == (MOST, 0)
        assert fetched < MANY, "a word that everything holds is ranked among its first 2,000"
