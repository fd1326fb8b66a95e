//! Named schemas for the shapes of bodies: one for each object, with the types that its values suggest. What is suggested, and not
//! said by a page, has a comment.

use std::collections::BTreeSet;

use heck::ToSnakeCase;
use serde_json::Value;

use super::yaml::{Map, Node};
use crate::extract::Operation;
use xtask::spec::inventory::{Facts, Field, Seen, join, segment};
use xtask::spec::meaning::{Meaning, meaning};
use xtask::spec::shape::{Number, Shape, Text, XmlForm};
use xtask::spec::{Document, Shape as TypeShape, coverage, names};

/// The schemas of the new operations, in the order of their bodies.
pub struct Schemas<'a> {
    /// The document that they are added to.
    existing: Option<&'a Document>,
    list: Vec<(String, Map)>,
    /// The names of schemas whose members are being read.
    open: BTreeSet<String>,
}

/// A body, and what is known of it.
pub struct Body<'a> {
    pub shape: &'a Shape,
    /// What its page says.
    pub facts: Option<&'a Facts>,
    /// Where its fields are on the page: nothing, `body:` or `error:`.
    pub prefix: &'static str,
    /// The root's element in XML.
    pub root: Option<&'a str>,
}

/// Where a value stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    /// Its path on the page.
    path: &'a str,
    /// Its name.
    name: &'a str,
    /// The schema that it belongs to.
    parent: &'a str,
    facts: Option<&'a Facts>,
    /// Whether a mark above it says already that no page documents it.
    marked: Marked,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Marked {
    Yes,
    No,
}

impl<'a> Place<'a> {
    /// What the page says of the value, or of the list that it is in.
    fn field(self) -> Option<&'a Field> {
        self.facts?.fields.get(self.path.trim_end_matches("[]"))
    }

    /// The type that a table or a list gives it.
    fn documented(self) -> Option<Meaning> {
        let mut seen = self.field()?.seen.iter();
        seen.find(|(source, _)| source.documents())
            .map(|(_, seen)| match meaning(&seen.r#type) {
                // Null is told apart from the rest.
                Meaning::OneOf(mut choices) => {
                    choices.retain(|c| *c != Meaning::Null);
                    match choices.len() {
                        1 => choices.remove(0),
                        _ => Meaning::OneOf(choices),
                    }
                }
                meaning => meaning,
            })
            .filter(|meaning| *meaning != Meaning::Unknown)
    }
}

impl<'a> Schemas<'a> {
    pub fn new(existing: Option<&'a Document>) -> Self {
        Self { existing, list: Vec::new(), open: BTreeSet::new() }
    }

    /// Adds the schemas of a body; the body's own schema. The noun is what a response is about: `account` of `get_account`.
    pub fn response(&mut self, body: &Body<'_>, noun: &str) -> Map {
        let noun = names::type_name(noun);
        // What stands in an envelope has the noun for its name.
        let envelope = body
            .shape
            .members
            .iter()
            .flatten()
            .any(|(name, member)| is_envelope(name, &noun) && member.object().is_some());
        let name = if envelope { format!("{noun}Response") } else { noun.clone() };
        self.body(body, &name, if envelope { &noun } else { "" })
    }

    /// Adds the schemas of a body whose object gets this name; the body's own schema.
    pub fn named(&mut self, body: &Body<'_>, name: &str) -> Map {
        self.body(body, name, "")
    }

    fn body(&mut self, body: &Body<'_>, name: &str, noun: &str) -> Map {
        let place = Place {
            path: body.prefix,
            name: noun,
            parent: "",
            facts: body.facts,
            marked: Marked::No,
        };
        if body.shape.members.as_ref().is_some_and(|m| !m.is_empty()) {
            let reference = self.object(body.shape, name, place);
            if let (Some(root), Some((_, schema))) =
                (body.root, self.list.iter_mut().find(|(n, _)| *n == reference.name))
                && root != reference.name
            {
                schema.insert_behind("type", "xml", Node::Map(Map::default().text("name", root)));
            }
            return reference.map();
        }
        let singular = singular(name);
        let place =
            Place { name: if body.shape.items.is_some() { name } else { &singular }, ..place };
        self.value(body.shape, place)
    }

    /// The schemas by name.
    pub fn into_map(self) -> Map {
        self.list.into_iter().fold(Map::default(), |all, (name, schema)| all.map(&name, schema))
    }

