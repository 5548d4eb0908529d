"""What search reads of a text, and what it makes of a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.words import fold, indexed, marked, matches, snippet, sounds, wanted


@pytest.mark.parametrize(
    ("text", "one"),
    [("Zieliński", "zielinski"), ("ŁÓDŹ", "lodz"), ("Ｆ＆Ａ", "f&a"), ("straße", "strasse"), ("ﬁn", "fin")],
)
def test_one_form_of_what_people_write_in_several(text: str, one: str) -> None:
    assert fold(text) == one


def test_titles_are_kept_by_ear_from_each_word_on() -> None:
    assert sounds("欧阳雪晴") == ["ouyangxueqing", "oyxq", "xueqing", "xq"]
    assert sounds("刘") == ["liu", "l"]
    assert {"zengguofan", "zgf"} <= set(sounds("曾国藩")), "a surname is read in its own way too"
    assert sounds("Plan") == []


def test_words_and_pairs_of_a_record() -> None:
    found = indexed(titles=("Wave 2", "第二波上线"), body="迁移手册 v2")
    head, words = found.words.split("\n")
    assert head == "wave 2 第二波上线"
    assert {"wave", "2", "上线", "波上", "第", "迁移", "移手", "手册", "v2"} <= set(words.split())
    assert indexed(titles=("", "")).words == "\n"


def test_a_question_drops_stop_words_unless_it_has_no_others() -> None:
    assert wanted("the plan of wave 1").terms == ("plan", "wave", "1")
    assert wanted("the").terms == ("the",)
    assert wanted("的").terms == ("的",)
    assert not wanted("%_\\ 🚀 '")
    assert len(wanted("a1 " + " ".join(f"w{n}" for n in range(99))).terms) == 8
    assert wanted("o'clock").query == "'o':* & 'clock':*"


def test_marks_and_places() -> None:
    asked = wanted("zielin 路径")
    assert marked("Zieliński: 关键路径", asked) == [
        ("Zieliń", True),
        ("ski: 关键", False),
        ("路径", True),
    ]
    assert marked("replan", wanted("plan")) == [("replan", False)], "the middle of a Latin word is not marked"
    text = "word " * 60 + "needle in it " + "word " * 60
    assert "needle in it" in snippet(text, wanted("needle"))
    assert len(snippet(text, wanted("needle"))) < 130
    assert snippet(text, wanted("nothing")) == ""
    assert matches("BFM Brightfjord 明湾财务", wanted("mw"))


@given(st.text(max_size=80), st.text(max_size=20))
def test_marked_parts_are_the_text(text: str, question: str) -> None:
    assert "".join(part for part, _is in marked(text, wanted(question))) == text


@given(st.text(max_size=200))
def test_no_text_breaks_the_shape_of_what_is_kept(text: str) -> None:
    found = indexed(titles=(text, ""), body=text)
    for line in [*found.words.split("\n"), found.pinyin]:
        assert "" not in line.split(" ") or line == ""
    assert set("'\\&|!():*<>") & set("".join(wanted(text).terms)) == set()
