#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""make_reports.py [--seed S] [--expected FILE] [--first K] N FOLDER: N made-up reports as PDF.

Each has a municipality of the register and a year of its own (4,640 pairs, then second
versions), texts, lists and questions of its own, whose points add up. They are as long as real ones
(some 17 pages, 27,000 characters) and set in the three ways that are met with: line by line and
kerned, word by word, letter by letter; with embedded TrueType subsets, running heads, tables that
go on over the page. The same seed and number give the same bytes, and report K does not depend on
N, so that a later run can add to a folder. --expected: what extract must read of each, as JSON."""
import argparse
import csv
import json
import multiprocessing
import os
import random
import sys
import zlib

from reportlab.pdfbase.ttfonts import TTFontFile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
REGISTER = os.path.join(ROOT, "pipeline", "words", "municipalities.csv")
FONTS = "/usr/share/fonts/truetype/dejavu"
FAMILIES = (("DejaVuSans", "DejaVuSans-Bold"), ("DejaVuSerif", "DejaVuSerif-Bold"))
CHARACTERS = ("\u00a0 abcdefghijklmnopqrstuvwxyzåäöéüABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖÉÜ0123456789"
              ".,:;-–()/?!%&•”’·")

WIDTH, HEIGHT = 595.28, 841.89
LEFT, RIGHT, TOP, BOTTOM = 72, 523, 90, 760
FIRST_YEAR, LAST_YEAR = 2010, 2025

AREAS = {
    "2010": ("Offentlighet och demokrati", "Tillgänglighet och brukarorientering",
             "Politisk styrning och kontroll", "Ledarskap, ansvar och delegation",
             "Resultat och effektivitet", "Kommunen som arbetsgivare", "Verksamhetsutveckling",
             "Kommunen som samhällsbyggare"),
    "2016": ("Offentlighet och demokrati", "Brukarfokus, tillgänglighet och bemötande",
             "Politisk styrning och kontroll", "Ledarskap, ansvar och delegation",
             "Resultat och effektivitet", "Kommunen som arbetsgivare - personalpolitik",
             "Ständiga förbättringar", "Kommunen som samhällsbyggare"),
    "2020": ("Samspel mellan förtroendevalda och medborgare", "Samhällsutveckling",
             "Styrning och kontroll", "Effektivitet", "Brukarens fokus", "Kvalitetsutveckling",
             "Arbetsliv", "Chefs- och ledarskap samt medarbetarskap"),
}
PUBLISHERS = {"2010": ("Sveriges Kommuner och Landsting", "SKL"),
              "2016": ("Sveriges Kommuner och Landsting", "SKL"),
              "2020": ("Sveriges Kommuner och Regioner", "SKR")}

THINGS = ("medborgardialogen", "intranätet", "budgetprocessen", "översiktsplanen",
          "kompetensförsörjningen", "e-tjänsterna", "arbetsmiljöarbetet", "internkontrollen",
          "servicegarantierna", "kvalitetsarbetet", "ledarutvecklingen", "jämställdhetsarbetet",
          "näringslivsarbetet", "miljöarbetet", "brukarundersökningarna", "delegationsordningen",
          "mål- och resultatstyrningen", "lönebildningen", "upphandlingen", "krisberedskapen",
          "kulturverksamheten", "folkhälsoarbetet", "synpunktshanteringen", "omvärldsbevakningen")
ACTORS = ("nämnderna", "kommunstyrelsen", "förvaltningarna", "enhetscheferna", "bolagen",
          "rektorerna", "medarbetarna", "de fackliga organisationerna", "föreningslivet",
          "gruppledarna", "ledningsgruppen", "presidierna")
MEANS = ("en gemensam handbok", "två gånger per år", "i samband med delårsrapporten",
         "genom öppna jämförelser", "med stöd av nyckeltal", "på den egna webbplatsen",
         "i dialog med invånarna", "inom ramen för årsredovisningen", "vid återkommande möten",
         "med grannkommunerna", "enligt en fastställd rutin", "över förvaltningsgränserna")
STRENGTHS = ("{T} är väl känd bland {a} och följs upp {m}",
             "Tydliga roller mellan {a} och {b} när det gäller {t}",
             "Det finns en strategi för {t} som omfattar hela organisationen",
             "{A} arbetar systematiskt med {t}, {m}",
             "Hög svarsfrekvens ({n} %) i uppföljningen av {t}",
             "Goda exempel på hur {t} utvecklas tillsammans med {a}")
IMPROVEMENTS = ("Utveckla {t} tillsammans med {a}",
                "Skapa fler mötesplatser där {a} och {b} diskuterar {t}",
                "Följ upp {t} {m} och redovisa resultatet för {a}",
                "Överväg om {t} kan samordnas bättre mellan {a} och {b}",
                "Gör målen för {t} mätbara, så att {a} kan följa dem")
SENTENCES = ("Inom området bedöms hur kommunen arbetar med {t} och hur resultaten tas om hand.",
             "Ansvaret vilar ytterst på {a}, men {b} har en avgörande roll i genomförandet.",
             "Utmaningen ligger ofta i att hitta en rimlig balans mellan {t} och {u}.",
             "Utvärderarna har fått bilden att {t} förbättrats sedan {a} involverats {m}.",
             "Många kommuner har under senare år sett över {t}, ofta i samverkan med {a}.",
             "Kvaliteten i samspelet mellan {a} och {b} avgör om {t} också märks i vardagen.")
QUESTIONS = ("Finns en strategi för {t}?", "Hur arbetar kommunen med {t}?",
             "Följs {t} upp, och används resultatet av {a}?",
             "Är ansvaret för {t} tydligt fördelat mellan {a} och {b}?",
             "Hur samverkar kommunen med andra aktörer kring {t} och {u}?",
             "Används erfarenheterna av {t} för att utveckla {u}?")
PEOPLE = ("Anna Lindqvist", "Per Holm", "Karin Åkerlund", "Lars Öberg", "Maria Ek", "Johan Wiklund")
KERNS = ((1, -3), (2, 2), (3, 0), (4, -1), (5, 4))
MAXIMA = ((20, 20, 20, 20, 20), (25, 20, 20, 20, 15), (15, 20, 25, 15, 15, 10),
          (25, 25, 20, 15, 15), (10, 15, 15, 20, 20, 20), (15, 15, 10, 15, 15, 20, 10))


class Font:
    """A TrueType face, its subset of CHARACTERS and what a PDF says of it."""

    def __init__(self, name):
        face = TTFontFile(os.path.join(FONTS, name + ".ttf"))
        self.name = name
        self.widths = {c: face.charWidths.get(ord(c), face.defaultWidth) for c in CHARACTERS}
        self.codes = {c: i for i, c in enumerate(CHARACTERS)}
        self.file = zlib.compress(face.makeSubset([ord(c) for c in CHARACTERS]))
        self.bbox, self.ascent, self.descent = face.bbox, face.ascent, face.descent

    def width(self, text, size):
        return sum(self.widths[c] for c in text) * size / 1000

    def wrap(self, text, size, width):
        """The lines of @text, none wider than @width."""
        lines = [""]
        for word in text.split(" "):
            longer = f"{lines[-1]} {word}" if lines[-1] else word
            if lines[-1] and self.width(longer, size) > width:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def objects(self, first):
        """Font, descriptor, file and ToUnicode, as objects from number @first on."""
        mapping = b"".join(b"<%02x> <%04x>\n" % (i, ord(c)) for i, c in enumerate(CHARACTERS))
        unicode = zlib.compress(
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            b"/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
            b"1 begincodespacerange <00> <FF> endcodespacerange\n"
            + b"".join(b"%d beginbfchar\n%sendbfchar\n" % (len(rows), b"".join(rows))
                       for rows in slices(mapping.splitlines(True), 100))
            + b"endcmap CMapName currentdict /CMap defineresource pop end end")
        name = b"AAAAAA+" + self.name.encode()
        widths = b" ".join(b"%d" % self.widths[c] for c in CHARACTERS)
        return [b"<</Type/Font/Subtype/TrueType/BaseFont/%s/FirstChar 0/LastChar %d/Widths[%s]"
                b"/FontDescriptor %d 0 R/ToUnicode %d 0 R>>"
                % (name, len(CHARACTERS) - 1, widths, first + 1, first + 3),
                b"<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%s]/ItalicAngle 0/Ascent %d"
                b"/Descent %d/CapHeight %d/StemV 80/FontFile2 %d 0 R>>"
                % (name, b" ".join(b"%d" % v for v in self.bbox), self.ascent, self.descent,
                   self.ascent, first + 2),
                stream(self.file), stream(unicode)]


def slices(rows, length):
    return [rows[i:i + length] for i in range(0, len(rows), length)]


def stream(data):
    return b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(data), data)


class Setter:
    """Sets lines on pages, top to bottom."""

    def __init__(self, chance, family, size, head):
        self.chance, self.fonts, self.size, self.head = chance, family, size, head
        self.way = chance.choice((Setter.lines, Setter.words, Setter.letters))
        self.leading = 1.28 * size
        self.pages = []
        self.page()

    def page(self):
        self.pages.append([])
        self.y = TOP
        if len(self.pages) > 1:
            self.put(0, LEFT, 48, 8, self.head)
            self.put(0, 480, 805, 8, f"{len(self.pages)}")

    def room(self, height):
        if self.y + height > BOTTOM:
            self.page()

    def put(self, bold, x, y, size, text):
        """One line, in the report's way of setting."""
        font = self.fonts[bold]
        codes = bytes(font.codes[c] for c in text).hex()
        shown = self.way(self, font, size, text, codes, x, HEIGHT - y)
        self.pages[-1].append(f"/P<</MCID {len(self.pages[-1])}>>BDC\nBT\n/F{bold + 1} {size:g} Tf "
                              f"{shown}\nET\nEMC\n")

    def lines(self, font, size, text, codes, x, y):
        """A line at a time, kerned: a few letters, a correction, …"""
        parts, i = [], 0
        for letters, kern in self.chance.choices(KERNS, k=len(text)):
            if i >= len(codes):
                break
            parts.append(f"<{codes[i:i + 2 * letters]}>{kern}")
            i += 2 * letters
        return f"{x:g} {y:.2f} Td[{''.join(parts)}]TJ"

    def words(self, font, size, text, codes, x, y):
        """Each word by itself, as for justified text."""
        shown, i = [], 0
        for word in text.split(" "):
            shown.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm <{codes[2 * i:2 * (i + len(word))]}> Tj")
            x += font.width(word + " ", size)
            i += len(word) + 1
        return "\n".join(shown)

    def letters(self, font, size, text, codes, x, y):
        """Each letter by itself, as browsers print."""
        shown, step = [f"1 0 0 1 {x:g} {y:.2f} Tm"], 0
        for i, letter in enumerate(text):
            shown.append(f"{step:.4f} 0 Td <{codes[2 * i:2 * i + 2]}> Tj")
            step = font.widths[letter] * size / 1000
        return "\n".join(shown)

    def heading(self, text, size):
        self.room(5 * self.leading)
        for line in self.fonts[1].wrap(text, size, RIGHT - LEFT):
            self.y += 1.3 * size
            self.put(1, LEFT, self.y, size, line)
        self.y += 0.5 * size

    def text(self, text):
        for line in self.fonts[0].wrap(text, self.size, RIGHT - LEFT):
            self.room(self.leading)
            self.y += self.leading
            self.put(0, LEFT, self.y, self.size, line)
        self.y += 0.6 * self.leading

    def items(self, texts):
        for text in texts:
            lines = self.fonts[0].wrap(text, self.size, RIGHT - LEFT - 16)
            self.room(len(lines) * self.leading)
            for i, line in enumerate(lines):
                self.y += self.leading
                if i == 0:
                    self.put(0, LEFT + 2, self.y, self.size, "•")
                self.put(0, LEFT + 16, self.y, self.size, line)
        self.y += 0.6 * self.leading

    def row(self, cells, bold=0):
        """[(x, text)], the last of them right-aligned numbers; the first may have many lines."""
        (x, text), *others = cells
        width = others[-1][0] - x if len(others) < 3 else others[-3][0] - 60 - x
        lines = self.fonts[bold].wrap(text, self.size, width)
        for i, line in enumerate(lines):
            self.y += self.leading
            self.put(bold, x, self.y, self.size, line)
            if i == 0:
                for right, word in others:
                    self.put(bold, right - self.fonts[bold].width(word, self.size), self.y,
                             self.size, word)


