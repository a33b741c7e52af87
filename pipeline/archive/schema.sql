-- SPDX-License-Identifier: GPL-2.0-or-later
-- The archive of kompass, version 5: one SQLite file of documents, what became of each, and
-- the reports that were read from them.
--
-- Scores are as printed (points, or percent as 70 for 70 %); what is not printed is NULL, never
-- guessed. A place is where a value begins: page from 1, and the box x0, y0, x1, y1 in points
-- (1/72 inch) from the top left corner of the page as displayed, y downwards; NULL where the
-- document has none. Where a value runs over more pages, places holds all of them as JSON:
-- [{"page":7,"bbox":[x0,y0,x1,y1]},…]. Times are ISO 8601, in UTC.
--
-- PRAGMA application_id is 1263231346 (KKar), PRAGMA user_version the version of this schema.

-- One import: who recorded what, and under which protection. An import that was interrupted or
-- killed is gone on with by the next, in the same row.
CREATE TABLE run (
    id          INTEGER PRIMARY KEY,
    started     TEXT NOT NULL,
    finished    TEXT,             -- NULL: it runs still, or was killed
    interrupted INTEGER NOT NULL, -- 1: it was stopped before its end
    program     TEXT NOT NULL,    -- version of kompass
    poppler     TEXT NOT NULL,    -- version of poppler, which reads the PDFs
    sandbox     TEXT NOT NULL,    -- what confined the processes that read; "off": nothing
    jobs        INTEGER NOT NULL  -- how many read at a time
) STRICT;

-- One report: of the content of a document, whatever it is called, which may hold several.
CREATE TABLE report (
    id           INTEGER PRIMARY KEY,  -- the first 52 bits of sha256, or the next that is free
    sha256       TEXT NOT NULL,        -- of the document's bytes, 64 hexadecimal digits
    report_index INTEGER NOT NULL,     -- which of the document's reports it is, from 1
    reports      INTEGER NOT NULL,     -- how many the document holds
    first_page   INTEGER,              -- of the document's pages, which the report takes
    last_page    INTEGER,
    extractor    TEXT NOT NULL,        -- version of kompass that read it
    name         TEXT NOT NULL,        -- of its file, without folders; of several the first
    bytes        INTEGER NOT NULL,
    pages        INTEGER,
    media_type   TEXT NOT NULL,
    text_origin  TEXT NOT NULL,        -- embedded, ocr, mixed, transcript
    title        TEXT,                 -- title, producer, created: as the PDF says of itself
    producer     TEXT,
    created      TEXT,
    municipality TEXT,                 -- as in the register: Huddinge
    code         TEXT,                 -- SCB's municipality code: 0126
    county       TEXT,
    year         INTEGER,              -- of the evaluation
    edition      TEXT,                 -- year in which the revision of the criteria came into use
    publisher    TEXT,
    report_date  TEXT,
    period       TEXT,                 -- as printed: mars 2017
    ordinal      INTEGER,              -- 1: the municipality's first evaluation
    previous     TEXT,                 -- years of earlier ones that it states: 2009 2012
    achieved     REAL,                 -- points: the sum of all areas' totals
    max          REAL,                 -- points: the sum of all areas' maxima
    published    REAL,                 -- points: the total that it states first, where it states one
    status       TEXT NOT NULL,        -- of the checks: consistent, inconsistent, incomplete
    n_exact      INTEGER NOT NULL,     -- checks in which the numbers agree as printed
    n_rounding   INTEGER NOT NULL,     -- checks in which they agree as rounded ones
    n_failed     INTEGER NOT NULL,     -- checks in which they cannot agree
    n_skipped    INTEGER NOT NULL,     -- checks for which a number is missing
    current      INTEGER NOT NULL,     -- 1: the newest of this municipality and year
    json         TEXT NOT NULL,        -- all of it: kompass schema report
    attachment   TEXT,                 -- the document's attached PDF of which it is, with its pages
    url          TEXT,                 -- where the document was published
    UNIQUE (sha256, report_index)
) STRICT;
CREATE INDEX report_municipality_year ON report (code, year);

