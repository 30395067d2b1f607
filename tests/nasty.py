"""Strings that break generators of documents: markup, bidi, emoji, combining marks, odd spaces.

All of them must stand verbatim in every file that we write. `REFUSED` holds what XML cannot.
"""

from __future__ import annotations

MARKDOWN = (
    *("*a*", "**a**", "***a***", "_a_", "__a__", "snake_case_name", "2*3*4", "* a", "a *", "*", "**", "`code`"),
    *("``a`b``", "```", "```python", "~~~", "~~gone~~", "~one~", "# heading", "####### seven", "#", "#tag", "C#"),
    *("end #", "end ##", "> quoted", ">", ">>> a", "- item", "-", "--", "---", "- - -", "+ item", "+++", "***", "* * *"),
    *("___", "===", "=", "= =", "==marked==", "1. one", "1) one", "1.", "2026. A year", "123456789. a", "1234567890. a"),
    *("[a](b)", "[a][b]", "[a]", "[a]: http://x.example", "[a]: b 'c'", "![a](b)", "!", "![", "!a", "[^1]", "[^1]: note"),
    *("[ ] open", "[x] done", "[X] done", "[[wiki]]", "[@key]", "[1¶13]", "[1¶13](a)", "[1]", "[2]: x", "[1][2]", "]", "["),
    *("[]", "](", "a](b)", "\\", "\\\\", "\\*a\\*", "a\\", "\\n", "| a | b |", "|", "a | b", "\\|", "\\\\|", "|---|", "--- | ---"),
    *(":--", ":-:", ": defined", ":smile:", ":+1:", "10:30:15", "$x$", "$$x$$", "$5 to $10", "$200 million", "US$", "x^2^"),
    *("H~2~O", "*[HTML]: abbreviation", "term {#id .class}", "{.class}", "{==a==}{>>b<<}", "a  ", "  a", "    code", "\tcode"),
    *("a\tb", "a  b", "a   b", "a\nb", "a\n\nb", "a\n===", "a\n- b", "\n", " ", "a\\\nb", "http://x.example", "https://x.example/a_b_c"),
    *("www.x.example", "WWW.X.EXAMPLE", "ftp://x.example", "mailto:a@b.example", "a@b.example", "<http://x.example>", "<a@b.example>"),
    *("https://x.example/(a)", "https://x.example/*a*", "xmpp:a@b.example", "@someone", "#123", "a\u00a0[1¶13]", "!\u00a0[1]", "%title"),
)  # fmt: skip

HTML = (
    *("<b>bold</b>", "<script>alert(1)</script>", "<!-- gone -->", "<![CDATA[a]]>", "<?php a ?>", "<!DOCTYPE html>", "<br>"),
    *("a<b", "a < b", "a > b", "a & b", "a&b", "&amp;", "&lt;b&gt;", "&#60;", "&#x3c;", "&#x26;amp;", "&nbsp;", "&copy", "&copy;"),
    *("AT&T", "&", "&;", "&#;", "&#0;", "&unknown;", "&CounterClockwiseContourIntegral;", '" onclick="a', "javascript:alert(1)"),
    *("</w:t></w:r></w:p>", "<w:br/>", "<w:t>a</w:t>", "_x000D_", "_x0041_", "]]>", "<w:del>a</w:del>", "</table>"),
)  # fmt: skip

JINJA = (
    *("{{ 7*7 }}", "{{ title }}", "{% for a in b %}", "{% raw %}", "{# gone #}", "{{", "}}", "{%", "%}", "{_{ x }_}", "{{ x | safe }}"),
    *("{{ ''.__class__.__mro__ }}", "{{ cycler.__init__.__globals__ }}", "${x}", "#{x}", "<%= x %>", "%s", "%(a)s", "{0}", "{0.a}"),
    *("[[title]]", "[[body]]", "[[section:positions]]", "[[memo.to]]", "PAGE \\* MERGEFORMAT", "=1+1", "+1", "-1", "@SUM(1)"),
)  # fmt: skip

UNICODE = (
    *("naïve", "nai\u0308ve", "Å", "A\u030a", "\u212b", "ﬁne", "Straße", "İstanbul", "ıI", "Ω\u2126", "½", "²", "№", "™"),
    *("a\u0300\u0301\u0302\u0303\u0304", "\u0301a", "e\u0301", "Việt Nam", "हिन्दी", "ไทย", "日本語", "한국어", "中文「引用」", "Ελληνικά", "Кириллица"),
    *("שלום", "مرحبا بالعالم", "فارسی\u200cها", "abc שלום def", "١٢٣", "😀", "👩‍👩‍👧‍👦", "🇫🇷", "👍🏽", "☺\ufe0f", "☺\ufe0e", "1\ufe0f\u20e3", "𝒜𝓑", "𐍈"),
    *("a\u00a0b", "\u00a0a", "a\u00a0", "a\u2009b", "a\u202fb", "a\u3000b", "\u3000a", "a\u200bb", "\u200ba", "a\u200db", "a\u2060b", "\ufeffa"),
    *("a\u00adb", "a\u2011b", "a\u2010b", "a–b", "a—b", "a−b", "a…", "a...b", "a\u2028b", "a\u2029b", "a\u0085b", "\u1680a", "a\u180eb"),
    *("“curly”", "‘single’", "„German“", "«French»", "‹a›", "« a »", '"straight"', "'a'", "it’s", "it's", "5′ 6″", "'90s", "rock 'n' roll"),
    *("\ufffd", "\ue000", "\U000f0000", "\u0378", "\u2603\u20dd", "\U0001f3f4\U000e0067\U000e0062", "a\u034fb", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!", "paypаl", "•", "a • b"),
    *("NULL", "None", "nan", "TODO", "undefined", "true", "no", "0", "1e1000", "00123", "2026-02-30", "../../etc/passwd", "CON", "a" * 500),
    *("\u061ca", "\u200ea", "\u200fa", "long " * 60 + "end", "¶", "§ 4", "†", "‡", "a\u0338", "\u0489", "a/b", "a;b", "a,b", "(a)", "(1) a", "a.", "..."),
)  # fmt: skip

#: Words that every file must hold letter for letter.
NASTY: tuple[str, ...] = MARKDOWN + HTML + JINJA + UNICODE

#: What XML 1.0 cannot hold: refused when it is read, so that no document ever has it.
REFUSED: tuple[str, ...] = (
    *("a\x00b", "a\x01b", "a\x07b", "a\x08b", "a\x0bb", "a\x0cb", "a\x0eb", "a\x1bb", "a\x1fb", "a\ufffeb", "a\uffffb", "a\ud800b"),
)  # fmt: skip