    /// Adds the schema of an object, and those below it. `place.name` is the noun for what is in an envelope.
    fn object(&mut self, shape: &Shape, wanted: &str, place: Place<'_>) -> Reference {
        let members = shape.members.as_deref().unwrap_or_default();
        if self.existing.is_some_and(|d| has_members(d, wanted, members)) {
            return Reference { name: wanted.to_owned(), known: Known::Existing };
        }
        let mut name = wanted.to_owned();
        if is_taken(&name) {
            name.push_str("Detail");
        }
        if !self.is_unused(&name) && self.list.iter().all(|(n, _)| *n != name) {
            name = self.unused(&format!("{}{name}", place.parent));
        }
        let start = self.list.len();
        self.open.insert(name.clone());
        let mut properties = Map::default();
        let mut required = Vec::new();
        for (member, shape) in members {
            let path = join(place.path, &segment(member));
            let noun = match place {
                Place { name: noun, .. } if is_envelope(member, noun) => noun,
                _ => member.as_str(),
            };
            let undocumented = !is_documented(place.facts, &path);
            let marked = match undocumented && !documents_below(place.facts, &path) {
                true => Marked::Yes,
                false => place.marked,
            };
            let inner =
                Place { path: &path, name: noun, parent: &name, facts: place.facts, marked };
            let says = |wanted| {
                let field = place.facts.and_then(|f| f.fields.get(&path));
                field.is_some_and(|f| f.seen.values().any(|s| s.required == Some(wanted)))
            };
            if says(true) {
                required.push(Node::Text(member.clone()));
            }
            let optional = if says(true) { Optional::No } else { Optional::Yes };
            let mut property = self.property(shape, inner, optional);
            let field = place.facts.and_then(|f| f.fields.get(&path));
            if field.is_some_and(|f| f.seen.values().any(|s| s.deprecated)) {
                property = property.with("deprecated", Node::True);
            }
            property = limited(property, field.and_then(|f| f.seen.values().next()));
            if undocumented && place.marked == Marked::No {
                let reason = match field.is_none() && documents_below(place.facts, &path) {
                    true => "only what is inside of it is documented",
                    false => "only a sample shows it",
                };
                property = property.text("x-undocumented", reason);
            }
            properties = properties.map(member, property);
        }
        self.open.remove(&name);
        let mut schema = Map::default().text("type", "object");
        if !required.is_empty() {
            schema = schema.with("required", Node::List(required));
        }
        let schema = schema.map("properties", properties);
        let meant = schema.without_comments();
        let mut before = self.list[..start].iter().filter(|(n, _)| n.contains(wanted));
        if let Some((found, _)) = before.find(|(_, other)| other.without_comments() == meant) {
            // The same object again: one type for both, and for what is below.
            let name = found.clone();
            self.list.truncate(start);
            return Reference { name, known: Known::New };
        }
        if self.list.iter().any(|(n, _)| *n == name) {
            name = self.unused(&format!("{}{wanted}", place.parent));
        }
        self.list.insert(start, (name.clone(), schema));
        Reference { name, known: Known::New }
    }

    fn is_unused(&self, name: &str) -> bool {
        !self.open.contains(name)
            && !is_taken(name)
            && self.list.iter().all(|(n, _)| n != name)
            && self.existing.is_none_or(|d| d.named(name).is_none())
    }

    /// A name that no schema has.
    fn unused(&self, wanted: &str) -> String {
        if self.is_unused(wanted) {
            return wanted.to_owned();
        }
        let numbered = (2..).map(|n| format!("{wanted}{n}"));
        numbered.take(10_000).find(|name| self.is_unused(name)).unwrap_or_default()
    }

