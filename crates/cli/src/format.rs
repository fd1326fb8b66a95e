//! The formats of what is printed for programs and people: JSON, a line of JSON for each item, a table, CSV.

use std::io::{self, IsTerminal as _, Write as _};

use bindery_runtime::Value;
use clap::ValueEnum;
use tabwriter::TabWriter;

use crate::json;
use crate::output::{self, Failure};

/// The output format of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Indented JSON
    Json,
    /// JSON on one line; for a list, one line for each item
    Ndjson,
    /// Columns; for an object, one row for each field
    Table,
    /// Comma-separated values with a header; fields of objects have names such as `address.city`
    Csv,
}

/// Prints a value.
pub(crate) fn print(value: &Value, format: Format) -> Result<(), Failure> {
    let text = match (format, value) {
        (Format::Json, _) => json::pretty(value),
        (Format::Ndjson, Value::Array(items)) => {
            let lines: Vec<String> = items.iter().map(json::line).collect();
            lines.join("\n")
        }
        (Format::Ndjson, _) => json::line(value),
        (Format::Table, Value::Array(items)) => table(&grid(items)),
        (Format::Table, _) => {
            let fields = cells(value).into_iter();
            table(&fields.map(|(path, cell)| vec![path, cell]).collect::<Vec<_>>())
        }
        (Format::Csv, Value::Array(items)) => csv(&grid(items)),
        (Format::Csv, _) => csv(&grid(std::slice::from_ref(value))),
    };
    match format {
        // These hold no character that could steer a terminal, and colours that must stay.
        Format::Json | Format::Ndjson if text.is_empty() => Ok(()),
        Format::Json | Format::Ndjson => output::write(format!("{text}\n").as_bytes()).map(drop),
        Format::Table | Format::Csv => output::print(&text).map(drop),
    }
}

/// A header and a row for each item. A field that only some items have is empty in the others.
fn grid(items: &[Value]) -> Vec<Vec<String>> {
    let rows: Vec<Vec<(String, String)>> = items.iter().map(cells).collect();
    let mut header: Vec<String> = Vec::new();
    for (path, _) in rows.iter().flatten() {
        if !header.contains(path) {
            header.push(path.clone());
        }
    }
    let lines = rows.iter().map(|row| {
        let cell = |path: &String| {
            let found = row.iter().find(|(name, _)| name == path);
            found.map_or_else(String::new, |(_, cell)| cell.clone())
        };
        header.iter().map(cell).collect()
    });
    let lines: Vec<Vec<String>> = lines.collect();
    std::iter::once(header.clone()).chain(lines).collect()
}

/// The scalars of a value with their paths. Lists are JSON.
pub(crate) fn cells(value: &Value) -> Vec<(String, String)> {
    fn add(path: &str, value: &Value, cells: &mut Vec<(String, String)>) {
        match value {
            Value::Object(fields) if !fields.is_empty() => {
                for (name, value) in fields.iter() {
                    let path = match path {
                        "" => name.clone(),
                        path => format!("{path}.{name}"),
                    };
                    add(&path, value, cells);
                }
            }
            Value::String(text) => cells.push((path.to_owned(), text.clone())),
            Value::Null => cells.push((path.to_owned(), String::new())),
            value => cells.push((path.to_owned(), json::line(value))),
        }
    }
    let mut cells = Vec::new();
    let root = if value.as_object().is_some() { "" } else { "value" };
    add(root, value, &mut cells);
    cells
}

/// Rows of cells: lined up on a terminal, with tabs between the cells for programs.
pub(crate) fn table(rows: &[Vec<String>]) -> String {
    if io::stdout().is_terminal() { columns(rows) } else { lines(rows) }
}

/// Lines up columns, with two spaces between them.
pub(crate) fn columns(rows: &[Vec<String>]) -> String {
    let mut writer = TabWriter::new(Vec::new());
    // A Vec takes every byte.
    let _ = writer.write_all(lines(rows).as_bytes());
    let text = writer.into_inner().unwrap_or_default();
    let text = String::from_utf8_lossy(&text).into_owned();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n")
}

fn lines(rows: &[Vec<String>]) -> String {
    let line = |row: &Vec<String>| {
        let cells: Vec<_> = row.iter().map(|cell| output::visible(cell, &[])).collect();
        cells.join("\t")
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

pub(crate) fn csv(rows: &[Vec<String>]) -> String {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in rows {
        // A Vec takes every byte.
        let _ = writer.write_record(row);
    }
    let text = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&text).trim_end_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn rows(items: serde_json::Value) -> Vec<Vec<String>> {
        let Value::Array(items) = Value::from(items) else { panic!("a list is expected") };
        grid(&items)
    }

    #[test]
    fn csv_has_a_column_for_each_path() {
        let rows = rows(json!([
            {"id": 1, "a": {"b": "x, \"y\"", "c": null}, "list": [1, {"d": 2}], "none": {}},
            {"id": 2, "new": "two\nlines"},
            3,
        ]));
        insta::assert_snapshot!(csv(&rows), @r#"
        id,a.b,a.c,list,none,new,value
        1,"x, ""y""",,"[1,{""d"":2}]",{},,
        2,,,,,"two
        lines",
        ,,,,,,3
        "#);
    }

    #[test]
    fn columns_are_as_wide_as_they_show() {
        let rows = rows(json!([{"name": "日本", "n": 1}, {"name": "a\tb\u{202e}", "n": 22}]));
        insta::assert_snapshot!(columns(&rows), @r"
        name          n
        日本          1
        a\tb\u{202e}  22
        ");
    }
}
