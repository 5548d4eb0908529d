"""Human keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.keys import Key, parse_key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("T98", Key("T", 98)),
        (" t98 ", Key("T", 98)),
        ("BFM-T98", Key("T", 98, "BFM")),
        ("bfm-cr3", Key("CR", 3, "BFM")),
        ("X2Y-R7", Key("R", 7, "X2Y")),
        ("", None),
        ("BFM", None),
        ("T0", None),
        ("T-98", None),
        ("B-T98", None),
        ("T98 T99", None),
        ("T９8", None),
        ("T1234567890", None),
    ],
)
def test_a_key_is_read_as_people_write_it(text: str, key: Key | None) -> None:
    assert parse_key(text) == key


@given(
    st.from_regex(r"[A-Z]{1,3}", fullmatch=True),
    st.integers(min_value=1, max_value=999_999_999),
    st.from_regex(r"([A-Z][A-Z0-9]{1,9})?", fullmatch=True),
)
def test_a_written_key_reads_back(kind: str, number: int, project: str) -> None:
    key = Key(kind, number, project)
    assert parse_key(str(key)) == key
