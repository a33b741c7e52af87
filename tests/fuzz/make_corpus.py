#!/usr/bin/python3
"""make_corpus.py OUT: writes the first inputs of every target to OUT/TARGET, from fixtures/.

Whole reports are cut to pieces, for small inputs are tried more often: each piece of a text
keeps the first lines, by which it is known as a report."""
import glob
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
FIXTURES = os.path.join(HERE, "..", "..", "fixtures")
sys.path.insert(0, FIXTURES)
import make_pdf  # noqa: E402

LARGEST = 24 * 1024


def fixtures(pattern):
    return sorted(glob.glob(os.path.join(FIXTURES, pattern), recursive=True))


def read(path):
    with open(path, "rb") as file:
        return file.read()


def name_of(path):
    return os.path.relpath(path, FIXTURES).replace(os.sep, "-")


def write(out, target, name, content):
    folder = os.path.join(out, target)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "wb") as file:
        file.write(content)


def pieces_of(text, begins, head_lines):
    """The text from each line that @begins() to the next, behind its first lines."""
    lines = text.split(b"\n")
    starts = [i for i, line in enumerate(lines) if i > head_lines and begins(line)]
    for i, start in enumerate(starts):
        end = starts[i + 1] if i + 1 < len(starts) else len(lines)
        yield b"\n".join(lines[:head_lines] + lines[start:end])


def write_pages(out):
    for path in fixtures("pages/*.page"):
        for target in ("layout", "draft"):
            write(out, target, name_of(path), read(path))
        pdf = os.path.join(out, "pdf", name_of(path)[:-len("page")] + "pdf")
        if b"\nturn" in read(path) or b"\\u" in read(path):
            continue
        os.makedirs(os.path.dirname(pdf), exist_ok=True)
        make_pdf.write(make_pdf.pages_of(path), pdf, "Hand-written page")
    for path in fixtures("reports/*/*/source.page"):
        write(out, "draft", name_of(path), read(path))
        cut = pieces_of(read(path), lambda line: line.startswith(b"page "), 9)
        for i, piece in enumerate(cut):
            write(out, "draft", "%s-%d" % (name_of(path), i + 1), piece)


def write_texts(out):
    for path in fixtures("reports/*/*/source.txt"):
        cut = pieces_of(read(path), lambda line: line.startswith(b"# "), 24)
        for i, piece in enumerate(cut):
            write(out, "transcript", "%s-%d" % (name_of(path), i + 1), piece[:LARGEST])
    for path in fixtures("broken/*.txt") + fixtures("claims/*.txt") + fixtures("claims/*.md"):
        write(out, "transcript", name_of(path), read(path))
        write(out, "claims", name_of(path), read(path))
    for path in fixtures("claims/*.html"):
        write(out, "claims", name_of(path), read(path))


def write_json(out):
    for path in fixtures("reports/*/*/expected.json"):
        report = json.loads(read(path))
        areas = report["areas"]
        for i in range(-1, len(areas), 3):
            report["areas"] = areas[i:i + 1] if i >= 0 else []
            text = json.dumps(report, ensure_ascii=False, separators=(",", ":"))
            write(out, "json", "%s-%d" % (name_of(path), i + 1), text.encode())


def write_pdfs(out):
    for path in fixtures("broken/*.pdf") + fixtures("reports/*/*/source.pdf"):
        if 0 < len(read(path)) <= LARGEST:
            write(out, "pdf", name_of(path), read(path))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for make in (write_pages, write_texts, write_json, write_pdfs):
        make(sys.argv[1])
