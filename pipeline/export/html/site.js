/* SPDX-License-Identifier: GPL-2.0-or-later */
/* site.js - what comes on top: tables sort and are searched, and folded texts open
 * for paper. Every page is whole without it. */
"use strict";

/* "Östra Göinge" is found as "goinge". */
function plain(text) {
    return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}

/* "561", "25,5", "–": a number, or null. */
function number(text) {
    const match = /^−?\d+(,\d+)?/.exec(text.trim());
    return match ? parseFloat(match[0].replace("−", "-").replace(",", ".")) : null;
}

function rowOf(element, index) {
    const cells = Array.from(element.cells, cell => cell.textContent);
    return {
        element, index, cells, edition: element.dataset.edition, status: element.dataset.status,
        text: plain([...cells.slice(0, 3), element.dataset.more || ""].join(" ")),
    };
}

/* Rows without a value stand last, whichever way; the first column keeps the alphabet's order. */
function compare(column, sign) {
    return (a, b) => {
        if (column === 0)
            return sign * (a.index - b.index);
        const [x, y] = [a, b].map(row => number(row.cells[column]));
        if (x === null && y === null) {
            const [s, t] = [a, b].map(row => row.cells[column]);
            return (s === t ? 0 : sign * (s < t ? -1 : 1)) || a.index - b.index;
        }
        if (x === null || y === null)
            return x === null ? 1 : -1;
        return sign * (x - y) || a.index - b.index;
    };
}

function makeSortable(table, rows, order) {
    const body = table.tBodies[0];
    const heads = Array.from(table.tHead.rows[0].cells);

    function sort(column, descending) {
        heads.forEach(head => head.removeAttribute("aria-sort"));
        heads[column].setAttribute("aria-sort", descending ? "descending" : "ascending");
        rows.sort(compare(column, descending ? -1 : 1));
        body.append(...rows.map(row => row.element));
        order.value = column + (descending ? "-" : "+");
    }
    heads.forEach((head, column) => {
        if (head.dataset.sort === "no")
            return;
        const name = head.firstChild.textContent.trim();
        const button = document.createElement("button");
        button.type = "button";
        button.append(...head.childNodes);
        head.append(button);
        /* of points the highest first */
        const first = head.classList.contains("n");
        button.addEventListener("click", () => {
            const now = head.getAttribute("aria-sort");
            sort(column, now === null ? first : now === "ascending");
        });
        for (const way of first ? ["-", "+"] : ["+", "-"])
            order.append(new Option(name + (way === "+" ? " ↑" : " ↓"), column + way));
    });
    heads[0].setAttribute("aria-sort", "ascending");
    order.addEventListener("change", () => sort(parseInt(order.value, 10), order.value.endsWith("-")));
}

/* What is searched and chosen stands in the address, behind #, so that it can be sent to others. */
function readAddress(fields) {
    const told = new URLSearchParams(location.hash.slice(1));
    for (const [name, field] of fields)
        if (told.has(name))
            field.value = told.get(name);
}

function writeAddress(fields) {
    const told = new URLSearchParams(fields.filter(([, field]) => field.value !== "")
        .map(([name, field]) => [name, field.value]));
    if (fields.some(([, field]) => field.value !== "") || location.hash.includes("="))
        history.replaceState(null, "", "#" + told);
}

/* Of counties and classes without a municipality that is shown. */
function hideMeans(rows, means) {
    const shown = new Set(rows.filter(row => !row.element.hidden).flatMap(row => row.cells.slice(2, 4)));
    for (const mean of means)
        mean.hidden = !shown.has(mean.cells[0].firstChild.textContent.trim());
}

/* Commas part what is sought: "huddinge, botkyrka". */
function makeSearchable(tools, rows, means) {
    const field = tools.querySelector("input");
    const filters = Array.from(tools.querySelectorAll("select[data-for]"));
    const hits = tools.querySelector(".hits");
    const fields = [["q", field], ...filters.map(one => [one.dataset.for, one])];

    function search() {
        const wanted = plain(field.value).split(",").map(part => part.split(/\s+/).filter(Boolean))
            .filter(words => words.length > 0);
        let n = 0;
        for (const row of rows) {
            const fits = (wanted.length === 0 ||
                    wanted.some(words => words.every(word => row.text.includes(word)))) &&
                filters.every(one => one.value === "" || row[one.dataset.for] === one.value);
            row.element.hidden = !fits;
            n += fits;
        }
        hideMeans(rows, means);
        hits.textContent = n === rows.length ? `${n} rader` : `${n} av ${rows.length} rader`;
        writeAddress(fields);
    }
    readAddress(fields);
    field.addEventListener("input", search);
    filters.forEach(filter => filter.addEventListener("change", search));
    search(); /* a browser may have kept what was typed */
    tools.hidden = false;
}

for (const tools of document.querySelectorAll(".tools")) {
    const table = tools.parentElement.querySelector("table");
    const rows = Array.from(table.tBodies[0].rows, rowOf);
    makeSortable(table, rows.slice(), tools.querySelector(".order select"));
    makeSearchable(tools, rows, table.querySelectorAll(".means tr"));
}

addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details"))
        details.open = true;
});
