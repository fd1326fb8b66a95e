//! A documented field, and the words that pages use to describe one: on a line, in a cell, in a description.

use crate::page::{bullet, is_name, normal};
use crate::types::{self, Meaning};

/// What a page says of a field.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name, or its path below the object that is described: `address.city`.
    pub name: String,
    /// How many other fields it is inside of, as the page shows it.
    pub depth: usize,
    /// How deep the elements of HTML are nested around it; 0 in other layouts.
    pub nesting: usize,
    /// Its type in the page's words; empty if the page gives none.
    pub r#type: String,
    /// Whether the page calls it required or optional.
    pub required: Option<bool>,
    /// Where a parameter goes.
    pub location: Option<Location>,
    /// Its enum values.
    pub values: Vec<String>,
    /// Whether the page calls it deprecated.
    pub deprecated: bool,
    /// Its default.
    pub default: Option<String>,
    /// The smallest and the largest number that it may be.
    pub limits: [Option<String>; 2],
    /// The rest of what the page says of it, to find the table that it refers to. No part of an inventory.
    pub notes: String,
    /// Whether it has run together on the page, and its enum values too.
    pub glued: bool,
    /// Whether the page keeps the fields inside of it out of sight.
    pub closed: bool,
    /// Whether a list of enum values may begin or go on in the next line.
    pub(crate) list: List,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) enum List {
    /// No.
    #[default]
    None,
    /// The line before says that a list with bullets follows.
    Announced,
    /// A sign such as `Possible values:` stands before.
    Signed,
    /// It has begun.
    Begun,
    /// The field is an enumeration, whose values follow somewhere below.
    Open,
}

/// Where a parameter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// Into the path.
    Path,
    /// Into the query.
    Query,
    /// Into the headers of the request.
    Header,
    /// Into the request body.
    Body,
}

/// A line that names a field.
#[derive(Debug)]
pub struct Head {
    /// The field, as far as the line describes it.
    pub field: Field,
    /// What follows: the start of a description.
    pub rest: String,
    /// Whether the name stands in backticks or asterisks.
    pub marked: bool,
    /// Whether a type or a word such as `required` follows the name.
    pub typed: bool,
}

/// What a cell says on being required.
pub fn required(cell: &str) -> Option<bool> {
    match cell.trim_matches(['.', '*', '`', ' ', '(', ')']).to_lowercase().as_str() {
        "required" | "yes" | "true" | "mandatory" | "always" | "y" | "✓" | "✔" | "✔️" | "✅" => {
            Some(true)
        }
        "optional" | "no" | "false" | "none" | "not required" | "n" | "✗" | "✘" | "❌"
        | "conditional" | "conditionally" => Some(false),
        _ => None,
    }
}

/// Where a cell says that a parameter goes.
pub fn location(cell: &str) -> Option<Location> {
    match cell.trim_matches(['(', ')', '`', ' ']).to_lowercase().as_str() {
        "path" | "uri" | "url" | "in path" => Some(Location::Path),
        "query" | "query string" | "in query" => Some(Location::Query),
        "header" | "headers" | "in header" => Some(Location::Header),
        "body" | "form" | "formdata" | "in body" => Some(Location::Body),
        _ => None,
    }
}

/// A name without the marks around it, as a path, with what the marks say: `**id***` is a required `id`.
pub fn name(cell: &str) -> Option<Field> {
    let text = normal(cell);
    let bare = text.trim_start_matches(['›', '»', '>', '↳', '└', '├', '─', '│', '-', '+', ' ']);
    let depth =
        text.chars().filter(|c| matches!(c, '›' | '»' | '>' | '↳' | '└' | '├' | '-' | '+')).count();
    let depth = if bare.len() == text.len() { 0 } else { depth.min(bare.len()) };
    let dress = bare.len() - bare.trim_start_matches('*').len();
    let bare = bare.trim_start_matches(['*', '`', '"']);
    let (mut bare, mut is_required) = (bare.trim_matches(['`', '"', ' ']), None);
    for (suffix, says) in
        [("(required)", true), ("(optional)", false), (" required", true), (" optional", false)]
    {
        let start = bare.len().saturating_sub(suffix.len());
        if bare.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(suffix)) {
            (bare, is_required) = (bare[..start].trim_end(), Some(says));
        }
    }
    let stars = bare.len() - bare.trim_end_matches('*').len();
    if stars > dress || (dress == 1 && stars == 0 && !text.ends_with('*')) {
        is_required = Some(true);
    }
    bare = bare.trim_matches(['*', '`', '"', ' ']);
    if let Some(rest) = bare.strip_suffix('?') {
        (bare, is_required) = (rest.trim_matches('`'), Some(false));
    }
    let name = path_of(bare.trim_end_matches(':'))?;
    Some(Field { name, depth, required: is_required, ..Field::default() })
}

