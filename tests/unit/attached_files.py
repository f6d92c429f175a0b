"""Attached files made by hand, sound and hostile: PDF, DOCX, XLSX, OFD, pictures."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

LINE = 20
PERSON = "110101190001010014"
"""A made-up identity number with a right check digit."""


def pdf_of(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalog."""
    content = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    tail = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(content))
    return content + head + tail


def stream(content: bytes, head: bytes = b"") -> bytes:
    """A stream, packed."""
    packed = zlib.compress(content)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (head, len(packed), packed)


_FONT = (
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    b"/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/Song/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0"
    b"/Ascent 800/Descent -200/CapHeight 700/StemV 80>>>>"
)


def pdf(  # noqa: PLR0913 - the parts of a document
    pages: Sequence[str],
    *,
    catalog: bytes = b"",
    page: bytes = b"",
    info: bytes = b"",
    extra: Sequence[bytes] = (),
    scan: bool = False,
) -> bytes:
    """A PDF with a text layer: one text a page, lines by line feeds. `extra` objects are numbered from 7 on.

    The font is not embedded; its codes have a table to characters, as Chinese PDFs have. With `scan` there is a picture
    on the whole of each page.
    """
    letters = sorted(set("".join(pages)) - {"\n"})
    codes = {letter: number for number, letter in enumerate(letters, 1)}
    pairs = "\n".join(f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items())
    table = f"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n{len(codes)} beginbfchar\n{pairs}\nendbfchar"
    table = f"/CIDInit /ProcSet findresource begin\nbegincmap\n{table}\nendcmap\nend"
    first = 7 + len(extra)
    numbers = range(first, first + 2 * len(pages), 2)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(b"%d 0 R" % n for n in numbers), len(pages)),
        b"<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        _FONT,
        stream(table.encode()),
        stream(b"\x80", b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"),
        *extra,
    ]
    picture = b"q 595 0 0 842 0 0 cm /I Do Q\n" if scan else b""
    for number, text in zip(numbers, pages, strict=True):
        lines = [
            b"BT /F 12 Tf 50 %d Td <%s> Tj ET"
            % (780 - LINE * place, "".join(f"{codes[letter]:04x}" for letter in line).encode())
            for place, line in enumerate(text.split("\n"))
        ]
        head = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>/XObject<</I 6 0 R>>>>"
        objects += [head + b"/Contents %d 0 R%s>>" % (number + 1, page), stream(picture + b"\n".join(lines))]
    trailer = b"/Info %d 0 R" % (len(objects) + 1) if info else b""
    return pdf_of([*objects, info] if info else objects, trailer)


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP file of these parts, the same bytes every time."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            data = content.encode() if isinstance(content, str) else content
            archive.writestr(ZipInfo(name, (2026, 11, 15, 9, 0, 0)), data, ZIP_DEFLATED)
    return target.getvalue()


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def _types(main: str, kind: str) -> str:
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    xml = '<Default Extension="xml" ContentType="application/xml"/>'
    return f'{_XML}<Types xmlns="{_TYPES}">{rels}{xml}<Override PartName="/{main}" ContentType="{kind}"/></Types>'


def relations(*found: tuple[str, str, str, bool]) -> str:
    """A part of relations: (id, end of the type, target, whether it is outside of the package)."""
    lines = [
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"' if outside else "")
        + "/>"
        for name, kind, target, outside in found
    ]
    return f'{_XML}<Relationships xmlns="{_RELATIONS}">{"".join(lines)}</Relationships>'


def run(text: str, style: str = "") -> str:
    """A run of a Word document."""
    return f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str) -> str:
    """A paragraph of a Word document: of runs, or of texts that become runs."""
    return f"<w:p>{''.join(one if one.startswith('<') else run(one) for one in content)}</w:p>"


def story(name: str, content: str) -> str:
    """A part of a Word document: document, hdr, ftr, footnotes, comments."""
    body = f"<w:body>{content}</w:body>" if name == "document" else content
    return f'{_XML}<w:{name} xmlns:w="{_WORD}">{body}</w:{name}>'


