//! Compares a spec with what its pages say: which fields are missing on either side, which types differ, and which marks are needed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::inventory::{Facts, Field, Seen, Source, join, segment};
use super::types::{self, Meaning};
use crate::read::{self, Kind, Operation};
use crate::spec::{Problem, Spec};

/// A property or a parameter of the spec, held against the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// `Account.balance`, or the parameter's place and name: `path:id`.
    pub name: String,
    /// A JSON pointer to it.
    pub place: String,
    /// Its paths on the page.
    pub paths: BTreeSet<String>,
    /// The paths that the page does not document, with what it does instead.
    pub undocumented: Vec<String>,
    /// Where the page and the spec, or two places of the page, disagree.
    pub differences: Vec<String>,
    /// The reason in `x-undocumented`.
    pub undocumented_mark: Option<String>,
    /// The reason in `x-differs`.
    pub differs_mark: Option<String>,
}

/// A provider's spec, held against its pages.
#[derive(Debug, Default)]
pub struct Coverage {
    /// Every property and parameter of operations whose page was recorded, in the order of the file.
    pub members: Vec<Member>,
    /// How many fields the pages document.
    pub documented: usize,
    /// The fields on a page, by operation, that the spec does not have.
    pub missing: Vec<(String, String)>,
    /// What could not be read on the pages.
    pub unreadable: usize,
}

/// Every problem of a spec's coverage.
pub fn lint(spec: &Spec) -> Vec<Problem> {
    let coverage = coverage(spec);
    let mut problems = Vec::new();
    let mut add = |file: String, place: &str, message: String| {
        problems.push(Problem {
            file,
            place: place.to_owned(),
            message,
        });
    };
    let operations: BTreeSet<&str> = read::operations(&spec.document).map(|o| o.id).collect();
    for operation in spec
        .inventory
        .keys()
        .filter(|id| !operations.contains(id.as_str()))
    {
        add(
            spec.inventory_file(),
            operation,
            "the spec has no such operation; remove its part of the file".to_owned(),
        );
    }
    for (operation, path) in &coverage.missing {
        add(
            spec.inventory_file(),
            operation,
            format!(
                "`{path}` is on the page, but not in the spec; add it to {}",
                spec.file()
            ),
        );
    }
    for member in &coverage.members {
        match (&member.undocumented_mark, member.undocumented.as_slice()) {
            (None, [first, ..]) => add(
                spec.file(),
                &member.place,
                format!("{first}; say where it comes from: `x-undocumented: <reason>`"),
            ),
            (Some(_), []) => add(
                spec.file(),
                &format!("{}/x-undocumented", member.place),
                "the page documents it; remove the mark".to_owned(),
            ),
            _ => {}
        }
        match (&member.differs_mark, member.differences.as_slice()) {
            (None, [first, ..]) => add(
                spec.file(),
                &member.place,
                format!("{first}; correct the spec, or say why it is so: `x-differs: <reason>`"),
            ),
            (Some(_), []) => add(
                spec.file(),
                &format!("{}/x-differs", member.place),
                "the page says the same as the spec; remove the mark".to_owned(),
            ),
            _ => {}
        }
    }
    for place in marks_out_of_place(spec, &coverage) {
        add(
            spec.file(),
            &place,
            "no page was recorded that this could be held against; record it with `cargo xtask docs`, or remove the mark".to_owned(),
        );
    }
    problems
}

/// Holds a spec against the pages that were recorded.
pub fn coverage(spec: &Spec) -> Coverage {
    let mut coverage = Coverage::default();
    let mut members: BTreeMap<String, Member> = BTreeMap::new();
    for operation in read::operations(&spec.document) {
        let Some(facts) = spec.inventory.get(operation.id) else {
            continue;
        };
        let mut walk = Walk {
            document: &spec.document,
            facts,
            tabled: tabled(facts),
            members: &mut members,
            met: BTreeSet::new(),
        };
        walk.parameters(&operation);
        walk.bodies(&operation);
        let met = walk.met;
        let tabled = walk.tabled;
        coverage.unreadable += facts.unreadable.len();
        for (path, field) in &facts.fields {
            // A request that a page shows is no part of reading.
            if path.starts_with("body:") {
                continue;
            }
            if documented(path, field, facts, &tabled).is_ok() {
                coverage.documented += 1;
            }
            let signs_in = path.starts_with("header:") || path.starts_with("query:");
            let in_spec = met.contains(path) || (signs_in && credential(&spec.document, path));
            if !in_spec {
                coverage
                    .missing
                    .push((operation.id.to_owned(), path.clone()));
            }
        }
    }
    coverage.members = in_order(&spec.document, members);
    coverage
}

