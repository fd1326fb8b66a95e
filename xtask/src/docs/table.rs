//! A documented table: what its readers, one for each layout, make of it, and the titles and words that they share.

use super::text::{bullet, is_name};
use super::types;

/// A table or a list of fields.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Its fields, in the page's order.
    pub rows: Vec<Row>,
    /// What looked like a field and could not be read.
    pub unreadable: Vec<String>,
}

/// A documented field.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its name, or its path below the table's object.
    pub name: String,
    /// Its type in the page's words; empty if the page gives none.
    pub r#type: String,
    /// Whether the page calls it required or optional.
    pub required: Option<bool>,
    /// Where a parameter goes: `path`, `query`, `header`.
    pub location: Option<Location>,
    /// The words of its vocabulary.
    pub words: Vec<String>,
    /// What else the row says, to find the table that it refers to. No part of an inventory.
    pub notes: String,
}

/// Where a parameter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// Into the path.
    Path,
    /// Behind the question mark.
    Query,
    /// Into the head of the request.
    Header,
    /// Into the body of the request.
    Body,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Names.
    Name,
    /// Types.
    Type,
    /// Where parameters go.
    Location,
    /// Whether a field is required.
    Required,
    /// What a field is, in sentences.
    Description,
    /// Anything else.
    Notes,
}

const TITLES: [(&str, Column); 41] = [
    ("name", Column::Name),
    ("field", Column::Name),
    ("field name", Column::Name),
    ("parameter", Column::Name),
    ("parameter name", Column::Name),
    ("property", Column::Name),
    ("property name", Column::Name),
    ("attribute", Column::Name),
    ("argument", Column::Name),
    ("element", Column::Name),
    ("key", Column::Name),
    ("type", Column::Type),
    ("data type", Column::Type),
    ("datatype", Column::Type),
    ("value type", Column::Type),
    ("parameter type", Column::Location),
    ("param type", Column::Location),
    ("location", Column::Location),
    ("in", Column::Location),
    ("required", Column::Required),
    ("required?", Column::Required),
    ("required/optional", Column::Required),
    ("optional/required", Column::Required),
    ("mandatory", Column::Required),
    ("presence", Column::Required),
    ("description", Column::Description),
    ("meaning", Column::Description),
    ("details", Column::Description),
    ("additional information", Column::Notes),
    ("notes", Column::Notes),
    ("note", Column::Notes),
    ("remarks", Column::Notes),
    ("comment", Column::Notes),
    ("comments", Column::Notes),
    ("constraints", Column::Notes),
    ("default", Column::Notes),
    ("default value", Column::Notes),
    ("example", Column::Notes),
    ("values", Column::Notes),
    ("allowed values", Column::Notes),
    ("format", Column::Notes),
];

/// The column with this title.
pub fn title(text: &str) -> Option<Column> {
    let text = text.trim_matches(['*', '`', ':', ' ']).to_lowercase();
    TITLES.iter().find(|(t, _)| *t == text).map(|(_, c)| *c)
}

/// The columns whose titles have run together: `NameTypeDescription`.
pub fn titles_together(line: &str) -> Option<Vec<Column>> {
    let lower = line.to_lowercase();
    let mut rest = lower.as_str();
    let mut columns = Vec::new();
    while !rest.is_empty() {
        let (title, column) = TITLES
            .iter()
            .filter(|(t, _)| rest.starts_with(t))
            .max_by_key(|(t, _)| t.len())?;
        columns.push(*column);
        rest = &rest[title.len()..];
    }
    is_header(&columns).then_some(columns)
}

/// Whether these columns make a table of fields.
pub fn is_header(columns: &[Column]) -> bool {
    columns.contains(&Column::Name) && columns.contains(&Column::Type)
}

/// What a cell says on being required.
pub fn required(cell: &str) -> Option<bool> {
    match cell.trim_end_matches('.').to_lowercase().as_str() {
        "required" | "yes" | "true" | "mandatory" | "always" => Some(true),
        "optional" | "no" | "false" | "none" | "not required" => Some(false),
        _ => None,
    }
}

/// Where a cell says that a parameter goes.
pub fn location(cell: &str) -> Option<Location> {
    match cell.to_lowercase().as_str() {
        "path" | "uri" | "url" => Some(Location::Path),
        "query" | "query string" => Some(Location::Query),
        "header" => Some(Location::Header),
        "body" | "form" | "formdata" => Some(Location::Body),
        _ => None,
    }
}

