//! Compares two documents of a provider by what they mean.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::rules::{self, Rule};
use crate::package;
use crate::polish::{bare_type, rust_type};
use crate::read::{self, Kind, Operation, Parameter, Property};

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its kind.
    pub rule: Rule,
    /// What changed: `+ AutoTopUp.limit: Option<Decimal>`.
    pub what: String,
}

/// The differences between two documents of a provider, the gravest first.
pub fn documents(name: &str, before: Option<&Value>, after: Option<&Value>) -> Vec<Change> {
    let mut found = Found::default();
    match (before, after) {
        (Some(before), Some(after)) => both(before, after, &mut found),
        (None, Some(_)) => found.add(rules::PROVIDER_ADDED, format!("+ {name}")),
        (Some(_), None) => found.add(rules::PROVIDER_REMOVED, format!("- {name}")),
        (None, None) => {}
    }
    let mut changes = found.changes;
    changes.sort_by_key(|c| std::cmp::Reverse(c.rule.class));
    changes
}

#[derive(Default)]
struct Found {
    changes: Vec<Change>,
}

impl Found {
    fn add(&mut self, rule: Rule, what: String) {
        self.changes.push(Change { rule, what });
    }

    /// Compares what no other rule looks at: all but these keys.
    fn rest(&mut self, place: &str, before: &Value, after: &Value, known: &[&str]) {
        let rest = |value: &Value| -> Map<String, Value> {
            read::entries(value)
                .filter(|(key, _)| !known.contains(key))
                .map(|(key, value)| (key.to_owned(), value.clone()))
                .collect()
        };
        let (before, after) = (rest(before), rest(after));
        for key in before
            .keys()
            .chain(after.keys().filter(|k| !before.contains_key(*k)))
        {
            if before.get(key) != after.get(key) {
                self.add(rules::OTHER, format!("~ {place}{key}"));
            }
        }
    }
}

fn both(before: &Value, after: &Value, found: &mut Found) {
    operations(before, after, found);
    security(before, after, found);
    servers(before, after, found);
    types(before, after, found);
    found.rest(
        "",
        before,
        after,
        &[
            "info",
            "externalDocs",
            "servers",
            "security",
            "paths",
            "components",
        ],
    );
    found.rest("info.", &before["info"], &after["info"], WORDS);
    found.rest(
        "components.",
        &before["components"],
        &after["components"],
        &["schemas", "securitySchemes"],
    );
    let mut count = 0;
    words(before, after, &mut count);
    if count > 0 {
        let noun = if count == 1 { "text" } else { "texts" };
        found.add(rules::WORDS, format!("~ {count} {noun}"));
    }
}

/// The keys that hold words for people.
const WORDS: &[&str] = &[
    "title",
    "version",
    "description",
    "summary",
    "x-differs",
    "x-undocumented",
];

/// Counts the texts that differ, where both documents have the place.
fn words(before: &Value, after: &Value, count: &mut usize) {
    match (before, after) {
        (Value::Object(a), Value::Object(b)) => {
            for (key, before) in a {
                let Some(after) = b.get(key) else {
                    // A mark that was removed.
                    *count += usize::from(
                        key.starts_with("x-differs") || key.starts_with("x-undocumented"),
                    );
                    continue;
                };
                let text = before.is_string() && after.is_string();
                if text
                    && (WORDS.contains(&key.as_str())
                        || key == "url" && a.contains_key("description"))
                {
                    *count += usize::from(before != after);
                } else {
                    words(before, after, count);
                }
            }
            let marks = ["x-differs", "x-undocumented"];
            *count += marks
                .iter()
                .filter(|m| b.contains_key(**m) && !a.contains_key(**m))
                .count();
        }
        (Value::Array(a), Value::Array(b)) => {
            // Parameters and servers are the same ones wherever they stand.
            let named = |value: &Value| value.get("name").or_else(|| value.get("url")).cloned();
            for (index, before) in a.iter().enumerate() {
                let after = match named(before) {
                    Some(name) => b.iter().find(|v| named(v).as_ref() == Some(&name)),
                    None => b.get(index),
                };
                if let Some(after) = after {
                    words(before, after, count);
                }
            }
        }
        _ => {}
    }
}