/// One operation, held against its page.
struct Walk<'a, 'm> {
    document: &'a Value,
    facts: &'a Facts,
    /// The objects of which the page has a table or a list.
    tabled: BTreeSet<&'a str>,
    members: &'m mut BTreeMap<String, Member>,
    /// The paths on the page that the spec has.
    met: BTreeSet<String>,
}

/// Where a schema stands in a body: its path as JSON has it, and as XML has it.
#[derive(Debug, Clone)]
struct At {
    json: String,
    xml: String,
}

impl<'a> Walk<'a, '_> {
    fn parameters(&mut self, operation: &Operation<'a>) {
        let pointer = format!(
            "/paths/{}/{}/parameters",
            escaped(operation.path),
            operation.method
        );
        for (index, parameter) in operation.parameters().enumerate() {
            let path = format!("{}:{}", parameter.location, parameter.name);
            let member = Member {
                name: path.clone(),
                place: format!("{pointer}/{index}"),
                paths: BTreeSet::new(),
                undocumented: Vec::new(),
                differences: Vec::new(),
                undocumented_mark: mark(parameter.object, "x-undocumented"),
                differs_mark: mark(parameter.object, "x-differs"),
            };
            let key = member.place.clone();
            self.members.insert(key.clone(), member);
            let at = At {
                json: path.clone(),
                xml: path,
            };
            // The path of a URL is never without its parameters, whatever a page says of them.
            let required = (parameter.location != "path").then_some(parameter.required);
            self.hold(&key, &at, parameter.schema, required);
        }
    }

    fn bodies(&mut self, operation: &Operation<'a>) {
        let root = |prefix: &str| At {
            json: prefix.to_owned(),
            xml: prefix.to_owned(),
        };
        if let Some(schema) = operation.success().and_then(|r| r.schema) {
            self.schema(schema, &root(""), &mut Vec::new());
        }
        // What an answer has in common with errors is documented with the answer.
        let answered: BTreeSet<String> = self.members.keys().cloned().collect();
        if let Some(schema) = operation.failure().and_then(|r| r.schema) {
            let shared: Vec<(String, Member)> = answered
                .iter()
                .filter_map(|k| Some((k.clone(), self.members.get(k)?.clone())))
                .collect();
            self.schema(schema, &root("error:"), &mut Vec::new());
            for (key, member) in shared {
                self.members.insert(key, member);
            }
        }
    }

    /// Holds the properties of a schema, and all below them, against the page.
    fn schema(&mut self, schema: &'a Value, at: &At, open: &mut Vec<&'a str>) {
        match read::kind(schema) {
            Kind::Reference(name) => {
                // A schema that holds itself is the same on every level.
                if open.contains(&name) {
                    return;
                }
                open.push(name);
                let schema = &self.document["components"]["schemas"][name];
                if read::kind(schema) == Kind::Object {
                    self.properties(name, schema, at, open);
                } else {
                    self.schema(schema, at, open);
                }
                open.pop();
            }
            Kind::Array(items) => {
                let at = At {
                    json: format!("{}[]", at.json),
                    xml: format!("{}[]", at.xml),
                };
                self.schema(items, &at, open);
            }
            _ => {}
        }
    }

    fn properties(&mut self, name: &'a str, schema: &'a Value, at: &At, open: &mut Vec<&'a str>) {
        for property in read::properties(schema) {
            let place = place_of(name, property.name);
            self.members.entry(place.clone()).or_insert_with(|| Member {
                name: format!("{name}.{}", property.name),
                place: place.clone(),
                paths: BTreeSet::new(),
                undocumented: Vec::new(),
                differences: Vec::new(),
                undocumented_mark: mark(property.schema, "x-undocumented"),
                differs_mark: mark(property.schema, "x-differs"),
            });
            let xml_name = read::element(self.document, property);
            let below = At {
                json: join(&at.json, &segment(property.name)),
                xml: join(&at.xml, &segment(xml_name)),
            };
            self.hold(&place, &below, property.schema, Some(property.required));
            self.schema(property.schema, &below, open);
        }
    }

    /// Holds one property or parameter against what the page says of its paths.
    fn hold(&mut self, key: &str, at: &At, schema: &'a Value, required: Option<bool>) {
        let mut field = self.facts.fields.get(&at.json).cloned();
        if field.is_some() {
            self.met.insert(at.json.clone());
        }
        if at.xml != at.json
            && let Some(as_xml) = self.facts.fields.get(&at.xml)
            && let Some(seen) = as_xml.seen.get(&Source::XmlSample)
        {
            self.met.insert(at.xml.clone());
            field
                .get_or_insert_default()
                .seen
                .insert(Source::XmlSample, seen.clone());
        }
        let Some(member) = self.members.get_mut(key) else {
            return;
        };
        member.paths.insert(at.json.clone());
        let Some(field) = field else {
            let what = if at.json.starts_with("error:")
                && !self.facts.fields.keys().any(|k| k.starts_with("error:"))
            {
                "the page shows no error body".to_owned()
            } else {
                format!("`{}` is not on the page", at.json)
            };
            member.undocumented.push(what);
            return;
        };
        let documented = documented(&at.json, &field, self.facts, &self.tabled);
        if let Err(what) = &documented {
            member.undocumented.push(what.clone());
        }
        let nullable = schema["nullable"] == true;
        let differences = compare(
            self.document,
            schema,
            &field,
            required,
            nullable,
            documented.is_ok(),
        );
        for difference in differences {
            let difference = format!("`{}`: {difference}", at.json);
            if !member.differences.contains(&difference) {
                member.differences.push(difference);
            }
        }
    }
}

