#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""make_torture.py FOLDER: hostile and odd inputs among good reports, all made here.

make(folder) returns what must become of each: [Case]. Where versions of poppler, or the speed of
the machine, may differ, a case allows several statuses; a status with a report is allowed only
where the case names it. Sizes are such that a limit stops each, and the folder stays small: what
is large is sparse, or unfolds while it is read."""
import dataclasses
import functools
import os
import random
import re
import shutil
import socket
import sys
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(ROOT, "tests", "bench"))
sys.path.insert(0, os.path.join(ROOT, "tests", "support"))
import bundles  # noqa: E402
import make_reports  # noqa: E402

GOOD = ("ok",)
UNREAD = ("damaged", "no_pages", "no_text", "not_a_report")
STOPPED = ("timeout_cpu", "timeout_wall", "oom")
HOSTILE = UNREAD + STOPPED + ("too_big",)
ANY = HOSTILE + ("ok", "partial", "encrypted", "not_pdf")
MEGA = 1 << 20


@dataclasses.dataclass
class Case:
    path: bytes           # below the folder
    statuses: tuple       # one of these
    report: dict = None   # what a good one says (make_reports.Report.expected)
    whole: bytes = None   # the path of the case of which this is a part: ok only if all is there


# ---- PDFs by hand ------------------------------------------------------------------------

def stream(data, entries=b""):
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), entries, data)


def deflated(data, entries=b""):
    return stream(zlib.compress(data), b"/Filter/FlateDecode" + entries)


def file_of(objects, trailer=b""):
    """A PDF of object bodies, numbered from 1, of which the first is the catalogue; None: free."""
    out, rows = bytearray(b"%PDF-1.5\n"), [b"0000000000 65535 f \n"]
    for i, body in enumerate(objects):
        rows.append(b"%010d 00000 n \n" % len(out) if body is not None else b"0000000000 00000 f \n")
        if body is not None:
            out += b"%d 0 obj\n%s\nendobj\n" % (i + 1, body)
    start = len(out)
    out += b"xref\n0 %d\n%s" % (len(rows), b"".join(rows))
    out += (b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
            % (len(rows), trailer, start))
    return bytes(out)


def page_of(contents, resources=b"", more=(), page=b"", trailer=b"", catalogue=b""):
    """One page: its contents are object 4, a font is 5, what is in @more 6 and so on."""
    return file_of([b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue,
                    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources"
                    b"<</Font<</F 5 0 R>>%s>>%s>>" % (resources, page), contents,
                    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", *more], trailer)


def repeated(unit, times):
    """Deflated @unit, so many times over, made in a moment: one block, copied."""
    packer = zlib.compressobj(9)
    first = packer.compress(unit) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(unit) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + block * (times - 1) + b"\x03\x00"


@functools.cache
def small_report():
    with open(os.path.join(ROOT, "fixtures/reports/2020/arjang-2021/source.pdf"), "rb") as file:
        return file.read()


def odd_fonts_report():
    return make_reports.Report(90000, 1, make_reports.read_register())


def report_with(mapping):
    """A made-up report whose fonts say that a character is another: {"•": 0x1b}."""
    data = odd_fonts_report().pdf()
    fonts = [make_reports.font(name) for name in make_reports.FAMILIES[0] + make_reports.FAMILIES[1]]
    for font in fonts:
        old = font.objects(0)[3]
        text = zlib.decompress(old.split(b"stream\n", 1)[1])
        for character, code in mapping.items():
            text = text.replace(b"<%02x> <%04x>" % (font.codes[character], ord(character)),
                                b"<%02x> <%04x>" % (font.codes[character], code))
        data = data.replace(old, make_reports.stream(zlib.compress(text)))
    return data  # its table of offsets is wrong now: poppler finds the objects anew


# ---- the kinds of trouble: each yields (name, bytes, statuses) ------------------------------

def truncations():
    """The small report, cut after every object, within every stream, in table and trailer."""
    data = small_report()
    ends = {0, 1, 5, 8, 9}
    for word in (rb"endobj\n", rb"stream\n", rb"\nxref\n", rb"f \n", rb"n \n", rb"trailer\n",
                 rb"startxref\n", rb"%%EOF"):
        ends |= {match.end() for match in re.finditer(word, data)}
    for end in sorted(ends - {len(data), len(data) - 1}):
        yield (f"cut-{end:06}.pdf", data[:end],
               ("not_pdf", "not_a_report") if end < 5 else ("ok", "partial") + UNREAD)


def byte_flips():
    chance = random.Random(20)
    for name, data in (("plain", small_report()),
                       ("packed", make_reports.Report(90001, 1, make_reports.read_register()).pdf())):
        for i in range(30):
            mutant = bytearray(data)
            for _ in range(chance.choice((1, 4, 16, 64))):
                mutant[chance.randrange(len(mutant))] = chance.randrange(256)
            yield f"flip-{name}-{i:02}.pdf", bytes(mutant), ANY


def damaged_pages():
    """Pages of which a part cannot be read, while the others can."""
    data = small_report()
    words = [match.start() for match in re.finditer(rb" Tj ET", data)]
    for i in (10, len(words) // 2, len(words) - 10):
        yield (f"page-damaged-{i:03}.pdf", data[:words[i]] + b" Zz" + data[words[i] + 3:],
               ("partial",))
    packed = make_reports.Report(90002, 1, make_reports.read_register()).pdf()
    ends = [match.start() for match in re.finditer(rb"\nendstream", packed)]
    for i in (6, 10):
        yield (f"page-cut-{i:02}.pdf", packed[:ends[-i] - 400] + b"\0" * 400 + packed[ends[-i]:],
               ("partial",))
    yield "line-ends-changed.pdf", packed.replace(b"\n", b"\r\n"), ("damaged",)
    yield "seven-bits.pdf", bytes(byte & 0x7f for byte in packed), ("damaged",)
    lost = packed.rindex(b" 0 obj", 0, ends[-6])
    yield "contents-lost.pdf", packed[:lost] + b" 0 xxx" + packed[lost + 6:], ("partial",)


def bombs():
    spaces = repeated(b" " * MEGA, 1024)
    yield ("bomb-1GiB-spaces.pdf", page_of(stream(spaces, b"/Filter/FlateDecode")), HOSTILE)
    twice = zlib.compress(zlib.compress(spaces, 9), 9)
    yield ("bomb-triple-flate.pdf", page_of(stream(
        twice, b"/Filter[/FlateDecode/FlateDecode/FlateDecode]")), HOSTILE)
    yield ("filter-chain-50k.pdf", page_of(stream(
        b"x", b"/Filter[%s]" % (b"/ASCIIHexDecode" * 50000))), HOSTILE + ("crash",))
    yield ("run-length.pdf", page_of(stream(
        zlib.compress(b"\x81 " * 8 * MEGA), b"/Filter[/FlateDecode/RunLengthDecode]")), HOSTILE)
    yield ("text-3M-runs.pdf", page_of(deflated(
        b"BT /F 9 Tf 9 9 Td " + b"(a) Tj 9 0 Td " * 3000000 + b"ET")), HOSTILE)
    yield ("saves-4M.pdf", page_of(deflated(b"q " * 4000000)), HOSTILE)
    yield ("operands-8M.pdf", page_of(deflated(b"1 " * 8000000)), HOSTILE)
    yield ("array-4M.pdf", page_of(deflated(b"[" + b"1 " * 4000000 + b"] TJ")), HOSTILE)
    yield ("complaints-400k.pdf", page_of(deflated(b"zz\n" * 400000)), HOSTILE)


def pages():
    def tree(count, kids):
        return file_of([b"<</Type/Catalog/Pages 2 0 R>>",
                        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
                        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"])

    yield "pages-declared-2e9.pdf", tree(2147483647, b"3 0 R"), HOSTILE
    yield "pages-declared-99999.pdf", tree(99999, b"3 0 R"), ("too_big",) + UNREAD
    yield "pages-declared-minus-1.pdf", tree(-1, b"3 0 R"), UNREAD
    yield "pages-same-99999.pdf", tree(99999, b"3 0 R " * 99999), ("too_big",) + UNREAD
    real = [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * 2001
    yield ("pages-real-2001.pdf", file_of(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 2001/Kids[%s]>>"
         % b"".join(b"%d 0 R " % (i + 3) for i in range(2001)), *real]), ("too_big",))
    yield "pages-none.pdf", tree(0, b""), ("no_pages",)
    yield "pages-all-null.pdf", tree(9, b"null " * 9), UNREAD
    yield "pages-all-absent.pdf", tree(9, b"".join(b"%d 0 R " % i for i in range(10, 19))), UNREAD
    yield "pages-are-numbers.pdf", tree(3, b"1 2 3"), UNREAD
    for depth in (400, 20000):
        objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
        objects += [b"<</Type/Pages/Count 1/Kids[%d 0 R]/Parent %d 0 R>>" % (i + 3, i + 1)
                    for i in range(depth)]
        objects += [b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 9 9]>>" % (depth + 1)]
        yield f"pages-deep-{depth}.pdf", file_of(objects), HOSTILE


def dimensions():
    """The small report on pages of odd sizes; its table of offsets is wrong where they are long."""
    for name, box in (("1e20", "0 0 1" + "0" * 20 + " 1" + "0" * 20), ("zero", "0 0 0 0"),
                      ("negative", "0 0 -595 -842"), ("tiny", "0 0 .001 .001"),
                      ("turned", "595 842 0 0"), ("far", "1000000000 0 1000000595 842"),
                      ("words", "/a (b) null []")):
        yield (f"size-{name}.pdf",
               small_report().replace(b"[0 0 595 842]", b"[%s]" % box.encode()), ANY)


def nesting():
    n = 200000
    for name, nested in (("arrays", b"[" * n + b"]" * n), ("dicts", b"<</A" * n + b" 1" + b">>" * n),
                         ("open-arrays", b"[" * n), ("parentheses", b"(" * n + b")" * n)):
        yield f"deep-{name}.pdf", file_of([b"<</Type/Catalog/Pages 2 0 R/Z %s>>" % nested,
                                           b"<</Type/Pages/Kids[]/Count 0>>"]), HOSTILE
        yield f"deep-{name}-contents.pdf", page_of(deflated(nested + b" TJ")), HOSTILE


def loops():
    page = page_of(stream(b"BT ET"))
    table = page.rindex(b"xref\n0")
    table = page.rindex(b"xref", 0, table + 4)
    yield ("loop-xref-prev.pdf", page.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % table), UNREAD)
    yield ("loop-root.pdf", file_of([b"1 0 R"]), UNREAD)
    yield ("loop-page-tree.pdf", file_of([b"<</Type/Catalog/Pages 2 0 R>>",
                                         b"<</Type/Pages/Count 9/Kids[2 0 R 3 0 R]>>",
                                         b"<</Type/Pages/Count 9/Kids[2 0 R 3 0 R]>>"]), HOSTILE)
    yield ("loop-parent.pdf", file_of([b"<</Type/Catalog/Pages 2 0 R>>",
                                      b"<</Type/Pages/Count 1/Kids[3 0 R]/Parent 2 0 R>>",
                                      b"<</Type/Page/Parent 3 0 R>>"]), UNREAD)
    yield ("loop-length.pdf", page_of(b"<</Length 4 0 R>>stream\nBT ET\nendstream"), UNREAD)
    yield ("loop-contents.pdf", page_of(b"[4 0 R 4 0 R]"), UNREAD)
    yield ("loop-object-stream.pdf", object_stream_in_itself(), UNREAD)
    yield ("loop-extends.pdf", page_of(stream(b"1 0 <<>>", b"/Type/ObjStm/N 1/First 4/Extends 4 0 R")),
           UNREAD)
    yield ("loop-form.pdf", page_of(
        stream(b"/X Do"), b"/XObject<</X 6 0 R>>",
        [stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources"
                b"<</XObject<</X 6 0 R>>>>")]), HOSTILE)
    yield ("loop-type3.pdf", page_of(
        stream(b"BT /G 9 Tf (aaaa) Tj ET"), b"",
        [b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 97"
         b"/LastChar 97/Widths[9]/Encoding<</Differences[97/a]>>/CharProcs<</a 7 0 R>>"
         b"/Resources<</Font<</G 6 0 R>>>>>>",
         stream(b"9 0 0 0 9 9 d1 BT /G 9 Tf (aaaa) Tj ET")],
        b"/Resources<</Font<</G 6 0 R>>>>"), HOSTILE)
    yield ("laughs-10e11-forms.pdf", laughs(), STOPPED)


def laughs():
    """Forms that show ten forms each, eleven deep: 10^11 words, and so on."""
    forms = [stream(b"/X Do " * 10, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources"
                    b"<</XObject<</X %d 0 R>>>>" % (7 + i)) for i in range(11)]
    forms.append(stream(b"BT /F 9 Tf (ha) Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
                        b"/Resources<</Font<</F 5 0 R>>>>"))
    return page_of(stream(b"/X Do"), b"/XObject<</X 6 0 R>>", forms)


def object_stream_in_itself():
    """An object stream that the table says lies in itself."""
    out = bytearray(b"%PDF-1.5\n")
    catalogue = len(out)
    out += b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    table = len(out)
    rows = b"".join(kind.to_bytes(1, "big") + where.to_bytes(4, "big") + b"\x00"
                    for kind, where in ((0, 0), (1, catalogue), (2, 3), (2, 3), (1, table)))
    out += b"4 0 obj\n" + stream(rows, b"/Type/XRef/Size 5/W[1 4 1]/Root 1 0 R") + b"\nendobj\n"
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % table


def allocations():
    giant = b"/Type/XObject/Subtype/Image/Width 2000000000/Height 2000000000/BitsPerComponent 16"
    yield ("giant-image.pdf", page_of(stream(b"/I Do"), b"/XObject<</I 6 0 R>>",
                                     [stream(b"x", giant + b"/ColorSpace/DeviceRGB")]), HOSTILE)
    yield ("giant-inline-image.pdf", page_of(stream(
        b"BI /W 2000000000 /H 2000000000 /BPC 16 /CS /RGB ID xxxx EI")), HOSTILE)
    parameters = b"<</Predictor 12/Columns 250000000>>"
    yield ("giant-predictors.pdf", page_of(stream(
        b"x", b"/Filter[%s]/DecodeParms[%s]" % (b"/FlateDecode" * 3, parameters * 3))), ("oom",))
    yield ("giant-xref.pdf", b"%PDF-1.5\nxref\n0 2147483646\n0000000000 65535 f \ntrailer\n"
           b"<</Size 2147483646/Root 1 0 R>>\nstartxref\n9\n%%EOF\n", HOSTILE)
    yield ("giant-xref-90M.pdf", b"%PDF-1.5\nxref\n90000000 1\n0000000000 65535 f \ntrailer\n"
           b"<</Size 90000001/Root 1 0 R>>\nstartxref\n9\n%%EOF\n", HOSTILE)
    yield ("giant-xref-stream.pdf", b"%PDF-1.5\n1 0 obj\n" + stream(
        b"\1" * 99, b"/Type/XRef/Size 2147483646/W[1 4 2]/Index[0 2147483646]/Root 1 0 R")
        + b"\nendobj\nstartxref\n9\n%%EOF\n", HOSTILE)
    yield ("giant-font.pdf", page_of(
        stream(b"BT /G 9 Tf (a) Tj ET"), b"",
        [b"<</Type/Font/Subtype/TrueType/BaseFont/A/FirstChar 0/LastChar 2147483647/Widths 7 0 R"
         b"/ToUnicode 8 0 R>>", b"[" + b"500 " * 100000 + b"]",
         deflated(b"1 begincodespacerange <00000000> <ffffffff> endcodespacerange\n"
                  b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange\n")],
        b"/Resources<</Font<</G 6 0 R>>>>"), HOSTILE)
    text = b"".join(b"BT /F 4 Tf %d %d Td (abcdefghij) Tj ET\n" % (x * 20, y * 4)
                    for y in range(1600) for x in range(25))
    yield "glyphs-400k.pdf", page_of(deflated(text), b"", (), b"/MediaBox[0 0 600 7000]"), (
        "too_big", "not_a_report")


def attachments():
    """Files in a file: of PDFs so much is unpacked as a report may have, of others next to nothing."""
    def holding(names, *more):
        return page_of(stream(b"BT /F 9 Tf 9 9 Td (Se bilagan) Tj ET"), more=more,
                       catalogue=b"/Names<</EmbeddedFiles %s>>" % names)

    def one(file, entries=b""):
        return holding(b"<</Names[(a.pdf)<</Type/Filespec/F(a.pdf)/EF<</F 6 0 R>>>>]>>",
                       stream(file, b"/Type/EmbeddedFile" + entries))

    flate = b"/Filter/FlateDecode"
    yield "attached-report.pdf", one(small_report()), GOOD
    yield "attached-cut-report.pdf", one(small_report()[:-2000]), ("ok", "partial") + UNREAD
    yield "attached-bomb-1GiB.pdf", one(repeated(b"%PDF-1.4" * (MEGA // 8), 1024), flate), (
        "too_big",) + STOPPED
    yield "attached-bomb-of-bombs.pdf", one(zlib.compress(repeated(b"%" * MEGA, 1024)), flate * 2
                                            ).replace(flate * 2, b"/Filter[/FlateDecode/FlateDecode]"), (
        "too_big",) + STOPPED
    yield "attached-itself.pdf", holding(b"<</Names[(a.pdf)<</F(a.pdf)/EF<</F 4 0 R>>>>]>>"), UNREAD
    yield ("attached-150-reports.pdf", holding(
        b"<</Names[%s]>>" % b"".join(b"(%d)<</F(%d.pdf)/EF<</F 6 0 R>>>>" % (i, i) for i in range(150)),
        deflated(small_report())), ("ok",) + STOPPED + ("output_too_big",))
    yield "attached-says-2e9.pdf", one(b"x", b"/Params<</Size 2000000000>>"), UNREAD
    yield "attached-broken.pdf", one(b"no deflated data", flate), UNREAD
    nested = small_report()
    for _ in range(30):
        nested = one(zlib.compress(nested), flate)
    yield "attached-30-deep.pdf", nested, ("not_a_report",)
    yield "attached-2-deep.pdf", one(one(small_report())), ("not_a_report",)
    yield "attached-nothing.pdf", holding(b"<</Names[(a.pdf)<</F(a)/EF<</F 99 0 R>>>>]>>"), UNREAD
    yield "attached-words.pdf", holding(b"<</Names[1 2 null (a) [] <<>>]>>"), UNREAD
    yield "attached-loop.pdf", holding(b"6 0 R", b"<</Kids[6 0 R 6 0 R]>>"), HOSTILE
    yield ("attached-200k.pdf", holding(
        b"<</Names[%s]>>" % (b"(a.pdf)<</F(../../etc/passwd\033]0;x\007)/EF<</F 1 0 R>>>>" * 200000)),
        UNREAD + STOPPED)


def notes():
    """Fields and notes of odd values, in odd places, in odd numbers."""
    text = deflated(b"BT /F 9 Tf 9 9 Td (Kommunkompassen) Tj ET")

    def with_notes(*more, fields=b""):
        numbers = b" ".join(b"%d 0 R" % (6 + i) for i in range(len(more)))
        return page_of(text, more=more, page=b"/Annots[%s]" % numbers, catalogue=b"/AcroForm"
                       b"<</Fields[%s]/DA(/F 9 Tf)>>" % (fields or numbers))

    def field(value, box=b"9 9 99 19", more=b""):
        return (b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/F 4/P 3 0 R/Rect[%s]/V %s%s>>"
                % (box, value, more))

    def note(value, box=b"9 9 99 19"):
        return b"<</Type/Annot/Subtype/FreeText/F 4/DA(/F 9 Tf)/Rect[%s]/Contents %s>>" % (box, value)

    far = b"1" + b"0" * 400
    for name, kind in (("field", field), ("note", note)):
        yield f"{name}-8MB.pdf", with_notes(kind(b"(%s)" % (b"9" * 8 * MEGA))), UNREAD + STOPPED
        yield f"{name}-controls.pdf", with_notes(kind(b"(\033[2J\033]0;x\007\000\2015)")), UNREAD
        yield f"{name}-marks.pdf", with_notes(kind(b"<FEFF202E0039200B0035D800>")), UNREAD
        yield f"{name}-number.pdf", with_notes(kind(b"[99 <<>> null]")), UNREAD
        for place, box in (("endless", far + b" -" + far + b" " + far + b" -" + far),
                           ("flat", b"9 9 9 9"), ("beside", b"900 900 990 910"),
                           ("words", b"(a) null /b []"), ("wide", b"0 0 14399 5")):
            yield f"{name}-{place}.pdf", with_notes(kind(b"(99)", box)), UNREAD
        yield f"{name}-9k.pdf", with_notes(*[kind(b"(99)")] * 9000), UNREAD + STOPPED
    yield ("field-loop.pdf", with_notes(field(b"(9)", more=b"/Kids[6 0 R]/Parent 6 0 R")),
           HOSTILE)
    yield "field-elsewhere.pdf", with_notes(field(b"(9)"), fields=b"99 0 R 1 0 R null"), UNREAD


def hidden():
    """Pages that may hide text, and cost what they can."""
    font = make_reports.font(make_reports.FAMILIES[0][0])

    def set_in_part(contents, box=b"0 0 595 842"):
        objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                   b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources"
                   b"<</Font<</F 5 0 R>>/ExtGState<</N<</ca 0>>>>>>>>" % box,
                   deflated(contents), *font.objects(5)]
        return file_of(objects)

    word = b"(" + bytes([font.codes["a"]]) * 40 + b") Tj "
    words = b"BT /F 9 Tf 99 99 Td " + b"1 0 0 1 99 99 Tm " + word
    yield "hidden-one-place.pdf", set_in_part(words * 450 + b"3 Tr " + word), UNREAD + STOPPED
    squares = b"0 0 595 842 re f " * 15000 + b"1 g "
    yield ("hidden-behind-15k.pdf", set_in_part(squares + b"BT /F 9 Tf 9 9 Td " + word * 90 + b"ET"),
           UNREAD + STOPPED)
    yield ("hidden-clips.pdf", set_in_part(b"q 9 9 99 99 re W n " * 20000 + b"BT /F 9 Tf 3 Tr " + word),
           UNREAD + STOPPED)
    for name, box in (("long", b"0 0 14400 14400"), ("thin", b"0 0 14400 .01"), ("none", b"0 0 0 0")):
        yield (f"hidden-{name}.pdf", set_in_part(b"BT /F 9 Tf 3 Tr 9 9 Td " + word, box),
               UNREAD + STOPPED)
    yield ("hidden-huge.pdf", set_in_part(b"BT /F 90000 Tf 1 g 9 9 Td " + word * 40 + b"ET"),
           UNREAD + STOPPED)
    yield "hidden-clear.pdf", set_in_part(b"/N gs BT /F 9 Tf 9 9 Td 3 Tr " + word + b"ET"), UNREAD


def texts():
    yield "web-page.pdf", b"<!DOCTYPE html>\n<html><body><p>404</p></body></html>\n", ("not_pdf",)
    yield "picture.pdf", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), ("not_pdf",)
    yield "empty.pdf", b"", ("not_pdf",)
    yield "zeros.pdf", b"\0" * 4096, ("not_pdf",)
    yield "header-only.pdf", b"%PDF-1.7\n", ("damaged",)
    yield "header-and-noise.pdf", b"%PDF-1.7\n" + random.Random(3).randbytes(50000), ("damaged",)
    yield ("letter.txt", "Hej!\n\nMötet är flyttat till torsdag.\n".encode(), ("not_a_report",))
    yield ("one-line-8MB.txt", b"Kommunkompassen " * (MEGA // 2), HOSTILE + ("regex_limit",))
    yield ("spaces-8MB.txt", b" " * (8 * MEGA) + b"x\n", HOSTILE + ("regex_limit", "not_pdf"))
    yield ("digits.txt", (b"1." * 1000 + b" 12 %\n") * 400, HOSTILE + ("regex_limit",))
    yield ("latin1.txt", "Räksmörgås åt Åke\n".encode("latin-1"), ("not_a_report",))


def texts_in_fonts():
    """Fonts whose letters are controls or marks of direction; what else they say is read right."""
    for name, mapping in (("nul", {"·": 0}), ("escape", {"•": 0x1b, "”": 0x9b}),
                          ("bidi", {"·": 0x202e, "’": 0x200b})):
        yield f"{name}-in-text.pdf", report_with(mapping), ("ok", "partial")
    yield ("no-tounicode.pdf",
           re.sub(rb"/ToUnicode \d+ 0 R", lambda m: b" " * len(m[0]), report_with({})), UNREAD)
    yield ("title-hostile.pdf", small_report().replace(
        b"/Title (", b"/Title (\x1b]0;gotcha\x07\x1b[2J../../../etc/passwd"), ("ok", "partial"))
    yield "junk-before-header.pdf", b"\n" * 1000 + small_report(), ("ok", "partial")


ODD_NAMES = (b"new\nline.pdf", b"escape-\x1b[31m\x1b]0;gotcha\x07.pdf", b"-rf.pdf", b"--jobs=0.pdf",
             b"latin1-\xe5\xe4\xf6.pdf", b"=cmd.pdf", b"bidi-\xe2\x80\xae.fdp.pdf", b"UPPER.PDF",
             b" spaces .pdf", b"percent%s%n.pdf", "åäö.pdf".encode(), b"c1-\xc2\x9b31m.pdf",
             b"quote'\".pdf", b"n" * 251 + b".pdf", b"no-suffix", b"tab\tand\r.pdf")


# ---- the folder --------------------------------------------------------------------------

class Folder:
    def __init__(self, path):
        self.path = os.fsencode(path)
        self.cases = []
        self.register = make_reports.read_register()
        self.n_good = 0
        os.makedirs(path)

    def join(self, name):
        return os.path.join(self.path, name)

    def write(self, name, data):
        os.makedirs(os.path.dirname(self.join(name)), exist_ok=True)
        with open(self.join(name), "wb") as file:
            file.write(data)

    def add(self, name, data, statuses, **more):
        name = os.fsencode(name)
        self.write(name, data)
        self.cases.append(Case(name, statuses, **more))

    def add_good(self, name=None):
        report = make_reports.Report(80000 + self.n_good, 1, self.register)
        self.n_good += 1
        self.add(name or report.file_name(), report.pdf(), GOOD, report=report.expected())

    def add_link(self, name, target, statuses, **more):
        os.makedirs(os.path.dirname(self.join(name)), exist_ok=True)
        os.symlink(target, self.join(name))
        if statuses is not None:
            self.cases.append(Case(name, statuses, **more))


def odd_entries(folder):
    for name in ODD_NAMES:
        folder.add_good(b"names/" + name)
        if len(name) < 200:
            folder.add(b"bad-names/" + name, b"%PDF-1.7\n" + name, ("damaged",))
    folder.add_good(b"entries/folder.pdf/inside.pdf")
    os.makedirs(folder.join(b"entries/empty-folder.pdf"))
    folder.write(b"entries/.hidden.pdf", small_report())
    os.mkfifo(folder.join(b"entries/fifo.pdf"))
    folder.cases.append(Case(b"entries/fifo.pdf", ("not_regular",)))
    with socket.socket(socket.AF_UNIX) as one:
        here = os.getcwd()
        os.chdir(folder.join(b"entries"))
        one.bind(b"socket.pdf")
        os.chdir(here)
    folder.cases.append(Case(b"entries/socket.pdf", ("not_regular",)))
    folder.add_link(b"entries/zero.pdf", b"/dev/zero", ("not_regular",))
    folder.add_link(b"entries/out.pdf", b"/etc/passwd", ("not_regular",))
    folder.add_link(b"entries/up", b"../..", ("not_regular",))
    folder.add_link(b"entries/loop.pdf", b"loop.pdf", ("not_regular", "unreadable"))
    folder.add_link(b"entries/dangling.pdf", b"nothing.pdf", ("not_regular", "unreadable"))
    folder.add_link(b"entries/within.pdf", b"folder.pdf/inside.pdf", GOOD,
                    report=good_of(folder, b"inside.pdf"))
    folder.add_link(b"entries/folder-within", b"folder.pdf", None)
    folder.write(b"entries/sparse-3GiB.pdf", b"%PDF-1.7\n")
    os.truncate(folder.join(b"entries/sparse-3GiB.pdf"), 3 << 30)
    folder.cases.append(Case(b"entries/sparse-3GiB.pdf", ("too_big",)))
    folder.write(b"entries/sparse-30MiB.pdf", b"%PDF-1.7\n")
    os.truncate(folder.join(b"entries/sparse-30MiB.pdf"), 30 << 20)
    folder.cases.append(Case(b"entries/sparse-30MiB.pdf", ("damaged",) + STOPPED))


def good_of(folder, name):
    return next(case.report for case in folder.cases if case.path.endswith(b"/" + name))


def bundles_of_papers(folder):
    """Reports among other papers, whole, cut off and damaged."""
    path = os.path.join(os.fsdecode(folder.path), "bundle")
    report = os.path.join(ROOT, "fixtures/reports/2020/arjang-2021/source.pdf")
    bundles.bind([bundles.letter(), report, bundles.kkik(), report, bundles.annual_report()], path)
    with open(path, "rb") as file:
        data = file.read()
    os.remove(path)
    folder.add("bundles/whole.pdf", data, GOOD)
    chance = random.Random(12)
    for i in range(6):
        folder.add(f"bundles/cut-{i}.pdf", data[:len(data) * (i + 1) // 7], ("ok", "partial") + UNREAD)
        damaged = bytearray(data)
        for _ in range(20):
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        folder.add(f"bundles/flip-{i}.pdf", bytes(damaged), ANY)


def copies(folder):
    """The same content under two names."""
    report = make_reports.Report(85000, 1, folder.register)
    for name in (b"copies/a.pdf", b"copies/b.pdf"):
        folder.add(name, report.pdf(), GOOD, report=report.expected())


def from_fixtures(folder):
    for name, statuses in (("encrypted.pdf", ("encrypted",)), ("scan.pdf", ("no_text",)),
                           ("encrypted-latin1.pdf", ("encrypted",)),
                           ("encrypted-empty-password.pdf", GOOD), ("cut-off.pdf", ("partial",)),
                           ("norwegian.txt", ("not_a_report",))):
        with open(os.path.join(ROOT, "fixtures", "broken", name), "rb") as file:
            folder.add("broken/" + name, file.read(), statuses)


def make(path, good=12):
    """Makes the folder; [Case], in no order."""
    folder = Folder(path)
    folder.add("whole.pdf", small_report(), GOOD)
    for name, data, statuses in truncations():
        folder.add("cuts/" + name, data, statuses, whole=b"whole.pdf")
    for kind in (byte_flips(), damaged_pages(), bombs(), pages(), nesting(), loops(), allocations(),
                 attachments(), notes(), hidden(), texts(), texts_in_fonts(), dimensions()):
        for name, data, statuses in kind:
            folder.add("hostile/" + name, data, statuses)
            if name.endswith("-in-text.pdf"):
                folder.cases[-1].report = odd_fonts_report().expected()
    for _ in range(good):
        folder.add_good()
    odd_entries(folder)
    copies(folder)
    bundles_of_papers(folder)
    from_fixtures(folder)
    return folder.cases


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    shutil.rmtree(sys.argv[1], ignore_errors=True)
    for case in make(sys.argv[1]):
        print(repr(case.path)[2:-1], *case.statuses, sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main())