/// A value without what its keys say to people.
fn without_words(value: &Value) -> Value {
    match value {
        Value::Object(members) => members
            .iter()
            .filter(|(key, value)| !(value.is_string() && WORDS.contains(&key.as_str())))
            .map(|(key, value)| (key.clone(), without_words(value)))
            .collect(),
        other => other.clone(),
    }
}

fn operations(before: &Value, after: &Value, found: &mut Found) {
    let by_id = |document| -> BTreeMap<&str, Operation<'_>> {
        read::operations(document).map(|o| (o.id, o)).collect()
    };
    let (old, new) = (by_id(before), by_id(after));
    for id in old.keys().filter(|id| !new.contains_key(*id)) {
        found.add(rules::OPERATION_REMOVED, format!("- {id}()"));
    }
    for (id, operation) in &new {
        match old.get(id) {
            None => found.add(rules::OPERATION_ADDED, format!("+ {id}()")),
            Some(old) => self::operation(id, old, operation, found),
        }
    }
}

fn operation(id: &str, old: &Operation<'_>, new: &Operation<'_>, found: &mut Found) {
    let request = |o: &Operation<'_>| format!("{} {}", o.method.to_uppercase(), o.path);
    // The name of a parameter in the path is the method's business, not the request's.
    let shape = |o: &Operation<'_>| {
        let mut text = o.method.to_owned();
        for part in o.path.split('{') {
            text.push_str(part.split_once('}').map_or(part, |(_, rest)| rest));
            text.push('{');
        }
        text
    };
    if shape(old) != shape(new) {
        found.add(
            rules::REQUEST_MOVED,
            format!("~ {id}(): {} → {}", request(old), request(new)),
        );
    }
    parameters(id, old, new, found);
    responses(id, old, new, found);
    let known = [&["operationId", "parameters", "responses"], WORDS].concat();
    found.rest(&format!("{id}()."), old.object, new.object, &known);
}

fn parameters(id: &str, old: &Operation<'_>, new: &Operation<'_>, found: &mut Found) {
    let constants = |o: &Operation<'_>| -> BTreeMap<String, String> {
        o.parameters()
            .filter_map(|p| Some((p.name.to_owned(), p.constant()?.to_owned())))
            .collect()
    };
    let (before, after) = (constants(old), constants(new));
    for name in before
        .keys()
        .chain(after.keys().filter(|n| !before.contains_key(*n)))
    {
        let (from, to) = (before.get(name), after.get(name));
        if from != to {
            let shown = |value: Option<&String>| value.map_or("nothing", |v| v).to_owned();
            found.add(
                rules::CONSTANT_CHANGED,
                format!("~ {name}: {} → {}", shown(from), shown(to)),
            );
        }
    }
    let (before, after) = (old.arguments(), new.arguments());
    let in_both = |these: &[Parameter<'_>], those: &[Parameter<'_>]| -> Vec<String> {
        these
            .iter()
            .filter(|p| those.iter().any(|q| q.name == p.name))
            .map(|p| p.name.to_owned())
            .collect()
    };
    for parameter in &before {
        match after.iter().find(|p| p.name == parameter.name) {
            None => found.add(
                rules::PARAMETER_REMOVED,
                format!("- {id}({})", argument(parameter)),
            ),
            Some(now) => {
                if argument(parameter) != argument(now) || parameter.schema != now.schema {
                    found.add(
                        rules::PARAMETER_CHANGED,
                        format!("~ {id}({} → {})", argument(parameter), argument(now)),
                    );
                }
                let known = [&["name", "in", "required", "schema"], WORDS].concat();
                found.rest(
                    &format!("{id}({}).", now.name),
                    parameter.object,
                    now.object,
                    &known,
                );
            }
        }
    }
    for parameter in &after {
        if before.iter().all(|p| p.name != parameter.name) {
            found.add(
                rules::PARAMETER_ADDED,
                format!("+ {id}({})", argument(parameter)),
            );
        }
    }
    let (was, is) = (in_both(&before, &after), in_both(&after, &before));
    if was != is {
        found.add(
            rules::PARAMETERS_MOVED,
            format!("~ {id}({} → {})", was.join(", "), is.join(", ")),
        );
    }
}