def genitive(name):
    return name if name[-1] in "sxz" else name + "s"


def edition_of(year):
    return "2010" if year < 2016 else "2016" if year < 2020 else "2020"


def rounded(number, of):
    """Percent, half up."""
    return (200 * number + of) // (2 * of)


class Report:
    """What report number @k of a seed says."""

    def __init__(self, k, seed, register):
        years = LAST_YEAR - FIRST_YEAR + 1
        chance = self.chance = random.Random(f"{seed}:{k}")
        pair = list(range(len(register) * years))
        random.Random(seed).shuffle(pair)
        pair = pair[k % len(pair)]
        self.k = k
        self.place, self.year = register[pair // years], FIRST_YEAR + pair % years
        self.edition = edition_of(self.year)
        self.areas = [self.area(number + 1, name)
                      for number, name in enumerate(AREAS[self.edition])]
        self.evaluators = chance.sample(PEOPLE, 2)
        self.date = f"{self.year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"

    def words(self, template):
        t, u = self.chance.sample(THINGS, 2)
        a, b = self.chance.sample(ACTORS, 2)
        text = template.format(t=t, u=u, a=a, b=b, m=self.chance.choice(MEANS),
                               n=self.chance.randint(40, 97), T=t.capitalize(), A=a.capitalize())
        return text

    def many(self, templates, least, most):
        """So many different texts; a first word is no reason to be alike."""
        texts = []
        count = self.chance.randint(least, most)
        while len(texts) < count:
            text = self.words(self.chance.choice(templates))
            if text not in texts:
                texts.append(text)
        return texts

    def area(self, number, name):
        maxima = self.chance.choice(MAXIMA)
        texts = self.many(QUESTIONS, len(maxima), len(maxima))
        questions = [{"code": f"{number}.{i + 1}", "text": text, "max": most,
                      "achieved": self.chance.randint(0, most)}
                     for i, (text, most) in enumerate(zip(texts, maxima))]
        for question in questions:
            question["percent"] = rounded(question["achieved"], question["max"])
        achieved = sum(q["achieved"] for q in questions)
        topics = [t.capitalize() for t in self.chance.sample(THINGS, 3)]
        return {"number": number, "name": name, "achieved": achieved, "max": sum(maxima),
                "percent": rounded(achieved, sum(maxima)), "topics": topics,
                "overview": self.many(SENTENCES, 7, 11),
                "strengths": self.many(STRENGTHS, 5, 9),
                "improvements": self.many(IMPROVEMENTS, 5, 9), "questions": questions}

    def expected(self):
        """The members of extract's JSON that this says."""
        total = sum(area["achieved"] for area in self.areas)
        return {"file": self.file_name(), "municipality": self.place["name"],
                "code": self.place["code"], "year": self.year, "edition": self.edition,
                "total": total, "max": sum(area["max"] for area in self.areas),
                "areas": [{m: area[m] for m in ("number", "name", "achieved", "max", "percent",
                                                "strengths", "improvements", "questions")}
                          for area in self.areas]}

    def file_name(self):
        return f"{self.k:05}-{self.place['code']}-{self.year}.pdf"

    def set(self):
        whose = f"{genitive(self.place['name'])} kommun"
        publisher, short = PUBLISHERS[self.edition]
        family = FAMILIES[self.chance.randrange(len(FAMILIES))]
        self.family = family
        page = Setter(self.chance, [font(name) for name in family],
                      self.chance.choice((10, 10.5, 11)), f"Kommunkompassen {self.year} · {whose}")
        page.put(0, LEFT, 90, 11, publisher)
        page.put(1, LEFT, 260, 28, "Kommunkompassen")
        page.put(1, LEFT, 300, 17, f"Utvärdering av {whose} {self.year}")
        page.put(0, LEFT, 340, 11, self.date)
        page.put(1, LEFT, 600, 11, "Utvärderare")
        for i, name in enumerate(self.evaluators):
            page.put(0, LEFT, 616 + 15 * i, 11, f"{name}, {short}")
        self.set_introduction(page, whose)
        for area in self.areas:
            self.set_area(page, area)
        page.page()
        page.heading("4 Översikt av poängfördelning", 16)
        page.text(f"Nedanstående tabeller visar {genitive(whose)} resultat fördelat på delfrågor "
                  "inom respektive område.")
        for area in self.areas:
            self.set_table(page, area)
        return page.pages

    def set_introduction(self, page, whose):
        total = sum(area["achieved"] for area in self.areas)
        page.page()
        page.heading("1 Vad är Kommunkompassen?", 16)
        page.text("Kommunkompassen är ett verktyg för att utvärdera och analysera hur kommuner "
                  "arbetar. Det är inte verksamhetens resultat som värderas utan sättet att leda "
                  "den och sättet att samspela i organisationen.")
        for _ in range(3):
            page.text(" ".join(self.many(SENTENCES, 4, 6)))
        page.text("De åtta huvudområdena är:")
        page.items([area["name"] for area in self.areas])
        page.page()
        page.heading(f"2 {whose} i förhållande till Kommunkompassen", 16)
        page.heading("Utvärderingen", 13)
        page.text(f"Utvärderingen av {whose} genomfördes under {self.year} och var kommunens "
                  "första utvärdering. Utvärderingsgruppen har studerat dokument, granskat "
                  "webbplats och intranät samt genomfört intervjuer.")
        for _ in range(2):
            page.text(" ".join(self.many(SENTENCES, 3, 5)))
        page.heading("Sammanfattning av resultat", 13)
        page.text(f"Totalt fick {whose} {total} av totalt 800 poäng.")
        page.page()
        page.heading("3 Detaljerad genomgång i förhållande till Kommunkompassens åtta områden", 16)

    def set_area(self, page, area):
        if area["number"] > 1:
            page.page()
        page.heading(f"Område {area['number']} {area['name']}", 14)
        page.row([(LEFT, "Rubriker"), (RIGHT, "Poäng")], 1)
        for i, topic in enumerate(area["topics"]):
            page.row([(LEFT, topic), (RIGHT, str(area["achieved"]))] if i == 0
                     else [(LEFT, topic), (RIGHT, "")])
        page.y += page.leading
        page.heading("Allmänt", 12)
        page.text(" ".join(area["overview"]))
        for head, items in zip(self.heads(area), (area["strengths"], area["improvements"])):
            page.heading(head, 12)
            page.items(items)

    def heads(self, area):
        """Of the lists of strengths and of areas for improvement."""
        del area
        return "STYRKOR", "FÖRBÄTTRINGSOMRÅDEN"

    def set_table(self, page, area):
        columns = (390, 440, RIGHT)
        head = [(LEFT + 30, area["name"])] + list(zip(columns, ("Uppnått", "Max", "Procent")))

        def begin():
            page.put(1, LEFT, page.y + page.leading, page.size, f"{area['number']}.")
            page.row(head, 1)

        page.room(8 * page.leading)
        page.y += page.leading
        begin()
        for question in area["questions"]:
            if page.y + 4 * page.leading > BOTTOM:
                page.page()
                begin()
            page.put(0, LEFT, page.y + page.leading, page.size, question["code"])
            page.row([(LEFT + 30, question["text"]),
                      *zip(columns, (str(question["achieved"]), str(question["max"]),
                                     f"{question['percent']}%"))])
        page.row([(LEFT + 30, ""), *zip(columns, (str(area["achieved"]), str(area["max"]),
                                                  f"{area['percent']}%"))], 1)

    def pdf(self):
        pages = self.set()
        fonts = [font(name) for name in self.family]
        kids = b" ".join(b"%d 0 R" % (12 + 2 * i) for i in range(len(pages)))
        objects = [b"<</Type/Catalog/Pages 2 0 R/Lang(sv-SE)>>",
                   b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
                   b"<</Title(Kommunkompassen %d)/Producer(make_reports.py)>>" % self.year,
                   *fonts[0].objects(4), *fonts[1].objects(8)]
        for i, page in enumerate(pages):
            objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %g %g]/Contents %d 0 R"
                           b"/Resources<</Font<</F1 4 0 R/F2 8 0 R>>>>>>"
                           % (WIDTH, HEIGHT, 13 + 2 * i))
            objects.append(stream(zlib.compress("".join(page).encode(), 6)))
        return file_of(objects)