    fn property(&mut self, shape: &Shape, place: Place<'_>, optional: Optional) -> Map {
        let mut schema = self.value(shape, place);
        let is_container = shape.items.is_some() || schema.get("additionalProperties").is_some();
        let items = schema.take("items");
        if schema.get("$ref").is_some() && shape.null {
            // Beside `$ref`, OpenAPI 3.0 knows no `nullable`.
            let reference = Node::Map(std::mem::take(&mut schema));
            schema = schema.with("allOf", Node::List(vec![reference]));
        }
        let any = schema.is_empty();
        if shape.null && !any {
            schema = schema.with("nullable", Node::True);
        } else if is_container && !any && optional == Optional::Yes {
            schema = schema
                .with("nullable", Node::True)
                .guessed("other APIs, whose lists and maps may be null");
        }
        match &shape.xml {
            Some(XmlForm::Attribute) => {
                schema = schema.map("xml", Map::default().with("attribute", Node::True))
            }
            Some(XmlForm::Wrapped(_)) if items.is_some() => {
                schema = schema.map("xml", Map::default().with("wrapped", Node::True));
            }
            _ => {}
        }
        match items {
            Some(items) => schema.with("items", items),
            None => schema,
        }
    }

    /// A value's schema: nothing where it may be anything.
    fn value(&mut self, shape: &Shape, place: Place<'_>) -> Map {
        let kinds = [
            shape.boolean,
            shape.number.is_some(),
            !shape.texts.is_empty(),
            shape.items.is_some(),
            shape.members.is_some(),
        ];
        let kinds = kinds.iter().filter(|k| **k).count();
        let documented = place.documented();
        if shape.xml == Some(XmlForm::Dressed) || documented == Some(Meaning::Any) {
            return Map::default();
        }
        if kinds == 0 {
            return match documented.map(|meaning| documented_schema(&meaning)) {
                Some(schema) if !schema.is_empty() => schema,
                _ if shape.empty => string().guessed("an empty element"),
                _ => Map::default(),
            };
        }
        if let (Some(_), Some(Text::Decimal), 2) = (shape.number, shape.text(), kinds) {
            return number().guessed("the samples, which have numbers and strings");
        }
        if kinds != 1 {
            return Map::default();
        }
        if shape.boolean {
            return Map::default().text("type", "boolean");
        }
        if let Some(found) = shape.number {
            let is_documented = matches!(documented, Some(Meaning::Integer | Meaning::Number));
            return match (found, &documented) {
                (_, Some(Meaning::Number)) | (Number::Fraction, _) => match is_documented {
                    true => number(),
                    false => number().guessed("a sample with a fraction"),
                },
                (Number::Integer, Some(Meaning::Integer)) => integer(),
                (Number::Integer, _) => integer().guessed("a sample with a whole number"),
            };
        }
        if let Some(items) = &shape.items {
            let items = self.items(items, shape, place);
            let empty = items.is_empty();
            let list = Map::default().text("type", "array").map("items", items);
            return if empty { list.guessed("samples without items of one type") } else { list };
        }
        if let Some(members) = &shape.members {
            if members.is_empty() {
                let free =
                    Map::default().text("type", "object").with("additionalProperties", Node::True);
                return free.guessed("a sample without members");
            }
            return self.object(shape, &names::type_name(place.name), place).map();
        }
        self.string(shape, place)
    }

    fn items(&mut self, items: &Shape, list: &Shape, place: Place<'_>) -> Map {
        let element = match &list.xml {
            Some(XmlForm::Wrapped(name)) => Some(name.as_str()),
            _ => None,
        };
        let singular = singular(place.name);
        let path = format!("{}[]", place.path);
        let inner = Place { path: &path, name: element.unwrap_or(&singular), ..place };
        let mut schema = self.value(items, inner);
        if items.null && schema.get("$ref").is_none() && !schema.is_empty() {
            schema = schema.with("nullable", Node::True);
        }
        let Some(element) = element else {
            return schema;
        };
        let name = Node::Map(Map::default().text("name", element));
        match schema.get("$ref") {
            Some(Node::Quoted(reference)) => {
                let found = reference.rsplit('/').next().unwrap_or_default();
                if let Some((_, schema)) = self.list.iter_mut().find(|(n, _)| n == found) {
                    schema.insert_behind("type", "xml", name);
                }
                schema
            }
            _ => schema.with("xml", name),
        }
    }