/// A parameter with its type and its place.
fn argument(parameter: &Parameter<'_>) -> String {
    let property = Property {
        name: parameter.name,
        schema: parameter.schema,
        required: parameter.required,
    };
    format!(
        "{}: {} in {}",
        parameter.name,
        rust_type(property),
        parameter.location
    )
}

fn responses(id: &str, old: &Operation<'_>, new: &Operation<'_>, found: &mut Found) {
    let name = |response: Option<read::Response<'_>>| {
        response
            .and_then(|r| r.schema_name().map(str::to_owned))
            .unwrap_or_else(|| "nothing".to_owned())
    };
    let (was, is) = (name(old.success()), name(new.success()));
    if was != is {
        found.add(rules::ANSWER_CHANGED, format!("~ {id}() -> {was} → {is}"));
    }
    match (old.failure(), new.failure()) {
        (None, Some(_)) => found.add(
            rules::ERROR_ADDED,
            format!("+ {id}() refused with {}", name(new.failure())),
        ),
        (was, is) if name(was) != name(is) => {
            found.add(
                rules::ERROR_CHANGED,
                format!("~ {id}() refused with {} → {}", name(was), name(is)),
            );
        }
        _ => {}
    }
    let statuses = |o: &Operation<'_>| -> Vec<String> {
        o.responses()
            .filter(|r| r.schema.is_some())
            .map(|r| r.status.to_owned())
            .collect()
    };
    let had_errors = old.failure().is_some();
    let (was, is) = (statuses(old), statuses(new));
    for status in is.iter().filter(|s| had_errors && !was.contains(s)) {
        found.add(rules::ERROR_ADDED, format!("+ {id}() {status}"));
    }
    for status in was
        .iter()
        .filter(|s| new.failure().is_some() && !is.contains(s))
    {
        found.add(rules::ERROR_CHANGED, format!("- {id}() {status}"));
    }
    for response in new.responses() {
        let Some(before) = old.responses().find(|r| r.status == response.status) else {
            continue;
        };
        let status = response.status;
        let (was, is) = (&before.object["content"], &response.object["content"]);
        for (media, _) in read::entries(was).filter(|(m, _)| is.get(*m).is_none()) {
            found.add(
                rules::MEDIA_TYPE_REMOVED,
                format!("- {id}() {status} {media}"),
            );
        }
        for (media, _) in read::entries(is).filter(|(m, _)| was.get(*m).is_none()) {
            found.add(
                rules::MEDIA_TYPE_ADDED,
                format!("+ {id}() {status} {media}"),
            );
        }
        if before.object["x-error-when"] != response.object["x-error-when"] {
            found.add(
                rules::ERROR_WHEN_CHANGED,
                format!("~ {id}() {status} x-error-when"),
            );
        }
        let headers = |r: &read::Response<'_>| -> Vec<String> {
            read::entries(&r.object["headers"])
                .map(|(name, _)| name.to_owned())
                .collect()
        };
        if without_words(&before.object["headers"]) != without_words(&response.object["headers"]) {
            found.add(
                rules::WAIT_CHANGED,
                format!(
                    "~ {id}() {status}: {} → {}",
                    headers(&before).join(", "),
                    headers(&response).join(", ")
                ),
            );
        }
        let known = [&["content", "headers", "x-error-when"], WORDS].concat();
        found.rest(
            &format!("{id}() {status}."),
            before.object,
            response.object,
            &known,
        );
    }
}

