"""A file's properties: the memo's own, nothing of the machine, its user or its clock."""

from __future__ import annotations

from briefgen.patterns import late
from briefgen.write.word.xml import escape

_DATE = late(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):(\d\d))?")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"


def core_xml(title: str, lang: str, date: str, author: str) -> str:
    """docProps/core.xml: title, language, the memo's date, and its author if it names one."""
    moment = moment_of(date)
    rows = [("dc:title", title), ("dc:creator", author), ("dc:language", lang)]
    content = "".join(
        f"<{name}>{escape(value, quote=False)}</{name}>" for name, value in rows if value
    )
    for name in ("created", "modified") if moment else ():
        content += f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>'
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{content}</cp:coreProperties>'
    )


def app_xml() -> str:
    """docProps/app.xml: the program, and nothing else."""
    return (
        f'<Properties xmlns="{_OFFICE}/extended-properties">'
        "<Application>briefgen</Application></Properties>"
    )


def moment_of(date: str) -> str:
    """The beginning of a date of the model as W3CDTF in UTC, "" where there is none."""
    found = _DATE.match(date)
    if not found:
        return ""
    year, month, day, hour, minute = found.groups()
    return f"{year}-{month or '01'}-{day or '01'}T{hour or '00'}:{minute or '00'}:00Z"
