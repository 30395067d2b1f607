"""Capture .docx files that others wrote, and compare the words with two independent readers.

    python benchmarks/word_capture.py FOLDER... > docs/word-capture.md

FOLDER: unpacked source distributions of packages that carry Word files for their tests. A file
counts as captured rightly when its words, in order, are those that one of the readers finds:
mammoth (tracked changes accepted, notes at the end), or a plain reading of the XML that takes every
`w:t` outside of deletions. What both readers miss is said in the last column.
"""

from __future__ import annotations

import difflib
import io
import re
import sys
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path

from lxml import etree, html

from briefgen.diagnostics import BriefgenError
from briefgen.read.capturing import take
from briefgen.read.capturing.taken import Taken

_WORD = re.compile(r"\w+")
_GONE = ("del", "moveFrom", "instrText", "delText", "Fallback", "rt")


def main(folders: list[str]) -> None:
    rows, verdicts = [], Counter[str]()
    for path in sorted(p for folder in folders for p in Path(folder).rglob("*.docx")):
        verdict, told = judged(path)
        verdicts[verdict] += 1
        package = next(part for part in path.parts if re.search(r"-\d", part))
        rows.append(f"| {package} | {path.name} | {verdict} | {told} |")
    total = ", ".join(f"{count} {verdict}" for verdict, count in verdicts.most_common())
    print(f"{sum(verdicts.values())} files: {total}.\n")
    print("| package | file | verdict | words, or why |\n| --- | --- | --- | --- |")
    print("\n".join(rows))


def judged(path: Path) -> tuple[str, str]:
    data = path.read_bytes()
    try:
        found = take(path.name, data)
    except BriefgenError as error:
        return "refused", error.message.removeprefix(f"{path.name}: ")
    ours = words(found.text)
    others = {"mammoth": by_mammoth(data), "the XML": by_xml(data)}
    agree = [name for name, theirs in others.items() if theirs == ours]
    whole = words(with_left_out(found))
    told = f"{len(ours)}" + (f", {len(whole) - len(ours)} left out and told" * (whole != ours))
    if agree:
        return f"as {' and '.join(agree)}", told
    if agree := [name for name, theirs in others.items() if theirs == whole]:
        return f"as {' and '.join(agree)}, hidden and struck words apart", told
    name, theirs = min(others.items(), key=lambda pair: distance(ours, pair[1]))
    return "differs", f"{told}; beside {name}: {difference(ours, theirs)}"


def with_left_out(found: Taken) -> str:
    """The text with the hidden and struck words, which we leave out, put back at their place."""
    pieces, done = [], 0
    for at, remark in found.insets:
        if match := re.match(r"add: (?:hidden|struck) text left out: (.*)", remark):
            pieces += [found.text[done:at], f" {match[1]} "]
            done = at
    return "".join([*pieces, found.text[done:]])


def by_mammoth(data: bytes) -> list[str]:
    import mammoth

    try:
        page = mammoth.convert_to_html(io.BytesIO(data), ignore_empty_paragraphs=False).value
    except Exception:
        return []
    if not page.strip():
        return []
    tree = html.fragment_fromstring(page, create_parent="div")
    for link in tree.xpath(
        "//a[starts-with(@href, '#footnote-') or starts-with(@href, '#endnote-')]"
    ):
        link.text, link.tail = "", link.tail
    for block in tree.iter("p", "td", "th", "li", "br", "tr", "h1", "h2", "h3", "h4", "h5", "h6"):
        block.tail = f" {block.tail or ''}"
    for struck in tree.xpath("//s"):
        for element in struck.iter():
            element.text = element.tail = "" if element is not struck else element.tail
    return words("".join(tree.itertext()))


def by_xml(data: bytes) -> list[str]:
    """Every w:t of the body in the order of the file, deletions out; then the notes."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [n for n in package.namelist() if n.endswith("document.xml")]
        root = etree.fromstring(package.read(names[0]))
        notes = [
            note
            for kind in ("footnotes", "endnotes")
            if f"word/{kind}.xml" in package.namelist()
            for note in etree.fromstring(package.read(f"word/{kind}.xml"))
        ]
    pieces: list[str] = []
    collect(root, pieces)
    for note in notes:
        collect(note, pieces)
    return words("".join(pieces))


def collect(element: etree._Element, pieces: list[str]) -> None:
    for child in element:
        name = str(child.tag).rpartition("}")[2]
        if name in _GONE:
            continue
        if name == "t":
            pieces.append(child.text or "")
        elif name in ("tab", "br", "cr"):
            pieces.append(" ")
        elif name == "noBreakHyphen":
            pieces.append("-")
        collect(child, pieces)
        if name in ("p", "tc"):
            pieces.append(" ")


def words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text))


def distance(ours: list[str], theirs: list[str]) -> float:
    return 1 - difflib.SequenceMatcher(None, ours, theirs, autojunk=False).ratio()


def difference(ours: list[str], theirs: list[str]) -> str:
    matcher = difflib.SequenceMatcher(None, theirs, ours, autojunk=False)
    told = [
        f"-{' '.join(theirs[a:b])[:60]} +{' '.join(ours[c:d])[:60]}"
        for op, a, b, c, d in matcher.get_opcodes()
        if op != "equal"
    ]
    return "; ".join(told[:4]).replace("|", "/")


if __name__ == "__main__":
    main(sys.argv[1:])