fn security(before: &Value, after: &Value, found: &mut Found) {
    // A user knows a way to sign in by what the builder calls it.
    let schemes = |document| -> Vec<(&'static str, package::Scheme<'_>)> {
        package::schemes(document)
            .map(|s| (s.marker(), s))
            .collect()
    };
    let (old, new) = (schemes(before), schemes(after));
    for (marker, scheme) in &old {
        match new.iter().find(|(m, _)| m == marker) {
            None => found.add(rules::SCHEME_REMOVED, format!("- {}", scheme.call())),
            Some((_, now)) if scheme.words() != now.words() => {
                let words = |s: &package::Scheme<'_>| s.words().join(", ");
                found.add(
                    rules::CREDENTIALS_RENAMED,
                    format!("~ {marker}: {} → {}", words(scheme), words(now)),
                );
            }
            Some((_, now)) if scheme.object != now.object => {
                found.add(rules::SIGN_IN_CHANGED, format!("~ {}", now.call()));
            }
            Some(_) => {}
        }
    }
    for (_, scheme) in new.iter().filter(|(m, _)| old.iter().all(|(n, _)| n != m)) {
        found.add(rules::SCHEME_ADDED, format!("+ {}", scheme.call()));
    }
    let in_both = |these: &[(&'static str, package::Scheme<'_>)],
                   those: &[(&'static str, package::Scheme<'_>)]|
     -> Vec<&'static str> {
        these
            .iter()
            .map(|(m, _)| *m)
            .filter(|m| those.iter().any(|(n, _)| n == m))
            .collect()
    };
    let (was, is) = (in_both(&old, &new), in_both(&new, &old));
    if was != is {
        found.add(
            rules::SCHEMES_MOVED,
            format!("~ {} → {}", was.join(", "), is.join(", ")),
        );
    }
}

fn servers(before: &Value, after: &Value, found: &mut Found) {
    let urls = |document: &Value| -> Vec<String> {
        read::items(&document["servers"])
            .map(|s| read::text(s, "url").trim_end_matches('/').to_owned())
            .collect()
    };
    let (was, is) = (urls(before), urls(after));
    let first = |urls: &[String]| urls.first().cloned().unwrap_or_else(|| "none".to_owned());
    if was.first() != is.first() && !was.is_empty() {
        found.add(
            rules::DEFAULT_SERVER_CHANGED,
            format!("~ {} → {}", first(&was), first(&is)),
        );
    } else if was != is {
        found.add(
            rules::SERVERS_CHANGED,
            format!("~ servers: {} → {}", was.join(", "), is.join(", ")),
        );
    }
}

fn types(before: &Value, after: &Value, found: &mut Found) {
    let xml = answers_in_xml(before) && answers_in_xml(after);
    let by_name = |document| -> BTreeMap<&str, &Value> { read::schemas(document).collect() };
    let (old, new) = (by_name(before), by_name(after));
    for name in old.keys().filter(|n| !new.contains_key(*n)) {
        found.add(rules::TYPE_REMOVED, format!("- {name}"));
    }
    for (name, schema) in &new {
        let Some(was) = old.get(name) else {
            found.add(rules::TYPE_ADDED, format!("+ {name}"));
            continue;
        };
        match (read::kind(was), read::kind(schema)) {
            (Kind::Object, Kind::Object) => properties(name, was, schema, xml, found),
            (Kind::Enum, Kind::Enum) => vocabulary(name, was, schema, found),
            (a, b) if a != b => {
                found.add(
                    rules::TYPE_CHANGED,
                    format!("~ {name}: {} → {}", kind(was), kind(schema)),
                );
            }
            _ => {}
        }
        if xml && was["xml"] != schema["xml"] {
            found.add(
                rules::XML_CHANGED,
                format!("~ {name}: {}", xml_forms(was, schema)),
            );
        }
        for (key, say) in [("x-code", "code"), ("x-message", "message")] {
            if was[key] != schema[key] {
                found.add(
                    rules::FIELDS_OF_ERROR_CHANGED,
                    format!("~ {name}: {say} at {} → {}", was[key], schema[key]),
                );
            }
        }
        let known = [
            &[
                "type",
                "properties",
                "required",
                "enum",
                "x-integers",
                "xml",
                "x-code",
                "x-message",
                "additionalProperties",
                "items",
            ],
            WORDS,
        ]
        .concat();
        found.rest(&format!("{name}."), was, schema, &known);
    }
}

/// A kind of type, in a word.
fn kind(schema: &Value) -> String {
    match read::kind(schema) {
        Kind::Object => "struct".to_owned(),
        Kind::Enum => "enum".to_owned(),
        _ => bare_type(schema),
    }
}

fn answers_in_xml(document: &Value) -> bool {
    read::operations(document)
        .filter_map(|o| o.success())
        .any(|r| read::entries(&r.object["content"]).any(|(media, _)| media.ends_with("xml")))
}

fn xml_forms(was: &Value, is: &Value) -> String {
    let form = |schema: &Value| match &schema["xml"] {
        Value::Null => "plain".to_owned(),
        form => form.to_string().replace('"', ""),
    };
    format!("{} → {}", form(was), form(is))
}