def file_of(objects, root=1, info=3):
    """A PDF file of object bodies, numbered from 1."""
    out, offsets = bytearray(b"%PDF-1.5\n"), []
    for i, body in enumerate(objects):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (i + 1, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += (b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
            % (len(objects) + 1, root, info, start))
    return bytes(out)


fonts = {}


def font(name):
    if name not in fonts:
        fonts[name] = Font(name)
    return fonts[name]


def read_register():
    with open(REGISTER, encoding="utf8") as file:
        return [row for row in csv.DictReader(file) if row["name"] != "Gotland"]


def write_report(work):
    """Writes report k of a seed into a folder; what extract must read of it."""
    k, seed, folder, register = work
    report = Report(k, seed, register)
    with open(os.path.join(folder, report.file_name()), "wb") as file:
        file.write(report.pdf())
    return report.expected()


def write_reports(folder, count, seed=1, first=0):
    """Reports first … first + count - 1 into @folder; what is expected of each, in order."""
    os.makedirs(folder, exist_ok=True)
    work = [(k, seed, folder, read_register()) for k in range(first, first + count)]
    if count < 20:
        return [write_report(one) for one in work]
    with multiprocessing.Pool() as pool:
        return pool.map(write_report, work, chunksize=10)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--expected")
    parser.add_argument("count", type=int)
    parser.add_argument("folder")
    options = parser.parse_args()
    expected = write_reports(options.folder, options.count, options.seed, options.first)
    if options.expected:
        with open(options.expected, "w", encoding="utf8") as file:
            json.dump(expected, file, ensure_ascii=False, indent=1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