/// The objects that a table or a list says something of: a field of theirs, or of an object in them.
fn tabled(facts: &Facts) -> BTreeSet<&str> {
    let mut tabled = BTreeSet::new();
    for (path, field) in &facts.fields {
        if !field.seen.keys().any(|s| s.documents()) {
            continue;
        }
        let mut path = path.as_str();
        while let Some(holder) = holder(path) {
            tabled.insert(holder);
            path = holder.trim_end_matches("[]");
        }
    }
    tabled
}

/// The object that a field belongs to: `a.b[]` for `a.b[].c`; `` for one at the root, and `error:` or `path:` there.
fn holder(path: &str) -> Option<&str> {
    let mut quoted = false;
    let mut last = None;
    for (i, c) in path.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '.' if !quoted => last = Some(i),
            _ => {}
        }
    }
    match last {
        Some(i) => Some(&path[..i]),
        None if path == prefix(path) => None,
        None => Some(prefix(path)),
    }
}

/// What stands in front of a path that is not the answer's.
fn prefix(path: &str) -> &'static str {
    ["path:", "query:", "header:", "body:", "error:"]
        .into_iter()
        .find(|prefix| path.starts_with(prefix))
        .unwrap_or_default()
}

/// Whether a page documents a field, or what it does instead. A table or a list documents its object; where there is none, a
/// sample does, the one in JSON if there are two.
fn documented(
    path: &str,
    field: &Field,
    facts: &Facts,
    tabled: &BTreeSet<&str>,
) -> Result<(), String> {
    let has = |source| field.seen.contains_key(&source);
    if field.seen.keys().any(|s| s.documents()) {
        return Ok(());
    }
    if holder(path).is_some_and(|h| tabled.contains(h)) {
        let sample = if has(Source::Sample) {
            Source::Sample
        } else {
            Source::XmlSample
        };
        return Err(format!("`{path}` is in the page's {sample} only"));
    }
    let json = facts
        .fields
        .iter()
        .any(|(p, f)| prefix(p) == prefix(path) && f.seen.contains_key(&Source::Sample));
    if has(Source::Sample) || !json {
        return Ok(());
    }
    Err(format!(
        "`{path}` is in the page's {} only",
        Source::XmlSample
    ))
}