    fn string(&mut self, shape: &Shape, place: Place<'_>) -> Map {
        let is_number = place.documented() == Some(Meaning::Number);
        let times = shape.texts.iter().all(|t| matches!(t, Text::DateTime | Text::LocalDateTime));
        if let Some(values) = place.field().map(|f| &f.values).filter(|w| !w.is_empty()) {
            let wanted = names::type_name(place.name);
            let values = values.iter().map(|v| Node::Quoted(v.clone())).collect();
            let schema = string()
                .with("enum", Node::List(values))
                .guessed("the page, which may know more values");
            let mut same = self.list.iter().filter(|(n, _)| n.ends_with(&wanted));
            let name = match same.find(|(_, s)| *s == schema) {
                Some((name, _)) => name.clone(),
                None => {
                    let name = self.unused(&format!("{}{wanted}", place.parent));
                    self.list.push((name.clone(), schema));
                    name
                }
            };
            return Reference { name, known: Known::New }.map();
        }
        let format = |name: &str| string().text("format", name);
        let documented =
            matches!(place.documented(), Some(Meaning::Uuid | Meaning::DateTime | Meaning::Date));
        let seen = |schema: Map| {
            if documented { schema } else { schema.guessed("how a sample writes it") }
        };
        match shape.text() {
            _ if is_secret(place.name) => format("password").guessed("the name"),
            Some(Text::Uuid) => seen(format("uuid")),
            _ if times => seen(format("date-time")),
            Some(Text::Date) => seen(format("date")),
            Some(Text::Decimal) if is_number => format("decimal"),
            Some(Text::Decimal) if is_money(place.name) => {
                format("decimal").guessed("the name, and how a sample writes it")
            }
            _ => string(),
        }
    }
}

/// A schema by name.
struct Reference {
    name: String,
    known: Known,
}

#[derive(PartialEq, Eq)]
enum Known {
    New,
    /// It was in the document before.
    Existing,
}

