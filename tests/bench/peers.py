"""Times jieba.cut and the peers that this Python has on a file of bulletins (JSON lines); prints JSON. Runs without gongbao.

JioNLP reads money and time, Recognizers number, unit, currency, percentage and datetime; each is what its own documentation shows.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from time import process_time, time
from typing import Any

from stages import hold_to_one_core, reference

Reader = Callable[[str], Any]


def jionlp() -> Reader:
    import jionlp

    def read(text: str) -> None:
        jionlp.ner.extract_money(text, with_parsing=True)
        jionlp.ner.extract_time(text, time_base=time(), with_parsing=True)

    return read


def recognizers() -> Reader:
    from recognizers_date_time import recognize_datetime
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension

    calls = (recognize_number, recognize_percentage, recognize_currency, recognize_dimension, recognize_datetime)
    return lambda text: [call(text, "zh-cn") for call in calls]


def jiagu() -> Reader:
    import jiagu

    jiagu.init()
    return lambda text: jiagu.ner(jiagu.seg(text))


def spacy_zh() -> Reader:
    import spacy

    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    return nlp.make_doc


def opencc() -> Reader:
    from opencc import OpenCC

    return OpenCC("t2s").convert


PEERS: dict[str, tuple[str, Callable[[], Reader]]] = {
    "JioNLP money + time": ("jionlp", jionlp),
    "Recognizers": ("recognizers-text-suite", recognizers),
    "jiagu": ("jiagu", jiagu),
    "spaCy zh with jieba": ("spacy", spacy_zh),
    "opencc-python-reimplemented": ("opencc-python-reimplemented", opencc),
}


def versions() -> dict[str, str]:
    """The installed peers and their versions."""
    found = {}
    for name, (package, _) in PEERS.items():
        with contextlib.suppress(metadata.PackageNotFoundError):
            found[name] = metadata.version(package)
    return found


def measure(name: str, bulletins: list[str], cut: Reader) -> dict[str, float]:
    """MB/s of one peer, and the ratio to jieba.cut on the same bulletins, turn about; `failed` counts bulletins on which it raised."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        read = PEERS[name][1]()
        ours = theirs = failed = 0.0
        for text in bulletins:
            start = process_time()
            cut(text)
            middle = process_time()
            try:
                read(text)
            except Exception:  # noqa: BLE001  a peer may raise anything; it is counted
                failed += 1
            theirs += middle - start
            ours += process_time() - middle
    size = sum(len(text.encode()) for text in bulletins) / 1e6
    return {"MB/s": size / ours, "of jieba": theirs / ours, "failed": failed}


def main(path: Path) -> None:
    hold_to_one_core()
    bulletins = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    cut, found = reference(), versions()
    rows = {name: {"version": version, **measure(name, bulletins, cut)} for name, version in found.items()}
    sys.stdout.write(json.dumps(rows, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