/// Where what a page says of a field and the spec disagree.
fn compare(
    document: &Value,
    schema: &Value,
    field: &Field,
    required: Option<bool>,
    nullable: bool,
    documented: bool,
) -> Vec<String> {
    let mut differences = Vec::new();
    let mut unfit = Vec::new();
    for (source, seen) in &field.seen {
        let fits = match source {
            Source::Table | Source::List => {
                seen.r#type.is_empty() || fits(document, schema, &types::meaning(&seen.r#type))
            }
            Source::Sample => sampled(document, schema, &seen.r#type, sample_fits),
            Source::XmlSample => sampled(document, schema, &seen.r#type, xml_fits),
        };
        if !fits {
            unfit.push(*source);
        }
    }
    let twice = field.seen.keys().filter(|s| s.documents()).count() > 1;
    let meanings: Vec<Meaning> = field
        .seen
        .iter()
        .filter(|(s, seen)| s.documents() && !seen.r#type.is_empty())
        .map(|(_, seen)| types::meaning(&seen.r#type))
        .collect();
    if !unfit.is_empty() || (twice && meanings.windows(2).any(|pair| pair[0] != pair[1])) {
        let said: Vec<String> = field
            .seen
            .iter()
            .filter(|(_, seen)| !seen.r#type.is_empty())
            .map(|(source, seen)| format!("the page's {source} says {}", seen.r#type))
            .collect();
        differences.push(format!(
            "{}, the spec {}",
            said.join(", "),
            spelt(document, schema)
        ));
    }
    let null = |seen: &Seen| seen.r#type.split(" or ").any(|t| t == "null");
    let says_null = field
        .seen
        .iter()
        .any(|(s, seen)| s.documents() && null(seen));
    let sends_null = field
        .seen
        .iter()
        .find(|(s, seen)| !s.documents() && null(seen));
    let tabled = field.seen.keys().any(|s| s.documents());
    if let Some((source, seen)) = sends_null {
        if tabled && !says_null {
            differences.push(format!(
                "the page says nothing of null, its {source} has null"
            ));
        } else if !tabled && documented && seen.r#type == "null" && read::kind(schema) != Kind::Any
        {
            differences.push(format!(
                "the page's {source} has null and no more, the spec {}",
                spelt(document, schema)
            ));
        }
    }
    if says_null && required == Some(true) && !nullable {
        differences.push("the page says that it may be null, the spec does not".to_owned());
    }
    let words = vocabulary(document, schema);
    match (field.words.is_empty(), words.is_empty()) {
        (false, true) => differences.push(format!(
            "the page lists words ({}), the spec none",
            some(&field.words)
        )),
        (false, false) if words != field.words => differences.push(format!(
            "the page's words and the spec's differ ({})",
            some(&words.symmetric_difference(&field.words).cloned().collect())
        )),
        (true, false) if documented => differences.push(format!(
            "the page lists no words, the spec {}",
            some(&words)
        )),
        _ => {}
    }
    if let Some(required) = required {
        for (source, seen) in &field.seen {
            if seen.required.is_some_and(|says| says != required) {
                let word = |required| if required { "required" } else { "optional" };
                differences.push(format!(
                    "the page's {source} says {}, the spec {}",
                    word(!required),
                    word(required)
                ));
            }
        }
    }
    differences
}

/// Whether a spec's type is what a documented type means, or says it more exactly.
fn fits(document: &Value, schema: &Value, meaning: &Meaning) -> bool {
    match (meaning, kind(document, schema)) {
        (Meaning::OneOf(parts), _) => parts.iter().any(|m| fits(document, schema, m)),
        (Meaning::Text, Kind::String(_) | Kind::Enum)
        | (Meaning::Enum, Kind::Enum)
        | (Meaning::Integer, Kind::Integer(_))
        | (Meaning::Number, Kind::Number(_))
        | (Meaning::Boolean, Kind::Boolean)
        | (Meaning::Date, Kind::String("" | "date"))
        | (Meaning::DateTime, Kind::String("date-time"))
        | (Meaning::Uuid, Kind::String("uuid"))
        | (Meaning::Object, Kind::Object | Kind::Map)
        | (Meaning::Any, Kind::Any)
        | (Meaning::Array(None), Kind::Array(_)) => true,
        (Meaning::Array(Some(meaning)), Kind::Array(items)) => fits(document, items, meaning),
        _ => false,
    }
}

/// Whether a spec's type can hold each of a sample's types.
fn sampled(
    document: &Value,
    schema: &Value,
    words: &str,
    fits: fn(&str, Kind<'_>) -> bool,
) -> bool {
    if let Some(items) = words.strip_prefix("array of ") {
        return match kind(document, schema) {
            Kind::Array(schema) => sampled(document, schema, items, fits),
            found => found == Kind::Any,
        };
    }
    match words.split_once(" or ") {
        Some((word, rest)) => {
            sampled(document, schema, word, fits) && sampled(document, schema, rest, fits)
        }
        None => {
            matches!(words, "null" | "")
                || kind(document, schema) == Kind::Any
                || fits(words, kind(document, schema))
        }
    }
}

fn sample_fits(word: &str, kind: Kind<'_>) -> bool {
    match (word, kind) {
        ("string", Kind::String("date-time" | "uuid")) => false,
        (
            "string<local-date-time>" | "string<date>" | "string<uuid>",
            Kind::String("date-time"),
        ) => false,
        (
            "string<local-date-time>" | "string<date>" | "string<date-time>",
            Kind::String("uuid"),
        ) => false,
        (text, Kind::String(_) | Kind::Enum) => text.starts_with("string"),
        ("number", Kind::Integer(_) | Kind::Number(_))
        | ("boolean", Kind::Boolean)
        | ("array", Kind::Array(_))
        | ("object", Kind::Object | Kind::Map) => true,
        _ => false,
    }
}

/// XML has texts only, which may read as a number or a boolean without being one.
fn xml_fits(word: &str, kind: Kind<'_>) -> bool {
    match (word, kind) {
        ("empty", _) => true,
        ("number" | "boolean", Kind::String("") | Kind::String("password") | Kind::Enum) => true,
        _ => sample_fits(word, kind),
    }
}

/// What a schema is behind its references.
fn kind<'a>(document: &'a Value, schema: &'a Value) -> Kind<'a> {
    let mut kind = read::kind(schema);
    // References to references do not go on for ever in a good spec; in a bad one they may.
    for _ in 0..8 {
        match kind {
            Kind::Reference(name) => kind = read::kind(&document["components"]["schemas"][name]),
            _ => break,
        }
    }
    kind
}

/// The words of a vocabulary, or of the elements of a list.
fn vocabulary(document: &Value, schema: &Value) -> BTreeSet<String> {
    match read::kind(schema) {
        Kind::Reference(name) => {
            let schema = &document["components"]["schemas"][name];
            match read::kind(schema) {
                Kind::Enum => vocabulary(document, schema),
                _ => BTreeSet::new(),
            }
        }
        Kind::Array(items) if !matches!(read::kind(items), Kind::Array(_)) => {
            vocabulary(document, items)
        }
        Kind::Enum => read::items(&schema["enum"])
            .filter_map(|word| Some(word.as_str()?.to_owned()))
            .collect(),
        _ => BTreeSet::new(),
    }
}

/// A spec's type in its own words.
fn spelt(document: &Value, schema: &Value) -> String {
    let with = |name: &str, format: &str| {
        if format.is_empty() {
            name.to_owned()
        } else {
            format!("{name} ({format})")
        }
    };
    match kind(document, schema) {
        Kind::Reference(name) => name.to_owned(),
        Kind::Object | Kind::Map => "object".to_owned(),
        Kind::Enum => "enum".to_owned(),
        Kind::Array(items) => format!("array of {}", spelt(document, items)),
        Kind::String(format) => with("string", format),
        Kind::Integer(format) => with("integer", format),
        Kind::Number(format) => with("number", format),
        Kind::Boolean => "boolean".to_owned(),
        Kind::Any => "any value".to_owned(),
    }
}

/// The first of some words.
fn some(words: &BTreeSet<String>) -> String {
    let shown: Vec<&str> = words.iter().take(6).map(String::as_str).collect();
    let dots = if words.len() > shown.len() {
        ", …"
    } else {
        ""
    };
    format!("{}{dots}", shown.join(", "))
}

/// Whether a header or a query parameter carries the credentials of a security scheme.
fn credential(document: &Value, path: &str) -> bool {
    let schemes = &document["components"]["securitySchemes"];
    read::entries(schemes).any(|(_, scheme)| match read::text(scheme, "type") {
        "apiKey" => {
            path == format!(
                "{}:{}",
                read::text(scheme, "in"),
                read::text(scheme, "name")
            )
        }
        _ => path.eq_ignore_ascii_case("header:Authorization"),
    })
}

fn mark(object: &Value, name: &str) -> Option<String> {
    object.get(name)?.as_str().map(str::to_owned)
}

/// Marks on what no page was recorded for.
fn marks_out_of_place(spec: &Spec, coverage: &Coverage) -> Vec<String> {
    let held: BTreeSet<&str> = coverage.members.iter().map(|m| m.place.as_str()).collect();
    let mut places = Vec::new();
    for (name, schema) in read::schemas(&spec.document) {
        for property in read::properties(schema) {
            let place = place_of(name, property.name);
            for mark in ["x-differs", "x-undocumented"] {
                if property.schema.get(mark).is_some() && !held.contains(place.as_str()) {
                    places.push(format!("{place}/{mark}"));
                }
            }
        }
    }
    places
}

/// The members in the order of the file: parameters, then properties.
fn in_order(document: &Value, mut members: BTreeMap<String, Member>) -> Vec<Member> {
    let mut ordered = Vec::new();
    for (name, schema) in read::schemas(document) {
        for property in read::properties(schema) {
            let place = place_of(name, property.name);
            ordered.extend(members.remove(&place));
        }
    }
    let mut parameters: Vec<Member> = members.into_values().collect();
    parameters.extend(ordered);
    parameters
}

/// Where the spec has a property of a schema.
fn place_of(schema: &str, property: &str) -> String {
    format!(
        "/components/schemas/{}/properties/{}",
        escaped(schema),
        escaped(property)
    )
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docs::inventory;
    use crate::minimal;

    /// The problems of a spec whose `Thing` has these properties, where the page says this.
    #[track_caller]
    fn check(properties: &str, facts: &str, want: &[&str]) {
        let properties: String = properties.lines().map(|l| format!("    {l}\n")).collect();
        let schemas = format!(
            "Thing:\n  type: object\n  description: A thing.\n  properties:\n{properties}\
             Part:\n  type: object\n  description: A part.\n  properties:\n    id: {{type: string, description: Its id.}}\n\
             Colour:\n  type: string\n  description: A colour.\n  enum: [\"red\", \"green\"]\n"
        );
        let mut spec = minimal::with_schemas(&schemas);
        let facts =
            format!("[get_thing]\npath:id | table: string\nerror:why | sample: string\n{facts}");
        spec.inventory = inventory::parse(&facts).unwrap();
        let got: Vec<String> = lint(&spec)
            .iter()
            .map(|p| {
                let message = p.message.split("; ").next().unwrap_or_default();
                format!(
                    "{}: {message}",
                    p.place.replace("/components/schemas/Thing/properties/", "")
                )
            })
            .collect();
        assert_eq!(got, want);
    }

    #[test]
    fn both_sides_have_every_field() {
        check(
            "a: {type: string}",
            "a | table: string | sample: string",
            &[],
        );
        check(
            "a: {type: string}",
            "a | table: string\nb | sample: string",
            &["get_thing: `b` is on the page, but not in the spec"],
        );
        check(
            "a: {type: string}\nb: {type: string}",
            "a | table: string",
            &["b: `b` is not on the page"],
        );
        check(
            "a: {type: string}\nb: {type: string, x-undocumented: from elsewhere}",
            "a | table: string",
            &[],
        );
        check(
            "a: {type: string, x-undocumented: from elsewhere}",
            "a | table: string",
            &["a/x-undocumented: the page documents it"],
        );
        check(
            "a: {type: array, items: {$ref: '#/components/schemas/Part'}}",
            "a | sample: array of object\na[].id | sample: string\na[].size | sample: number",
            &["get_thing: `a[].size` is on the page, but not in the spec"],
        );
        // A free-form object holds what the page now explains.
        check(
            "a: {type: object, additionalProperties: true}",
            "a | sample: object\na.b | sample: string",
            &["get_thing: `a.b` is on the page, but not in the spec"],
        );
    }

    #[test]
    fn what_documents_a_field() {
        // A table does, and then the sample alone does not.
        check(
            "a: {type: string}\nb: {type: string}",
            "a | table: string | sample: string\nb | sample: string",
            &["b: `b` is in the page's sample only"],
        );
        // Not of an object that no table explains.
        check(
            "a: {allOf: [{$ref: '#/components/schemas/Part'}]}",
            "a | table: object | sample: object\na.id | sample: string",
            &[],
        );
        // What is around a table's object is the table's, too.
        check(
            "a: {allOf: [{$ref: '#/components/schemas/Part'}]}",
            "a | sample: object\na.id | table: string | sample: string",
            &["a: `a` is in the page's sample only"],
        );
        // The sample in JSON does where there are two.
        check(
            "a: {type: string}\nb: {type: string}",
            "a | sample: string | XML sample: string\nb | XML sample: string",
            &["b: `b` is in the page's XML sample only"],
        );
        check("b: {type: string}", "b | XML sample: string", &[]);
        check(
            "b: {type: string, xml: {name: B}}",
            "b | sample: string\nB | XML sample: string",
            &[],
        );
    }

    #[test]
    fn types() {
        let differs = |property: &str, facts: &str, want: &str| {
            check(
                &format!("a: {{{property}}}"),
                facts,
                &[&format!("a: `a`: {want}")],
            );
            check(
                &format!("a: {{{property}, x-differs: a reason}}"),
                facts,
                &[],
            );
        };
        let agrees = |property: &str, facts: &str| {
            check(&format!("a: {{{property}}}"), facts, &[]);
            check(
                &format!("a: {{{property}, x-differs: a reason}}"),
                facts,
                &["a/x-differs: the page says the same as the spec"],
            );
        };
        agrees(
            "type: number, format: decimal",
            "a | table: float | sample: number",
        );
        differs(
            "type: number, format: decimal",
            "a | table: float | sample: string",
            "the page's table says float, the page's sample says string, the spec number (decimal)",
        );
        agrees(
            "type: string, format: date-time",
            "a | table: string | sample: string<date-time>",
        );
        differs(
            "type: string, format: date-time",
            "a | table: timestamp | sample: string<local-date-time>",
            "the page's table says timestamp, the page's sample says string<local-date-time>, the spec string (date-time)",
        );
        differs(
            "type: string, format: date-time",
            "a | table: date | sample: string<date-time>",
            "the page's table says date, the page's sample says string<date-time>, the spec string (date-time)",
        );
        agrees("type: string", "a | table: String / UUID | sample: string");
        agrees(
            "type: string, format: uuid",
            "a | table: UUID | sample: string<uuid>",
        );
        differs(
            "type: string, format: uuid",
            "a | sample: string",
            "the page's sample says string, the spec string (uuid)",
        );
        differs(
            "type: string",
            "a | table: furlong",
            "the page's table says furlong, the spec string",
        );
        agrees(
            "description: Any.",
            "a | table: Depends on the thing | sample: string",
        );
        agrees(
            "type: object, additionalProperties: true",
            "a | table: ThingOfPart | sample: object",
        );
        agrees(
            "type: array, items: {type: string}",
            "a | table: array of strings | sample: array of string",
        );
        differs(
            "type: array, items: {type: string}",
            "a | sample: array of number",
            "the page's sample says array of number, the spec array of string",
        );
        agrees("type: string", "a | sample: string | XML sample: number");
        agrees("type: boolean", "a | sample: boolean | XML sample: empty");
        differs(
            "type: string",
            "a | table: string | list: UUID",
            "the page's table says string, the page's list says UUID, the spec string",
        );
    }

    #[test]
    fn null() {
        check(
            "a: {type: integer, nullable: true}",
            "a | table: integer | sample: null",
            &["a: `a`: the page says nothing of null, its sample has null"],
        );
        check(
            "a: {type: integer, nullable: true}",
            "a | table: integer or null | sample: null",
            &[],
        );
        check(
            "a: {type: string, nullable: true}",
            "a | sample: null or string",
            &[],
        );
        check(
            "a: {type: string, nullable: true}",
            "a | sample: null",
            &["a: `a`: the page's sample has null and no more, the spec string"],
        );
        // One mark is enough for a field that no table explains.
        check(
            "a: {type: string}\nb: {type: string, nullable: true, x-undocumented: the sample}",
            "a | table: string\nb | sample: null",
            &[],
        );
    }

    #[test]
    fn words() {
        let colour = "a: {allOf: [{$ref: '#/components/schemas/Colour'}]}";
        check(colour, "a | table: enum\na = red\na = green", &[]);
        check(
            colour,
            "a | table: string\na = red",
            &["a: `a`: the page's words and the spec's differ (green)"],
        );
        check(
            colour,
            "a | sample: string",
            &["a: `a`: the page lists no words, the spec green, red"],
        );
        check(
            "a: {type: string}",
            "a | table: string\na = red",
            &["a: `a`: the page lists words (red), the spec none"],
        );
        check(
            "a: {type: array, items: {$ref: '#/components/schemas/Colour'}}",
            "a | table: array of strings\na = red\na = green",
            &[],
        );
    }

    #[test]
    fn required() {
        check(
            "a: {type: string}",
            "a | list: string, required",
            &["a: `a`: the page's list says required, the spec optional"],
        );
        check("a: {type: string}", "a | list: string, optional", &[]);
    }

    #[test]
    fn parameters() {
        let parameters = "- {name: id, in: path, required: true, description: Which., schema: {type: string}}\n\
                          - {name: X-V, in: header, description: Which., schema: {type: string}}\n";
        let mut spec = minimal::with(
            parameters,
            "Thing:\n  type: object\n  description: A thing.\n  properties: {}\n",
        );
        let facts = "[get_thing]\npath:id | list: integer, required\nheader:Authorization | list: string\nquery:page | list: integer\nerror:why | sample: string\n[other]\n";
        spec.inventory = inventory::parse(facts).unwrap();
        let got: Vec<String> = lint(&spec).iter().map(ToString::to_string).collect();
        assert_eq!(
            got,
            [
                "specs/acme/inventory.txt: other: the spec has no such operation; remove its part of the file",
                "specs/acme/inventory.txt: get_thing: `query:page` is on the page, but not in the spec; add it to specs/acme/openapi.yaml",
                "specs/acme/openapi.yaml: /paths/~1things~1{id}/get/parameters/0: `path:id`: the page's list says integer, the spec string; correct the spec, or say why it is so: `x-differs: <reason>`",
                "specs/acme/openapi.yaml: /paths/~1things~1{id}/get/parameters/1: `header:X-V` is not on the page; say where it comes from: `x-undocumented: <reason>`",
            ]
        );
    }

    #[test]
    fn marks_without_a_page() {
        let spec = minimal::with_schemas(
            "Thing:\n  type: object\n  description: A thing.\n  properties:\n    a: {type: string, x-differs: a reason}\n",
        );
        let got: Vec<String> = lint(&spec).iter().map(ToString::to_string).collect();
        assert_eq!(
            got,
            [
                "specs/acme/openapi.yaml: /components/schemas/Thing/properties/a/x-differs: no page was recorded that this could be held against; record it with `cargo xtask docs`, or remove the mark"
            ]
        );
    }
}
