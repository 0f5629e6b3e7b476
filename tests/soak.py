"""A soak run: `python tests/soak.py [DOCUMENTS] [FOLDER]` makes mixed small documents, reads them, and prints figures.

Text in four encodings, HTML, DOCX, rows of CSV and JSON lines, members of ZIP and tar archives, and some that cannot be read; made
from a seed, so that every run has the same. Prints documents a second with one process and with two, the peak memory of workers
after each tenth of the run, and whether every document has become a bulletin or a reject.
"""

from __future__ import annotations

import csv
import json
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import damaged
from gongbao.batch import Settings, run
from gongbao.sinks.folder import Folder

PLACES = ("青溪县", "云岭市", "白沙镇", "临江区", "石门乡", "北原省")
BODIES = ("县农业农村局", "市人民政府", "县委统战部", "区教育体育局", "市场监督管理局", "镇党委")
WORK = (
    "组织培训{a}场次，惠及{b}余人次", "完成投资{c}亿元，同比增长{d}%", "新建高标准农田{b}亩",
    "引进企业{a}家，到位资金{c}亿元", "新增城镇就业{b}人，完成年度目标的{d}%",
    "改造老旧小区{a}个，受益居民{b}户", "粮食总产量达到{c}万吨，比上年增加{d}%",
    "接待游客{b}人次，实现旅游收入{c}亿元", "开展联合检查{a}次，整改隐患{b}处",
)  # fmt: skip
CLOSING = ("下一步，将继续抓好落实。", "各项工作有序推进。", "群众满意度不断提高。", "有关情况通报如下。")


def sentence(chance: random.Random) -> str:
    """A sentence in the manner of bulletins."""
    figures: dict[str, object] = {"a": chance.randint(2, 60), "b": chance.randint(100, 90_000)}
    figures |= {name: f"{chance.randint(1, 900) / 10:.1f}" for name in "cd"}
    when = f"{chance.randint(2005, 2025)}年{chance.choice(('', '上半年', f'{chance.randint(1, 12)}月'))}"
    return f"{when}，{chance.choice(PLACES)}{chance.choice(BODIES)}{chance.choice(WORK).format(**figures)}。{chance.choice(CLOSING)}"


def bulletin(k: int, chance: random.Random) -> str:
    """A bulletin of one to fifteen paragraphs, like no other."""
    head = f"{chance.choice(PLACES)}工作简报第{k}期\n"
    return head + "\n".join("".join(sentence(chance) for _ in range(chance.randint(1, 4))) for _ in range(chance.randint(1, 15)))


def page(text: str) -> bytes:
    body = "".join(f"<p>{line}</p>" for line in text.splitlines())
    head = "<!DOCTYPE html><html><head><meta charset='utf-8'></head>"
    return f"{head}<body><div class='nav'>首页</div><article>{body}</article></body></html>".encode()


def write(folder: Path, count: int, seed: int = 7) -> int:
    """Writes files that hold so many documents together, and says how many there are."""
    chance, made = random.Random(seed), 0
    folder.mkdir(parents=True)
    while made < count:
        where = folder / f"{made // 1000:03}"
        where.mkdir(exist_ok=True)
        kind = chance.choices(("text", "html", "docx", "rows", "archive", "bad"), (60, 20, 4, 1, 1, 2))[0]
        size = {"rows": 50, "archive": 20}.get(kind, 1)
        texts = [bulletin(made + k, chance) for k in range(min(size, count - made))]
        one(where / f"{made:06}", kind, texts, chance)
        made += len(texts)
    return made


def one(path: Path, kind: str, texts: list[str], chance: random.Random) -> None:
    """Writes a file of some kind."""
    if kind == "text":
        path.with_suffix(".txt").write_bytes(texts[0].encode(chance.choice(("utf-8", "utf-8", "gb18030", "utf-8-sig", "utf-16"))))
    elif kind == "html":
        path.with_suffix(".html").write_bytes(page(texts[0]))
    elif kind == "docx":
        path.with_suffix(".docx").write_bytes(damaged.office(texts[0]))
    elif kind == "bad":
        path.with_suffix(".txt").write_bytes(chance.choice((b"", chance.randbytes(2000), b"no Chinese at all " * 20)))
    elif kind == "archive":
        files = {f"{k}.txt": text.encode() for k, text in enumerate(texts)}
        suffix, pack = chance.choice(((".zip", damaged.archive), (".tar", damaged.tarball)))
        path.with_suffix(suffix).write_bytes(pack(files))
    elif chance.random() < 0.5:
        path.with_suffix(".jsonl").write_text("".join(json.dumps({"content": text}, ensure_ascii=False) + "\n" for text in texts), encoding="utf-8")
    else:
        with path.with_suffix(".csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("标题", "正文"), *((text[:12], text) for text in texts)])


def read(folder: Path, out: Path, jobs: int, count: int) -> float:
    """One run with its figures; the seconds that it took."""
    memory: list[tuple[int, int]] = []

    def report(event: str, facts: dict[str, Any]) -> None:
        if event == "part":
            memory.append(((memory[-1][0] if memory else 0) + facts["documents"], facts["memory"]))

    begun = time.perf_counter()
    summary = run([str(folder)], out, Settings(jobs=jobs), report=report)
    seconds = time.perf_counter() - begun
    peaks = [max(size for done, size in memory if done <= count * k / 10 or size == memory[0][1]) >> 20 for k in range(1, 11)]
    lost = count - summary.total - sum(summary.reasons.values())
    say(f"{jobs} processes: {count / seconds:.0f} documents/s ({seconds:.0f} s), {summary.total} bulletins, rejects {summary.reasons}, lost {lost}")
    say(f"  peak memory of a worker after each tenth, MB: {peaks}")
    return seconds


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Makes documents, reads them with one process and with two, and compares what came out."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    work = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp(prefix="gongbao-soak-"))
    made = write(work / "in", count)
    size = sum(path.stat().st_size for path in (work / "in").rglob("*") if path.is_file())
    say(f"{made} documents, {size / 1e6:.1f} MB")
    seconds = [read(work / "in", work / f"out{jobs}", jobs, made) for jobs in (1, 2)]
    begun = time.perf_counter()
    again = run([str(work / "in")], work / "out1", Settings())
    say(f"a second run finds {again.unchanged} of {again.inputs} inputs unchanged in {time.perf_counter() - begun:.1f} s")
    same = all(
        Folder(work / "out1").table(part, table).read_bytes() == Folder(work / "out2").table(part, table).read_bytes()
        for part in Folder(work / "out1").records() for table in ("bulletins", "quantities", "indicators", "rejects")
    )  # fmt: skip
    say(f"two processes {seconds[0] / seconds[1]:.2f} times as fast as one; the same bytes: {same}")
    shutil.rmtree(work)


if __name__ == "__main__":
    main()