/// `data[email]`, `items[0].id`, `{id}`, `:id` and `$.id` as paths.
fn path_of(text: &str) -> Option<String> {
    let inner = text.strip_prefix("$.").unwrap_or(text);
    let inner = match inner.strip_prefix(':') {
        Some(inner) => inner,
        None => inner
            .strip_prefix('{')
            .and_then(|t| t.strip_suffix('}'))
            .or_else(|| inner.strip_prefix('<').and_then(|t| t.strip_suffix('>')))
            .unwrap_or(inner),
    };
    let mut path = String::new();
    for (index, part) in inner.split('[').enumerate() {
        let Some((within, behind)) = part.split_once(']').filter(|_| index > 0) else {
            if index > 0 {
                return None;
            }
            path.push_str(part);
            continue;
        };
        match within.trim_matches(['"', '\'']) {
            "" | "*" | "n" | "i" => path.push_str("[]"),
            number if number.bytes().all(|b| b.is_ascii_digit()) => path.push_str("[]"),
            name => {
                path.push('.');
                path.push_str(name);
            }
        }
        path.push_str(behind);
    }
    is_name(&path).then_some(path)
}

/// Reads a line that starts with a field's name: `id string required`, `` `id` (string, required): The id ``, `id?string`.
pub fn head(line: &str) -> Option<Head> {
    let line = line.trim();
    let end = line
        .char_indices()
        .find(|(i, c)| {
            *i > 0
                && (matches!(c, ' ' | '(' | '—' | '–' | '?' | '=')
                    || (*c == ':' && !line[i + 1..].starts_with(|c: char| c.is_alphanumeric())))
        })
        .map_or(line.len(), |(i, _)| i);
    let (first, mut rest) = line.split_at(end);
    let marked =
        first.starts_with(['`', '*']) && first.trim_end_matches([':', '?']).ends_with(['`', '*']);
    let mut field = name(first)?;
    // `Type: string` says more of a field, and names none.
    let label = first.to_lowercase();
    if rest.starts_with(':') && (KEYS.contains(&&*label) || ["required", "enum"].contains(&&*label))
    {
        return None;
    }
    if let Some(behind) = rest.strip_prefix('?') {
        field.required = Some(false);
        rest = behind;
    }
    let mut typed = field.required.is_some();
    let behind = rest.trim_start_matches([' ', ':', '–', '—', '-', '=']);
    let rest = attributes(behind, &mut field);
    typed |= rest.len() < behind.len();
    let rest = rest.trim_start_matches([' ', ':', '–', '—', '-', '=', ',', '.']).to_owned();
    Some(Head { field, rest, marked, typed })
}

/// Takes the type and the words such as `required` from the start of a text; what is left.
pub fn attributes<'a>(text: &'a str, field: &mut Field) -> &'a str {
    let mut rest = text;
    loop {
        let start = rest.trim_start_matches([' ', ',', ';', '·', '•', '|', '*', '`', '_']);
        let after = attribute(start, field);
        match after {
            Some(after) => rest = after,
            None => return if start.is_empty() { "" } else { rest },
        }
    }
}

const WORDS: [&str; 27] = [
    "not required", "required", "optional", "mandatory", "nullable", "deprecated", "read-only",
    "readonly", "read only", "write-only", "writeonly", "expandable", "unique", "in path",
    "in query", "in header", "in body", "path", "query", "header", "body", "formdata", "non-null",
    "or null", "null", "enum", "non-empty",
];

/// What may stand in front of a colon or an equals sign among the attributes.
const KEYS: [&str; 13] = [
    "type", "data type", "default", "format", "min", "max", "minimum", "maximum", "max chars",
    "min chars", "max length", "maxlength", "example",
];