/// A name cell without its dress: `**id***` is a required `id`.
pub fn name(cell: &str) -> Option<(&str, Option<bool>)> {
    let bare = cell.trim_start_matches(['*', '`', '"']);
    let stars = bare.len() - bare.trim_end_matches('*').len();
    let dress = cell.len() - cell.trim_start_matches('*').len();
    let (bare, required) = match bare.strip_suffix("(required)") {
        Some(bare) => (bare, Some(true)),
        None => (
            bare.strip_suffix("(optional)").unwrap_or(bare),
            if bare.ends_with("(optional)") {
                Some(false)
            } else {
                (stars > dress).then_some(true)
            },
        ),
    };
    let bare = bare.trim_matches(['*', '`', '"', ' ']);
    is_name(bare).then_some((bare, required))
}

/// A type cell as the inventory keeps it, with what it says besides: whether the field is required, and its words.
pub fn type_cell(cell: &str) -> (String, Option<bool>, Vec<String>) {
    let (cell, words) = vocabulary(cell);
    let mut is_required = None;
    let mut kept = String::new();
    let cell = cell.split(". ").next().unwrap_or_default();
    for (index, part) in cell.split([',', ';']).enumerate() {
        let part = part.trim();
        if let Some(says) = required(part) {
            is_required = Some(says);
        } else if index == 0 {
            // What follows a dash explains: `String Enum - Account Status Enumeration`.
            kept = part
                .split(" - ")
                .next()
                .and_then(|p| p.split(" – ").next())
                .unwrap_or_default()
                .to_owned();
        }
    }
    for (suffix, says) in [
        ("(required)", true),
        ("(optional)", false),
        (" required", true),
        (" optional", false),
    ] {
        if kept.to_ascii_lowercase().ends_with(suffix) {
            kept.truncate(kept.len() - suffix.len());
            is_required = Some(says);
        }
    }
    let kept = kept
        .trim_matches(['*', '`', '.', ' ', '-', '–'])
        .replace('|', "or");
    let kept: Vec<&str> = kept.split_whitespace().take(8).collect();
    (
        kept.join(" ").chars().take(60).collect(),
        is_required,
        words,
    )
}

/// The signs that a list of words follows.
const SIGNS: [&str; 14] = [
    "allowed values",
    "allowed value",
    "possible values",
    "available options",
    "available values",
    "accepted values",
    "valid values",
    "permitted values",
    "enum values",
    "one of",
    "options",
    "values",
    "either",
    "enum",
];

/// A text without the list of words in it, and the words: `String. Allowed values: a / b` is `String.` and `a`, `b`.
pub fn vocabulary(text: &str) -> (String, Vec<String>) {
    let lower = text.to_ascii_lowercase();
    for sign in SIGNS {
        let Some(start) = lower.find(&format!("{sign}:")) else {
            continue;
        };
        let list = &text[start + sign.len() + 1..];
        let end = list.find(". ").unwrap_or(list.len());
        let words = words(list[..end].trim_end_matches('.'));
        if !words.is_empty() {
            let rest = format!(
                "{}{}",
                &text[..start],
                list.get(end + 1..).unwrap_or_default()
            );
            return (rest.trim().to_owned(), words);
        }
    }
    (text.to_owned(), Vec::new())
}

/// The words of a list on one line: `a / b`, `a, b or c`, `["a", "b"]`.
pub fn words(list: &str) -> Vec<String> {
    let list = list.trim().trim_matches(['[', ']', '{', '}', '(', ')']);
    list.replace(" or ", ",")
        .replace(" and ", ",")
        .split([',', '/', '|', ';'])
        .filter_map(word)
        .collect()
}

