"""How fast evidence is found and checked: the figures of docs/figures.md, section Evidence.

Run: python benchmarks/evidence_speed.py
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from briefgen.build import load, load_template, prepare
from briefgen.check import check
from briefgen.model.source import Visibility
from briefgen.read.workspace import find_workspace
from briefgen.select import select
from briefgen.text.index import Index

SYLLABLES = [consonant + vowel for consonant in "bcdfghlmnprstv" for vowel in "aeio"]
HEAD = """\
---
title: Report {number}
container-title: Paper {number}
issued: 2026-03-0{day}
reliability: B
visibility: public
---
"""
OUTLINE = """\
title: A large brief
as_of: 2026-03-05
names:
  Ada Okoye: {short: Okoye}
background:
  - |
"""
CHANCE = random.Random(7)  # noqa: S311 - a seed for texts, not a secret


def vocabulary(size: int) -> list[str]:
    return ["".join(CHANCE.choices(SYLLABLES, k=CHANCE.randint(1, 4))) for _ in range(size)]


def text_of(words: list[str], size: int) -> str:
    """About `size` characters in sentences and paragraphs."""
    made: list[str] = []
    length = 0
    while length < size:
        sentence = " ".join(CHANCE.choices(words, k=CHANCE.randint(8, 25))).capitalize() + ". "
        made.append(sentence + ("\n\n" if CHANCE.random() < 0.2 else ""))
        length += len(made[-1])
    return "".join(made)


def whole_words(text: str, length: int) -> str:
    start = text.index(" ", CHANCE.randrange(len(text) - 2 * length)) + 1
    return text[start : text.rindex(" ", start, start + length + 12)].strip()


def noisy(words: str) -> str:
    """Three letters changed."""
    letters = list(words)
    for at in CHANCE.sample([n for n, c in enumerate(letters) if c.isalpha()], 3):
        letters[at] = CHANCE.choice("xyz")
    return "".join(letters)


def timed(label: str, call, items: list[str]) -> int:  # type: ignore[no-untyped-def]
    times, found = [], 0
    for item in items:
        begun = perf_counter()
        found += call(item) is not None
        times.append((perf_counter() - begun) * 1000)
    mean, worst = statistics.mean(times), max(times)
    print(f"{label}: {mean:.3f} ms each (worst {worst:.2f} ms), {found} of {len(items)} found")
    return found


def search() -> None:
    words = vocabulary(20_000)
    texts = {f"s{n}": text_of(words, 200_000) for n in range(50)}
    begun = perf_counter()
    index = Index(texts)
    size = sum(map(len, texts.values())) / 1e6
    print(f"index of {size:.1f} million characters: {perf_counter() - begun:.2f} s, once")
    quotations = [whole_words(CHANCE.choice(list(texts.values())), 150) for _ in range(1000)]
    timed("exact quotations", index.exact, quotations)
    index.near(noisy(quotations[0]))  # rapidfuzz is loaded by the first
    timed("noisy quotations", index.near, [noisy(q) for q in quotations])


def large_brief(folder: Path) -> None:
    """1,000 excerpts in 50 sources, a point for every tenth."""
    words = vocabulary(5_000)
    (folder / "briefgen.yaml").write_text("for: [executive]\n")
    brief = folder / "briefs" / "large"
    (brief / "sources").mkdir(parents=True)
    points = []
    for s in range(50):
        body = []
        for e in range(20):
            tag = f"background/t{CHANCE.randrange(200)}"
            sentence = text_of(words, 120).strip().replace("\n", " ")
            body.append(
                f'{{=="{sentence}"==}}{{>>^e{e} #{tag} speaker=Okoye credibility=2<<}} he said.'
            )
            if (s * 20 + e) % 10 == 0:
                quoted = " ".join(sentence.split()[:6])
                points.append(f'    - Okoye said "{quoted}" [@s{s}^e{e}].')
        head = HEAD.format(number=s, day=s % 5 + 1)
        (brief / "sources" / f"s{s}.md").write_text(head + "\n\n".join(body) + "\n")
    (brief / "outline.yaml").write_text(OUTLINE + "\n".join(points) + "\n")


def checking() -> None:
    with tempfile.TemporaryDirectory() as name:
        large_brief(Path(name))
        workspace = find_workspace(Path(name))
        template, _ = load_template(workspace, "executive")
        if template is None:
            raise SystemExit("no template executive")
        begun = perf_counter()
        loaded = load(workspace, "large")
        read = perf_counter() - begun
        if loaded.brief is None:
            raise SystemExit("the large brief cannot be read")
        selection, _ = select(loaded.brief, "executive", Visibility.RESTRICTED, everything=True)
        begun = perf_counter()
        quotations, found = check(selection, everything=True)
        took = perf_counter() - begun
        print(f"1,000 excerpts in 50 sources: read {read:.2f} s, check of everything {took:.2f} s")
        begun = perf_counter()
        prepare(loaded, template)
        print(f"  the same for one page: {perf_counter() - begun:.2f} s")
        errors = sum(f.is_error for f in found)
        print(f"  {len(quotations)} quotations judged, {errors} errors, {len(found)} findings")


def quoting(kind: str, count: int = 1000) -> None:
    """`check` of a brief with `count` quotations from 10 million characters.

    `exact`: as they stand; `noisy`: three letters changed; `elsewhere`: noisy, and another source
    is cited.
    """
    words = vocabulary(20_000)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "briefgen.yaml").write_text("for: [executive]\n")
        folder = root / "briefs" / "large"
        (folder / "sources").mkdir(parents=True)
        texts = [text_of(words, 200_000) for _ in range(50)]
        for n, text in enumerate(texts):
            (folder / "sources" / f"s{n}.md").write_text(HEAD.format(number=n, day=1) + text + "\n")
        points = []
        for _ in range(count):
            s = CHANCE.randrange(50)
            quoted = whole_words(texts[s].replace("\n\n", " "), 150)
            quoted = quoted if kind == "exact" else noisy(quoted)
            points.append(f'    - Okoye said "{quoted}" [@s{(s + (kind == "elsewhere")) % 50}].')
        (folder / "outline.yaml").write_text(OUTLINE + "\n".join(points) + "\n")
        loaded = load(find_workspace(root), "large")
        if loaded.brief is None:
            raise SystemExit("the large brief cannot be read")
        selection, _ = select(loaded.brief, "executive", Visibility.RESTRICTED, everything=True)
        begun = perf_counter()
        _, found = check(selection)
        took = perf_counter() - begun
    told = Counter(f.code for f in found if f.code in ("QUO001", "QUO002"))
    proposed = sum("like it stands in" in f.message for f in found if f.code == "QUO001")
    print(f"check of {count} {kind} quotations: {took:.1f} s, {dict(told)}, {proposed} proposed")


if __name__ == "__main__":
    search()
    checking()
    for kind in ("exact", "noisy", "elsewhere"):
        quoting(kind)
