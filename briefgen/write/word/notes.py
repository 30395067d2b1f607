"""The footnotes part: our own (ECMA-376 part 1, 11.3.7 and 17.11).

Ids run from 1 in the order of the marks: LibreOffice pairs marks and notes in ascending order,
whatever the marks say. The two notes with ids under 1 are the rules above the notes, which Word
asks for.
"""

from __future__ import annotations

from collections.abc import Callable

from briefgen.model.document import STYLES, Note
from briefgen.records import replace
from briefgen.write.word.blocks import NOTE_MARK, Setting, write_inlines
from briefgen.write.word.parts import Part, content_type
from briefgen.write.word.xml import Element, R, make, text_nodes

_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))


Linker = Callable[[Part], Callable[[str], str]]


def add_notes(document: Part, setting: Setting, linker: Linker) -> None:
    """Give the opened document the notes whose marks were set; nothing where there are none."""
    if not setting.notes:
        return
    root = make("w:footnotes", *(_separator(*kind, setting) for kind in _SEPARATORS))
    part = Part("word/footnotes.xml", content_type("footnotes"), root=root)
    within = replace(setting, link=linker(part), notes=[])
    root.extend(_note(id, note, within) for id, note in enumerate(setting.notes, 1))
    document.relate(f"{R}/footnotes", part)


def _separator(id: int, kind: str, setting: Setting) -> Element:
    rule = make("w:p", _properties(setting), make("w:r", make(f"w:{kind}")))
    return make("w:footnote", rule, id=id, type=kind)


def _note(id: int, note: Note, setting: Setting) -> Element:
    look = make("w:rPr", make("w:rStyle", val=setting.style_id(NOTE_MARK)))
    mark = make("w:r", look, make("w:footnoteRef"))
    words = write_inlines(note.inlines, "footnote", setting)
    gap = make("w:r", *text_nodes(" "))
    return make("w:footnote", make("w:p", _properties(setting), mark, gap, *words), id=id)


def _properties(setting: Setting) -> Element:
    return make("w:pPr", make("w:pStyle", val=setting.style_id(STYLES["footnote"])))