/// A word of a vocabulary without its quotes and the explanation in brackets; nothing if this is a sentence.
pub fn word(text: &str) -> Option<String> {
    let text = text.split(" (").next().unwrap_or_default();
    let text = text.trim_matches(['"', '\'', '`', '*', '“', '”', '‘', '’', '«', '»', '.', ' ']);
    let text = text
        .strip_prefix("or ")
        .or_else(|| text.strip_prefix("and "))
        .unwrap_or(text);
    let count = text.split_whitespace().count();
    let fits = (1..=3).contains(&count)
        && text.len() <= 60
        && text.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-')
        && text.chars().all(|c| {
            c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.' | '+' | ':' | '&' | '#')
        });
    fits.then(|| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Takes what a field's description says besides: the words of its vocabulary, on a line or as a list with bullets.
#[derive(Debug, Default)]
pub struct Describing {
    /// Whether a list of words may begin or go on in the next line.
    list: List,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum List {
    /// No.
    #[default]
    None,
    /// The line before says that one follows.
    Announced,
    /// It has begun.
    Begun,
}

impl Describing {
    /// Takes the next line of the description that is not empty.
    pub fn line(&mut self, line: &str, row: &mut Row) {
        if let Some(item) = bullet(line) {
            if self.list != List::None && may_have_words(&row.r#type) {
                self.list = List::Begun;
                let item = [" – ", " — ", " - ", ": ", " = "]
                    .iter()
                    .filter_map(|dash| item.find(dash))
                    .min()
                    .map_or(item, |end| &item[..end]);
                row.words
                    .extend(word(item.trim_end_matches([':', ',', ';', ' ', '–', '-'])));
            }
            return;
        }
        let lower = line.to_lowercase();
        let announced = line.ends_with(':')
            || ["one of", "following", "values", "options"]
                .iter()
                .any(|sign| lower.contains(sign));
        self.list = if announced {
            List::Announced
        } else {
            List::None
        };
        if may_have_words(&row.r#type) {
            row.words.extend(vocabulary(line).1);
        }
        row.notes.push(' ');
        row.notes.push_str(line);
    }
}

/// Whether a vocabulary makes sense for a type: the list below a boolean explains its two values.
fn may_have_words(r#type: &str) -> bool {
    use types::Meaning;
    fn fits(meaning: &Meaning) -> bool {
        match meaning {
            Meaning::Text
            | Meaning::Enum
            | Meaning::Unknown
            | Meaning::Integer
            | Meaning::Array(None) => true,
            Meaning::Array(Some(items)) => fits(items),
            Meaning::OneOf(parts) => parts.iter().any(fits),
            _ => false,
        }
    }
    fits(&types::meaning(r#type))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_run_together() {
        use Column::*;
        assert_eq!(
            titles_together("NameDescriptionTypeAdditional information"),
            Some(vec![Name, Description, Type, Notes])
        );
        assert_eq!(
            titles_together("NameParameter TypeData typeRequired/OptionalDescription"),
            Some(vec![Name, Location, Type, Required, Description])
        );
        assert_eq!(titles_together("Name of the type"), None);
        assert_eq!(titles_together("Description"), None);
        assert_eq!(titles_together(""), None);
    }

    #[test]
    fn type_cells() {
        #[track_caller]
        fn check(cell: &str, want: &str, required: Option<bool>, words: &[&str]) {
            let got = type_cell(cell);
            assert_eq!((got.0.as_str(), got.1), (want, required), "{cell}");
            assert_eq!(got.2, words, "{cell}");
        }
        check("String", "String", None, &[]);
        check("String, required", "String", Some(true), &[]);
        check("string (optional)", "string", Some(false), &[]);
        check("decimal(10,2)", "decimal(10", None, &[]);
        check("String Enum - Colour Enumeration", "String Enum", None, &[]);
        check(
            "Sting Enumeration Allowed Values: RED / Green / blue",
            "Sting Enumeration",
            None,
            &["RED", "Green", "blue"],
        );
        check(
            "string. One of: a, b or c. More",
            "string",
            None,
            &["a", "b", "c"],
        );
        check(".", "", None, &[]);
    }

    #[test]
    fn vocabularies() {
        #[track_caller]
        fn check(list: &str, want: &[&str]) {
            assert_eq!(words(list), want, "{list}");
        }
        check("a / b", &["a", "b"]);
        check(" a, b, c or d", &["a", "b", "c", "d"]);
        check("[\"on hold\", 'off', `x-y`]", &["on hold", "off", "x-y"]);
        check("active (the usual one), gone", &["active", "gone"]);
        check("whatever the manager of the account decides", &[]);
        check("", &[]);
    }

    #[test]
    fn lists_with_bullets() {
        #[track_caller]
        fn check(r#type: &str, lines: &[&str], want: &[&str]) {
            let mut row = Row {
                r#type: r#type.to_owned(),
                ..Row::default()
            };
            let mut describing = Describing::default();
            for line in lines {
                describing.line(line, &mut row);
            }
            assert_eq!(row.words, want, "{lines:?}");
        }
        check(
            "string",
            &[
                "State:",
                "• open – anybody may come",
                "• shut down – nobody may",
                "• gone",
            ],
            &["open", "shut down", "gone"],
        );
        check("string", &["Number:", "• + < code > < number >"], &[]);
        check(
            "bool",
            &["Whether:", "• true – it is", "• false – it is not"],
            &[],
        );
        check("string", &["A state.", "• open"], &[]);
        check(
            "string",
            &[
                "One of the following",
                "- open: yes",
                "- shut",
                "Later.",
                "- no word",
            ],
            &["open", "shut"],
        );
        check(
            "string",
            &["A state. Allowed values: open / shut"],
            &["open", "shut"],
        );
    }
}
