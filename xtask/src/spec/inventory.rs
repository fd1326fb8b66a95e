//! What a page says, as facts: the committed file that holds them, and how the facts of two readings differ.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write};

use super::At;

/// The facts of a provider's pages, one page for each operation.
pub type Inventory = BTreeMap<String, Facts>;

/// The facts of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Where its part of the file begins.
    pub at: At,
    /// The request that the page shows: `GET /v1/accounts/{id}`.
    pub request: Option<String>,
    /// The fields by their paths: `data.contacts[].email`, `path:id`, `header:X-Version`, `error:error.code`.
    pub fields: BTreeMap<String, Field>,
    /// What looked like a field and could not be read, with where it is.
    pub unreadable: BTreeSet<(String, Source)>,
}

/// What a page says of a field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    /// Where it was seen, with what was seen there.
    pub seen: BTreeMap<Source, Seen>,
    /// Its enum values, as documented.
    pub values: BTreeSet<String>,
}

/// A place on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A table.
    Table,
    /// A list of names, types and descriptions.
    List,
    /// A JSON Schema: the page is an OpenAPI document, or carries one.
    Schema,
    /// A JSON sample.
    Sample,
    /// An XML sample.
    XmlSample,
}

/// What a page says of a field in one place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// The documented type in the page's terms, or the sample's in JSON's; empty if none is given.
    pub r#type: String,
    /// Whether it is called required or optional.
    pub required: Option<bool>,
    /// Whether it is called deprecated.
    pub deprecated: bool,
    /// Its default.
    pub default: Option<String>,
    /// The smallest number that it may be.
    pub min: Option<String>,
    /// The largest number that it may be.
    pub max: Option<String>,
}

const SOURCES: [(Source, &str); 5] = [
    (Source::Table, "table"),
    (Source::List, "list"),
    (Source::Schema, "schema"),
    (Source::Sample, "sample"),
    (Source::XmlSample, "XML sample"),
];

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = SOURCES.iter().find(|(s, _)| s == self);
        f.write_str(name.map_or("", |(_, name)| name))
    }
}

impl Source {
    fn named(name: &str) -> Option<Self> {
        SOURCES.iter().find(|(_, n)| *n == name).map(|(s, _)| *s)
    }

    /// Whether this place explains fields, where the others show a body.
    pub fn documents(self) -> bool {
        matches!(self, Self::Table | Self::List | Self::Schema)
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.r#type.is_empty() { "-" } else { &self.r#type })?;
        match self.required {
            Some(true) => f.write_str(", required")?,
            Some(false) => f.write_str(", optional")?,
            None => {}
        }
        if self.deprecated {
            f.write_str(", deprecated")?;
        }
        for (name, value) in [("default", &self.default), ("min", &self.min), ("max", &self.max)] {
            if let Some(value) = value {
                write!(f, ", {name} {value}")?;
            }
        }
        Ok(())
    }
}

impl Seen {
    /// Reads what [`Display`](fmt::Display) writes.
    fn parse(text: &str) -> Self {
        let mut parts = text.split(", ");
        let first = parts.next().unwrap_or_default();
        let mut seen = Self {
            r#type: if first == "-" { String::new() } else { first.to_owned() },
            ..Self::default()
        };
        for part in parts {
            match (part, part.split_once(' ')) {
                ("required", _) => seen.required = Some(true),
                ("optional", _) => seen.required = Some(false),
                ("deprecated", _) => seen.deprecated = true,
                (_, Some(("default", value))) => seen.default = Some(value.to_owned()),
                (_, Some(("min", value))) => seen.min = Some(value.to_owned()),
                (_, Some(("max", value))) => seen.max = Some(value.to_owned()),
                // A comma that is part of the type.
                _ => {
                    seen.r#type.push_str(", ");
                    seen.r#type.push_str(part);
                }
            }
        }
        seen
    }
}

/// A field's name as a part of a path: in quotes where it could be taken for anything else.
pub fn segment(name: &str) -> String {
    let plain = !name.is_empty()
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '@' | '-'));
    if plain { name.to_owned() } else { serde_json::Value::from(name).to_string() }
}

/// The path of what is below another path, by the part that is added: a [`segment`].
pub fn join(path: &str, part: &str) -> String {
    if path.is_empty() || path.ends_with([':', '.']) {
        format!("{path}{part}")
    } else {
        format!("{path}.{part}")
    }
}

/// The first lines of the file: what it is, and how to read it.
const HEAD: &str = "\
# What the provider's pages say, as facts. Written by `cargo xtask docs --accept`; review it like a snapshot.
# A field and its type in each place where the page shows it; `=` an enum value; `?` what could not be read.
";

/// The file for these facts.
pub fn print(inventory: &Inventory) -> String {
    let mut text = HEAD.to_owned();
    for (operation, facts) in inventory {
        let _ = writeln!(text, "\n[{operation}]");
        text.push_str(&facts.print());
    }
    text
}

impl Facts {
    /// The facts, each on a line.
    pub fn print(&self) -> String {
        let mut text = String::new();
        if let Some(request) = &self.request {
            let _ = writeln!(text, "{request}");
        }
        for (path, field) in &self.fields {
            text.push_str(path);
            for (source, seen) in &field.seen {
                let _ = write!(text, " | {source}: {seen}");
            }
            text.push('\n');
            for value in &field.values {
                let _ = writeln!(text, "{path} = {value}");
            }
        }
        for (lost, source) in &self.unreadable {
            let _ = writeln!(text, "? {lost} | {source}");
        }
        text
    }
}

/// Reads such a file; what is wrong with it, and on which line, where it is none.
pub fn parse(text: &str) -> Result<Inventory, (usize, &'static str)> {
    let mut inventory = Inventory::new();
    let mut operation = None;
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            if inventory.contains_key(name) {
                return Err((number, "this operation is here twice"));
            }
            operation = Some(name.to_owned());
            let line = u32::try_from(number).unwrap_or_default();
            let facts = Facts { at: At { line, column: 1 }, ..Facts::default() };
            inventory.insert(name.to_owned(), facts);
            continue;
        }
        let facts = operation
            .as_ref()
            .and_then(|name| inventory.get_mut(name))
            .ok_or((number, "no operation in front of it"))?;
        self::line(line, facts).ok_or((number, "no fact"))?;
    }
    Ok(inventory)
}

fn line(line: &str, facts: &mut Facts) -> Option<()> {
    if let Some(lost) = line.strip_prefix("? ") {
        let (lost, source) = lost.rsplit_once(" | ")?;
        facts.unreadable.insert((lost.to_owned(), Source::named(source)?));
        return Some(());
    }
    let method = line.split_once(" /").map(|(method, _)| method);
    if method.is_some_and(|m| !m.is_empty() && m.bytes().all(|b| b.is_ascii_uppercase())) {
        facts.request = Some(line.to_owned());
        return Some(());
    }
    let (path, rest) = line.split_at(path_length(line)?);
    if let Some(word) = rest.strip_prefix(" = ") {
        facts.fields.get_mut(path)?.values.insert(word.to_owned());
        return Some(());
    }
    let mut field = Field::default();
    for part in rest.strip_prefix(" | ")?.split(" | ") {
        let (source, seen) = part.split_once(": ")?;
        field.seen.insert(Source::named(source)?, Seen::parse(seen));
    }
    facts.fields.insert(path.to_owned(), field).is_none().then_some(())
}

/// Where the path ends that a line starts with: at the first space outside of quotes.
fn path_length(line: &str) -> Option<usize> {
    unquoted(line).find(|(_, c)| *c == ' ').map(|(i, _)| i).filter(|i| *i > 0)
}

/// The characters of a text that are not in quotes, with where they are.
fn unquoted(text: &str) -> impl Iterator<Item = (usize, char)> {
    let (mut quoted, mut escaped) = (false, false);
    text.char_indices().filter(move |(_, c)| {
        let is_outside = !quoted && *c != '"';
        (quoted, escaped) = match c {
            '"' if !escaped => (!quoted, false),
            '\\' => (quoted, quoted && !escaped),
            _ => (quoted, false),
        };
        is_outside
    })
}

/// How one reading differs from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// `+`, `~` or `-`.
    pub sign: char,
    /// The field, with the enum value if only that differs.
    pub what: String,
    /// The types, and where they were seen.
    pub how: String,
}

/// What has to be done to `old` to make it `new`, in the order of the paths.
pub fn difference(old: &Facts, new: &Facts) -> Vec<Change> {
    let readings = Readings { old, new, renamed: renamed(old, new) };
    let mut changes = Vec::new();
    if let (Some(before), Some(after)) = (&old.request, &new.request)
        && before != after
    {
        let how = format!("{before} → {after}");
        changes.push(Change { sign: '~', what: "request".to_owned(), how });
    }
    let paths: BTreeSet<&String> = old.fields.keys().chain(new.fields.keys()).collect();
    for path in paths {
        field(path, &readings, &mut changes);
    }
    for (sign, these, those) in [('-', old, new), ('+', new, old)] {
        for (lost, source) in these.unreadable.difference(&those.unreadable) {
            let how = format!("cannot be read ({source})");
            changes.push(Change { sign, what: format!("? {lost}"), how });
        }
    }
    changes
}

/// Two readings of a page.
struct Readings<'a> {
    old: &'a Facts,
    new: &'a Facts,
    /// The fields that hold others and changed only their names, from the old to the new, by where they were seen.
    renamed: Vec<(&'a str, &'a str, Source)>,
}

impl Readings<'_> {
    /// Whether a field of one reading is in the other as well, below a field that has another name there.
    fn is_elsewhere(&self, path: &str, source: Source, seen: &Seen) -> bool {
        self.renamed.iter().any(|(from, to, _)| {
            [(from, to, self.new), (to, from, self.old)].into_iter().any(|(here, there, other)| {
                let rest = path.strip_prefix(here).filter(|r| r.starts_with(['.', '[']));
                let other = rest.and_then(|rest| other.fields.get(&format!("{there}{rest}")));
                other.is_some_and(|f| f.seen.get(&source) == Some(seen))
            })
        })
    }
}

/// The fields that hold others and changed only their names.
fn renamed<'a>(old: &'a Facts, new: &'a Facts) -> Vec<(&'a str, &'a str, Source)> {
    let mut renamed = Vec::new();
    for (source, _) in SOURCES {
        for to in new.fields.keys().filter(|p| goes(p, source, new, old)) {
            let held = below(to, source, new);
            if held.is_empty() {
                continue;
            }
            let from = old
                .fields
                .keys()
                .find(|from| goes(from, source, old, new) && below(from, source, old) == held);
            if let Some(from) = from {
                renamed.push((from.as_str(), to.as_str(), source));
            }
        }
    }
    renamed
}

fn field(path: &str, readings: &Readings<'_>, changes: &mut Vec<Change>) {
    let Readings { old, new, renamed } = readings;
    let nothing = Field::default();
    let before = old.fields.get(path).unwrap_or(&nothing);
    let after = new.fields.get(path).unwrap_or(&nothing);
    let mut add =
        |sign, what: &str, how: String| changes.push(Change { sign, what: what.to_owned(), how });
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    let mut moved = false;
    for (source, name) in SOURCES {
        match (before.seen.get(&source), after.seen.get(&source)) {
            (Some(seen), None) | (None, Some(seen))
                if readings.is_elsewhere(path, source, seen) =>
            {
                moved = true;
            }
            // What was below a field went with it.
            (Some(seen), None) if !ancestors(path).any(|a| goes(a, source, old, new)) => {
                gone.push(format!("{seen} ({name})"));
            }
            (None, Some(seen)) => {
                let from = renamed.iter().find(|(_, to, s)| *to == path && *s == source);
                let with = from.map(|(from, ..)| format!(", with all that {from} had"));
                come.push(format!("{seen} ({name}){}", with.unwrap_or_default()));
            }
            (Some(a), Some(b)) if a != b => add('~', path, format!("{} ({name})", change_of(a, b))),
            _ => {}
        }
    }
    let documented = |field: &Field| field.seen.keys().any(|s| s.documents());
    let whole = documented(before) != documented(after);
    for (sign, parts, field) in [('-', gone, before), ('+', come, after)] {
        if !parts.is_empty() {
            let values = if whole { listed(field) } else { String::new() };
            add(sign, path, format!("{}{values}", parts.join(", ")));
        }
    }
    if !whole && !moved {
        for (sign, these, those) in [('-', before, after), ('+', after, before)] {
            for value in these.values.difference(&those.values) {
                add(sign, &format!("{path} = {value}"), String::new());
            }
        }
    }
}

/// The values of an enum, or the first of them.
fn listed(field: &Field) -> String {
    let values: Vec<&str> = field.values.iter().map(String::as_str).collect();
    match values.as_slice() {
        [] => String::new(),
        all if all.len() <= SHOWN => format!(": {}", all.join(", ")),
        all => format!(": {} and {} more", all[..SHOWN].join(", "), all.len() - SHOWN),
    }
}

/// The number of values shown of an enum that was added or removed.
const SHOWN: usize = 10;

fn change_of(before: &Seen, after: &Seen) -> String {
    let word = |required: Option<bool>| match required {
        Some(true) => "required",
        Some(false) => "optional",
        None => "nothing on being required",
    };
    let shown = |seen: &Seen| {
        if seen.r#type.is_empty() { "-".to_owned() } else { seen.r#type.clone() }
    };
    let same_type = Seen { r#type: after.r#type.clone(), ..before.clone() };
    let same_required = Seen { required: after.required, ..before.clone() };
    if same_required == *after {
        format!("{} → {}", word(before.required), word(after.required))
    } else if same_type == *after {
        format!("{} → {}", shown(before), shown(after))
    } else {
        format!("{before} → {after}")
    }
}

/// The paths of the fields that hold this one, the nearest first.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    let ends: Vec<usize> = ends(path);
    ends.into_iter().rev().map(move |end| path[..end].trim_end_matches("[]"))
}

/// Where the names before the last one end in a path.
pub fn ends(path: &str) -> Vec<usize> {
    unquoted(path).filter(|(_, c)| *c == '.').map(|(i, _)| i).collect()
}

/// Whether a field was seen there before and is not now.
fn goes(path: &str, source: Source, old: &Facts, new: &Facts) -> bool {
    let seen = |facts: &Facts| facts.fields.get(path).is_some_and(|f| f.seen.contains_key(&source));
    seen(old) && !seen(new)
}

