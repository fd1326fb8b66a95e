//! What the columns of a table hold, and the fields that its rows describe.

use crate::field::{self, Field};
use crate::page::{Row, Table, excerpt, normal};
use crate::section::{self, Heading};
use crate::types;

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
    /// Whether a field is optional.
    Optional,
    /// What a field is, in sentences.
    Description,
    /// Enum values.
    Values,
    /// Defaults.
    Default,
    /// Status or error codes.
    Code,
    /// Anything else.
    Notes,
}

const TITLES: [(Column, &[&str]); 9] = [
    (Column::Optional, &["optional", "optional?", "is optional"]),
    (
        Column::Name,
        &[
            "name", "field", "field name", "fields", "parameter", "parameter name", "parameters",
            "param", "property", "property name", "attribute", "attribute name", "attributes",
            "argument", "element", "element name", "key", "member", "header", "header name",
            "variable", "column", "path",
        ],
    ),
    (
        Column::Type,
        &["type", "data type", "datatype", "value type", "field type", "json type", "schema"],
    ),
    (
        Column::Location,
        &["parameter type", "param type", "location", "in", "located in", "sent in", "where"],
    ),
    (
        Column::Required,
        &[
            "required", "required?", "required/optional", "optional/required", "mandatory",
            "mandatory?", "presence", "is required", "req", "req.", "m/o", "o/m",
            "mandatory/optional", "is mandatory", "req'd", "occurs", "occurrence", "cardinality",
            "multiplicity",
        ],
    ),
    (Column::Description, &["description", "meaning", "details", "definition", "explanation"]),
    (
        Column::Values,
        &[
            "values", "allowed values", "possible values", "enum", "options", "accepted values",
            "valid values",
        ],
    ),
    (Column::Default, &["default", "default value", "defaults"]),
    (
        Column::Notes,
        &[
            "additional information", "notes", "note", "remarks", "remark", "comment", "comments",
            "constraints", "example", "examples", "format", "example value", "sample",
            "restrictions", "text", "value", "length", "max length",
        ],
    ),
];

impl Column {
    /// A title of such a column.
    pub fn title(self) -> &'static str {
        TITLES.iter().find(|(column, _)| *column == self).map_or("code", |(_, titles)| titles[0])
    }
}

/// The column with this title.
pub fn title(text: &str) -> Option<Column> {
    let text = text.trim_matches(['*', '`', ':', ' ']).to_lowercase();
    let code = [
        "code", "status", "status code", "http status", "http code", "error code",
        "http status code", "response code", "error", "response",
    ];
    TITLES
        .iter()
        .find(|(_, titles)| titles.contains(&text.as_str()))
        .map(|(column, _)| *column)
        .or_else(|| code.contains(&text.as_str()).then_some(Column::Code))
}

/// The columns whose titles have run together: `NameTypeDescription`.
pub fn titles_together(line: &str) -> Option<Vec<Column>> {
    let lower = line.to_lowercase();
    let mut rest = lower.as_str();
    let mut columns = Vec::new();
    while !rest.is_empty() {
        let titles =
            TITLES.iter().flat_map(|(column, titles)| titles.iter().map(move |t| (*column, *t)));
        let (column, title) =
            titles.filter(|(_, t)| rest.starts_with(t)).max_by_key(|(_, t)| t.len())?;
        columns.push(column);
        rest = &rest[title.len()..];
    }
    (columns.contains(&Column::Name) && columns.contains(&Column::Type)).then_some(columns)
}

/// What a table is.
#[derive(Debug)]
pub enum Content {
    /// It describes fields.
    Fields {
        /// The fields, each with the row that describes it.
        fields: Vec<(Field, usize)>,
        /// The title of the column of names.
        title: String,
    },
    /// It lists the values of an enumeration.
    Values(Vec<String>),
    /// It lists the values of several enumerations, each with the name of its field.
    ValuesOf(Vec<(String, String)>),
    /// It lists status codes or error codes.
    Codes,
    /// Nothing that is known here.
    Unknown,
}

