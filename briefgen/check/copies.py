"""Rules on the set of sources: copies, machine-reworded copies, shared origins, stray metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from briefgen.check.evidence import Evidence
from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.model.chains import origin_name, origins_behind
from briefgen.model.source import Source
from briefgen.text.garbled import fused, garbled
from briefgen.text.shingles import shared_share, shingles

#: Share of the shorter text's five-word runs that make it a copy, and variants a reworded one.
_COPY, _REWORDED = 0.5, 3
_FIRST_WORDS = 60


@rule("SRC004", Severity.WARNING)
def machine_reworded(evidence: Evidence) -> Iterator[Diagnostic]:
    """A source looks as if a machine had reworded it.

    It spells one name in several wrong ways, or runs the name of an outlet into the next word
    and misspells a name. Its quotations were reworded with the rest: find the original.

    Bad:
        source:  Okoyo said ... Okoy wrote ... The GazetteCiting two officials ...

    Good:
        source:  Okoye said ... Okoye wrote ... Citing two officials, The Gazette ...
    """
    outlets = [f for o in evidence.brief.outline.origins for f in (o.name, *o.also)]
    for source in evidence.brief.sources.values():
        wrong: dict[str, set[str]] = {}
        for slip in evidence.registry.slips(source.captured.text):
            wrong.setdefault(slip.name, set()).add(slip.form)
        worst = max(wrong, key=lambda name: (len(wrong[name]), name), default="")
        joined = fused(source.captured.text, outlets)
        count = len(wrong.get(worst, ()))
        if count > 1 or (count and joined):
            signs = [f"{count} wrong spellings of {worst}"]
            signs += [f"{joined} fused words"] if joined else []
            yield machine_reworded.at(
                source.place,
                f"{source.id} looks machine-reworded: {', '.join(signs)}",
                "find the original; quote nothing from this copy",
                about=source.id,
            )


@rule("SRC005", Severity.WARNING)
def same_origin(evidence: Evidence) -> Iterator[Diagnostic]:
    """Two sources rest on the same origin: they count once.

    Two articles that quote one letter do not confirm each other. An origin counts where an excerpt
    has it under `via`, or where both texts name it. The source statement says so on the page.

    Bad:
        two sources, each with an excerpt `via=letter`, called "two sources confirm"

    Good:
        "Both articles quote the letter."
    """
    shared: dict[frozenset[str], list[Source]] = {}
    sources = list(evidence.brief.sources.values())
    behind = {s.id: origins_behind(evidence.brief, s) | _named(evidence, s) for s in sources}
    for a, b in combinations(sources, 2):
        common = (behind[a.id] & behind[b.id]) - {a.id, b.id}
        if common:
            shared.setdefault(common, []).extend((a, b))
    for origins, found in shared.items():
        names = sorted(origin_name(evidence.brief, id) for id in origins)
        ids = sorted({s.id for s in found})
        yield same_origin.at(
            found[0].place,
            f"{' and '.join(ids)} rest on the same origin, counted once: {', '.join(names)}",
            "do not say that they confirm each other",
            about=found[0].id,
        )


def _named(evidence: Evidence, source: Source) -> frozenset[str]:
    """The origins that the text of a source names itself, mangled or not."""
    text = source.captured.text
    found = set()
    for origin in evidence.brief.outline.origins:
        forms = (origin.name, *origin.also, origin.id.replace("-", " "))
        either = "|".join(re.escape(form) for form in forms)
        if re.search(rf"(?<!\w)(?:{either})(?!\w)", text) or any(garbled(text, forms)):
            found.add(origin.id)
    return frozenset(found)


@rule("SRC006", Severity.WARNING)
def copied(evidence: Evidence) -> Iterator[Diagnostic]:
    """A source is a copy of another: word for word, or reworded.

    Half of its five-word runs stand in the other one, or at least three of the other's quotations
    stand in it in other words. Cite the original; say `via` it in the copy.

    Bad:
        two sources with the same agency text

    Good:
        the agency's text alone, or the copy with via: [agency-0305]
    """
    runs = {s.id: shingles(s.captured.text) for s in evidence.brief.sources.values()}
    reworded = evidence.reworded
    for a, b in combinations(evidence.brief.sources.values(), 2):
        if a.id in b.via or b.id in a.via:
            continue
        share = shared_share(runs[a.id], runs[b.id])
        variants = reworded.get(frozenset({a.id, b.id}), 0)
        if share >= _COPY or variants >= _REWORDED:
            how = (
                f"{share:.0%} of its runs of words" if share >= _COPY else f"{variants} quotations"
            )
            kind = "is a copy of" if share >= _COPY else "is a reworded copy of"
            yield copied.at(
                b.place,
                f"{b.id} {kind} {a.id}, or the other way round: {how}",
                "cite the original, and name it under `via` of the copy",
                about=b.id,
            )


@rule("SRC007", Severity.INFO)
def stray_metadata(evidence: Evidence) -> Iterator[Diagnostic]:
    """The captured text begins with a line that belongs in the front matter.

    Bad:
        ---
        title: Port fee talks stall
        ---
        date 2026-03-05 Talks on the new port fee stopped on Monday.

    Good:
        ---
        title: Port fee talks stall
        issued: 2026-03-05
        ---
        Talks on the new port fee stopped on Monday.
    """
    for source in evidence.brief.sources.values():
        first = source.captured.text[:_FIRST_WORDS].split("\n")[0]
        match = re.match(
            r"\s*(?:date:?|published:?|updated:?)\s+\d{4}-\d\d-\d\d", first, re.IGNORECASE
        )
        if match:
            yield stray_metadata.at(
                source.captured.place(0),
                f'metadata in the text: "{match[0].strip()}"',
                "say it in the front matter too (issued); the captured text stays as it is",
                about=source.id,
            )


@rule("SEL005", Severity.INFO)
def short_excerpt(evidence: Evidence) -> Iterator[Diagnostic]:
    """An excerpt is shorter than twenty characters and stands several times in its source.

    After the next capture nobody can say which of the places was meant. Tag more of the sentence.

    Bad:
        {==the fee==}{>>^e1<<}

    Good:
        {==the fee is final==}{>>^e1<<}
    """
    for source in evidence.brief.sources.values():
        for excerpt in source.excerpts:
            if len(excerpt.exact) < 20 and source.captured.text.count(excerpt.exact) > 1:
                yield short_excerpt.at(
                    excerpt.place,
                    f'"{excerpt.exact}" stands several times in {source.id}',
                    "tag more of the sentence",
                    about=excerpt.key,
                )
