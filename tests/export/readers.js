/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Loads data packages with the JavaScript library of the standard, which checks the descriptor by the
 * standard's JSON Schema, and of each table the types, constraints, keys and relations; prints as JSON
 * what it found: node readers.js FOLDER… */
"use strict";
const path = require("path");
const { Package } = require("datapackage");

async function readTable(resource) {
    const relations = resource.schema.foreignKeys.length;
    try {
        const rows = await resource.read({ keyed: true, relations: relations > 0 });
        return { relations, rows: rows.length };
    } catch (error) {
        return { relations, error: [error, ...(error.errors || [])].map(String).join("; ") };
    }
}

async function readPackage(folder) {
    const found = await Package.load(path.join(folder, "datapackage.json"));
    const tables = {};
    for (const resource of found.valid ? found.resources : [])
        tables[resource.name] = await readTable(resource);
    return { errors: found.errors.map(String), tables };
}

async function main(folders) {
    const found = {};
    for (const folder of folders)
        found[folder] = await readPackage(folder);
    process.stdout.write(JSON.stringify(found));
}

main(process.argv.slice(2));
