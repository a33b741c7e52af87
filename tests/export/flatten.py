# SPDX-License-Identifier: GPL-2.0-or-later
"""The tables that a report of the contract must become, written down a second time."""


def place(at):
    """The columns of where it stands."""
    box = at[0]["bbox"] if at and at[0]["bbox"] else [None] * 4
    return {"page": at[0]["page"] if at else None, "last_page": at[-1]["page"] if at else None,
            **dict(zip(("x0", "y0", "x1", "y1"), box))}


def numbers(value):
    names = ("achieved", "max", "percent")
    return {name: value[name] for name in names} if value is not None else dict.fromkeys(names)


def score(value):
    return {**numbers(value), **place(value["at"] if value else [])}


def first(published):
    return published[0]["score"] if published else None


def points(area):
    """(points, where they stand: the place and at) of its score table, else of its chapter, else of
    the summary, else of the text."""
    if area["score"] is not None and area["score"]["achieved"] is not None:
        return area["score"]["achieved"], "table", area["score"]["at"]
    for place in ("chapter", "summary", "prose"):
        for one in area["published"]:
            if one["where"] == place:
                return one["score"], place, one["at"]
    return None, None, area["score"]["at"] if area["score"] else []


def computed(document):
    """(sum of the areas' points, where these stand)."""
    if document["total"]["achieved"] is not None:
        return document["total"]["achieved"], "table"
    found = [points(area)[:2] for area in document["areas"]]
    if len(found) != 8 or any(number is None for number, _ in found):
        return None, None
    places = {place for _, place in found}
    return sum(number for number, _ in found), " ".join(
        place for place in ("table", "chapter", "summary", "prose") if place in places)


def total(document):
    """(the computed sum, else the total that the report states; where it comes from)."""
    number, places = computed(document)
    stated = first(document["total"]["published"])
    return (number, places) if number is not None or stated is None else (stated, "stated")


def report_row(document, key, current):
    source, evaluation, checks = (document["source"], document["evaluation"],
                                  document["validation"])
    return {"report": key, "municipality": document["municipality"]["name"],
            "code": document["municipality"]["code"],
            "county": document["municipality"]["county"],
            **{name: document[name] for name in ("year", "edition", "publisher")},
            **{name: evaluation[name] for name in ("report_date", "period", "ordinal")},
            "previous": " ".join(str(year) for year in evaluation["previous"]),
            "achieved": document["total"]["achieved"], "max": document["total"]["max"],
            "published": first(document["total"]["published"]),
            **dict(zip(("total", "total_from"), total(document))), "status": checks["status"],
            **{"n_" + name: n for name, n in checks["counts"].items()}, "current": current,
            **{name: source[name] for name in ("name", "sha256", "bytes", "pages", "media_type",
                                               "text_origin", "title", "producer", "created")},
            "url": source.get("url"),
            "report_index": source["report"]["index"], "reports": source["report"]["of"],
            **{name: source["report"][name] for name in ("first_page", "last_page")},
            "attachment": source.get("attachment")}


def scores_elsewhere(tables, key, number, where):
    for i, one in enumerate(where["published"], 1):
        tables["published"].append({"report": key, "area": number, "position": i,
                                    "place": one["where"], "score": one["score"],
                                    **place(one["at"])})
    for i, one in enumerate(where["comparisons"], 1):
        tables["comparisons"].append(
            {"report": key, "area": number, "position": i,
             **{name: one[name] for name in ("label", "kind", "year", "score")},
             **place(one["at"])})


def area_rows(tables, key, position, area):
    number = area["number"]
    tables["areas"].append({"report": key, "area": number, "position": position,
                            "id": area["id"], "name": area["name"],
                            "topics": "\n".join(area["topics"]), "overview": area["overview"],
                            **numbers(area["score"]),
                            **dict(zip(("points", "points_from"), points(area))),
                            **place(area["score"]["at"] if area["score"] else [])})
    for i, one in enumerate(area["questions"], 1):
        tables["questions"].append({"report": key, "area": number, "position": i,
                                    "code": one["code"], "text": one["text"], **score(one)})
    for kind, items in (("strength", area["strengths"]), ("improvement", area["improvements"])):
        for i, one in enumerate(items, 1):
            tables["items"].append({"report": key, "area": number, "kind": kind, "position": i,
                                    "text": one["text"], **place(one["at"])})
    scores_elsewhere(tables, key, number, area)


def page_url(source, page):
    url = source.get("url")
    pdf = source["media_type"] == "application/pdf"
    return f"{url}#page={page}" if url and page and pdf and "#" not in url else url


def score_rows(document, key, current):
    """An observation a row."""
    def row(level, area, question, position, value, where, most, percent, at):
        page = at[0]["page"] if at else None
        share = percent
        if percent is None and value is not None and most:
            share = round(100 * value / most + 1e-9, 1)
        return {"report": key, "municipality": document["municipality"]["name"],
                "code": document["municipality"]["code"], "county": document["municipality"]["county"],
                "year": document["year"], "edition": document["edition"], "current": current,
                "level": level, "area": area["number"] if area else 0,
                "area_id": area["id"] if area else None, "area_name": area["name"] if area else None,
                "position": position, "question": question["code"] if question else None,
                "text": question["text"] if question else None, "points": value,
                "points_from": where if value is not None else None, "max": most, "percent": share,
                "percent_from": None if share is None else "computed" if percent is None else "printed",
                "page": page, "url": page_url(document["source"], page)}

    value, where = total(document)
    stated = document["total"]["published"][0]["at"] if where == "stated" else []
    yield row("total", None, None, 0, value, where, document["total"]["max"], None, stated)
    for area in document["areas"]:
        own = numbers(area["score"])
        yield row("area", area, None, 0, *points(area)[:2], own["max"], own["percent"], points(area)[2])
        for i, one in enumerate(area["questions"], 1):
            yield row("question", area, one, i, one["achieved"], "table", one["max"], one["percent"],
                      one["at"])


def tables_of(documents, keys, current):
    """{table: [{column: value}]}; @keys and @current by SHA-256. Empty texts are missing."""
    tables = {name: [] for name in ("reports", "scores", "evaluators", "areas", "questions", "items",
                                    "published", "comparisons", "findings", "diagnostics")}
    for document in documents:
        sha256 = document["source"]["sha256"]
        key = keys[sha256]
        tables["reports"].append(report_row(document, key, current[sha256]))
        tables["scores"] += score_rows(document, key, current[sha256])
        for i, one in enumerate(document["evaluation"]["evaluators"], 1):
            tables["evaluators"].append({"report": key, "position": i, **one})
        for i, area in enumerate(document["areas"], 1):
            area_rows(tables, key, i, area)
        scores_elsewhere(tables, key, 0, document["total"])
        for i, one in enumerate(document["validation"]["findings"], 1):
            least, greatest = one["expected"] or (None, None)
            tables["findings"].append(
                {"report": key, "position": i,
                 **{name: one[name] for name in ("rule", "subject", "outcome")}, "least": least,
                 "greatest": greatest, "found": one["found"], "message": one["message"],
                 **place(one["at"])})
        for i, one in enumerate(document["diagnostics"], 1):
            tables["diagnostics"].append(
                {"report": key, "position": i,
                 **{name: one[name] for name in ("severity", "code", "message")},
                 **place(one["at"])})
    for table in tables.values():
        for row in table:
            for name, value in row.items():
                row[name] = None if value == "" else value
    return tables
