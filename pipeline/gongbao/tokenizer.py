"""Segmentation: numbers, dates and Latin runs are frozen on characters first, jieba cuts the rest."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Protocol

from spacy.tokens import Doc
from spacy.vocab import Vocab

from gongbao.errors import ConfigError
from gongbao.resources import lexicon, rows

ENGINES = ("rjieba", "jieba")
FREQUENCY = 1000  # of our own words: high enough to win over the pieces, low enough to lose to a longer word
FROZEN = re.compile(
    r"\d{1,4}年\d{1,2}月(?:\d{1,2}[日号])?|\d{1,2}月\d{1,2}[日号]"
    r"|[〇零○一二三四五六七八九]{4}年(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}[日号])?)?"
    r"|[A-Za-z0-9](?:[A-Za-z0-9.,%‰:/_+@#&~-]*[A-Za-z0-9%‰+])?"
    r"|[零〇一二两三四五六七八九十百千万亿点]{2,}(?<!点)"
    r"|[同环]比(?=[增减升降上下提])"
)
Span = tuple[int, int]
Cut = Callable[[str], list[str]]


class Engine(Protocol):
    """What both engines offer."""

    def cut(self, text: str) -> list[str]: ...

    def tag(self, word: str) -> str: ...


class Rjieba:
    """The segmenter of jieba in Rust."""

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        import rjieba

        self.engine = rjieba.Jieba()
        self.tags = dict(words)
        for word, tag in self.tags.items():
            self.engine.add_word(word, FREQUENCY, tag)

    def cut(self, text: str) -> list[str]:
        """The words of a text, in order; joined they are the text."""
        found: list[str] = self.engine.cut(text)
        return found

    def tag(self, word: str) -> str:
        """The part of speech that the dictionary gives a word, x where it is not there."""
        if word not in self.tags:  # the engine keeps the old tag of a word that it had, so ours are asked first
            found = self.engine.tag(word, False)
            self.tags[word] = found[0][1] if len(found) == 1 else "x"
        return self.tags[word]


class Jieba:
    """The reference segmenter."""

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        import logging

        import jieba

        jieba.setLogLevel(logging.WARNING)
        self.engine = jieba.Tokenizer()
        self.tags: dict[str, str] = {}
        for word, tag in words:
            self.engine.add_word(word, FREQUENCY, tag)
            self.tags[word] = tag

    def cut(self, text: str) -> list[str]:
        """The words of a text, in order; joined they are the text."""
        found: list[str] = self.engine.lcut(text)
        return found

    def tag(self, word: str) -> str:
        """The part of speech that the dictionary gives a word, x where it is not there."""
        if not self.tags or len(self.tags) < 10_000:
            import jieba.posseg

            self.tags = {**jieba.posseg.POSTokenizer(self.engine).word_tag_tab, **self.tags}
        return self.tags.get(word, "x")


@cache
def own_words() -> tuple[tuple[str, str], ...]:
    """The words of configs/lexicon/words.tsv with their parts of speech."""
    return tuple((row["word"], row["tag"]) for row in rows(lexicon("words")))


@cache
def engine(name: str) -> Engine:
    """The engine of that name with our words, made once in a process; raises ConfigError for another name."""
    if name == "rjieba":
        return Rjieba(own_words())
    if name == "jieba":
        return Jieba(own_words())
    raise ConfigError(f"no segmentation engine {name!r}: choose one of {', '.join(ENGINES)}")


@lru_cache(maxsize=1 << 17)
def tag(engine_name: str, word: str) -> str:
    """The part of speech that an engine's dictionary gives a word, x where it is not there."""
    return engine(engine_name).tag(word)


def frozen(text: str) -> list[Span]:
    """Numbers, dates and Latin runs; a run of Chinese numerals that is a word (万一, 十分) is left to the dictionary."""
    return [match.span() for match in FROZEN.finditer(text)]


def segment(text: str, spans: Sequence[Span], cut: Cut) -> list[str]:
    """The words of a text; each of the sorted spans is one word, and no word reaches across a span's ends."""
    words: list[str] = []
    at = 0
    for start, end in spans:
        if start > at:
            words += cut(text[at:start])
        if start >= at:
            words.append(text[start:end])
            at = end
    return [*words, *cut(text[at:])] if at < len(text) else words


class Tokenizer:
    """A spaCy tokenizer; it holds the name of an engine only, so that it survives disk, bytes and pickling into workers."""

    def __init__(self, vocab: Vocab, engine_name: str = "rjieba") -> None:
        if engine_name not in ENGINES:
            raise ConfigError(f"no segmentation engine {engine_name!r}: choose one of {', '.join(ENGINES)}")
        self.vocab = vocab
        self.engine_name = engine_name

    def __call__(self, text: str) -> Doc:
        return self.doc(self.words(text))

    def words(self, text: str) -> list[str]:
        """The words of a text; joined they are the text."""
        return segment(text, frozen(text), engine(self.engine_name).cut)

    def doc(self, words: list[str]) -> Doc:
        """A Doc of words; a blank between two words becomes the first one's trailing space."""
        spaces = [False] * len(words)
        if " " in words:
            kept: list[str] = []
            spaces = []
            for word in words:
                if word == " " and kept and not spaces[-1]:
                    spaces[-1] = True
                else:
                    kept.append(word)
                    spaces.append(False)
            words = kept
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: Any) -> bytes:
        """The engine's name."""
        return json.dumps({"engine": self.engine_name}).encode()

    def from_bytes(self, data: bytes, **_: Any) -> Tokenizer:
        """The tokenizer with the engine named in `data`."""
        self.engine_name = json.loads(data)["engine"]
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Writes the engine's name as JSON."""
        Path(path).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **_: Any) -> Tokenizer:
        """The tokenizer with the engine named in the file."""
        return self.from_bytes(Path(path).read_bytes())
