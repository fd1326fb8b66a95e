//! Reads lists of fields without a table: the name, the type and `required` each on a line of its own, or `- name type required`.

use super::table::{self, Describing, Row, Table};
use super::text::{bullet, excerpt, is_name};
use super::types::is_type;

/// Reads the list whose first field stands on line `at`: the list, and the line behind it. `ends` says where it ends at the latest.
pub fn read(lines: &[String], at: usize, ends: impl Fn(usize) -> bool) -> Option<(Table, usize)> {
    let mut table = Table::default();
    let mut describing = Describing::default();
    let (first, mut at) = row(lines, at)?;
    table.rows.push(first);
    while at < lines.len() {
        if let Some((row, next)) = row(lines, at) {
            table.rows.push(row);
            describing = Describing::default();
            at = next;
        } else if ends(at) {
            break;
        } else if let Some((lost, next)) = lost(lines, at) {
            table.unreadable.push(lost);
            at = next;
        } else if let Some((words, next)) = options(lines, at) {
            if let Some(row) = table.rows.last_mut() {
                row.words.extend(words);
            }
            at = next;
        } else {
            if let Some(row) = table.rows.last_mut()
                && !lines[at].is_empty()
            {
                describing.line(&lines[at], row);
            }
            at += 1;
        }
    }
    Some((table, at))
}

/// A field that starts on line `at`, and the line behind what is known of it at once.
pub fn row(lines: &[String], at: usize) -> Option<(Row, usize)> {
    let line = lines.get(at)?;
    if let Some(row) = on_one_line(line) {
        return Some((row, at + 1));
    }
    let (name, mut required) = table::name(line)?;
    let type_line = lines.get(at + 1)?;
    // A word that is no type known here is one all the same where `required` follows.
    let named = is_type(type_line)
        || (is_name(type_line) && lines.get(at + 2).is_some_and(|l| l == "required"));
    if !named || is_attribute(type_line) {
        return None;
    }
    let (r#type, in_type, words) = table::type_cell(type_line);
    required = required.or(in_type);
    let mut location = None;
    let mut next = at + 2;
    while let Some(line) = lines.get(next)
        && is_attribute(line)
    {
        required = table::required(line).or(required);
        location = table::location(line).or(location);
        next += 1;
    }
    let row = Row {
        name: name.to_owned(),
        r#type,
        // Such a list says so of every field that is.
        required: required.or(Some(false)),
        location,
        words,
        notes: String::new(),
    };
    Some((row, next))
}

/// `- accountId string required`
fn on_one_line(line: &str) -> Option<Row> {
    let text = bullet(line).unwrap_or(line);
    let (first, rest) = text.split_once(' ')?;
    let (name, required) = table::name(first)?;
    let (type_text, says) = ["required", "optional"]
        .iter()
        .find_map(|word| Some((rest.strip_suffix(word)?.trim_end(), table::required(word))))
        .unwrap_or((rest, None));
    if !is_type(type_text) || (bullet(line).is_none() && says.is_none()) {
        return None;
    }
    let (r#type, in_type, words) = table::type_cell(type_text);
    Some(Row {
        name: name.to_owned(),
        r#type,
        required: says.or(in_type).or(required).or(Some(false)),
        words,
        ..Row::default()
    })
}

/// A line below the type that says more of the field.
fn is_attribute(line: &str) -> bool {
    let lower = line.to_lowercase();
    matches!(
        lower.as_str(),
        "required"
            | "optional"
            | "path"
            | "query"
            | "header"
            | "body"
            | "nullable"
            | "deprecated"
            | "read-only"
            | "write-only"
    ) || ["default:", "format:", "min:", "max:"]
        .iter()
        .any(|start| lower.starts_with(start))
}

/// `Available options:` and the words behind it or below it.
fn options(lines: &[String], at: usize) -> Option<(Vec<String>, usize)> {
    let lower = lines[at].to_lowercase();
    let sign = [
        "available options:",
        "allowed values:",
        "possible values:",
        "options:",
    ]
    .iter()
    .find(|sign| lower.starts_with(*sign))?;
    let mut words = table::words(&lines[at][sign.len()..]);
    let mut next = at + 1;
    let mut more = words.is_empty();
    while let Some(line) = lines.get(next) {
        // A word on the line below, even if the comma between is missing; but a name and its type are the next field.
        let goes_on = more || (!line.is_empty() && is_word(line) && !words.is_empty());
        if line.is_empty() && words.is_empty() {
            next += 1;
            continue;
        }
        if !goes_on || row(lines, next).is_some() || lost(lines, next).is_some() {
            break;
        }
        let found: Vec<String> = line.split(',').filter_map(table::word).collect();
        if found.is_empty() {
            break;
        }
        more = line.ends_with(',');
        words.extend(found);
        next += 1;
    }
    Some((words, next))
}

fn is_word(line: &str) -> bool {
    !line.contains(' ') && table::word(line.trim_end_matches(',')).is_some()
}

/// A name on line `at`, and below it `required` where its type should be, or one word that is no type.
fn lost(lines: &[String], at: usize) -> Option<(String, usize)> {
    let line = &lines[at];
    let below = lines.get(at + 1)?;
    let alone = at == 0 || lines[at - 1].is_empty();
    let required = below == "required" || lines.get(at + 2).is_some_and(|l| l == "required");
    let ends = lines.get(at + 2).is_none_or(String::is_empty);
    let lost = is_name(line)
        && !is_attribute(line)
        && !below.is_empty()
        && !below.contains(' ')
        && (required || (alone && ends && !is_attribute(below) && !line.ends_with(',')));
    lost.then(|| {
        (
            excerpt(line),
            at + if required && below != "required" {
                3
            } else {
                2
            },
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docs::testing::table;

    #[track_caller]
    fn check(page: &str, want: &str) {
        let ends = |lines: &[String], at: usize| lines[at] == "Errors";
        let got = table(page, |lines, at| read(lines, at, |at| ends(lines, at)));
        assert_eq!(got, want.trim_start());
    }

    #[test]
    fn names_types_and_required() {
        check(
            "\
id
string
required

The id of the thing. It is a string.

size
integer<int64>

How big it is.

owner.email
string | null
header
deprecated
required

tags
string[]
Errors
id
string",
            "
id string required
size integer<int64> optional
owner.email string or null header required
tags string[] optional
line 19
",
        );
    }

    #[test]
    fn words_below() {
        check(
            "\
state
enum<string>
required

Available options:
open,
shut,
half open
next
boolean
required

colour
enum<string>

Available options: red, green

Its colour.

form
enum<string>

Available options:

round",
            "
state enum<string> required = open, shut, half open
next boolean required
colour enum<string> optional = red, green
form enum<string> optional = round
line 25
",
        );
        // The comma in front of the last word was forgotten.
        check(
            "state\nenum<string>\n\nAvailable options:\nopen,\nshut\ngone\nid\nstring\nrequired",
            "state enum<string> optional = open, shut, gone\nid string required\nline 10\n",
        );
    }

    #[test]
    fn on_one_line() {
        check(
            "- id string required\nThe id\n- tags array of strings\n- 200\n- application/json",
            "id string required\ntags array of strings optional\nline 5\n",
        );
    }

    #[test]
    fn what_cannot_be_read() {
        check(
            "id\nstring\nrequired\n\nlimit\nrequired\n\nA limit.\n\nrange\nfurlong\n\nA range.\n\nspan\nfurlong\nrequired",
            "id string required\nspan furlong required\n? limit\n? range\nline 17\n",
        );
    }
}
