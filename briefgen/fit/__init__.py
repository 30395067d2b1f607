"""Fit: make the memo fill no more than its pages, and say what that cost.

    widths -> breaking -> setting     -> setter  -> boxes         -> pages      -> estimate
    (fonts)   (lines)     (paragraphs)   (boxes)    (the document)   (with notes)  (fill)
                          running (memo.docx's own paragraphs)    estimate -> cuts -> findings

Everything is computed from widths of characters that travel with the package; a word processor
is asked only by `--measure libreoffice`, which confirms or refuses and never changes a cut.
"""

from __future__ import annotations

from briefgen.fit.cuts import Compose, Fitted, fit
from briefgen.fit.estimate import Estimate, Verdict, estimate

__all__ = ["Compose", "Estimate", "Fitted", "Verdict", "estimate", "fit"]
