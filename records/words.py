"""What search reads of a text, and what it makes of a question. Pure.

A text becomes words: Latin words and numbers folded (`Zieliński` as `zielinski`); Chinese words cut by a
dictionary, and every pair of neighbouring characters besides, so that any two or more characters that
stand together are found, wherever the dictionary cuts. Titles are also kept by ear: pinyin in full and by
its first letters, from each word on (`关键路径`: guanjianlujing, gjlj, lujing, lj).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pypinyin import lazy_pinyin
from rjieba import cut, cut_for_search

MOST_TERMS, LONGEST_WORD, LONGEST_PHRASE = 8, 60, 200
HAN = r"㐀-䶿一-鿿豈-﫿〇々\U00020000-\U000323af"
RUNS = re.compile(rf"([{HAN}]+)|([^\W_{HAN}]+)")
# Letters that Unicode does not take apart into a letter and its mark.
LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
# Too frequent to tell records apart; looked for only where a question holds nothing else.
STOP = frozenset("a an and are as at by for from in is of on or the to with 的 了 和 与 在 是 及".split())
# Surnames that are read differently as a word.
_READ_AS = "曾zeng 单shan 仇qiu 解xie 查zha 任ren 区ou 盖ge 翟zhai 朴piao 尉yu 覃qin 缪miao 华hua"
SURNAMES = {word[0]: word[1:] for word in _READ_AS.split()}


@dataclass(frozen=True)
class Indexed:
    """What stands in an entry for search: the folded title and all words; the title by ear."""

    words: str
    pinyin: str


@dataclass(frozen=True)
class Wanted:
    """A question in pieces: what was typed, folded, and its terms, Latin or Chinese."""

    phrase: str
    terms: tuple[str, ...]

    @property
    def query(self) -> str:
        """The terms as a text search query; every term must occur, as a word or as its beginning."""
        return " & ".join(map(_asked, self.terms))

    @property
    def longest(self) -> str:
        """The term that narrows most by its letters; empty where each is too short for that."""
        found = max(self.terms, key=len, default="")
        return found if len(found) > 2 else ""

    def __bool__(self) -> bool:
        return bool(self.terms)


def fold(text: str) -> str:
    """One form of what people write in several: width, case and diacritics make no difference."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold().translate(LETTERS))
    return "".join(char for char in plain if not unicodedata.combining(char))


def pieces(text: str) -> list[str]:
    """Runs of Chinese characters and Latin words of a folded text, in order."""
    return [match[0] for match in RUNS.finditer(fold(text))]


def indexed(*, titles: Iterable[str], body: str = "") -> Indexed:
    """What search keeps of one record. The first line of `words` is its titles, folded."""
    titles = list(titles)
    heads = [piece[:LONGEST_PHRASE] for title in titles for piece in pieces(title)]
    spoken = dict.fromkeys(word for title in titles for word in sounds(title))
    singles = [char for piece in heads if is_han(piece) for char in piece]
    found = dict.fromkeys([*_words(heads), *singles, *_words(pieces(body))])
    return Indexed(" ".join(heads) + "\n" + " ".join(found), " ".join(spoken))


def wanted(text: str) -> Wanted:
    """A question, cut to its first eight terms; without stop words unless it holds nothing else."""
    found = list(dict.fromkeys(piece[:LONGEST_WORD] for piece in pieces(text[:LONGEST_PHRASE])))
    telling = [piece for piece in found if piece not in STOP] or found
    return Wanted(" ".join(pieces(text[:LONGEST_PHRASE])), tuple(telling[:MOST_TERMS]))


def sounds(text: str) -> list[str]:
    """Chinese text by ear, from each of its words on: pinyin in full, and the first letters."""
    found: dict[str, None] = {}
    for piece in filter(is_han, pieces(text)):
        for syllables in _readings(piece):
            for start in _starts(piece):
                found["".join(syllables[start:])[:LONGEST_WORD]] = None
                found["".join(one[0] for one in syllables[start:])[:LONGEST_WORD]] = None
    return list(found)


def is_han(piece: str) -> bool:
    """Whether a piece is a run of Chinese characters."""
    return re.match(f"[{HAN}]", piece) is not None


def matches(text: str, asked: Wanted) -> bool:
    """Whether a short text holds every term: as part of it, or by ear."""
    plain, heard = " ".join(pieces(text)), sounds(text)
    return all(term in plain or any(word.startswith(term) for word in heard) for term in asked.terms)


def marked(text: str, asked: Wanted) -> list[tuple[str, bool]]:
    """A text in parts, those that the question names marked. Joined they are the text again."""
    spans = sorted(_spans(text, asked.terms))
    parts: list[tuple[str, bool]] = []
    at = 0
    for start, end in spans:
        if end > at:
            start = max(start, at)
            parts += [(text[at:start], False), (text[start:end], True)]
            at = end
    return [part for part in [*parts, (text[at:], False)] if part[0]]


def snippet(text: str, asked: Wanted, *, width: int = 120) -> str:
    """The place of a long text where the question is met first; empty where it is not."""
    first = min((start for start, _end in _spans(text, asked.terms)), default=None)
    if first is None:
        return ""
    start = max(0, first - width // 4)
    shown = " ".join(text[start : start + width].split())
    return f"{'…' if start else ''}{shown}{'…' if start + width < len(text) else ''}"


def _spans(text: str, terms: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where terms begin a word (Latin) or stand (Chinese), in the text's own places."""
    folded, places = _folded_with_places(text)
    for term in terms:
        edge = "" if is_han(term) else r"(?<![^\W_])"
        for match in re.finditer(edge + re.escape(term), folded):
            yield places[match.start()], places[match.end() - 1] + 1


def _folded_with_places(text: str) -> tuple[str, list[int]]:
    """The text folded letter by letter, and where each letter of it came from."""
    folded: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for one in fold(char):
            folded.append(one)
            places.append(place)
    return "".join(folded), places


def _words(found: Iterable[str]) -> Iterator[str]:
    for piece in found:
        if is_han(piece):
            yield from (word for word in cut_for_search(piece) if len(word) > 1)
            yield from _pairs(piece)
        else:
            yield piece[:LONGEST_WORD]


def _pairs(piece: str) -> Iterator[str]:
    return (piece[at : at + 2] for at in range(len(piece) - 1))


def _starts(piece: str) -> list[int]:
    """Where the words of a run begin."""
    starts, at = [], 0
    for word in cut(piece):
        starts.append(at)
        at += len(word)
    return starts


def _readings(piece: str) -> list[list[str]]:
    """The syllables of a run; of a surname that is read in its own way both ways."""
    usual = list(lazy_pinyin(piece))
    surname = SURNAMES.get(piece[0])
    return [usual] if surname in (None, usual[0]) else [usual, [str(surname), *usual[1:]]]


def _asked(term: str) -> str:
    """One term of the query: its beginning (Latin), its words or all its pairs (Chinese)."""
    if not is_han(term):
        return f"'{term}':*"
    if len(term) == 1:
        return f"'{term}'"
    cuts = cut(term)
    ways = [list(_pairs(term)), cuts] if all(len(word) > 1 for word in cuts) else [list(_pairs(term))]
    return "(" + " | ".join(dict.fromkeys(map(_all, ways))) + ")"


def _all(words: Iterable[str]) -> str:
    return " & ".join(f"'{word}'" for word in dict.fromkeys(words))
