"""Rules on tags: used once, no longer used, or missing. For the whole set of sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from briefgen.check.evidence import Evidence
from briefgen.diagnostics import Diagnostic, Severity, rule


@rule("TAG002", Severity.INFO)
def lonely_tag(evidence: Evidence) -> Iterator[Diagnostic]:
    """A tag stands once, and is nearly another one.

    Two spellings of one tag split what belongs together. `briefgen rename tag` joins them.

    Bad:
        {==...==}{>>#stakes/lines/costs<<}     # elsewhere #stakes/lines/cost

    Good:
        {==...==}{>>#stakes/lines/cost<<}
    """
    from difflib import get_close_matches  # noqa: PLC0415 - for `check` alone

    counts = Counter(t for e in evidence.excerpts for t in e.tags)
    for excerpt in evidence.excerpts:
        for tag in excerpt.tags:
            others = [t for t in counts if t != tag and counts[t] >= counts[tag]]
            near = get_close_matches(tag, others, 1, 0.93) if counts[tag] == 1 else []
            if near and tag.rpartition("/")[0] == near[0].rpartition("/")[0]:
                yield lonely_tag.at(
                    excerpt.place,
                    f"#{tag} stands once; did you mean #{near[0]}?",
                    f"briefgen rename tag {tag} {near[0]}",
                    about=excerpt.key,
                )


@rule("TAG003", Severity.WARNING)
def deprecated_tag(evidence: Evidence) -> Iterator[Diagnostic]:
    """A tag is no longer used: the outline's `tags` name the one in its place.

    Bad:
        tags: {positions/port: positions/authority}
        source:  {==The fee is final.==}{>>^e1 #positions/port<<}

    Good:
        source:  {==The fee is final.==}{>>^e1 #positions/authority<<}
    """
    replaced = evidence.brief.outline.deprecated
    for excerpt in evidence.excerpts:
        for tag in (t for t in excerpt.tags if t in replaced):
            yield deprecated_tag.at(
                excerpt.place,
                f"#{tag} is no longer used",
                f"briefgen rename tag {tag} {replaced[tag]}",
                about=excerpt.key,
            )


@rule("TAG004", Severity.WARNING)
def untagged(evidence: Evidence) -> Iterator[Diagnostic]:
    """An excerpt has no tag, and no point cites it: it can never be printed.

    One that has tags and that no point prints or cites is an info.

    Bad:
        {==The fee is final.==}{>>^e1<<}

    Good:
        {==The fee is final.==}{>>^e1 #positions/authority<<}
    """
    used = {(i.source, i.excerpt) for p in evidence.selection.points for i in p.citations()
            if p.section != "gists"}  # fmt: skip
    used |= {(p.excerpt.source, p.excerpt.id) for p in evidence.selection.points
             if p.excerpt and p.section != "gists"}  # fmt: skip
    within = [(e.source, e.start, e.end) for e in evidence.excerpts if e.tags]
    for excerpt in evidence.excerpts:
        if (excerpt.source, excerpt.id) in used:
            continue
        nested = (excerpt.source, excerpt.start, excerpt.end) in within
        severity = Severity.INFO if excerpt.tags or nested else Severity.WARNING
        what = "no point prints or cites it" if excerpt.tags else "no tag, and no point cites it"
        yield untagged.at(
            excerpt.place,
            f"{excerpt.key}: {what}",
            "tag it for a section, cite it, or leave it as a record",
            about=excerpt.key,
            severity=severity,
        )