impl Reference {
    fn map(&self) -> Map {
        let target = format!("#/components/schemas/{}", self.name);
        let reference = Map::default().with("$ref", Node::Quoted(target));
        match self.known {
            Known::New => reference,
            Known::Existing => reference.guessed("the members that both have"),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Optional {
    Yes,
    No,
}

/// A schema with the default and the limits that a page gives, as far as they are values of its type.
pub fn limited(mut schema: Map, seen: Option<&Seen>) -> Map {
    let Some(seen) = seen else { return schema };
    let r#type = match schema.get("type") {
        Some(Node::Text(name)) => name.clone(),
        _ => return schema,
    };
    let is_number = |text: &str| match r#type.as_str() {
        "integer" => text.parse::<i64>().is_ok(),
        _ => r#type == "number" && text.parse::<f64>().is_ok_and(f64::is_finite),
    };
    let listed = match schema.get("enum") {
        Some(Node::List(values)) => Some(values.clone()),
        _ => None,
    };
    for (key, value) in [("default", &seen.default), ("minimum", &seen.min), ("maximum", &seen.max)]
    {
        let Some(value) = value else { continue };
        let plain =
            is_number(value) || (r#type == "boolean" && ["true", "false"].contains(&&**value));
        let text = Node::Quoted(value.clone());
        let known = listed.as_ref().is_none_or(|values| values.contains(&text));
        if plain {
            schema = schema.with(key, Node::Plain(value.clone()));
        } else if r#type == "string" && key == "default" && known {
            schema = schema.with(key, text);
        }
    }
    schema
}

/// The schema of a type that a page documents; nothing where that says too little.
pub fn documented_schema(meaning: &Meaning) -> Map {
    match meaning {
        Meaning::Integer => integer(),
        Meaning::Number => number(),
        Meaning::Boolean => Map::default().text("type", "boolean"),
        Meaning::Uuid => string().text("format", "uuid"),
        Meaning::DateTime => string().text("format", "date-time"),
        Meaning::Date => string().text("format", "date"),
        Meaning::Text | Meaning::Enum => string(),
        Meaning::Array(Some(items)) => match documented_schema(items) {
            items if items.is_empty() => Map::default(),
            items => Map::default().text("type", "array").map("items", items),
        },
        Meaning::OneOf(choices) => {
            let mut known = choices.iter().filter(|m| **m != Meaning::Null);
            match (known.next(), known.next()) {
                (Some(only), None) => documented_schema(only),
                _ => Map::default(),
            }
        }
        _ => Map::default(),
    }
}

pub fn string() -> Map {
    Map::default().text("type", "string")
}

fn integer() -> Map {
    Map::default().text("type", "integer").text("format", "int64")
}

fn number() -> Map {
    Map::default().text("type", "number").text("format", "decimal")
}

/// Whether the page has a word on a field; a page that was not given has nothing to contradict.
fn is_documented(facts: Option<&Facts>, path: &str) -> bool {
    facts.is_none_or(|facts| coverage::is_documented(facts, path))
}

/// Whether the page documents a field inside of a value.
fn documents_below(facts: Option<&Facts>, path: &str) -> bool {
    facts.is_some_and(|facts| {
        facts.fields.keys().any(|below| {
            let rest = below.strip_prefix(path);
            rest.is_some_and(|r| r.starts_with(['.', '['])) && coverage::is_documented(facts, below)
        })
    })
}

/// Whether a document has an object of this name with all these members.
fn has_members(document: &Document, name: &str, members: &[(String, Shape)]) -> bool {
    let object = match document.named(name).map(|t| &t.shape) {
        Some(TypeShape::Object(object)) => object,
        _ => return false,
    };
    members.iter().all(|(member, _)| object.properties.iter().any(|p| p.name == *member))
}

/// Whether what a member of the root holds is what was asked for.
fn is_envelope(name: &str, noun: &str) -> bool {
    let generic = matches!(name, "data" | "result" | "results" | "response" | "item" | "items");
    !noun.is_empty() && (generic || names::type_name(name) == noun)
}

/// Whether a field of this name holds what nobody should print.
fn is_secret(name: &str) -> bool {
    let name = name.to_snake_case();
    let secret = |w: &str| {
        matches!(w, "passwd" | "passphrase" | "secret" | "token") || w.ends_with("password")
    };
    name.split('_').any(secret)
        || ["api_key", "apikey", "private_key"].iter().any(|w| name.contains(w))
}

/// Whether a field of this name holds an amount of money, which many providers send as a string.
fn is_money(name: &str) -> bool {
    const WORDS: [&str; 19] = [
        "amount", "balance", "charge", "cost", "credit", "debit", "debt", "discount", "due", "fee",
        "limit", "paid", "payment", "price", "rate", "subtotal", "sum", "tax", "total",
    ];
    name.to_snake_case().split('_').any(|w| WORDS.contains(&w))
}

/// Whether Rust or the generated code calls something else by a name.
fn is_taken(name: &str) -> bool {
    const TAKEN: [&str; 13] = [
        "Box", "Client", "ClientBuilder", "Credentials", "Default", "Error", "Extra", "Map",
        "Option", "Result", "Self", "String", "Vec",
    ];
    TAKEN.contains(&name)
}

/// What a page says that a body is made of; nothing if it describes none.
pub fn documented_shape(page: &Operation, prefix: &str) -> Option<Shape> {
    let mut shape = Shape::default();
    let fields = page.order.iter().filter_map(|path| page.facts.fields.get_key_value(path));
    for (path, field) in fields {
        let own = match path.split_once(':') {
            Some((location, _)) if LOCATIONS.contains(&location) => {
                path.strip_prefix(prefix).filter(|_| !prefix.is_empty())
            }
            _ => Some(path.as_str()).filter(|_| prefix.is_empty()),
        };
        // What documents a field comes first among the places where it was seen.
        if let (Some(path), Some(seen)) = (own, field.seen.values().next()) {
            let place = at(&mut shape, path);
            fill(place, shape_of(&meaning(&seen.r#type)));
        }
    }
    (shape != Shape::default()).then_some(shape)
}

const LOCATIONS: [&str; 6] = ["path", "query", "header", "response-header", "body", "error"];

/// The place of a path in a shape, which is made if it is not there.
fn at<'s>(shape: &'s mut Shape, path: &str) -> &'s mut Shape {
    let path = path.trim_start_matches('.');
    if path.is_empty() {
        return shape;
    }
    if let Some(rest) = path.strip_prefix("[]") {
        return at(shape.items.get_or_insert_default(), rest);
    }
    let end = match path.strip_prefix('"') {
        Some(quoted) => quoted.find('"').map_or(path.len(), |end| end + 2),
        None => path.find(['.', '[']).unwrap_or(path.len()),
    };
    let (name, rest) = path.split_at(end);
    let name = serde_json::from_str(name).unwrap_or_else(|_| name.to_owned());
    let members = shape.members.get_or_insert_default();
    let index = members.iter().position(|(n, _)| *n == name);
    let index = index.unwrap_or_else(|| {
        members.push((name, Shape::default()));
        members.len() - 1
    });
    at(&mut members[index].1, rest)
}

/// Adds to a shape what it says nothing of.
pub fn fill(shape: &mut Shape, more: Shape) {
    let is_value = shape.boolean || shape.number.is_some() || !shape.texts.is_empty();
    match (&mut shape.members, more.members) {
        (Some(members), Some(more)) => {
            for (name, more) in more {
                match members.iter_mut().find(|(n, _)| *n == name) {
                    Some((_, member)) => fill(member, more),
                    None => members.push((name, more)),
                }
            }
        }
        (None, Some(more)) if !is_value && shape.items.is_none() => shape.members = Some(more),
        _ => {}
    }
    match (&mut shape.items, more.items) {
        (Some(items), Some(more)) => fill(items, *more),
        (None, Some(more)) if !is_value && shape.members.is_none() => shape.items = Some(more),
        _ => {}
    }
    if !is_value && shape.members.is_none() && shape.items.is_none() && !shape.empty {
        (shape.boolean, shape.number, shape.texts) = (more.boolean, more.number, more.texts);
    }
    shape.null |= more.null;
}

/// The shape of values of a documented type.
fn shape_of(meaning: &Meaning) -> Shape {
    let text = |text| Shape { texts: BTreeSet::from([text]), ..Shape::default() };
    match meaning {
        Meaning::Integer | Meaning::Number => Shape {
            number: Some(match meaning {
                Meaning::Integer => Number::Integer,
                _ => Number::Fraction,
            }),
            ..Shape::default()
        },
        Meaning::Boolean => Shape { boolean: true, ..Shape::default() },
        Meaning::Uuid => text(Text::Uuid),
        Meaning::DateTime => text(Text::DateTime),
        Meaning::Date => text(Text::Date),
        Meaning::Object => Shape { members: Some(Vec::new()), ..Shape::default() },
        Meaning::Array(items) => Shape {
            items: Some(Box::new(items.as_deref().map(shape_of).unwrap_or_default())),
            ..Shape::default()
        },
        Meaning::OneOf(choices) => {
            let null = choices.contains(&Meaning::Null);
            let first = choices.iter().find(|m| **m != Meaning::Null);
            Shape { null, ..first.map(shape_of).unwrap_or_default() }
        }
        Meaning::Any | Meaning::Null => Shape::default(),
        Meaning::Text | Meaning::Enum | Meaning::Unknown => text(Text::Plain),
    }
}

/// A body of this shape, for a page that shows none.
pub fn example(shape: &Shape, path: &str, facts: Option<&Facts>) -> Value {
    if let Some(members) = &shape.members {
        let members = members.iter().map(|(name, member)| {
            let path = join(path, &segment(name));
            (name.clone(), example(member, &path, facts))
        });
        return Value::Object(members.collect());
    }
    if let Some(items) = &shape.items {
        let item = example(items, &format!("{path}[]"), facts);
        return Value::Array(vec![item].into_iter().filter(|i| !i.is_null()).collect());
    }
    let field = facts.and_then(|f| f.fields.get(path.trim_end_matches("[]")));
    match (shape.boolean, shape.number, shape.text()) {
        (true, ..) => Value::Bool(true),
        (_, Some(Number::Integer), _) => Value::from(1),
        (_, Some(Number::Fraction), _) => Value::from(1.5),
        (.., Some(text)) => Value::from(match text {
            Text::Uuid => "00000000-0000-0000-0000-000000000000",
            Text::DateTime => "2024-01-31T08:00:00Z",
            Text::LocalDateTime => "2024-01-31T08:00:00",
            Text::Date => "2024-01-31",
            Text::Decimal => "1.50",
            Text::Plain => field.and_then(|f| f.values.first()).map_or("text", String::as_str),
        }),
        _ => Value::Null,
    }
}

/// One of many: `contacts` → `contact`.
pub fn singular(name: &str) -> String {
    let ends = |end: &str| name.to_lowercase().ends_with(end);
    if ends("ies") && name.len() > 4 {
        format!("{}y", &name[..name.len() - 3])
    } else if ["sses", "xes", "ches", "shes"].iter().any(|e| ends(e)) {
        name[..name.len() - 2].to_owned()
    } else if ends("s") && !ends("ss") && !ends("us") && name.len() > 2 {
        name[..name.len() - 1].to_owned()
    } else {
        name.to_owned()
    }
}
