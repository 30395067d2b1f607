"""How long a whole build takes, beside pandoc and beside a bare script: whole processes, by turns.

    python -m benchmarks.build_case [WORKSPACE [BRIEF [TURNS [CSL]]]]

Without arguments: the repository's own example pentagon-ai, 15 turns. Timed are:

* `briefgen build BRIEF`: outline, template and sources read and checked, the page fitted, both
  files written, read back and searched for what is withheld;
* a bare script: it imports every module outside the standard library that this very build was seen
  to import (`-X importtime`, so that nothing is counted against us that we do not load, and nothing
  for us that we do), and writes the same words with python-docx and as Markdown, and reads both
  files back. It has the words ready, parses no YAML, checks nothing, sets one page and not ten, and
  has python-docx's own styles;
* pandoc --citeproc with Chicago notes, making the Word file and the Markdown file of the same memo,
  its words ready as well, its sources complete CSL items: two calls, as pandoc needs. The style is
  a CSL file that you name (`chicago-notes-bibliography` of the CSL project, say), else the short
  one beside this file, which costs pandoc less;
* `briefgen --help`, beside `python -c "import typer"`.

All are whole processes, with byte code kept, as an installation keeps it: use an environment that
has the runtime dependencies only, for others slow every start of Python.

Turns alternate, so that a busy machine is busy for all; medians and ratios are printed, of the time
on the clock and of the time on the processor, which suffers less from what else is running. The
pandoc binary is the one that pypandoc_binary brings, else the one on the PATH; where there is none,
that row says so.
"""

from __future__ import annotations

import json
import os
import platform
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

from briefgen.build import load, load_template, make, prepare
from briefgen.model.document import Cite, Document, Heading, Listing, Paragraph, Table, plain
from briefgen.model.source import Source
from briefgen.read.workspace import find_workspace

HERE = Path(__file__).parent
STYLE = HERE / "chicago-notes.csl"
Times: TypeAlias = tuple[float, float]  # on the clock, on the processor
RATIOS = (
    ("briefgen build", "bare script"),
    ("briefgen build", "pandoc --citeproc"),
    ("briefgen --help", "import typer"),
)
#: What the bare script does, with the imports that a build was seen to make.
SCRIPT = """\
import json, sys
{imports}
from docx import Document
blocks = json.load(open("content.json", encoding="utf-8"))
document, markdown = Document(), []
for kind, texts in blocks:
    if kind == "table":
        table = document.add_table(rows=0, cols=len(texts[0]))
        for row in texts:
            for cell, text in zip(table.add_row().cells, row):
                cell.text = text
        markdown += ["| " + " | ".join(row) + " |" for row in texts]
    else:
        style = {{"heading": "Heading 1", "item": "List Bullet"}}.get(kind, "Normal")
        document.add_paragraph(texts, style=style)
        markdown.append(texts)
document.save("bare.docx")
open("bare.md", "w", encoding="utf-8").write("\\n\\n".join(markdown))
read = Document("bare.docx")
words = [p.text for p in read.paragraphs]
words += [c.text for t in read.tables for r in t.rows for c in r.cells]
wanted = [x for k, t in blocks for x in ([c for r in t for c in r] if k == "table" else [t])]
assert sorted(words) == sorted(wanted)
again = open("bare.md", encoding="utf-8").read()
assert all(text in again for text in wanted)
"""


def main(arguments: Sequence[str]) -> None:
    """Time everything by turns, and print the table."""
    root = Path(arguments[0]) if arguments else HERE.parent
    slug = arguments[1] if len(arguments) > 1 else "pentagon-ai"
    turns = int(arguments[2]) if len(arguments) > 2 else 15
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        style = Path(arguments[3]).absolute() if len(arguments) > 3 else STYLE
        commands = prepared(root, slug, folder, style)
        times: dict[str, list[Times]] = {title: [] for title in commands}
        for turn in range(turns + 1):  # the first one warms the disk, and writes the byte code
            for title, calls in commands.items():
                each = [timed(call, folder) for call in calls]
                if turn and each:
                    clock, processor = zip(*each, strict=True)
                    times[title].append((sum(clock), sum(processor)))
    print_table(times, turns)