/// What a table is, and its rows that could not be read, each with its excerpt.
pub fn content(table: &Table) -> (Content, Vec<(usize, String)>) {
    let mut columns: Vec<Option<Column>> = table.header.iter().map(|t| title(t)).collect();
    let first = columns.first().copied().flatten();
    if columns.is_empty() || table.rows.iter().all(|r| r.cells.len() == 1) {
        return without_titles(table);
    }
    if first == Some(Column::Code) && !columns.contains(&Some(Column::Name)) {
        return (Content::Codes, Vec::new());
    }
    // A list of requests or of statuses.
    let named = columns.iter().position(|c| *c == Some(Column::Name));
    let mut names = table.rows.iter().map(|r| cell(r, named));
    let is_status = |name: &String| matches!(section::of(name), Some(Heading::Status(_)));
    if named.is_some()
        && !table.rows.is_empty()
        && (names.clone().all(|n| n.starts_with('/')) || names.any(|n| is_status(&n)))
    {
        return (Content::Codes, Vec::new());
    }
    let value_title = ["value", "values", "enum", "enum value"]
        .contains(&table.header[0].trim_matches(['*', ' ']).to_lowercase().as_str());
    if value_title
        && !columns.contains(&Some(Column::Name))
        && !columns.contains(&Some(Column::Type))
    {
        let values = table.rows.iter().filter_map(|r| field::value(&cell(r, Some(0)))).collect();
        return (Content::Values(values), Vec::new());
    }
    let value = |title: &String| ["value", "enum value"].contains(&title.to_lowercase().as_str());
    if columns.len() == 2 && first == Some(Column::Name) && value(&table.header[1]) {
        let pairs = table.rows.iter().map(|r| {
            let name = field::name(&cell(r, Some(0)))?.name;
            Some((name, field::value(&cell(r, Some(1)))?))
        });
        let pairs: Option<Vec<_>> = pairs.collect();
        let repeats = |p: &Vec<(String, String)>| p.windows(2).any(|w| w[0].0 == w[1].0);
        if let Some(pairs) = pairs.filter(repeats) {
            return (Content::ValuesOf(pairs), Vec::new());
        }
    }
    by_content(table, &mut columns);
    let Some(name) = columns.iter().position(|c| *c == Some(Column::Name)) else {
        return (Content::Unknown, Vec::new());
    };
    // A second column of names holds something else.
    for column in columns.iter_mut().skip(name + 1).filter(|c| **c == Some(Column::Name)) {
        *column = None;
    }
    if columns.iter().flatten().all(|c| *c == Column::Name) {
        return without_titles(table);
    }
    // A second column of names is that of the fields inside.
    let is_inner = |title: &String| title.to_lowercase().starts_with("sub");
    let inner = table.header.get(name + 1).is_some_and(is_inner).then_some(name + 1);
    let mut fields = Vec::new();
    let mut lost = Vec::new();
    for (index, row) in table.rows.iter().enumerate() {
        match read_row(row, &columns, name) {
            Some(mut field) => {
                if let Some(inner) = field::name(&cell(row, inner)) {
                    field.name = format!("{}.{}", field.name, inner.name);
                }
                fields.push((field, index));
            }
            None => {
                let first = row.cells.iter().flatten().find(|l| !l.is_empty());
                if let Some(first) = first {
                    lost.push((index, excerpt(first)));
                }
            }
        }
    }
    (Content::Fields { fields, title: table.header[name].clone() }, lost)
}

/// Finds the columns of types and of names by what they hold, where no title says so.
fn by_content(table: &Table, columns: &mut [Option<Column>]) {
    let has = |columns: &[Option<Column>], column| columns.contains(&Some(column));
    let most = |index: usize, fits: &dyn Fn(&str) -> bool| {
        let cells = table.rows.iter().map(|r| cell(r, Some(index))).filter(|c| !c.is_empty());
        let (count, good) = cells.fold((0, 0), |(n, g), c| (n + 1, g + usize::from(fits(&c))));
        count > 0 && good * 10 >= count * 8
    };
    let open = |column: &Option<Column>| matches!(column, None | Some(Column::Notes));
    // Some call the place of a parameter its type.
    let is_place = |text: &str| field::location(text).is_some();
    if let Some(index) = columns.iter().position(|c| *c == Some(Column::Type))
        && !has(columns, Column::Location)
        && most(index, &is_place)
    {
        columns[index] = Some(Column::Location);
    }
    if !has(columns, Column::Type) {
        let is_type = |text: &str| types::is_type(text.split(',').next().unwrap_or_default());
        let found = (0..columns.len()).find(|i| open(&columns[*i]) && most(*i, &is_type));
        if let Some(i) = found {
            columns[i] = Some(Column::Type);
        }
    }
    let says = |text: &str| required(text).is_some();
    if !has(columns, Column::Required) && !has(columns, Column::Optional) {
        let needed = |i: &usize| {
            let title = table.header[*i].to_lowercase();
            ["need", "must", "mand", "oblig", "requir"].iter().any(|word| title.contains(word))
        };
        let clear = |text: &str| {
            let text = text.to_lowercase();
            ["required", "optional", "mandatory", "not required", "conditional"].contains(&&*text)
        };
        let fits = |i: &usize| most(*i, &clear) || (needed(i) && most(*i, &says));
        let found = (1..columns.len()).find(|i| columns[*i].is_none() && fits(i));
        if let Some(i) = found {
            columns[i] = Some(Column::Required);
        }
    }
    if !has(columns, Column::Name) && has(columns, Column::Type) {
        let is_name = |text: &str| field::name(text).is_some() && !types::is_type(text);
        let found = (0..columns.len()).find(|i| columns[*i].is_none() && most(*i, &is_name));
        if let Some(i) = found {
            columns[i] = Some(Column::Name);
        }
    }
}

