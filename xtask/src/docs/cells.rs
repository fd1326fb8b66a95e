//! Reads tables whose cells stand on lines of their own, with their titles above, or have run together: `idintegerThe id`.

use super::table::{self, Column, Describing, Row, Table};
use super::text::{bullet, excerpt, filled, is_name};
use super::types;

/// Reads the table whose titles start on line `at`: the table, and the line behind it. `ends` says where it ends at the latest.
pub fn read(lines: &[String], at: usize, ends: impl Fn(usize) -> bool) -> Option<(Table, usize)> {
    let (columns, mut at) = header(lines, at)?;
    let type_first = columns.iter().position(|c| *c == Column::Type)
        < columns.iter().position(|c| *c == Column::Description);
    let mut table = Table::default();
    let mut describing = Describing::default();
    while let Some(filled) = filled(lines, at) {
        let row = if type_first || !columns.contains(&Column::Description) {
            row(lines, filled, &columns)
        } else {
            row_with_type_last(lines, filled, &columns, &ends)
        };
        if let Some((mut row, rest, next)) = row {
            describing = Describing::default();
            if !rest.is_empty() {
                describing.line(rest, &mut row);
            }
            table.rows.push(row);
            at = next;
            continue;
        }
        if ends(filled) || header(lines, filled).is_some() {
            return Some((table, filled));
        }
        if let Some(lost) = lost(&lines[filled]) {
            table.unreadable.push(lost);
        } else if let Some(row) = table.rows.last_mut() {
            describing.line(&lines[filled], row);
        }
        at = filled + 1;
    }
    Some((table, lines.len()))
}

/// The columns whose titles start on line `at`, and the line behind them.
pub fn header(lines: &[String], at: usize) -> Option<(Vec<Column>, usize)> {
    if let Some(columns) = table::titles_together(lines.get(at)?) {
        return Some((columns, at + 1));
    }
    if table::title(&lines[at]) != Some(Column::Name) {
        return None;
    }
    let mut columns = vec![Column::Name];
    let mut next = at + 1;
    while let Some(filled) = filled(lines, next)
        && let Some(column) = table::title(&lines[filled])
        // A title comes once; after that it is a name.
        && (column == Column::Notes || !columns.contains(&column))
    {
        columns.push(column);
        next = filled + 1;
    }
    table::is_header(&columns).then_some((columns, next))
}

/// A row that starts on line `at`: the row, the start of its description, and the line behind both.
fn row<'a>(lines: &'a [String], at: usize, columns: &[Column]) -> Option<(Row, &'a str, usize)> {
    let line = lines[at].as_str();
    let own = &columns[1..];
    // The name alone on its line, and what follows it on the next.
    if let Some((name, required)) = table::name(line)
        && let Some(below) = filled(lines, at + 1)
        && let Some(row) = cells(lines, below, 0, own, clear_type)
    {
        return Some(named(name, required, row));
    }
    // Where the name may end.
    let ends: Vec<usize> = line
        .char_indices()
        .map(|(i, _)| i)
        .skip(1)
        .filter(|i| is_name(&line[..*i]) && !line[..*i].ends_with('_'))
        .collect();
    let found = [clear_type, loose_type].iter().find_map(|length| {
        ends.iter()
            .find_map(|end| Some((*end, cells(lines, at, *end, own, *length)?)))
    });
    if let Some((end, row)) = found {
        return Some(named(&line[..end], None, row));
    }
    // A type in words of its own: every cell begins with a capital letter behind a small one.
    let parts = camel_cells(line);
    if parts.len() == columns.len() && columns[1] == Column::Type && is_name(parts[0]) {
        let (r#type, required, words) = table::type_cell(parts[1]);
        let row = Row {
            name: parts[0].to_owned(),
            r#type,
            required,
            words,
            ..Row::default()
        };
        return Some((row, parts[2..].first().copied().unwrap_or_default(), at + 1));
    }
    None
}

fn named<'a>(
    name: &str,
    required: Option<bool>,
    cells: (Row, &'a str, usize),
) -> (Row, &'a str, usize) {
    let (row, rest, next) = cells;
    let row = Row {
        name: name.to_owned(),
        required: row.required.or(required),
        ..row
    };
    (row, rest, next)
}

/// How long the type is that a text starts with.
type TypeLength = fn(&str, Follows) -> Option<usize>;

/// What stands behind a type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Follows {
    /// Another short cell.
    Cell,
    /// The description.
    Description,
}

