"""What the READMEs show is what happens: commands and options exist, the Python example prints what it says, both languages agree."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click
import pytest

from gongbao.cli import gongbao as group

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.zh.md")
COMMAND = re.compile(r"^ {4}(?:\S*/)?gongbao (\w+)(.*?)(?:  #.*)?$", re.MULTILINE)
MENTIONED = re.compile(r"`(--[a-z-]+)`")
PYTHON = re.compile(r"```python\n(import gongbao\n.*?)```", re.DOTALL)


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def options(command: click.Command) -> set[str]:
    return {flag for one in command.params if isinstance(one, click.Option) for flag in (*one.opts, *one.secondary_opts)}


@pytest.mark.parametrize("name", READMES)
def test_commands_and_their_options_exist(name: str) -> None:
    found = COMMAND.findall(text(name))
    assert len(found) > 8
    for command, rest in found:
        made = group.get_command(click.Context(group), command)
        assert made is not None, command
        assert {word for word in rest.split() if word.startswith("--")} <= options(made), command


@pytest.mark.parametrize("name", READMES)
def test_options_that_are_mentioned_exist(name: str) -> None:
    commands = [group.get_command(click.Context(group), one) for one in group.list_commands(click.Context(group))]
    known = set().union(*(options(one) for one in commands if one is not None))
    assert set(MENTIONED.findall(text(name))) - {"--help"} <= known


@pytest.mark.parametrize("name", READMES)
def test_the_python_example_prints_what_it_says(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    match = PYTHON.search(text(name))
    assert match is not None
    space: dict[str, Any] = {}
    exec(compile(match[1], name, "exec"), space)
    assert capsys.readouterr().out.splitlines() == [line.removeprefix("# ") for line in match[1].splitlines() if line.startswith("# ")]


def test_both_languages_show_the_same_commands_tables_and_figures() -> None:
    english, chinese = (text(name) for name in READMES)
    assert [one[0] for one in COMMAND.findall(english)] == [one[0] for one in COMMAND.findall(chinese)]
    assert english.count("\n|") == chinese.count("\n|")
    assert english.count("\n## ") == chinese.count("\n## ")