/// What a cell in a column about being required says.
fn required(text: &str) -> Option<bool> {
    field::required(text).or(match text.trim_matches(['`', '*']) {
        "M" | "m" | "R" | "x" | "X" | "1" | "1..1" | "1..*" | "1..n" => Some(true),
        "O" | "o" | "C" | "c" | "-" | "–" | "—" | "0..1" | "0..*" | "0..n" => Some(false),
        _ => None,
    })
}

/// A table without titles whose rows start with a name and a type.
fn without_titles(table: &Table) -> (Content, Vec<(usize, String)>) {
    let mut fields = Vec::new();
    let mut lost = Vec::new();
    for (index, row) in table.rows.iter().enumerate() {
        match read_untitled(row) {
            Some(field) => fields.push((field, index)),
            None => lost.push((index, excerpt(&cell(row, Some(0))))),
        }
    }
    let marked = !fields.is_empty() && lost.is_empty();
    if !marked && fields.iter().all(|(f, _)| f.r#type.is_empty()) {
        return (Content::Unknown, Vec::new());
    }
    (Content::Fields { fields, title: String::new() }, lost)
}

fn read_untitled(row: &Row) -> Option<Field> {
    let names = usize::from(row.cells.len() > 1);
    let mut lines = row.cells.iter().skip(names).flatten();
    let (mut field, rest) = match &row.cells[..] {
        // The name and its type share a line, with the description below.
        [_] => {
            let head = field::head(lines.next()?)?;
            (head.field, head.rest)
        }
        _ => {
            let mut field = name_cell(row.cells.first()?)?;
            let rest = field::attributes(lines.next()?, &mut field).to_owned();
            (field, rest)
        }
    };
    field.depth += row.depth;
    // A name in backticks is clear without a type.
    let marked = row.cells.len() > 1 && cell(row, Some(0)).starts_with('`');
    if field.r#type.is_empty() && !marked {
        return None;
    }
    for line in std::iter::once(rest.as_str()).chain(lines.map(String::as_str)) {
        more(line, &mut field);
    }
    Some(field)
}

/// A line below a field's type: an attribute, a value, or a part of the description.
pub fn more(line: &str, field: &mut Field) {
    if field.goes_on(line) {
        return;
    }
    let before = field.clone();
    let rest = field::attributes(line, field);
    if !rest.trim_matches([' ', '.']).is_empty() {
        *field = before;
        field::describe(line, field);
    }
}

fn name_cell(lines: &[String]) -> Option<Field> {
    let lines: Vec<&String> = lines.iter().filter(|l| !l.is_empty()).collect();
    let (first, more) = lines.split_first()?;
    let mut field = match field::name(first) {
        Some(field) => field,
        // `id * required`, `id integer`: an attribute in the same cell.
        None => {
            let head = field::head(&first.replace(" *", "*"))?;
            if !head.typed || !head.rest.is_empty() {
                return None;
            }
            head.field
        }
    };
    for line in more {
        let is_named = line.starts_with(char::is_uppercase)
            && line.trim_end_matches("[]").chars().all(char::is_alphanumeric)
            && field::required(line).is_none();
        if is_named && field.r#type.is_empty() {
            field.r#type.clone_from(line);
        } else if *line == "*" {
            field.required = Some(true);
        } else if !field::attributes(line, &mut field).is_empty() {
            return None;
        }
    }
    Some(field)
}