/// The cells behind the name, which start on line `at` at byte `from`, up to the description.
fn cells<'a>(
    lines: &'a [String],
    at: usize,
    from: usize,
    columns: &[Column],
    length_of: TypeLength,
) -> Option<(Row, &'a str, usize)> {
    let mut row = Row::default();
    let mut line = at;
    let mut rest = &lines[at][from..];
    for (index, column) in columns.iter().enumerate() {
        if matches!(column, Column::Description | Column::Notes) {
            break;
        }
        if rest.is_empty() {
            line = filled(lines, line + 1)?;
            rest = &lines[line];
        }
        let follows = match columns.get(index + 1) {
            Some(Column::Location | Column::Required) => Follows::Cell,
            _ => Follows::Description,
        };
        let length = match column {
            Column::Type => length_of(rest, follows)?,
            _ => word_length(rest, |word| match column {
                Column::Location => table::location(word).is_some(),
                _ => table::required(word).is_some(),
            })?,
        };
        let cell = &rest[..length];
        rest = rest[length..].trim_start();
        match column {
            Column::Type => {
                let (r#type, required, words) = table::type_cell(cell);
                row.r#type = r#type;
                row.required = row.required.or(required);
                row.words = words;
            }
            Column::Location => row.location = table::location(cell),
            _ => row.required = table::required(cell),
        }
    }
    Some((row, rest, line + 1))
}

/// Behind the type the next cell begins at once, and a description with anything but a small letter.
fn clear_type(text: &str, follows: Follows) -> Option<usize> {
    types::lengths(text).into_iter().find(|length| {
        let rest = &text[*length..];
        match rest.chars().next() {
            None => true,
            Some(c) if follows == Follows::Cell => c != ' ',
            Some(c) => {
                !c.is_lowercase()
                    && !c.is_whitespace()
                    && !matches!(c, '_' | '-' | '.' | '/' | '[' | ':' | ',')
            }
        }
    })
}

/// A description may begin with a small letter; then only a long type and several words make it clear.
fn loose_type(text: &str, _: Follows) -> Option<usize> {
    types::lengths(text).into_iter().find(|length| {
        let rest = &text[*length..];
        *length >= 5 && rest.starts_with(char::is_alphabetic) && rest.contains(' ')
    })
}

/// How long the longest word is that a text starts with and `fits` takes.
fn word_length(text: &str, fits: impl Fn(&str) -> bool) -> Option<usize> {
    text.char_indices()
        .map(|(i, c)| i + c.len_utf8())
        .take(24)
        .filter(|end| fits(&text[..*end]))
        .last()
}

/// A row whose description stands between its name and its type: the cells between end with what the last column says.
fn row_with_type_last<'a>(
    lines: &'a [String],
    at: usize,
    columns: &[Column],
    ends: impl Fn(usize) -> bool,
) -> Option<(Row, &'a str, usize)> {
    let (name, required) = table::name(&lines[at])?;
    let mut cells: Vec<usize> = Vec::new();
    let mut next = at + 1;
    let mut closing = None;
    while let Some(line) = filled(lines, next)
        && cells.len() < MAX_CELLS
        // A field may be called like a heading: `Error`.
        && (!ends(line) || is_name(&lines[line]))
        && header(lines, line).is_none()
    {
        next = line + 1;
        if closes(&lines[line]) {
            closing = Some(line);
            break;
        }
        cells.push(line);
        if types::is_type(&lines[line]) {
            if let Some(line) = filled(lines, next)
                && closes(&lines[line])
            {
                closing = Some(line);
                next = line + 1;
            }
            break;
        }
    }
    let type_line = *cells.last()?;
    // Without the last cell, only a known type shows that this is a row.
    if closing.is_none() && !types::is_type(&lines[type_line]) {
        return None;
    }
    let (r#type, in_type, mut words) = table::type_cell(&lines[type_line]);
    let says = closing.and_then(|line| table::required(&lines[line]));
    words.extend(
        closing
            .into_iter()
            .flat_map(|line| table::vocabulary(&lines[line]).1),
    );
    let has_notes = columns.last().is_some_and(|c| *c != Column::Type);
    let row = Row {
        name: name.to_owned(),
        r#type,
        required: says.or(in_type).or(required).filter(|_| has_notes),
        words,
        ..Row::default()
    };
    Some((row, "", next))
}

/// Lines between a name and its type: a description of a few paragraphs.
const MAX_CELLS: usize = 8;

/// What the last column of such a table says, as the frameworks that make these pages write it.
fn closes(line: &str) -> bool {
    table::required(line).is_some()
        || [
            "Required",
            "None",
            "Default value",
            "Max length",
            "Min length",
            "String length",
            "Range:",
            "Matching regular",
            "Data type:",
            "Possible values",
            "Allowed values",
        ]
        .iter()
        .any(|start| line.starts_with(start))
}

/// The cells of a line in which a small letter is followed by a capital one where a new cell begins.
fn camel_cells(line: &str) -> Vec<&str> {
    let mut cells = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    for (i, c) in line.char_indices() {
        if before.is_lowercase() && c.is_uppercase() {
            cells.push(&line[start..i]);
            start = i;
        }
        before = c;
    }
    cells.push(&line[start..]);
    cells
}

/// A line that looks like a row: a name in small letters, alone, or with a sentence run into it.
fn lost(line: &str) -> Option<String> {
    let first = line.split(' ').next()?;
    let parts = camel_cells(first);
    let alone = parts.len() == 1 && first.len() == line.len() && first.contains('_');
    let run_together =
        parts.len() > 1 && first.len() < line.len() && first.starts_with(char::is_lowercase);
    let lost = bullet(line).is_none() && is_name(parts[0]) && (alone || run_together);
    lost.then(|| excerpt(parts[0]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docs::testing::table;

    #[track_caller]
    fn check(page: &str, want: &str) {
        let ends = |lines: &[String], at: usize| lines[at] == "Response example";
        let got = table(page, |lines, at| read(lines, at, |at| ends(lines, at)));
        assert_eq!(got, want.trim_start());
    }

    #[test]
    fn cells_run_together() {
        check(
            "\
Name

Data type

Description

idintegerThing\u{a0}ID
namestringThing\u{a0}name
colour_codestring
sizefloatA size in metres
born_atdateTime of birth
tagsarray of stringsIts tags
owner_idinteger

ID of the owner
limitdatetimeThe limit
notestringfree text on the thing
is_numbernumberThe number
timestampstring

update of the thing
Response example
more",
            "
id integer
name string
colour_code string
size float
born_at date
tags array of strings
owner_id integer
limit datetime
note string
is_number number
timestamp string
line 21
",
        );
    }

    #[test]
    fn cells_apart_and_together() {
        check(
            "\
Name

Parameter Type

Data type

Required/Optional

Description

thing_id

path

integer

Required

Thing ID

tokenquerystringRequiredA token
pagequery

integerOptionalThe page
",
            "
thing_id integer path required
token string query required
page integer query optional
line 24
",
        );
        check(
            "NameData typeDescription\nlimit_in_use\n\nbool\n\nWhether:\n\n  • true – yes\n  • false – no\n\nlimit\n\nfloatThe limit\nbirthdate\n\nstring\n\nA day",
            "limit_in_use bool\nlimit float\nbirthdate string\nline 18\n",
        );
    }

    #[test]
    fn words_with_bullets() {
        check(
            "NameTypeDescription\nstatusstring\n\nThing\u{a0}status:\n\n  • open\u{a0} – anybody may come.\n\n  • shut down\u{a0} – nobody may.\n\nmodelstring\n\nModel:\n\n  • prepay\u{a0} \n  • postpay\n\nphonestring\n\nNumber:\n\n  • + < code >\n",
            "status string = open, shut down\nmodel string = prepay, postpay\nphone string\nline 21\n",
        );
    }

    #[test]
    fn types_in_words_of_their_own() {
        check(
            "NameTypeDescription\nvalueDepends on the attributeAttribute value\nidintegerID\n",
            "value Depends on the attribute\nid integer\nline 3\n",
        );
    }

    #[test]
    fn the_type_last() {
        check(
            "\
NameDescriptionTypeAdditional information
id

The id of the thing

globally unique identifier

Required

Error

Error

None.

Data

DataOfThing

None.

Count

How many there are

integer

Range: inclusive between 1 and 5

State

string

Response example",
            "
id globally unique identifier required
Error Error optional
Data DataOfThing optional
Count integer
State string
line 33
",
        );
    }

    #[test]
    fn what_cannot_be_read() {
        check(
            "NameTypeDescription\nidintegerID\nlimitbushelThe limit of it\nold_limit\n\nWhat it was\nnamestringName\n",
            "id integer\nname string\n? limitbushel\n? old_limit\nline 7\n",
        );
    }
}