def prepared(root: Path, slug: str, folder: Path, style: Path) -> dict[str, list[list[str]]]:
    """Every input on the disk, and the calls of each row."""
    for name in ("briefs", "sources", "templates"):
        if (root / name).is_dir():
            shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("out"))
    shutil.copy(root / "briefgen.yaml", folder)
    document, sources = made(folder, slug)
    content = json.dumps(blocks_of(document), ensure_ascii=False)
    (folder / "content.json").write_text(content, encoding="utf-8")
    python = sys.executable
    build = [python, "-m", "briefgen", "build", slug]
    imports = "\n".join(f"import {name}" for name in packages(build, folder))
    (folder / "bare.py").write_text(SCRIPT.format(imports=imports), encoding="utf-8")
    return {
        "briefgen build": [build],
        "bare script": [[python, "bare.py"]],
        "pandoc --citeproc": pandoc_calls(document, sources, folder, style),
        "briefgen --help": [[python, "-m", "briefgen", "--help"]],
        "import typer": [[python, "-c", "import typer"]],
    }


def made(root: Path, slug: str) -> tuple[Document, Mapping[str, Source]]:
    """The memo's document, and the sources of its brief."""
    workspace = find_workspace(root)
    template, _ = load_template(workspace, "executive")
    if template is None:
        raise SystemExit("no template executive")
    ready = prepare(load(workspace, slug), template)
    return make(ready, template).document, ready.selection.brief.sources


def blocks_of(document: Document) -> list[tuple[str, object]]:
    """The words of the memo, as the bare script writes them."""
    found: list[tuple[str, object]] = [("title", document.title)]
    found += [("field", f"{label}\t{value}") for label, value in document.fields]
    for block in document.blocks:
        match block:
            case Heading(text=text):
                found.append(("heading", text))
            case Paragraph(inlines=inlines):
                found.append(("text", plain(inlines)))
            case Listing(items=items):
                found += [("item", plain(item.inlines)) for item in items]
            case Table(headings=headings, rows=rows):
                cells = [
                    [" • ".join(plain(p.inlines) for p in c.paragraphs) for c in r] for r in rows
                ]
                found.append(("table", [list(headings), *cells]))
    return found


def packages(build: Sequence[str], folder: Path) -> list[str]:
    """The modules outside the standard library and briefgen that a build imports, in order."""
    told = run([build[0], "-X", "importtime", *build[1:]], folder).stderr.decode()
    names = re.findall(r"^import time:.*\| +([\w.]+)$", told, re.MULTILINE)
    ours = {"briefgen", "site", "sitecustomize", *sys.stdlib_module_names}
    found = [n for n in names if n.partition(".")[0] not in ours]
    there = {n for n in {f.partition(".")[0] for f in found} if find_spec(n)}
    return [n for n in dict.fromkeys(found) if n.partition(".")[0] in there and "._" not in n]


def pandoc_calls(
    document: Document, sources: Mapping[str, Source], folder: Path, style: Path
) -> list[list[str]]:
    """The same memo for pandoc, each citation a note; [] where there is no pandoc."""
    pandoc = find_pandoc()
    if not pandoc:
        return []
    items = [csl_item(source) for source in sources.values()]
    (folder / "memo.json").write_text(json.dumps(items), encoding="utf-8")
    text = pandoc_markdown(document, list(sources))
    (folder / "memo.pandoc.md").write_text(text, encoding="utf-8")
    call = [pandoc, "memo.pandoc.md", "--citeproc", "--bibliography=memo.json", f"--csl={style}"]
    return [[*call, "-o", "pandoc.docx"], [*call, "-t", "commonmark_x", "-o", "pandoc.md"]]


