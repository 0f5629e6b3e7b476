"""Chinese bytes that were read as Latin-1 or Windows-1252: `ºÏ½\xadÏØ` and `å\x90ˆæ±Ÿå\x8e¿` are 合江县."""

from __future__ import annotations

import re

from gongbao.normalize.tables import is_common, simplified
from gongbao.offsets import Edit

WINDOWS = "".join(one for byte in range(0x80, 0xA0) if (one := bytes([byte]).decode("cp1252", "ignore")))
RUN = re.compile(f"[\xb0-\xf7][\x80-\xff{WINDOWS}]{{3,}}")
TO_LATIN = str.maketrans({one: one.encode("cp1252").decode("latin-1") for one in WINDOWS})
PUNCTUATION = frozenset("，。、；：！？“”‘’（）《》【】—…％　")
SURE = 0.8  # share of everyday characters among those that come out


def latin(text: str) -> list[Edit]:
    """What was read as a Western text as the UTF-8 or GB18030 it is, where everyday characters come out."""
    repaired = ((hit, _repaired(hit.group())) for hit in RUN.finditer(text))
    return [Edit(hit.start(), hit.start() + len(hit.group()), after, "mojibake") for hit, after in repaired if after]


def _repaired(run: str) -> str:
    data = run.translate(TO_LATIN).encode("latin-1")
    for encoding in ("utf-8", "gb18030"):
        after = data.decode(encoding, "ignore")
        usual = sum(one in PUNCTUATION or is_common(simplified(one)) for one in after)
        if len(after.encode(encoding)) == len(data) and usual >= SURE * len(after):
            return after.replace("\u3000", " ")
    return ""
