"""The theme part: Word's pickers offer our font and colours; no style refers to it.

A document may do without one, but strict checkers ask for it.
"""

from __future__ import annotations

from briefgen.write.word.styles import ACCENT, FONT, GREY, HAIRLINE, INK

_NS = "http://schemas.openxmlformats.org/drawingml/2006/main"
_COLORS = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": INK, "lt2": "F3F4F6", "accent1": ACCENT,
    "accent2": GREY, "accent3": HAIRLINE, "accent4": "2F6690", "accent5": "3A7D44",
    "accent6": "8A5A19", "hlink": ACCENT, "folHlink": GREY,
}  # fmt: skip
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def theme_xml() -> str:
    """word/theme/theme1.xml."""
    colors = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLORS.items()
    )
    fonts = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    lines = "".join(f'<a:ln w="{width}">{_FILL}</a:ln>' for width in (6350, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'<a:theme xmlns:a="{_NS}" name="Memo"><a:themeElements>'
        f'<a:clrScheme name="Memo">{colors}</a:clrScheme>'
        f'<a:fontScheme name="Memo"><a:majorFont>{fonts}</a:majorFont>'
        f"<a:minorFont>{fonts}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Memo"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{effects}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )
