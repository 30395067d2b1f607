"""Forms: one small function for each way in which a template may set a section."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.compose.forms import tables, texts
from briefgen.compose.page import Form

#: Every form that a template may name, and the function that sets it.
FORMS: Mapping[str, Form] = {
    "prose": texts.prose,
    "bullets": texts.bullets,
    "numbered": texts.numbered,
    "qa": texts.questions_and_answers,
    "people": texts.people,
    "judgements": texts.judgements,
    "quotations": texts.quotations,
    "changes": texts.changes,
    "sign-off": texts.sign_off,
    "sources": texts.sources,
    "table": tables.table,
    "matrix": tables.matrix,
    "timeline": tables.timeline,
    "figures": tables.figures,
    "options": tables.options,
}