/// What a field holds, by the rest of its path.
fn below<'a>(path: &str, source: Source, facts: &'a Facts) -> Vec<(&'a str, &'a Seen)> {
    facts
        .fields
        .range(path.to_owned()..)
        .take_while(|(p, _)| p.starts_with(path))
        .filter_map(|(p, field)| {
            let rest = &p[path.len()..];
            let seen = field.seen.get(&source)?;
            rest.starts_with(['.', '[']).then_some((rest, seen))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &str) -> Facts {
        let inventory = parse(&format!("[a]\n{lines}")).unwrap();
        inventory["a"].clone()
    }

    #[test]
    fn the_file() {
        let text = "\
[get_it]
\"first name\" | sample: string
country | list: enum<string>, required
country = NO
country = on hold
data | sample: object
data.size | table: - | sample: null or number | XML sample: number
path:id | table: string or null, optional
? Owner email | table

[get_other]
";
        let inventory = parse(text).unwrap();
        assert_eq!(print(&inventory), format!("{HEAD}\n{text}"));
        assert_eq!(parse(&print(&inventory)).unwrap(), inventory);
        let field = &inventory["get_it"].fields["country"];
        assert_eq!(field.seen[&Source::List].required, Some(true));
        assert_eq!(field.values.len(), 2);
    }

    #[test]
    fn what_is_no_such_file() {
        #[track_caller]
        fn check(text: &str, want: (usize, &str)) {
            assert_eq!(parse(text).unwrap_err(), want, "{text}");
        }
        check("# x\na | table: string", (2, "no operation in front of it"));
        check("[a]\n[a]", (2, "this operation is here twice"));
        for line in [
            "a", "a table", "a | chair: string", "a | table", "a = word",
            "a | table: x\na | table: x", "? lost", "? lost | chair", " | table: x",
            "\"a | table: x",
        ] {
            let last = line.lines().count() + 1;
            check(&format!("[a]\n{line}"), (last, "no fact"));
        }
    }

    #[test]
    fn segments() {
        assert_eq!(segment("e-mail_1"), "e-mail_1");
        assert_eq!(segment("first name"), "\"first name\"");
        assert_eq!(segment("a.b"), "\"a.b\"");
        assert_eq!(segment(""), "\"\"");
        assert_eq!(segment("a\"\n"), "\"a\\\"\\n\"");
    }

    #[track_caller]
    fn check(old: &str, new: &str, want: &[&str]) {
        let got: Vec<String> = difference(&read(old), &read(new))
            .into_iter()
            .map(|c| format!("{} {} {}", c.sign, c.what, c.how).trim_end().to_owned())
            .collect();
        assert_eq!(got, want);
    }

    #[test]
    fn differences() {
        check("a | table: string", "a | table: string", &[]);
        check(
            "",
            "a | table: float, required | sample: string",
            &["+ a float, required (table), string (sample)"],
        );
        check("a | sample: object\na.b | sample: string", "", &["- a object (sample)"]);
        check(
            "a | table: float | sample: string",
            "a | table: string | sample: string",
            &["~ a float → string (table)"],
        );
        check(
            "a | list: string, required",
            "a | list: string, optional",
            &["~ a required → optional (list)"],
        );
        check(
            "a | list: string, required",
            "a | list: integer, optional",
            &["~ a string, required → integer, optional (list)"],
        );
        check("a | table: float | sample: string", "a | sample: string", &["- a float (table)"]);
        check(
            "a | list: enum\na = x\na = y",
            "a | list: enum\na = x\na = z",
            &["- a = y", "+ a = z"],
        );
        check("", "a | list: enum\na = x\na = y", &["+ a enum (list): x, y"]);
        check(
            "? x y | table",
            "? z | sample",
            &["- ? x y cannot be read (table)", "+ ? z cannot be read (sample)"],
        );
        check(
            "a | sample: string",
            "b | sample: string",
            &["- a string (sample)", "+ b string (sample)"],
        );
    }

    #[test]
    fn what_goes_and_comes_with_its_holder() {
        let held = |name: &str| {
            format!(
                "{name} | table: list | sample: array of object\n{name}[].x | table: string | sample: string\n{name}[].y | sample: object\n{name}[].y.z | sample: null"
            )
        };
        check(
            &held("a"),
            &held("b"),
            &[
                "- a list (table), array of object (sample)",
                "+ b list (table), with all that a had, array of object (sample), with all that a had",
            ],
        );
        // Without its sample, the field is still documented, and so is what it holds.
        check(
            &held("a"),
            "a | table: list\na[].x | table: string",
            &["- a array of object (sample)"],
        );
        check(
            // The sample alone has what is around a table's fields.
            "a | sample: object\na.x | table: enum | sample: string\na.x = w",
            "b | sample: object\nb.x | table: enum | sample: string\nb.x = w",
            &["- a object (sample)", "+ b object (sample), with all that a had"],
        );
        check(
            "a | sample: object\na.x | sample: string",
            "b | sample: object\nb.x | sample: number",
            &["- a object (sample)", "+ b object (sample)", "+ b.x number (sample)"],
        );
    }
}
