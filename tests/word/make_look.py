"""Writes the executive memo.docx and the golden sample: `python -m tests.word.make_look`."""

from tests.word.files import normalised
from tests.word.samples import LOOK, document, template


def main() -> None:
    from briefgen.write.word.base import base_package
    from briefgen.write.word.writer import to_docx

    LOOK.write_bytes(base_package())
    golden = LOOK.parents[2] / "tests" / "golden" / "memo.docx.txt"
    golden.write_text(normalised(to_docx(document(), template(), {})), encoding="utf-8")


if __name__ == "__main__":
    main()
