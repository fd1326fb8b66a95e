//! Reads tables whose cells stand between `|`, also where the last cells of a row are missing.

use super::table::{self, Column, Row, Table};
use super::text::excerpt;
use super::types::is_type;

/// Reads the table whose titles stand on line `at`: the table, and the line behind it.
pub fn read(lines: &[String], at: usize) -> Option<(Table, usize)> {
    let columns = header(&lines[at])?;
    let edged = lines[at].starts_with('|');
    let mut table = Table::default();
    let mut at = at + 1;
    while let Some(line) = lines.get(at)
        && line.contains('|')
        && header(line).is_none()
    {
        let cells = cells(line, edged);
        if !is_rule(&cells) && cells.iter().any(|c| !c.is_empty()) {
            match row(&cells, &columns) {
                Some(row) => table.rows.push(row),
                None => {
                    let first = cells.iter().find(|c| !c.is_empty());
                    table
                        .unreadable
                        .push(excerpt(first.copied().unwrap_or_default()));
                }
            }
        }
        at += 1;
    }
    Some((table, at))
}

fn header(line: &str) -> Option<Vec<Column>> {
    if !line.contains('|') {
        return None;
    }
    let columns: Vec<Column> = cells(line, line.starts_with('|'))
        .iter()
        .map(|c| table::title(c).unwrap_or(Column::Notes))
        .collect();
    table::is_header(&columns).then_some(columns)
}

/// The cells of a line; in a table that is edged, the first `|` parts nothing.
fn cells(line: &str, edged: bool) -> Vec<&str> {
    let line = if edged {
        line.strip_prefix('|').unwrap_or(line)
    } else {
        line
    };
    let line = line.strip_suffix('|').unwrap_or(line);
    line.split('|').map(str::trim).collect()
}

/// `---|:--:|---`
fn is_rule(cells: &[&str]) -> bool {
    cells
        .iter()
        .all(|c| c.contains('-') && c.chars().all(|c| matches!(c, '-' | ':' | ' ')))
}

fn row(cells: &[&str], columns: &[Column]) -> Option<Row> {
    let cell = |column: Column| {
        let index = columns.iter().position(|c| *c == column)?;
        cells.get(index).copied().filter(|c| !c.is_empty())
    };
    let (name, required) = table::name(cell(Column::Name)?)?;
    let mut type_cell = cell(Column::Type).unwrap_or_default();
    if !is_type(type_cell)
        && cells.len() < columns.len()
        && let Some(shifted) = cells[1..].iter().find(|c| is_type(c))
    {
        // A cell in front of the type is missing.
        type_cell = shifted;
    }
    let (r#type, in_type, mut words) = table::type_cell(type_cell);
    for (cell, column) in cells.iter().zip(columns) {
        if matches!(column, Column::Description | Column::Notes) {
            words.extend(table::vocabulary(cell).1);
        }
    }
    Some(Row {
        name: name.to_owned(),
        r#type,
        required: cell(Column::Required)
            .and_then(table::required)
            .or(in_type)
            .or(required),
        location: cell(Column::Location).and_then(table::location),
        words,
        notes: cells[1..].join(" "),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docs::table::Location;
    use crate::docs::testing::table;

    #[track_caller]
    fn check(page: &str, want: &str) {
        assert_eq!(table(page, read), want.trim_start());
    }

    #[test]
    fn with_and_without_the_last_cells() {
        check(
            "\
Field | Description | Type | Notes |
---|---|---|---|
id | The id | UUID | |
name | What it is called | String |
tags | Its tags | Tag Objects Array | See - Tag Object |
kind | Its kind | String Enum Allowed Values: big / small | |
behind the table",
            "
id UUID
name String
tags Tag Objects Array
kind String Enum = big, small
line 6
",
        );
    }

    #[test]
    fn other_columns() {
        check(
            "\
| Name | In | Type | Required | Description |
|------|:--:|------|----------|-------------|
| `id` | path | integer | yes | The id |
| **size*** | query | string | | Possible values: s, m, l |
| shape | query | string | Optional | |
",
            "
id integer path required
size string query required = s, m, l
shape string query optional
line 5
",
        );
        let line = ["| A | In | Type |".to_owned()];
        assert!(read(&line, 0).is_none());
        assert_eq!(table::location("path"), Some(Location::Path));
    }

    #[test]
    fn what_cannot_be_read() {
        check(
            "\
Field | Description | Type | Notes |
---|---|---|---|
Owner email | String | . | |
 | nameless | String | |
size | String |
colour | . | . | |
",
            "
size String
colour -
? Owner email
? nameless
line 6
",
        );
    }
}
