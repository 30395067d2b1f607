"""Templates: data over data, and where each value comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.diagnostics import WrongUse
from briefgen.model.source import Visibility
from briefgen.model.template import Template
from briefgen.read.template import explain_template, read_template, template_names

BUILT_IN = Path(__file__).parents[2] / "templates"
BASE = """\
ceiling: internal
page: {paper: letter, sizes: {body: 10.5, table: 9.5}, floors: {body: 10}}
sections:
  - {section: bottom_line, form: prose, protected: true}
  - {section: background, form: bullets}
  - {section: context, query: background and not is:stale, form: bullets}
cut: [background]
forbid: [recommendation]
wording: {en: {kind: Memo, to: To}}
"""


def put(folder: Path, name: str, text: str) -> None:
    (folder / name).mkdir(parents=True)
    (folder / name / "template.yaml").write_text(text)


def read(folder: Path, name: str) -> tuple[Template | None, list[str]]:
    template, findings = read_template(name, [folder])
    return template, [f"{f.code} {f.place}" for f in findings]


def test_the_executive_page_is_read_without_a_finding() -> None:
    template, findings = read_template("executive", [BUILT_IN])
    assert findings == []
    assert template is not None
    assert template.ceiling == Visibility.INTERNAL
    assert template.page.sizes["body"] == (10.5, 10.0)
    assert [s.key for s in template.sections if s.protected] == [
        "bottom_line",
        "open_questions",
        "sources",
    ]
    assert [c.width for c in template.sections[3].columns] == [13, 32, 55]
    assert template.cut == ("background", "latest", "stakes", "positions")


def test_maps_merge_lists_replace_plus_appends_and_null_removes(tmp_path: Path) -> None:
    put(tmp_path, "base", BASE)
    child = "extends: base\nceiling: public\npage: {paper: a4, sizes: {body: 11, table: null}}\n"
    child += "cut: []\n+forbid: [advice]\nwording: {en: {kind: Note}, de: {kind: Notiz}}\n"
    put(tmp_path, "press", child)
    template, findings = read(tmp_path, "press")
    assert findings == []
    assert template is not None
    assert template.ceiling is Visibility.PUBLIC
    assert (template.page.paper, template.page.sizes) == ("a4", {"body": (11, 10)})
    assert (template.cut, template.forbid) == ((), ("recommendation", "advice"))
    assert template.wording == {"en": {"kind": "Note", "to": "To"}, "de": {"kind": "Notiz"}}
    assert len(template.sections) == 3


def test_a_mark_that_nobody_knows_is_an_error_with_a_suggestion(tmp_path: Path) -> None:
    put(tmp_path, "base", BASE + "mark: [single-orgin, unnamed]\n")
    _, findings = read_template("base", [tmp_path])
    assert [(f.message, f.hint) for f in findings] == [
        ("unknown mark 'single-orgin'", "did you mean 'single-origin'?")
    ]


def test_explain_says_where_each_value_comes_from(tmp_path: Path) -> None:
    put(tmp_path, "base", BASE)
    put(tmp_path, "press", "extends: base\nceiling: public\nwording: {en: {kind: Note}}\n")
    found = {key: (value, file) for key, value, file in explain_template("press", [tmp_path])}
    assert found["ceiling"] == ("public", "templates/press/template.yaml")
    assert found["wording.en.kind"] == ("Note", "templates/press/template.yaml")
    assert found["wording.en.to"] == ("To", "templates/base/template.yaml")
    assert found["sections[2].section"] == ("background", "templates/base/template.yaml")


def test_the_look_is_the_nearest_one_up_the_chain(tmp_path: Path) -> None:
    put(tmp_path, "base", BASE)
    put(tmp_path, "press", "extends: base\n")
    (tmp_path / "base" / "memo.docx").write_bytes(b"")
    template, _ = read(tmp_path, "press")
    assert template is not None
    assert (template.look, template.markdown) == (tmp_path / "base" / "memo.docx", None)


def test_a_workspace_may_extend_the_template_of_the_same_name(tmp_path: Path) -> None:
    put(tmp_path, "executive", "extends: executive\npage: {paper: a4}\n")
    template, findings = read_template("executive", [tmp_path, BUILT_IN])
    assert findings == []
    assert template is not None
    assert (template.page.paper, template.folder) == ("a4", tmp_path / "executive")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("purpose: x\n", "YML008"),
        (BASE.replace("internal", "intenal"), "YML007"),
        (BASE.replace("ceiling", "cieling"), "YML005"),
        (BASE.replace("prose", "prosa"), "YML007"),
        (BASE.replace("section: background", "section: backgruond"), "YML007"),
        (BASE.replace("cut: [background]", "cut: [bottom_line]"), "YML007"),
        (BASE.replace("body: 10}", "body: 12}"), "YML007"),
        (BASE.replace("10.5", "big"), "YML007"),
        (BASE.replace("is:stale", "is:stail"), "QRY002"),
        ("extends: nobody\n" + BASE, "YML007"),
        ("extends: x\n" + BASE, "YML007"),
        ("- a\n", "YML006"),
    ],
)
def test_what_is_wrong_in_a_template_is_said(tmp_path: Path, text: str, code: str) -> None:
    put(tmp_path, "x", text)
    assert code in [f.split()[0] for f in read(tmp_path, "x")[1]]


def test_a_template_without_a_known_ceiling_is_none(tmp_path: Path) -> None:
    put(tmp_path, "x", BASE.replace("internal", "publik"))
    assert read(tmp_path, "x")[0] is None


def test_a_circle_of_templates_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "a", "extends: b\n" + BASE)
    put(tmp_path, "b", "extends: a\n")
    assert "YML007" in read(tmp_path, "a")[1][0]


def test_an_unknown_name_is_wrong_use_with_a_suggestion() -> None:
    with pytest.raises(WrongUse) as wrong:
        read_template("exectuive", [BUILT_IN])
    assert "'executive'" in wrong.value.hint
    for name in ("../executive", "/etc", "", "a/b"):
        with pytest.raises(WrongUse):
            read_template(name, [BUILT_IN])
    assert "executive" in template_names([BUILT_IN])
