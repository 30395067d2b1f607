"""Companions: the documents that go with a memo, in files of their own.

    annex        behind each statement the words of its sources, what was cut, all that is known
    checksheet   every name, figure, date, quotation and attribution with a box to tick

They are composed from the memo's own selection, so that they hold nothing that its readers may
not see; they have as many pages as they need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from briefgen.check import Quotations
from briefgen.compose.annex import annex
from briefgen.compose.checksheet import checksheet
from briefgen.fit import Fitted, estimate
from briefgen.model.brief import Selection
from briefgen.model.document import Document, Table
from briefgen.model.look import Look
from briefgen.model.news import NO_EDITIONS, Standing
from briefgen.model.template import Template
from briefgen.records import replace

#: What they are called in options and file names, and what composes them.
KINDS: Mapping[str, Callable[..., Document]] = {"annex": annex, "checksheet": checksheet}
_PAGES = 999  # any number of pages will do


def companions(
    kinds: Sequence[str],
    selection: Selection,
    quotations: Quotations,
    template: Template,
    memo: Fitted,
    look: Look,
    standing: Standing = NO_EDITIONS,
) -> Iterator[tuple[Template, Fitted]]:
    """Compose what goes with a memo; each as a template of its own name, `executive-annex`.

    Nothing is fitted: `memo` is the fitted memo, whose sizes of type hold and whose cuts are told.
    The annex logs what is new, by `standing`.
    """
    dropped = {d.key: d for d in memo.dropped}
    for kind in kinds:
        own: dict[str, Any] = {"draft": memo.document.draft, "standing": standing}
        document = KINDS[kind](selection, quotations, template, dropped, **own)
        page = replace(template.page, pages=_PAGES)
        named = replace(template, name=f"{template.name}-{kind}", page=page, markdown=None)
        measured = estimate(document, look.on(page.paper).at(memo.sizes), _PAGES)
        yield named, replace(memo, document=document, estimate=measured, diagnostics=())


def boxes(document: Document) -> int:
    """How many boxes a checksheet has."""
    return sum(len(block.rows) for block in document.blocks if isinstance(block, Table))
