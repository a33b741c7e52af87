# SPDX-License-Identifier: GPL-2.0-or-later
# Loads a data package as R's own read.csv does, with the types of its schema, and prints as JSON what
# it found: Rscript readers.R FOLDER…
library(jsonlite)

classes <- c(string = "character", integer = "integer", number = "numeric", boolean = "logical")

load_table <- function(folder, resource) {
  fields <- resource$schema$fields
  names <- vapply(fields, function(field) field$name, "")
  types <- vapply(fields, function(field) field$type, "")
  table <- read.csv(file.path(folder, resource$path), colClasses = unname(classes[types]),
                    na.strings = unlist(resource$schema$missingValues), encoding = "UTF-8",
                    check.names = FALSE, fill = FALSE)
  stopifnot(identical(names(table), names))
  table
}

load_package <- function(folder) {
  package <- read_json(file.path(folder, "datapackage.json"))
  tables <- lapply(package$resources, function(resource) load_table(folder, resource))
  names(tables) <- vapply(package$resources, function(resource) resource$name, "")
  of_edition <- merge(tables$questions, tables$reports[c("report", "edition")], by = "report")
  means <- aggregate(percent ~ edition, of_edition, mean)
  list(tables = tables, means = as.list(setNames(means$percent, means$edition)))
}

folders <- commandArgs(trailingOnly = TRUE)
found <- lapply(setNames(folders, folders), load_package)
json <- toJSON(found, dataframe = "columns", na = "null", digits = NA, auto_unbox = TRUE)
writeLines(json, useBytes = TRUE) # UTF-8 in any locale