fn cell(row: &Row, index: Option<usize>) -> String {
    index.and_then(|i| row.cells.get(i)).map(|c| normal(&c.join(" "))).unwrap_or_default()
}

fn read_row(row: &Row, columns: &[Option<Column>], name: usize) -> Option<Field> {
    let at = |column: Column| columns.iter().position(|c| *c == Some(column));
    let mut field = name_cell(row.cells.get(name)?)?;
    field.depth += row.depth;
    let named_type = std::mem::take(&mut field.r#type);
    let mut type_at = at(Column::Type);
    let named = !named_type.is_empty() && type_at.is_some();
    if named
        || (columns.len() > 1
            && row
                .cells
                .iter()
                .enumerate()
                .all(|(i, c)| i == name || c.iter().all(String::is_empty)))
    {
        return None;
    }
    let looks_like_type =
        |text: &str| !types::lengths(text.trim_matches(['*', '`', '_'])).is_empty();
    if let Some(index) = type_at
        && row.cells.len() < columns.len()
        && !looks_like_type(&cell(row, Some(index)))
    {
        // A cell in front of the type is missing.
        let shifted =
            row.cells.iter().enumerate().skip(1).find(|(_, c)| {
                looks_like_type(&c.join(" ")) && c.join(" ").split(' ').count() <= 4
            });
        type_at = shifted.map(|(index, _)| index).or(type_at);
    }
    let type_text = cell(row, type_at);
    // A column was taken for another.
    if field::required(&field.name).is_some()
        || (type_at.is_some()
            && types::is_type(&field.name)
            && !types::is_type(&type_text)
            && named_type.is_empty())
    {
        return None;
    }
    // What stands below a type tells more of the field.
    let lines = type_at.and_then(|i| row.cells.get(i));
    match lines.and_then(|l| l.split_first()) {
        Some((first, below)) if types::is_type(first) => {
            field::type_cell(first, &mut field);
            below.iter().for_each(|line| more(line, &mut field));
        }
        _ => field::type_cell(&type_text, &mut field),
    }
    if field.r#type.is_empty() {
        field.r#type = named_type;
    } else if !is_type_like(&field.r#type) {
        return None;
    }
    let mut required_title = String::new();
    for (index, lines) in row.cells.iter().enumerate() {
        let column = columns.get(index).copied().flatten();
        if index == name || Some(index) == type_at {
            continue;
        }
        let text = cell(row, Some(index));
        match column {
            Some(Column::Required) => {
                text.clone_into(&mut required_title);
                field.required = required(&text).or(field.required);
            }
            Some(Column::Optional) => {
                field.required = field::required(&text).map(|says| !says).or(field.required);
            }
            Some(Column::Location) => field.location = field::location(&text),
            Some(Column::Default)
                if ["", "-", "–", "—", "None", "none", "n/a", "N/A"].contains(&&*text) => {}
            Some(Column::Default) => field.default = field::value(&text),
            Some(Column::Values) => {
                let (first, rest) = text.split_once(',').unwrap_or((&text, ""));
                if field.r#type.is_empty() && types::is_type(first) {
                    field::type_cell(first, &mut field);
                    more_in_cell(rest, &mut field);
                } else {
                    field.values.extend(field::values(&text));
                }
            }
            // The last column of ASP.NET's help pages, and a cell that a missing one has shifted.
            _ if field::required(&text).is_some()
                && !["true", "false", "yes", "always"]
                    .contains(&text.trim_matches('`').to_lowercase().as_str())
                && text.len() > 3 =>
            {
                field.required = field.required.or(field::required(&text))
            }
            _ => {
                for line in lines {
                    more_in_cell(line, &mut field);
                }
            }
        }
    }
    let lower = required_title.to_lowercase();
    if field.required.is_none() && lower.starts_with("required") {
        field.required = Some(true);
    }
    Some(field)
}

fn more_in_cell(line: &str, field: &mut Field) {
    if !field.goes_on(line) {
        field::describe(line, field);
    }
}

/// Whether a type cell can be one: words that are known, or few enough to be a name.
fn is_type_like(text: &str) -> bool {
    types::meaning(text) != types::Meaning::Unknown || text.split(' ').count() <= 3
}
