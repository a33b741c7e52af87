# SPDX-License-Identifier: GPL-2.0-or-later
"""Files as a registrar binds them: reports among other papers, several in one."""
import fitz

A4 = fitz.paper_rect("a4")


def paper(pages, number="{}", size=10):
    """A PDF of pages, each a list of lines, the first a heading; NUMBER: at the foot, of page and pages."""
    pdf = fitz.open()
    for n, lines in enumerate(pages, 1):
        page = pdf.new_page(width=A4.width, height=A4.height)
        for i, line in enumerate(lines):
            page.insert_text((72, 90 + 18 * i), line, fontsize=size if i else size + 6,
                             fontname="helv" if i else "hebo")
        page.insert_text((500, 810), number.format(n, len(pages)), fontsize=8)
    return pdf


PROSE = ["Kommunen redovisar ett resultat som är bättre än budgeten, och skatteintäkterna ökade",
         "under året. Investeringarna uppgick till nittio miljoner kronor, och soliditeten steg."] * 12

KKIK = [["Kommunens Kvalitet i Korthet 2017", "Resultaten presenteras inom fem områden, och",
         "Kommunkompassen och öppna jämförelser kompletterar dem", "1. Din kommuns tillgänglighet", "Styrkor",
         "Svarstiden för e-post är kort", "Förbättringsområden", "Väntetiden i telefon"],
        ["Resultat", "Nr Mått Resultat Medel", "3.1 Andel som får svar inom två dagar 96 71",
         "3.2 Barn per personal i förskolan 6 5", "4.1 Nöjda brukare i hemtjänsten 88 85"]]

ANNUAL = [["Årsredovisning 2017", *PROSE],
          ["Kommunkompassen i korthet", "Område Poäng", "1. Offentlighet och demokrati 55",
           "2. Tillgänglighet och brukarorientering 62", "3. Politisk styrning och kontroll 48",
           "4. Ledarskap, ansvar och delegation 51", "5. Resultat och effektivitet 44", *PROSE[:8]],
          ["Omvärldsanalys", *PROSE]]

LETTER = [["Tjänsteskrivelse", "Kommunstyrelsen", *PROSE]]


def kkik():
    return paper(KKIK, "{} ({})")


def annual_report():
    return paper(ANNUAL, "Årsredovisning {}")


def letter():
    return paper(LETTER, "")


def agenda(n_pages):
    """The papers of a meeting, all in one."""
    return paper([[f"§ {n} Ärende", *PROSE] for n in range(1, n_pages + 1)], "Kallelse {}")


def bind(parts, path):
    """Writes PARTS, paths or PDFs, into one file; returns (part, first page, last page) of those that are
    paths."""
    places = []
    with fitz.open() as bundle:
        for part in parts:
            pdf = fitz.open(part) if isinstance(part, str) else part
            first = bundle.page_count + 1
            bundle.insert_pdf(pdf)
            if isinstance(part, str):
                places.append((part, first, bundle.page_count))
        bundle.save(path, deflate=True)
    return places