/// One attribute at the start of a text; what is left behind it.
fn attribute<'a>(text: &'a str, field: &mut Field) -> Option<&'a str> {
    if let Some((inner, after)) = text.strip_prefix('(').and_then(|t| t.split_once(')')) {
        let mut copy = field.clone();
        let mut any = false;
        let mut listing = false;
        for part in inner.split([',', ';']).flat_map(|part| part.split(" - ")) {
            let part = part.trim();
            let listed = ["enum:", "one of:"].iter().find_map(|sign| part.strip_prefix(sign));
            // `(string, date)`
            if copy.r#type == "string" && types::is_type(part) {
                copy.r#type = format!("string<{part}>");
                continue;
            }
            if let Some(value) = part.strip_prefix("default ") {
                copy.default = copy.default.take().or(default_value(value));
                any = true;
                continue;
            }
            let left = attributes(part, &mut copy);
            if let Some(first) = listed {
                listing = true;
                copy.values.extend(value(first));
            } else if left.len() < part.len() {
                listing = false;
            } else if listing {
                copy.values.extend(value(part));
            }
            any |= listing || left.len() < part.len();
        }
        return any.then(|| {
            *field = copy;
            after
        });
    }
    let bracketed = text.strip_prefix('[').and_then(|t| t.split_once(']'));
    if let Some((inner, after)) = bracketed
        && field.r#type.is_empty()
        && types::is_type(inner)
    {
        // `[string]` is a list, `[String]` a type in brackets.
        let list = if inner.starts_with(char::is_lowercase) { "array of " } else { "" };
        field.r#type = format!("{list}{inner}");
        return Some(after);
    }
    let lower = text.to_ascii_lowercase();
    // `optional<boolean>`
    if let Some((inner, after)) =
        lower.strip_prefix("optional<").and_then(|_| text[9..].split_once('>'))
        && field.r#type.is_empty()
    {
        field.required = Some(false);
        inner.clone_into(&mut field.r#type);
        return Some(after);
    }
    for word in WORDS {
        let typed = !field.r#type.is_empty();
        if !lower.starts_with(word)
            || !ends_word(&text[word.len()..])
            || (matches!(word, "null" | "enum") && !typed)
        {
            continue;
        }
        match word {
            "required" | "mandatory" => field.required = Some(true),
            "optional" | "not required" => field.required = Some(false),
            "deprecated" => field.deprecated = true,
            "nullable" if field.r#type.is_empty() => {
                // `nullable object`: the type follows.
                let after = attribute(text[word.len()..].trim_start(), field);
                nullable(field);
                return Some(after.unwrap_or(&text[word.len()..]));
            }
            "nullable" | "or null" | "null" => nullable(field),
            "enum" => field.list = List::Open,
            _ => field.location = field.location.or(location(word)),
        }
        return Some(text[word.len()..].trim_start_matches(['*', '`', '_']));
    }
    if let Some((key, value)) = lower.split_once([':', '=']).filter(|(key, _)| KEYS.contains(key)) {
        let value = &text[text.len() - value.len()..];
        let length = value.find([',', ';', '·']).unwrap_or(value.len());
        let said = value[..length].trim();
        if key.ends_with("type") && types::lengths(said).is_empty() {
            return None;
        }
        let word = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if key == "format" && !field.r#type.is_empty() && said.chars().all(word) {
            field.r#type.push_str(&format!("<{said}>"));
        } else {
            describe(&format!("{key}: {said}"), field);
        }
        return Some(&value[length..]);
    }
    if let Some(after) = range(text, field) {
        return Some(after);
    }
    if field.r#type.is_empty() {
        // `"user" or "group"`
        let listed =
            if text.starts_with('"') { literals(&text.replace(" or ", "|")).1 } else { Vec::new() };
        if !listed.is_empty() {
            field.values.extend(listed);
            field.r#type = "string".to_owned();
            return Some("");
        }
        // `enum (web, phone, desk)`
        if let Some(end) = text.find(')') {
            let (r#type, values) = literals(&text[..=end]);
            if !values.is_empty() && text.contains('(') {
                field.values.extend(values);
                field.r#type = r#type;
                return Some(&text[end + 1..]);
            }
        }
        let ends =
            |l: &usize| ends_word(&text[*l..]) || ["required", "optional"].contains(&&lower[*l..]);
        let length = types::lengths(text).into_iter().find(ends)?;
        let after = &text[length..];
        let is_prose = after.trim_start().starts_with(char::is_lowercase);
        if types::is_word(&text[..length])
            && is_prose
            && attribute(after.trim_start(), &mut Field::default()).is_none()
        {
            return None;
        }
        field.r#type =
            text[..length].replace('|', " or ").split_whitespace().collect::<Vec<_>>().join(" ");
        // `object { email, kind }`
        let after =
            after.strip_prefix(" {").and_then(|a| a.split_once('}')).map_or(after, |(_, a)| a);
        return Some(after.trim_start_matches(['*', '`', '_']));
    }
    None
}

/// Limits behind a type: `[ 1 .. 100 ]`, `>= 0`, `1 to 100`, `<= 30 characters`.
fn range<'a>(text: &'a str, field: &mut Field) -> Option<&'a str> {
    let starts = ["[ ", ">= ", "<= "].iter().any(|s| text.starts_with(s))
        || (text.starts_with(|c: char| c.is_ascii_digit())
            && (text.contains(" to ") || text.contains("..")));
    let length = text.find([',', ';', '·']).unwrap_or(text.len());
    let part = &text[..length];
    let words = part.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
    let plain = words
        .clone()
        .all(|w| ["and", "to", "characters", "character", "items", "chars"].contains(&w));
    if !starts || !plain || !part.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if !part.contains("char") && !part.contains("item") {
        limits(&part.replace(" to ", " .. "), field);
    }
    Some(&text[length..])
}