fn properties(name: &str, was: &Value, is: &Value, xml: bool, found: &mut Found) {
    let (old, new): (Vec<_>, Vec<_>) = (
        read::properties(was).collect(),
        read::properties(is).collect(),
    );
    for property in &old {
        let full = format!("{name}.{}", property.name);
        match new.iter().find(|p| p.name == property.name) {
            None => found.add(
                rules::PROPERTY_REMOVED,
                format!("- {full}: {}", rust_type(*property)),
            ),
            Some(now) => self::property(&full, *property, *now, xml, found),
        }
    }
    for property in &new {
        if old.iter().all(|p| p.name != property.name) {
            let rule = if property.optional() {
                rules::PROPERTY_ADDED
            } else {
                rules::REQUIRED_PROPERTY_ADDED
            };
            found.add(
                rule,
                format!("+ {name}.{}: {}", property.name, rust_type(*property)),
            );
        }
    }
    let in_both = |these: &[Property<'_>], those: &[Property<'_>]| -> Vec<String> {
        these
            .iter()
            .filter(|p| those.iter().any(|q| q.name == p.name))
            .map(|p| p.name.to_owned())
            .collect()
    };
    if in_both(&old, &new) != in_both(&new, &old) {
        found.add(rules::PROPERTIES_MOVED, format!("~ {name}"));
    }
}

fn property(full: &str, was: Property<'_>, is: Property<'_>, xml: bool, found: &mut Found) {
    let bare = |p: Property<'_>| bare_type(p.schema);
    let secret = |p: Property<'_>| bare(p).contains("Secret");
    let change = format!("~ {full}: {} → {}", rust_type(was), rust_type(is));
    if bare(was) != bare(is) {
        found.add(
            match (secret(was), secret(is)) {
                (false, true) => rules::SECRET,
                (true, false) => rules::NO_SECRET,
                _ => rules::PROPERTY_CHANGED,
            },
            change,
        );
    } else if rust_type(was) != rust_type(is) {
        found.add(
            if is.optional() {
                rules::OPTIONAL
            } else {
                rules::REQUIRED
            },
            change,
        );
    } else if was.required != is.required || was.schema["nullable"] != is.schema["nullable"] {
        found.add(rules::NULLABLE, format!("~ {full}"));
    }
    if xml
        && (was.schema["xml"] != is.schema["xml"]
            || was.schema["items"]["xml"] != is.schema["items"]["xml"])
    {
        found.add(
            rules::XML_CHANGED,
            format!("~ {full}: {}", xml_forms(was.schema, is.schema)),
        );
    }
    let known = [
        &[
            "$ref",
            "allOf",
            "type",
            "format",
            "nullable",
            "items",
            "additionalProperties",
            "xml",
        ],
        WORDS,
    ]
    .concat();
    found.rest(&format!("{full}."), was.schema, is.schema, &known);
}

fn vocabulary(name: &str, was: &Value, is: &Value, found: &mut Found) {
    let words = |schema: &Value| -> BTreeMap<String, Option<i64>> {
        let integers = schema["x-integers"].as_array();
        read::items(&schema["enum"])
            .enumerate()
            .filter_map(|(i, word)| {
                let integer = integers.and_then(|list| list.get(i)?.as_i64());
                Some((word.as_str()?.to_owned(), integer))
            })
            .collect()
    };
    let (old, new) = (words(was), words(is));
    for word in old.keys().filter(|w| !new.contains_key(*w)) {
        found.add(rules::WORD_REMOVED, format!("- {name}: {word}"));
    }
    for (word, integer) in &new {
        match old.get(word) {
            None => found.add(rules::WORD_ADDED, format!("+ {name}: {word}")),
            Some(before) if before == integer => {}
            Some(None) => found.add(
                rules::INTEGER_ADDED,
                format!("+ {name}: {word} = {}", integer.unwrap_or_default()),
            ),
            Some(Some(before)) => found.add(
                rules::INTEGER_CHANGED,
                match integer {
                    Some(integer) => format!("~ {name}: {word} = {before} → {integer}"),
                    None => format!("- {name}: {word} = {before}"),
                },
            ),
        }
    }
}
