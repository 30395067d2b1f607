"""A template's own memo.md.j2 arranges finished blocks, and can do nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.verify import verify_markdown
from briefgen.write.arrangement import ArrangementError
from briefgen.write.markdown import to_markdown
from tests.memos import document_of, memo, template_with
from tests.nasty import NASTY

OWN = """\
{# the built-in arrangement, in Jinja #}
{{ head }}

# {{ title }}

{% for field in fields %}
{{ field }}{{ "\\\\" if not loop.last }}
{% endfor %}

{% for block in blocks %}
{{ block.text }}

{% endfor %}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a template in a workspace."""
    folder = tmp_path / "templates" / "press"
    folder.mkdir(parents=True)
    return folder


def arranged(folder: Path, text: str) -> str:
    file = folder / "memo.md.j2"
    file.write_text(text, encoding="utf-8")
    return to_markdown(memo(), template_with(file)).decode()


def test_it_can_say_what_the_built_in_arrangement_says(folder: Path) -> None:
    assert arranged(folder, OWN) == to_markdown(memo(), template_with()).decode()


def test_words_are_never_run(folder: Path) -> None:
    file = folder / "memo.md.j2"
    file.write_text("{{ head }}\n\n# {{ title }}\n\n{{ fields | join('\n\n') }}\n\n{{ body }}")
    document = document_of(NASTY)
    assert verify_markdown(to_markdown(document, template_with(file)), document) == []


def test_blocks_can_be_chosen_by_section_and_macros_called(folder: Path) -> None:
    text = (
        "{% macro show(b) %}{{ b.text }}{% endmacro %}"
        "{% for b in blocks if b.section == 'background' %}{{ show(b) }}\n{% endfor %}"
    )
    assert arranged(folder, text).startswith("## Background\n- Talks broke down")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("\n\n{{ titel }}", 3, "'titel' is undefined"),
        ("{{ title }}\n{% for x in %}", 2, "Expected an expression"),
        ("\n{{ title.upper() }}", 2, "not safely callable"),
        ("{{ ''.__class__.__mro__ }}", 1, "unsafe"),
        ("{{ 'x' * 1000000000 }}", 1, "not for arranging"),
        ("{{ '%1000000000d' % 1 }}", 1, "not for arranging"),
        ("{{ 2 ** 100000000 }}", 1, "not for arranging"),
        ("{{ range(10) }}", 1, "'range' is undefined"),
        ("{{ lipsum() }}", 1, "'lipsum' is undefined"),
        ("{{ title | center(1000000000) }}", 1, "No filter named 'center'"),
        ("{% include '/etc/hostname' %}", 1, "no loader"),
        ("{{ 1 / 0 }}", 1, "ZeroDivisionError"),
        ("{{ blocks[0].text.format }}{{ blocks.append(1) }}", 1, ""),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", 1, "RecursionError"),
    ],
)
def test_what_it_cannot_do_is_one_diagnostic_with_its_line(
    folder: Path, text: str, line: int, said: str
) -> None:
    with pytest.raises(ArrangementError) as caught:
        arranged(folder, text)
    finding = caught.value.finding
    assert finding.code == "TPL011"
    assert str(finding.place) == f"templates/press/memo.md.j2:{line}"
    assert said in finding.message
    assert "\n" not in finding.message


def test_a_file_that_is_not_there_or_no_text_is_said(folder: Path) -> None:
    with pytest.raises(ArrangementError, match="No such file"):
        to_markdown(memo(), template_with(folder / "memo.md.j2"))
    (folder / "memo.md.j2").write_bytes(b"\xff")
    with pytest.raises(ArrangementError, match="utf-8"):
        to_markdown(memo(), template_with(folder / "memo.md.j2"))