def docx(body: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A Word document with this body, and more parts."""
    return package(
        {
            "[Content_Types].xml": _types("word/document.xml", _WORD_TYPE),
            "_rels/.rels": relations(("r1", "officeDocument", "word/document.xml", False)),
            "word/document.xml": story("document", body),
            **(parts or {}),
        }
    )


def core(**properties: str) -> str:
    """The properties of a document by the names of their elements."""
    space = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    inside = "".join(f"<cp:{name}>{value}</cp:{name}>" for name, value in properties.items())
    return f'{_XML}<cp:coreProperties xmlns:cp="{space}">{inside}</cp:coreProperties>'


def cell(place: str, text: str) -> str:
    """A cell with a text."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number: int, *cells: str, hidden: bool = False) -> str:
    """A row of cells."""
    state = 'hidden="1"' if hidden else ""
    return f'<row r="{number}" {state}>{"".join(cells)}</row>'


def xlsx(
    sheets: Mapping[str, str], parts: Mapping[str, str | bytes] | None = None, hidden: Sequence[str] = ()
) -> bytes:
    """A workbook: the rows of each sheet by its name, which of them are hidden, and more parts."""
    names = list(sheets)
    states = ['state="hidden"' if name in hidden else "" for name in names]
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="r{n}" {state}/>'
        for n, (name, state) in enumerate(zip(names, states, strict=True), 1)
    )
    book = f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'
    targets = [(f"r{n}", "worksheet", f"worksheets/sheet{n}.xml", False) for n in range(1, len(names) + 1)]
    return package(
        {
            "[Content_Types].xml": _types("xl/workbook.xml", _BOOK_TYPE),
            "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml", False)),
            "xl/workbook.xml": _XML + book,
            "xl/_rels/workbook.xml.rels": relations(*targets),
            **{
                f"xl/worksheets/sheet{n}.xml": f'{_XML}<worksheet xmlns="{_SHEET}">{sheets[name]}</worksheet>'
                for n, name in enumerate(names, 1)
            },
            **(parts or {}),
        }
    )


def rows(*content: str) -> str:
    """The data of a sheet."""
    return f"<sheetData>{''.join(content)}</sheetData>"


_OFD = "http://www.ofdspec.org/2016"


def text_object(text: str, left: float = 20, top: float = 20, size: float = 5) -> str:
    """A text of an OFD page; each character is as wide as it is high."""
    advance = f'DeltaX="g {len(text) - 1} {size:g}"' if len(text) > 1 else ""
    code = f'<ofd:TextCode X="0" Y="{size:g}" {advance}>{text}</ofd:TextCode>'
    box = f"{left:g} {top:g} {size * len(text):g} {size * 1.4:g}"
    number = int(left * 1000 + top)
    return f'<ofd:TextObject ID="{number}" Boundary="{box}" Font="1" Size="{size:g}">{code}</ofd:TextObject>'


def ofd(
    pages: Sequence[str], *, info: str = "", template: str = "", parts: Mapping[str, str | bytes] | None = None
) -> bytes:
    """An OFD document: the text objects of each page, words of its description, the text objects of a template."""
    listed = "".join(f'<ofd:Page ID="{100 + n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    font = '<ofd:Fonts><ofd:Font ID="1" FontName="宋体" FamilyName="宋体"/></ofd:Fonts>'
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    common = f"<ofd:MaxUnitID>99999</ofd:MaxUnitID>{area}<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
    used = ""
    more = dict(parts or {})
    if template:
        common += '<ofd:TemplatePage ID="50" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
        used = '<ofd:Template TemplateID="50" ZOrder="Background"/>'
        more["Doc_0/Tpls/Tpl_0/Content.xml"] = _ofd_page(template)
    body = f"<ofd:DocInfo><ofd:DocID>0123456789abcdef0123456789abcdef</ofd:DocID>{info}</ofd:DocInfo>"
    return package(
        {
            "OFD.xml": f'{_XML}<ofd:OFD xmlns:ofd="{_OFD}" Version="1.0" DocType="OFD"><ofd:DocBody>{body}'
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f'{_XML}<ofd:Document xmlns:ofd="{_OFD}"><ofd:CommonData>{common}</ofd:CommonData>'
            f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
            "Doc_0/PublicRes.xml": f'{_XML}<ofd:Res xmlns:ofd="{_OFD}" BaseLoc="Res">{font}</ofd:Res>',
            **{f"Doc_0/Pages/Page_{n}/Content.xml": _ofd_page(text, used) for n, text in enumerate(pages)},
            **more,
        }
    )


def _ofd_page(content: str, used: str = "") -> str:
    layer = f'<ofd:Content><ofd:Layer ID="1" Type="Body">{content}</ofd:Layer></ofd:Content>'
    return f'{_XML}<ofd:Page xmlns:ofd="{_OFD}">{used}{layer}</ofd:Page>'


def png(width: int, height: int) -> bytes:
    """The head of a picture that claims this size."""
    content = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    head = struct.pack(">I", 13) + content + struct.pack(">I", zlib.crc32(content))
    end = struct.pack(">I", 0) + b"IEND" + struct.pack(">I", zlib.crc32(b"IEND"))
    return b"\x89PNG\r\n\x1a\n" + head + end


def jpeg(*, with_place: bool = False, order: str = "<") -> bytes:
    """The head of a photograph, which may tell where it was taken."""
    size = b"\xff\xc0" + struct.pack(">HBHHB", 8, 8, 10, 10, 0)
    mark = {"<": b"II", ">": b"MM"}[order]
    inner = struct.pack(order + "HHHII", 1, 2, 5, 3, 0) + bytes(4)
    camera = struct.pack(order + "HHHII", 1, 0x8825 if with_place else 0x8769, 4, 1, 26) + bytes(4)
    notes = b"Exif\0\0" + mark + struct.pack(order + "HI", 42, 8) + camera + inner
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(notes) + 2) + notes + size + b"\xff\xda\x00\x02\xff\xd9"