def csl_item(source: Source) -> dict[str, object]:
    """A source as CSL JSON has it."""
    names = [{"literal": n.literal or f"{n.given} {n.family}".strip()} for n in source.author]
    dates = {"issued": source.issued, "accessed": source.accessed}
    return {
        "id": source.id,
        "type": source.type,
        "title": source.title,
        "container-title": source.container_title,
        "publisher": source.publisher,
        "URL": source.url,
        "author": names,
        **{
            name: {"date-parts": [[int(part) for part in when.first.isoformat().split("-")]]}
            for name, when in dates.items()
            if when
        },
        **source.csl,
    }


def find_pandoc() -> str:
    """The pandoc binary, or ""."""
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError):
        return shutil.which("pandoc") or ""


def pandoc_markdown(document: Document, ids: list[str]) -> str:
    """The memo in pandoc's Markdown; where we print a label, a citation of its source stands."""
    lines = [f"# {document.title}", ""]
    for block in document.blocks:
        match block:
            case Heading(text=text):
                lines += [f"## {text}", ""]
            case Paragraph():
                lines += [cited(block, ids), ""]
            case Listing(items=items):
                lines += [*(f"- {cited(item, ids)}" for item in items), ""]
            case Table(headings=headings, rows=rows):
                lines += ["| " + " | ".join(headings) + " |", "|" + "---|" * len(headings)]
                for row in rows:
                    cells = (" ".join(cited(p, ids) for p in c.paragraphs) for c in row)
                    lines.append("| " + " | ".join(cells) + " |")
                lines.append("")
    return "\n".join(lines)


def cited(paragraph: Paragraph, ids: list[str]) -> str:
    """A paragraph's words, with a citation that pandoc resolves after each of ours."""
    parts = []
    for inline in paragraph.inlines:
        number = inline.label.strip("[")[:1] if isinstance(inline, Cite) else ""
        known = number.isdigit() and int(number) <= len(ids)
        parts.append(
            f" [@{ids[int(number) - 1]}, 2]" if known else plain([inline]).replace("|", "/")
        )
    return "".join(parts)


def timed(call: Sequence[str], folder: Path) -> Times:
    """What one process takes. A memo made before is taken away first."""
    for out in folder.glob("briefs/*/out"):
        shutil.rmtree(out)
    begun, spent = time.perf_counter(), processor_seconds()
    run(call, folder)
    return time.perf_counter() - begun, processor_seconds() - spent


def processor_seconds() -> float:
    """What all processes that have ended took on the processor."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(call: Sequence[str], folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Run one process; what it says ends the benchmark where it fails."""
    environment = {**os.environ, **child()}
    done = subprocess.run(call, cwd=folder, env=environment, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(call)}: {done.stderr.decode()}")
    return done


def child() -> dict[str, str]:
    """What the processes are given: this checkout, and byte code kept as an installation has it."""
    return {"PYTHONPATH": str(HERE.parent), "PYTHONDONTWRITEBYTECODE": ""}


def print_table(times: Mapping[str, list[Times]], turns: int) -> None:
    """Medians, quartiles, and the ratios that are promised."""
    machine = f"{platform.machine()}, {os.cpu_count()} cores"
    print(f"{turns} turns, {machine}, Python {platform.python_version()}\n")
    print("| What | median ms | quartiles | processor ms |\n| --- | ---: | --- | ---: |")
    for title, taken in times.items():
        if not taken:
            print(f"| {title} | not installed | | |")
            continue
        low, median, high = (1000 * s for s in statistics.quantiles([c for c, _ in taken], n=4))
        processor = 1000 * middle(taken, 1)
        print(f"| {title} | {median:.0f} | {low:.0f} to {high:.0f} | {processor:.0f} |")
    print()
    for one, other in RATIOS:
        if times[other]:
            ratios = [middle(times[one], n) / middle(times[other], n) for n in (0, 1)]
            print(f"{one} / {other}: {ratios[0]:.2f} (processor {ratios[1]:.2f})")


def middle(taken: list[Times], which: int) -> float:
    """The median on the clock (0) or on the processor (1)."""
    return statistics.median(each[which] for each in taken)


if __name__ == "__main__":
    main(sys.argv[1:])