fn nullable(field: &mut Field) {
    if field.r#type.ends_with("null") {
        return;
    }
    if !field.r#type.is_empty() {
        field.r#type.push_str(" or null");
    } else {
        "null".clone_into(&mut field.r#type);
    }
}

fn ends_word(rest: &str) -> bool {
    !rest.starts_with(|c: char| {
        c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '<' | '[' | '=')
    })
}

/// Takes what a type cell says: the type as the inventory keeps it, whether the field is required, its enum values.
pub fn type_cell(cell: &str, field: &mut Field) {
    let (cell, values) = enum_values(cell);
    field.values.extend(values);
    let (cell, values) = literals(&cell);
    field.values.extend(values);
    let mut kept = String::new();
    let cell = cell.split(". ").next().unwrap_or_default();
    for part in cell.split([',', ';']) {
        let part = part.trim();
        // `N` is a name that some give to numbers.
        if let Some(says) = required(part).filter(|_| part.len() > 1 || !kept.is_empty()) {
            field.required = Some(says);
        } else if let Some(place) = location(part).filter(|_| cell.contains(',') && part != "url") {
            field.location = Some(place);
        } else if kept.is_empty() {
            // What follows a dash explains: `String Enum - Account Status Enumeration`.
            part.split(" - ")
                .next()
                .and_then(|p| p.split(" – ").next())
                .unwrap_or_default()
                .clone_into(&mut kept);
        } else if part.eq_ignore_ascii_case("nullable") {
            kept.push_str(" or null");
        }
    }
    loop {
        let lower = kept.to_ascii_lowercase();
        let Some((suffix, says)) = SUFFIXES.iter().find(|(suffix, _)| lower.ends_with(suffix))
        else {
            break;
        };
        kept.truncate(kept.len() - suffix.len());
        match says {
            Suffix::Required(says) => field.required = Some(*says),
            Suffix::Deprecated => field.deprecated = true,
        }
    }
    let kept = kept
        .trim_matches(['*', '`', '.', ' ', '-', '–'])
        .replace(['`', '*'], "")
        .replace(['|', '¦'], " or ");
    let kept = match kept.strip_suffix('?') {
        Some(kept) if !kept.is_empty() => format!("{kept} or null"),
        _ => kept,
    };
    let list = kept.strip_prefix('[').and_then(|k| k.strip_suffix(']'));
    let kept = list.map_or(kept.clone(), |items| format!("array of {items}"));
    let kept: Vec<&str> = kept.split_whitespace().take(8).collect();
    field.r#type = kept.join(" ").chars().take(60).collect();
}

