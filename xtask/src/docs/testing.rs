//! What the tests of the readers share: a table as text.

use super::table::Table;
use super::text;

/// Reads a page's first line with `read`; each row on a line, what could not be read, and the line behind the table.
pub fn table(page: &str, read: impl Fn(&[String], usize) -> Option<(Table, usize)>) -> String {
    let lines = text::lines(page);
    let (table, next) = read(&lines, 0).expect("a table on the first line");
    let mut text = String::new();
    for row in &table.rows {
        let r#type = if row.r#type.is_empty() {
            "-"
        } else {
            &row.r#type
        };
        text.push_str(&format!("{} {}", row.name, r#type));
        if let Some(location) = row.location {
            text.push_str(&format!(" {location:?}").to_lowercase());
        }
        match row.required {
            Some(true) => text.push_str(" required"),
            Some(false) => text.push_str(" optional"),
            None => {}
        }
        if !row.words.is_empty() {
            text.push_str(&format!(" = {}", row.words.join(", ")));
        }
        text.push('\n');
    }
    for lost in &table.unreadable {
        text.push_str(&format!("? {lost}\n"));
    }
    text.push_str(&format!("line {next}\n"));
    text
}