-- One input of an import: a path, and the content that it had.
CREATE TABLE document (
    path         ANY NOT NULL CHECK (typeof(path) IN ('text', 'blob')), -- BLOB: it is no UTF-8
    sha256       TEXT NOT NULL,    -- of its bytes; '': they could not be read
    bytes        INTEGER,
    status       TEXT NOT NULL,    -- what became of it: ok, damaged, timeout_cpu …
    message      TEXT,             -- why, in words
    complaints   TEXT,             -- what the libraries said while they read it
    attempts     INTEGER NOT NULL, -- how often in a row it ended the process that read it
    extractor    TEXT NOT NULL,    -- version of kompass that says so
    report       INTEGER REFERENCES report (id), -- its first; those of its sha256 are its reports,
                                   -- which stay when a later version dies reading it
    run          INTEGER REFERENCES run (id), -- in which it was read
    finished     TEXT NOT NULL,
    cpu_seconds  REAL NOT NULL,
    wall_seconds REAL NOT NULL,
    peak_kib     INTEGER,          -- greatest memory of the process that read it, KiB
    reader       INTEGER NOT NULL DEFAULT 0, -- number of the reader that says so, which is
                                   -- raised when reading may give another result
    words        TEXT NOT NULL DEFAULT '', -- SHA-256 of the words that were added to its own; '': none
    PRIMARY KEY (path, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_sha256 ON document (sha256);
CREATE INDEX document_report ON document (report);

-- One area of a report.
CREATE TABLE area (
    report   INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    area     INTEGER NOT NULL, -- its number in the report
    position INTEGER NOT NULL, -- its place among the report's areas, from 1
    id       TEXT,             -- the same for every spelling within an edition; NULL: not known
    name     TEXT NOT NULL,    -- as printed
    topics   TEXT NOT NULL,    -- the lines under "Rubriker"
    overview TEXT,             -- the text under "Allmänt", a paragraph a line
    achieved REAL,             -- points, of the total row of its score table
    max      REAL,
    percent  REAL,
    page     INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL, places TEXT, -- of that row
    PRIMARY KEY (report, area)
) STRICT, WITHOUT ROWID;

-- One question: a row of an area's score table.
CREATE TABLE question (
    report   INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    area     INTEGER NOT NULL,
    position INTEGER NOT NULL, -- in its table, from 1
    code     TEXT NOT NULL,    -- 1.3
    text     TEXT NOT NULL,
    achieved REAL,             -- points
    max      REAL,             -- points
    percent  REAL,
    page     INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL, places TEXT, -- of the whole row
    PRIMARY KEY (report, area, position)
) STRICT, WITHOUT ROWID;

-- One strength, or one area for improvement.
CREATE TABLE item (
    report   INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    area     INTEGER NOT NULL,
    kind     TEXT NOT NULL,    -- strength, improvement
    position INTEGER NOT NULL, -- in its list, from 1
    text     TEXT NOT NULL,
    page     INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL, places TEXT,
    PRIMARY KEY (report, area, kind, position)
) STRICT, WITHOUT ROWID;

-- One score that the report states elsewhere than in a score table.
CREATE TABLE published (
    report   INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    area     INTEGER NOT NULL, -- 0: the total
    position INTEGER NOT NULL,
    place    TEXT NOT NULL,    -- chapter: at the head of the area's; summary; prose
    score    REAL NOT NULL,    -- points
    page     INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL, places TEXT,
    PRIMARY KEY (report, area, position)
) STRICT, WITHOUT ROWID;

-- One score beside the municipality's own: of an earlier evaluation, an average of others.
CREATE TABLE comparison (
    report   INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    area     INTEGER NOT NULL, -- 0: the total
    position INTEGER NOT NULL,
    label    TEXT NOT NULL,    -- as printed
    kind     TEXT NOT NULL,    -- previous, average, other
    year     INTEGER,          -- NULL: not stated
    score    REAL NOT NULL,    -- points
    page     INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL, places TEXT,
    PRIMARY KEY (report, area, position)
) STRICT, WITHOUT ROWID;

-- One check of the printed numbers that failed, or could not be made.
CREATE TABLE finding (
    report   INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    rule     TEXT NOT NULL,    -- row-percent, area-total …: kompass schema report
    subject  TEXT NOT NULL,    -- 1.3: a question; 1: an area; total
    outcome  TEXT NOT NULL,    -- failed, skipped
    least    REAL,             -- least and greatest value that would agree
    greatest REAL,
    found    REAL,             -- the value as printed
    message  TEXT NOT NULL,
    page     INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL, places TEXT,
    PRIMARY KEY (report, position)
) STRICT, WITHOUT ROWID;

-- One doubt that the reading met: something missing, or not certain.
CREATE TABLE diagnostic (
    report   INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    severity TEXT NOT NULL,    -- error, warning, info
    code     TEXT NOT NULL,    -- total-missing, areas-missing …: the manual tells them all
    message  TEXT NOT NULL,
    page     INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL, places TEXT,
    PRIMARY KEY (report, position)
) STRICT, WITHOUT ROWID;

-- One of those who made the evaluation.
CREATE TABLE evaluator (
    report       INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    name         TEXT NOT NULL,
    role         TEXT,
    organisation TEXT,
    PRIMARY KEY (report, position)
) STRICT, WITHOUT ROWID;

-- ---- for analysts ------------------------------------------------------------------------
-- Of several versions of a report they take the current one. Editions ask different
-- questions: scores are compared within one only.

-- The points of each area of each report, older versions too. points_from: where they stand:
-- table (its score table), else chapter, else summary, else prose; page: on which.
CREATE VIEW area_points AS
SELECT a.report, a.area, coalesce(a.achieved, p.score) AS points,
       CASE WHEN a.achieved IS NOT NULL THEN 'table' ELSE p.place END AS points_from,
       iif(a.achieved IS NULL AND p.place IS NOT NULL, p.page, a.page) AS page
FROM area AS a
LEFT JOIN published AS p ON p.report = a.report AND p.area = a.area AND p.position =
    (SELECT position FROM published WHERE report = a.report AND area = a.area
     ORDER BY instr('chapter summary prose', place), position LIMIT 1);

-- The total of each report. total: points, computed: the sum of the areas' points; where one of
-- the eight has none, the total that the report states. total_from: where the areas' points
-- stand, blanks between (table chapter); stated: the total is the report's own. sha256: of the
-- document; url: where it was published.
CREATE VIEW totals AS
SELECT id AS report, municipality, code, county, year, edition, achieved, max, published,
       coalesce(achieved, points, published) AS total,
       CASE WHEN achieved IS NOT NULL THEN 'table' WHEN points IS NOT NULL THEN points_from
            WHEN published IS NOT NULL THEN 'stated' END AS total_from,
       status, sha256, url
FROM report
LEFT JOIN (SELECT report, round(sum(points), 2) AS points,
                  trim(iif(sum(points_from = 'table'), 'table ', '')
                       || iif(sum(points_from = 'chapter'), 'chapter ', '')
                       || iif(sum(points_from = 'summary'), 'summary ', '')
                       || iif(sum(points_from = 'prose'), 'prose', '')) AS points_from
           FROM area_points
           GROUP BY report
           HAVING count(*) = 8 AND count(points) = 8) AS sums ON sums.report = id
WHERE current = 1;

-- The score of each area of each report. published: points, the first that is stated outside the
-- score table. points, points_from and page: as in area_points. percent: as printed, or of points
-- and max. url: of a PDF with the page.
CREATE VIEW area_scores AS
SELECT t.report, t.municipality, t.code, t.county, t.year, t.edition, a.area, a.id AS area_id,
       a.name, a.achieved, a.max, p.score AS published, s.points, s.points_from,
       coalesce(a.percent, round(100 * s.points / nullif(a.max, 0), 1)) AS percent,
       s.page, t.sha256, t.url || iif(r.media_type = 'application/pdf' AND s.page > 0
                                      AND instr(t.url, '#') = 0, '#page=' || s.page, '') AS url
FROM totals AS t
JOIN report AS r ON r.id = t.report
JOIN area AS a ON a.report = t.report
JOIN area_points AS s ON s.report = a.report AND s.area = a.area
LEFT JOIN published AS p ON p.report = a.report AND p.area = a.area AND p.position = 1;

-- The score of each question of each report. percent: as printed, or of achieved and max. page:
-- where it stands; url: of a PDF with the page.
CREATE VIEW question_scores AS
SELECT t.report, t.municipality, t.code, t.county, t.year, t.edition, q.area, a.id AS area_id,
       q.code AS question, q.text, q.achieved, q.max,
       coalesce(q.percent, round(100 * q.achieved / nullif(q.max, 0), 1)) AS percent,
       q.page, t.sha256, t.url || iif(r.media_type = 'application/pdf' AND q.page > 0
                                      AND instr(t.url, '#') = 0, '#page=' || q.page, '') AS url
FROM totals AS t
JOIN report AS r ON r.id = t.report
JOIN question AS q ON q.report = t.report
JOIN area AS a ON a.report = q.report AND a.area = q.area;

-- Each question of each edition over all its reports, the weakest first. reports: how many give
-- a percentage; mean, least and greatest of those; text: as one of them prints it.
CREATE VIEW weakest_questions AS
SELECT edition, question, min(text) AS text, count(percent) AS reports,
       round(avg(percent), 1) AS mean_percent, min(percent) AS least_percent,
       max(percent) AS greatest_percent
FROM question_scores
WHERE percent IS NOT NULL
GROUP BY edition, question
ORDER BY edition, mean_percent, question;

-- Each municipality's total beside that of its evaluation before, within one edition. change:
-- points, negative where it fell; previous_total_from and total_from: as in totals.
CREATE VIEW changes AS
SELECT municipality, code, edition, previous_year, year, previous_total, total,
       total - previous_total AS change, previous_total_from, total_from
FROM (SELECT municipality, code, edition, year, total, total_from,
             lag(year) OVER evaluations AS previous_year,
             lag(total) OVER evaluations AS previous_total,
             lag(total_from) OVER evaluations AS previous_total_from
      FROM totals
      WHERE code IS NOT NULL AND year IS NOT NULL AND edition IS NOT NULL AND total IS NOT NULL
      WINDOW evaluations AS (PARTITION BY code, edition ORDER BY year))
WHERE previous_year IS NOT NULL;

-- The same of each area of the catalogue. area_id is the same for every spelling of its name.
CREATE VIEW area_changes AS
SELECT municipality, code, edition, area_id, name, previous_year, year, previous_points, points,
       points - previous_points AS change
FROM (SELECT municipality, code, edition, area_id, name, year, points,
             lag(year) OVER evaluations AS previous_year,
             lag(points) OVER evaluations AS previous_points
      FROM area_scores
      WHERE code IS NOT NULL AND year IS NOT NULL AND edition IS NOT NULL AND area_id IS NOT NULL
            AND points IS NOT NULL
      WINDOW evaluations AS (PARTITION BY code, edition, area_id ORDER BY year))
WHERE previous_year < year;

-- Documents that could not be read, and why.
CREATE VIEW failures AS
SELECT path, sha256, bytes, status, message, attempts, extractor, finished
FROM document
WHERE status NOT IN ('ok', 'partial', 'regex_limit')
ORDER BY path;