/// A type that lists its values: `"low" | "high"`, `string (low, high)`.
fn literals(cell: &str) -> (String, Vec<String>) {
    let bare = cell.replace(['`', '*'], "");
    let quoted =
        |part: &str| part.len() > 2 && part.starts_with(['"', '\'']) && part.ends_with(['"', '\'']);
    let parts: Vec<&str> = bare.split('|').map(str::trim).collect();
    if parts.len() > 1 && parts.iter().all(|p| quoted(p)) {
        let values = parts.into_iter().filter_map(value);
        return ("string".to_owned(), values.collect());
    }
    let listed = bare.strip_suffix(')').and_then(|c| c.split_once('('));
    if let Some((r#type, inner)) = listed
        && types::is_type(r#type.trim())
    {
        let parts: Vec<&str> = inner.split([',', '|', '/']).map(str::trim).collect();
        let is_value = |part: &&str| {
            !part.contains(' ')
                && value(part).is_some()
                && !types::is_type(part)
                && !part.bytes().all(|b| b.is_ascii_digit())
                && attributes(part, &mut Field::default()).len() == part.len()
        };
        if parts.len() > 1 && parts.iter().all(is_value) {
            let values = parts.into_iter().filter_map(value).collect();
            return (r#type.trim().to_owned(), values);
        }
    }
    (cell.to_owned(), Vec::new())
}

enum Suffix {
    Required(bool),
    Deprecated,
}

const SUFFIXES: [(&str, Suffix); 6] = [
    ("(required)", Suffix::Required(true)),
    ("(optional)", Suffix::Required(false)),
    ("(deprecated)", Suffix::Deprecated),
    (" required", Suffix::Required(true)),
    (" optional", Suffix::Required(false)),
    (" deprecated", Suffix::Deprecated),
];

/// The signs that a list of enum values follows.
const SIGNS: [&str; 17] = [
    "allowed", "allowed values", "allowed value", "possible values", "available options",
    "available values", "accepted values", "valid values", "supported values", "permitted values",
    "enum values", "one of", "options", "values", "either", "enum", "value in",
];

/// A text without the list of enum values in it, and the values: `String. Allowed values: a / b` is `String.` and `a`, `b`.
pub fn enum_values(text: &str) -> (String, Vec<String>) {
    let text = &text.replace(" : ", ": ");
    let lower = text.to_ascii_lowercase();
    for sign in SIGNS {
        let Some(start) = lower.find(&format!("{sign}:")) else {
            continue;
        };
        let list = &text[start + sign.len() + 1..];
        let end = sentence(list);
        let values = values(&list[..end]);
        if !values.is_empty() {
            let rest = format!("{}{}", &text[..start], list.get(end + 1..).unwrap_or_default());
            return (rest.trim().to_owned(), values);
        }
    }
    // In a sentence, only what stands in backticks or quotes is a value: "Can be `a` or `b`."
    for sign in [
        "can be ", "values are ", "must be ", "either ", "one of ", "value is ", "values: ",
        "possible values",
    ] {
        let Some(start) = lower.find(sign) else {
            continue;
        };
        let list = &text[start + sign.len()..];
        let list = &list[..sentence(list)];
        // A sentence that is nothing but the list needs no marks.
        if sign == "one of "
            && lower[..start].trim_end_matches(['(', ' ']).ends_with(['.', ':']) | (start == 0)
        {
            let found: Vec<&str> = list.split(',').map(str::trim).collect();
            let plain = |w: &&str| {
                !w.is_empty() && w.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
            };
            if found.len() > 1 && found.iter().all(plain) {
                return (text.to_owned(), found.into_iter().filter_map(value).collect());
            }
        }
        let marks = list
            .chars()
            .next()
            .filter(|c| matches!(c, '`' | '"' | '\'' | '“'))
            .or_else(|| list.contains('`').then_some('`'));
        let close = if marks == Some('“') { '”' } else { marks.unwrap_or('`') };
        let Some(mark) = marks else { continue };
        let mut rest = list;
        let mut found = Vec::new();
        let mut between = String::new();
        while let Some((before, inside)) = rest.split_once(mark) {
            let Some((inside, after)) = inside.split_once(close) else {
                break;
            };
            between.push_str(before);
            between.push(' ');
            found.extend(value(inside));
            rest = after;
        }
        let joints = ["or", "and", "either", "one", "of", "both", ":", "the", "following"];
        let plain = between
            .split([' ', ',', '/', '(', ')'])
            .filter(|w| !w.is_empty())
            .all(|w| joints.contains(&w.to_lowercase().as_str()));
        if found.len() > 1 && plain {
            return (text.to_owned(), found);
        }
    }
    (text.to_owned(), Vec::new())
}

/// Where the sentence ends that a text starts with.
fn sentence(text: &str) -> usize {
    let end = text.find(". ").unwrap_or(text.len());
    if text[..end].ends_with('.') { end - 1 } else { end }
}

/// The values of a list on one line: `a / b`, `a, b or c`, `["a", "b"]`.
pub fn values(list: &str) -> Vec<String> {
    let list = list.trim().trim_end_matches('.').trim_matches(['[', ']', '{', '}', '(', ')']);
    let list = list
        .replace("` `", "`,`")
        .replace("\" \"", "\",\"")
        .replace("``", "`,`")
        .replace(" or ", ",")
        .replace(" and ", ",");
    list.split([',', '/', '|', ';', '┃']).filter_map(value).collect()
}

/// An enum value without its quotes and the explanation in brackets; nothing if this is a sentence.
pub fn value(text: &str) -> Option<String> {
    let text = text.split(" (").next().unwrap_or_default();
    let text = text.trim_matches(['"', '\'', '`', '*', '“', '”', '‘', '’', '«', '»', '.', ' ']);
    let text = text.strip_prefix("or ").or_else(|| text.strip_prefix("and ")).unwrap_or(text);
    let count = text.split_whitespace().count();
    let fits = (1..=3).contains(&count)
        && text.len() <= 60
        && text.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-')
        && text.chars().all(|c| {
            c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.' | '+' | ':' | '&' | '#')
        });
    fits.then(|| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

impl Field {
    /// Whether this line is one more value of a list that the lines before have begun, and takes it.
    pub fn goes_on(&mut self, line: &str) -> bool {
        let labelled = line.to_lowercase().starts_with("default");
        if !matches!(self.list, List::Signed | List::Begun) || line.is_empty() || labelled {
            return false;
        }
        // A value in backticks, with its description.
        if let Some((first, _)) = line.strip_prefix('`').and_then(|l| l.split_once("` "))
            && self.list == List::Signed
            && !line.ends_with('`')
            && let Some(value) = value(first)
        {
            self.values.push(value);
            return true;
        }
        // Values in backticks may stand side by side.
        let marked = line.starts_with('`') && line.ends_with('`') && line.matches('`').count() > 2;
        if marked {
            self.values.extend(values(line));
            return true;
        }
        let line = line.trim_matches(['[', ']', ' ']);
        let one = line.trim_end_matches(',');
        let found: Vec<String> = line.split(',').filter_map(value).collect();
        let several = line.contains(',') && found.len() == one.split(',').count();
        if !several
            && (one.contains(' ') && self.list != List::Begun && !line.ends_with(',')
                || one.split(' ').count() > 3
                || one.ends_with('.')
                || found.len() != 1)
        {
            return false;
        }
        self.values.extend(found);
        self.list = List::Signed;
        true
    }

    /// Ends a list of values, at an empty line behind one.
    pub fn gap(&mut self) {
        if self.list == List::Signed && !self.values.is_empty() {
            self.list = List::None;
        }
    }
}

/// Whether a line is the title of a list of enum values: "Possible enum values".
pub fn announces_values(line: &str) -> bool {
    let lower = line.trim_matches(['*', ' ', ':']).to_lowercase();
    let title = lower.strip_suffix(" are").unwrap_or(&lower);
    title.ends_with(" values") && title.split(' ').count() <= 4
}

/// Takes what the next line of a field's description says: enum values, a default, limits, whether it is required.
pub fn describe(line: &str, field: &mut Field) {
    if let Some(item) = bullet(line) {
        // A name in backticks below a text is a value, announced or not.
        let marked = item.starts_with('`') && !field.r#type.is_empty();
        if (field.list != List::None || marked) && may_have_values(&field.r#type) {
            field.list = List::Begun;
            let dashes = [" – ", " — ", " - ", ": ", " = "];
            let item = dashes
                .iter()
                .filter_map(|dash| item.find(dash))
                .min()
                .map_or(item, |end| &item[..end]);
            field.values.extend(value(item.trim_end_matches([':', ',', ';', ' ', '–', '-'])));
        }
        return;
    }
    let lower = line.to_lowercase();
    let labelled = |label: &str| lower.starts_with(label).then(|| line[label.len()..].trim());
    // `The zone of it (string, required)`
    if field.r#type.is_empty()
        && let Some(open) = line.find('(')
        && let Some((inner, _)) = line[open + 1..].split_once(')')
        && types::is_type(inner.split(',').next().unwrap_or_default())
        && inner.contains(',')
    {
        attribute(&line[open..], field);
    }
    let labels = ["required:", "occurrence:", "presence:", "mandatory:", "requirement:", "usage:"];
    if let Some(says) = labels.into_iter().find_map(labelled).and_then(required) {
        field.required = Some(says);
        return;
    }
    let r#type = ["type:", "data type:", "json data type:"];
    let r#type = r#type.into_iter().find_map(labelled);
    if let Some(cell) = r#type.filter(|_| field.r#type.is_empty()) {
        type_cell(cell, field);
        return;
    }
    let bare = lower.trim_matches(['*', ' ']).trim_end_matches([':', '*']);
    let sign = SIGNS.iter().any(|sign| bare.ends_with(sign));
    let announces =
        line.trim_end_matches(['*', ' ']).ends_with(':') || (announces_values(line) && !sign);
    field.list = if announces_values(line) || sign && announces {
        List::Signed
    } else if announces
        || ["one of", "following", "values", "options"].iter().any(|sign| lower.contains(sign))
    {
        List::Announced
    } else if field.list == List::Open {
        List::Open
    } else {
        List::None
    };
    if may_have_values(&field.r#type) {
        let mut found = enum_values(line).1;
        if found.is_empty() && field.values.is_empty() {
            found = listed(line, field);
        }
        if !found.is_empty() && field.list == List::Announced && lower.contains("values:")
            || line.ends_with(',')
        {
            field.list = List::Signed;
        }
        // One value of a list that has run together is several.
        if !(field.glued && found.len() == 1) {
            field.values.extend(found);
        }
    }
    sentences(line, field);
    field.notes.push(' ');
    field.notes.push_str(line);
}

/// The values of a description that is nothing but a list of them: `ACTIVE, BLOCKED or CLOSED`, `` `de`, `en` (default) or `fr` ``.
fn listed(line: &str, field: &mut Field) -> Vec<String> {
    let is_enum = types::meaning(&field.r#type) == Meaning::Enum;
    let text = line.trim_end_matches('.').replace(" or ", ", ").replace(" and ", ", ");
    let text = text.replace(" | ", ", ").replace(';', ",");
    let joined = [" or ", " and ", " | "].iter().any(|joint| line.contains(joint));
    let examples = ["example", "e.g.", "such as", "like", "comma"].iter().any(|w| line.contains(w));
    if examples {
        return Vec::new();
    }
    let text = text.split_once(": ").map_or(text.as_str(), |(_, list)| list);
    // `metres`, `feet` and `yards` are available.
    let ends = ["available", "supported", "allowed", "possible", "accepted", "permitted"];
    let cut = ends.iter().find_map(|end| text.strip_suffix(end)?.trim_end().strip_suffix(" are"));
    let text = cut.filter(|t| t.contains('`')).unwrap_or(text);
    let text =
        text.rsplit_once(". ").map_or(text, |(_, list)| if cut.is_some() { list } else { text });
    let parts = text.split(',').map(str::trim);
    let parts: Vec<&str> =
        parts.filter(|p| !p.is_empty() && !p.to_lowercase().starts_with("default")).collect();
    let is_value = |part: &&str| {
        let word = part.strip_suffix("(default)").unwrap_or(part).trim_end();
        let quoted = |mark: char| word.len() > 2 && word.starts_with(mark) && word.ends_with(mark);
        let capitals = word.len() > 1 || is_enum;
        let capitals = capitals && !word.contains(|c: char| c.is_lowercase() || c.is_whitespace());
        let plain = is_enum && !word.contains(' ');
        (quoted('`') || quoted('"') || capitals || plain) && value(word).is_some()
    };
    // Without a mark or an "or", only names as constants have them are clear.
    let constant = |part: &&str| part.contains('_') && !part.contains(char::is_lowercase);
    let clear = joined || is_enum || line.contains('`') || parts.iter().any(constant);
    if !clear || parts.len() < 2 || !parts.iter().all(is_value) {
        return Vec::new();
    }
    let default = parts.iter().find_map(|p| value(p.strip_suffix("(default)")?));
    field.default = field.default.take().or(default);
    parts.into_iter().filter_map(|p| value(p.strip_suffix("(default)").unwrap_or(p))).collect()
}

/// Takes the default, the limits and the marks of a description.
fn sentences(line: &str, field: &mut Field) {
    let lower = line.to_ascii_lowercase();
    // `String. Required. The name of it.`
    let first = line.split('.').next().unwrap_or_default();
    let is_type = types::is_type(first) && !types::is_word(first);
    if field.r#type.is_empty() && is_type && first.len() < line.len() {
        type_cell(first, field);
    }
    for sentence in lower.split(". ") {
        field.deprecated |= sentence.split(", ").any(|part| part == "deprecated");
        let word = sentence.split(',').next().unwrap_or_default();
        if let (true, Some(says)) =
            (sentence.contains(','), ["optional", "required"].iter().position(|w| *w == word))
        {
            field.required = field.required.or(Some(says == 1));
        }
        match sentence.trim_matches(['*', '.', ' ', '(', ')', '_', '`', '!']) {
            "required" | "mandatory" => field.required = field.required.or(Some(true)),
            "optional" => field.required = field.required.or(Some(false)),
            "deprecated" => field.deprecated = true,
            said if said.starts_with("this ") && said.split(' ').count() < 6 => {
                let says = [(" is required", true), (" is optional", false)];
                let says = says.iter().find(|(end, _)| said.ends_with(end)).map(|(_, says)| *says);
                field.required = field.required.or(says);
            }
            _ => {}
        }
    }
    let starts = ["optional.", "optional,", "[optional]"];
    let within = ["(optional)", "(optional,", "(optional;"];
    if starts.iter().any(|s| lower.starts_with(s)) || within.iter().any(|s| lower.contains(s)) {
        field.required = field.required.or(Some(false));
    }
    if lower.starts_with("required.")
        || lower.replace('*', "").contains("(required)")
        || lower.starts_with("[required]")
        || lower.replace('*', "").contains("(mandatory)")
    {
        field.required = field.required.or(Some(true));
    }
    if lower.starts_with("deprecated") || lower.contains("(deprecated)") {
        field.deprecated = true;
    }
    let signs = [
        "defaults to ", "defaulting to ", "default value is ", "default value:", "default value :",
        "default is ", "default: ", "default:", "default = ",
    ];
    let behind = |sign: &&str| lower.find(sign).map(|at| &line[at + sign.len()..]);
    let default = signs.iter().find_map(behind).and_then(default_value);
    // Without a verb, only what cannot be a word of the sentence.
    let bare = || {
        let text =
            [", default ", "(default ", "; default ", " default "].iter().find_map(behind)?;
        default_value(text).filter(|value| {
            let capitals =
                value.len() > 1 && value.chars().all(|c| c.is_ascii_uppercase() || c == '_');
            text.starts_with(['`', '"']) || is_literal(value) || capitals
        })
    };
    // `False by default.`
    let behind = || {
        let (before, _) = lower.split_once(" by default")?;
        let value = line[..before.len()].rsplit(' ').next()?;
        let marked = value.starts_with('`') && value.ends_with('`');
        let value = value.trim_matches(['`', '"']);
        (marked || is_literal(&value.to_lowercase())).then(|| match value {
            "True" | "False" => value.to_lowercase(),
            _ => value.to_owned(),
        })
    };
    field.default = field.default.take().or(default).or_else(bare).or_else(behind);
    if field.r#type.is_empty() || is_number(&types::meaning(&field.r#type)) {
        limits(&lower, field);
    }
}

fn is_number(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Integer | Meaning::Number => true,
        Meaning::OneOf(parts) => parts.iter().any(is_number),
        _ => false,
    }
}

/// Whether a word is a number, `true` or `false`.
fn is_literal(word: &str) -> bool {
    word.parse::<f64>().is_ok() || matches!(word, "true" | "false")
}

fn default_value(text: &str) -> Option<String> {
    let text = text.trim_start();
    let quotes = ['`', '"', '\'', '“', '”'];
    let quoted =
        text.strip_prefix(quotes).and_then(|t| t.trim_start_matches(quotes).split(quotes).next());
    let plain = || text.split([',', ';', ')', ' ']).next().map(|t| t.trim_end_matches('.'));
    let value = quoted.or_else(plain)?;
    let prose = ["the", "a", "an", "now", "all", "none", "today", "your"].contains(&value);
    let fits = (1..=40).contains(&value.len()) && !value.contains('|');
    let fits = fits && (quoted.is_some() || !prose);
    fits.then(|| value.to_owned())
}

/// `min: 1, max: 100`, `between 1 and 100`, `1 <= x <= 100`, `[ 1 .. 100 ]`, `>= 1`.
fn limits(lower: &str, field: &mut Field) {
    let lower = lower.replace('≤', "<=").replace('≥', ">=").replace(" .. ", "..");
    let lower = format!(" {}", lower.replace("..", " .. "));
    // `1–1000`
    let dash = ["–", " – ", " - "].into_iter().find(|dash| {
        let (low, high) = lower.split_once(dash).unwrap_or_default();
        low.ends_with(|c: char| c.is_ascii_digit())
            && high.starts_with(|c: char| c.is_ascii_digit())
    });
    let lower = &dash.map_or(lower.clone(), |dash| lower.replacen(dash, " to ", 1));
    let number = |text: &str| {
        let text = ["value", "is", "of", "allowed"].iter().fold(text, |text, word| {
            let text = text.trim_start_matches([' ', ':', '=', '`', '*']);
            text.strip_prefix(word).unwrap_or(text)
        });
        let text = text.trim_start_matches([' ', ':', '=', '`', '*']);
        let length =
            text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != '-').unwrap_or(text.len());
        let after = text[length..].trim_start_matches(['`', ' ']);
        let number = text[..length].trim_end_matches('.');
        (number.parse::<f64>().is_ok() && !after.starts_with("char") && !after.starts_with("digit"))
            .then(|| number.to_owned())
    };
    let behind = |sign: &str| lower.find(sign).and_then(|at| number(&lower[at + sign.len()..]));
    let mut found = [None, None];
    let pair = |start: &str, joint: &str| {
        let (low, high) = lower[lower.find(start)? + start.len()..].split_once(joint)?;
        Some([Some(number(low)?), Some(number(high)?)])
    };
    if let Some(pair) = pair("between ", " and ").or_else(|| pair("from ", " to ")) {
        found = pair;
    } else if let Some((low, high)) = lower.split_once(" .. ") {
        let low = low.trim_end().rsplit(['[', ' ']).next().unwrap_or_default();
        found = [number(low), number(high)];
    } else if let [low, _, high] = lower.split("<=").collect::<Vec<_>>()[..] {
        found = [
            number(low.rsplit([':', '`']).find(|t| !t.trim().is_empty()).unwrap_or_default()),
            number(high),
        ];
    } else {
        let first = |signs: &[&str]| signs.iter().find_map(|sign| behind(sign));
        found[0] = first(&["min:", "minimum:", "min value:", "minimum value:", ">="]);
        found[1] = first(&["max:", "maximum:", "max value:", "maximum value:", "<="]);
        // `1 to 4320`
        let range = || {
            let (low, high) = lower.split_once(" to ")?;
            let low = low.rsplit([' ', '(']).next()?;
            low.parse::<f64>().ok()?;
            Some([Some(low.to_owned()), Some(number(high)?)])
        };
        if let Some(range) = range().filter(|_| found == [None, None]) {
            found = range;
        }
        if !field.r#type.is_empty() {
            found[0] = found[0].take().or_else(|| {
                first(&["(min ", "at least ", "minimum of ", "minimum", " min ", "min `"])
            });
            let most = [
                "(max ", "maximum", " max ", "┃max ", "max `", "at most ", "no more than ",
                "maximum of ", "maximum is ",
            ];
            found[1] = found[1].take().or_else(|| first(&most));
        }
    }
    for (limit, found) in field.limits.iter_mut().zip(found) {
        *limit = limit.take().or(found);
    }
}

/// Whether enum values make sense for a type: the list below a boolean explains its two values.
pub fn may_have_values(r#type: &str) -> bool {
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
