"""LibreOffice as an independent reader of tracked changes: a macro accepts or rejects them all."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

from tests.change.tracked import W

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE {0}:{1} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{2}.dtd">\n'
_MODULE = (
    _HEAD.format("script", "module", "module")
    + """\
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">
Sub Settle(source As String, target As String, command As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(doc.CurrentController.Frame, command, "", 0, Array())
  Dim form(0) As New com.sun.star.beans.PropertyValue
  form(0).Name = "FilterName" : form(0).Value = "MS Word 2007 XML"
  doc.storeToURL(ConvertToURL(target), form())
  doc.close(True)
End Sub
</script:module>
"""
)
_LIBRARY = (
    _HEAD.format("library", "library", "library")
    + """\
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
<library:element library:name="Module1"/></library:library>
"""
)
_LIBRARIES = (
    _HEAD.format("library", "libraries", "libraries")
    + """\
<library:libraries xmlns:library="http://openoffice.org/2000/library"
 xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard"
 xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/>
</library:libraries>
"""
)
ACCEPT, REJECT = "Accept", "Reject"


class LibreOffice:
    """LibreOffice with a profile of its own, which knows the macro."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        basic = folder / "profile" / "user" / "basic"
        self._start()  # the first start makes the profile, and runs no macro
        (basic / "Standard").mkdir(parents=True, exist_ok=True)
        (basic / "script.xlc").write_text(_LIBRARIES)
        (basic / "Standard" / "script.xlb").write_text(_LIBRARY)
        (basic / "Standard" / "Module1.xba").write_text(_MODULE)

    def settled(self, data: bytes, command: str) -> list[Any]:
        """What a file says once LibreOffice has accepted or rejected all, and saved it."""
        source, target = self.folder / "in.docx", self.folder / "out.docx"
        source.write_bytes(data)
        target.unlink(missing_ok=True)
        self._start(
            f'macro:///Standard.Module1.Settle("{source}","{target}",".uno:{command}AllTrackedChanges")'
        )
        return said(target.read_bytes())

    def _start(self, *args: str) -> None:
        profile = f"-env:UserInstallation=file://{self.folder}/profile"
        command = ["soffice", profile, "--headless", "--invisible", "--norestore", *args]
        if not args:
            command += ["--terminate_after_init"]
        subprocess.run(command, capture_output=True, timeout=180, check=False)


def said(data: bytes) -> list[Any]:
    """Paragraphs that say something, with the name of their style, and tables row by row."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        styles = etree.fromstring(package.read("word/styles.xml"))
        body = etree.fromstring(package.read("word/document.xml"))[-1]
    names = {
        s.get(f"{W}styleId"): n.get(f"{W}val", "").lower()
        for s in styles.iter(f"{W}style")
        for n in s.iterfind(f"{W}name")
    }
    assert next(body.iter(f"{W}ins", f"{W}del"), None) is None

    def paragraph(p: Any) -> tuple[str, str]:
        style = p.find(f"{W}pPr/{W}pStyle")
        signs = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}footnoteReference": "*"}
        runs = (e for e in p.iter() if e.getparent().tag == f"{W}r")
        words = "".join(signs.get(e.tag, (e.text or "") if e.tag == f"{W}t" else "") for e in runs)
        return (names.get(style.get(f"{W}val"), "") if style is not None else "", words)

    found: list[Any] = []
    for block in body:
        if block.tag == f"{W}tbl":
            rows = block.findall(f"{W}tr")
            found.append([[[paragraph(p) for p in c.iter(f"{W}p")] for c in r] for r in rows])
        elif block.tag == f"{W}p" and paragraph(block)[1]:
            found.append(paragraph(block))
    return found
