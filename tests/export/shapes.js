/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Holds graphs (Turtle or N-Triples) against SHACL shapes and prints as JSON what each breaks:
 * node shapes.js SHAPES GRAPH… */
"use strict";
const fs = require("fs");
const url = require("url");
const { Parser, Store } = require("n3");

function read(path) {
    return new Store(new Parser().parse(fs.readFileSync(path, "utf8")));
}

function tell(result) {
    const constraint = result.sourceConstraintComponent.value.replace(/.*#/, "");
    return [result.focusNode, result.path].map((term) => (term ? term.value : "")).concat(constraint).join(" ");
}

async function main([shapes, ...graphs]) {
    const there = require.resolve("rdf-validate-shacl"); // import() itself does not look at NODE_PATH
    const { default: Validator } = await import(url.pathToFileURL(there));
    const validator = new Validator(read(shapes));
    const found = {};
    for (const path of graphs)
        found[path] = (await validator.validate(read(path))).results.map(tell);
    process.stdout.write(JSON.stringify(found));
}

main(process.argv.slice(2));
