//! Sample bodies: each belongs to an operation and a body that it documents, and fits the schema of that body.

use std::collections::BTreeMap;
use std::str::FromStr;

use bindery_runtime::{Base64, Date, Decimal, Timestamp, UnixTime};
use serde_json::Value;
use serde_json::value::RawValue;
use uuid::Uuid;

use super::Problem;
use super::model::*;

/// Every problem with a spec's samples, and every operation without one.
pub fn check(spec: &Spec) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut tests: BTreeMap<String, &str> = BTreeMap::new();
    for sample in &spec.samples {
        let Sample { name, file, operation: id, .. } = sample;
        let mut faults = match spec.document.operations.iter().find(|o| o.id == *id) {
            Some(operation) => body(&spec.document, operation, sample).err().unwrap_or_default(),
            None => one(format!(
                "there is no operation `{id}`; rename the sample, or describe the operation"
            )),
        };
        let test = name.replace(|c: char| !c.is_ascii_alphanumeric(), "_");
        if let Some(other) = tests.insert(test, file) {
            faults.extend(one(format!(
                "its test would be called as that of {other}; rename one of them"
            )));
        }
        problems.extend(faults.into_iter().map(|(at, message)| Problem {
            file: file.clone(),
            at,
            message,
        }));
    }
    problems
        .extend(spec.document.operations.iter().filter_map(|operation| missing(spec, operation)));
    problems
}

/// What to do about an operation whose response has no sample.
fn missing(spec: &Spec, operation: &Operation) -> Option<Problem> {
    let success = operation.successes().next()?;
    let media_type = success.body.as_ref()?.media_types.first()?;
    let ending = match media_type.format {
        Format::Json | Format::Form | Format::Multipart => "json",
        Format::Xml => "xml",
        Format::Text if media_type.name == "text/csv" => "csv",
        Format::Text => "txt",
        // A file's bytes say nothing of a type.
        Format::Bytes => return None,
    };
    let has_one = spec.samples_of(&operation.id).any(|s| match s.direction {
        Direction::Response(0) => true,
        Direction::Response(status) => (200..300).contains(&status),
        Direction::Request => false,
    });
    let message =
        format!("`{0}` has no sample of its response; add samples/{0}.{ending}", operation.id);
    (!has_one).then(|| Problem { file: spec.file(), at: Some(operation.at), message })
}

/// What is wrong in a sample, and where.
type Faults = Vec<(Option<At>, String)>;

fn one(message: impl Into<String>) -> Faults {
    vec![(None, message.into())]
}

/// What the operation documents of the body that a sample is: its media types, its schema, and when it is an error.
fn documented<'d>(
    operation: &'d Operation,
    sample: &Sample,
) -> Result<(&'d [MediaType], &'d Schema, &'d [Condition]), Faults> {
    let (response, what) = match sample.direction {
        Direction::Request => {
            let body = operation.body.as_ref().ok_or_else(|| one("the operation sends no body; describe it under `requestBody`, or rename the sample"))?;
            return Ok((&body.media_types, &body.schema, &[]));
        }
        Direction::Response(0) => (operation.successes().next(), "a success".to_owned()),
        Direction::Response(status) => (operation.response(status), format!("the status {status}")),
    };
    let response = response.ok_or_else(|| {
        one(format!(
            "the operation documents no response for {what}; describe it, or rename the sample"
        ))
    })?;
    let body = response.body.as_ref().ok_or_else(|| {
        one(format!(
            "the response for {what} has no body; describe its `content`, or remove the sample"
        ))
    })?;
    Ok((&body.media_types, &body.schema, &response.error_when))
}

/// Compares a sample with the schema of the body that it is.
fn body(document: &Document, operation: &Operation, sample: &Sample) -> Result<(), Faults> {
    let (media_types, schema, conditions) = documented(operation, sample)?;
    let format = format_of(sample, media_types).ok_or_else(|| {
        let known: Vec<&str> = media_types.iter().map(|m| m.name.as_str()).collect();
        one(format!(
            "this is {}, and the operation documents {} here; add the media type to `content`, or rename the sample",
            sample.media_type,
            known.join(", ")
        ))
    })?;
    let text = std::str::from_utf8(&sample.body);
    let in_xml: String;
    let body: &str = match (format, text) {
        (Format::Bytes, _) | (Format::Text, Ok(_)) => return Ok(()),
        (Format::Xml, _) => {
            let tree = bindery_runtime::decode::<Value>(Some("application/xml"), &sample.body);
            let tree = tree.map_err(|e| {
                vec![(
                    place(e.line(), e.column()),
                    format!("not the XML of a body: {}; correct it", e.message()),
                )]
            })?;
            in_xml = serde_json::to_string(&tree).map_err(|e| one(e.to_string()))?;
            &in_xml
        }
        (_, Err(_)) => return Err(one("not UTF-8; save the sample as UTF-8")),
        (_, Ok(text)) => {
            let body = serde_json::from_str::<&RawValue>(text.trim_start_matches('\u{feff}'));
            let body = body.map_err(|e| {
                let message = "not JSON; correct it here or just before".to_owned();
                vec![(place(e.line(), e.column()), message)]
            })?;
            body.get()
        }
    };
    let failure = operation.failures().find_map(|r| r.body.as_ref());
    let schema = match failure {
        Some(failure) if is_error(conditions, body) => &failure.schema,
        _ => schema,
    };
    let mut walk = Walk { document, format, source: text.unwrap_or_default(), faults: Vec::new() };
    walk.value(schema, "the body", body, "");
    match walk.faults.is_empty() {
        true => Ok(()),
        false => Err(walk.faults),
    }
}

fn place(line: usize, column: usize) -> Option<At> {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    (line > 0).then(|| At { line: number(line), column: number(column) })
}

/// How a sample is written, if a documented media type is. A form's sample is its fields as JSON.
fn format_of(sample: &Sample, media_types: &[MediaType]) -> Option<Format> {
    let has = |wanted: &[Format]| media_types.iter().map(|m| m.format).find(|f| wanted.contains(f));
    match sample.media_type {
        "application/json" => {
            has(&[Format::Json]).or(has(&[Format::Form, Format::Multipart])).map(|_| Format::Json)
        }
        "application/xml" => has(&[Format::Xml]),
        "application/octet-stream" => has(&[Format::Bytes]),
        _ => has(&[Format::Text]),
    }
}

/// Whether a success is an error by the conditions.
fn is_error(conditions: &[Condition], json: &str) -> bool {
    let body: Value = match serde_json::from_str(json) {
        Ok(body) if !conditions.is_empty() => body,
        _ => return false,
    };
    let holds = |condition: &Condition| {
        let found = condition.pointer.iter().try_fold(&body, |value, token| match value {
            Value::Array(items) => items.get(token.parse::<usize>().ok()?),
            other => other.get(token),
        });
        match condition.test {
            Test::Present => found.is_some_and(|v| !v.is_null()),
            Test::Absent => found.is_none_or(Value::is_null),
            Test::False => found == Some(&Value::Bool(false)),
        }
    };
    conditions.iter().all(holds)
}

/// A walk through a body and its schema. The body's depth is bounded: it has been parsed.
struct Walk<'a> {
    document: &'a Document,
    format: Format,
    /// The sample, of which all JSON is a part unless it was made from XML.
    source: &'a str,
    faults: Faults,
}

impl<'a> Walk<'a> {
    fn fault(&mut self, at: &str, json: &str, message: String) {
        let offset = json.as_ptr().addr().wrapping_sub(self.source.as_ptr().addr());
        let before = self.source.get(..offset).filter(|_| self.format != Format::Xml);
        let found = before.and_then(|before| {
            let line = before.split('\n').next_back().unwrap_or_default();
            place(before.matches('\n').count() + 1, line.chars().count() + 1)
        });
        let separator = if at.is_empty() { "" } else { ": " };
        self.faults.push((found, format!("{at}{separator}{message}")));
    }

    /// Compares a value, as JSON text, with a schema; `owner` names what has it.
    fn value(&mut self, schema: &'a Schema, owner: &str, json: &str, at: &str) {
        let is_xml = self.format == Format::Xml;
        let kind = self.document.kind(schema);
        let is_blank =
            json == "null" || is_xml && json.len() > 1 && json[1..json.len() - 1].trim().is_empty();
        if is_blank && (schema.is_nullable() || is_xml && kind.named().is_none()) {
            return;
        }
        match (kind, members(json)) {
            // Whatever fits no variant of a union is kept.
            (Kind::Any | Kind::Union(..), _) => {}
            (Kind::Scalar(scalar), _) => self.scalar(scalar, json, at),
            (Kind::List(items), _) => self.list(items, owner, json, at),
            (Kind::Map(values), Some(members)) => {
                for (key, value) in members {
                    self.value(values, owner, value.get(), &format!("{at}/{}", escape(&key)));
                }
            }
            (Kind::Object(named, object), Some(members)) => {
                self.object(object, &named.name, members, json, at);
            }
            (Kind::Object(..), None) if is_xml && matches!(json, "\"\"" | "null") => {}
            (Kind::Map(_) | Kind::Object(..), None) => self.unfit(at, json, "an object"),
            (Kind::Enum(named, values), _) => {
                let has_integers = values.values.iter().any(|v| v.integer.is_some());
                let fits = match values.base {
                    EnumBase::String => {
                        json.starts_with('"') || has_integers && json.parse::<i64>().is_ok()
                    }
                    EnumBase::Integer => text(json).parse::<i64>().is_ok(),
                    EnumBase::Number => text(json).parse::<f64>().is_ok(),
                };
                if !fits {
                    self.unfit(at, json, &format!("a value of `{}`", named.name));
                }
            }
        }
    }

    fn list(&mut self, items: &'a Schema, owner: &str, json: &str, at: &str) {
        let raw: Vec<&RawValue> = match serde_json::from_str::<Vec<&RawValue>>(json) {
            Ok(raw) => raw,
            // In XML: an element around the items, or a single item.
            Err(_) if self.format == Format::Xml => {
                for (_, value) in members(json).unwrap_or_default() {
                    match serde_json::from_str::<Vec<&RawValue>>(value.get()) {
                        Ok(_) => self.list(items, owner, value.get(), at),
                        Err(_) => self.value(items, owner, value.get(), at),
                    }
                }
                return;
            }
            Err(_) => return self.unfit(at, json, "a list"),
        };
        for (i, item) in raw.into_iter().enumerate() {
            self.value(items, owner, item.get(), &format!("{at}/{i}"));
        }
    }

    fn object(
        &mut self,
        object: &'a Object,
        owner: &str,
        members: BTreeMap<String, &RawValue>,
        json: &str,
        at: &str,
    ) {
        let is_xml = self.format == Format::Xml;
        for (key, value) in &members {
            let at = format!("{at}/{}", escape(key));
            let property = object
                .properties
                .iter()
                .find(|p| if is_xml { element(p) == key } else { p.name == *key });
            match property {
                // An object without properties is free of form.
                None if object.properties.is_empty() || object.has_others => {}
                None => self.fault(&at, value.get(), format!("in the sample, but not in the schema; add it to `{owner}`, or correct the sample")),
                Some(p) if value.get() == "null" && p.is_optional() => {}
                Some(p) if is_xml && !p.xml.wrapped && matches!(self.document.resolve(&p.schema), Schema::List(_)) => {
                    // Repeated elements are a list, and one is its only item.
                    let json = value.get();
                    let json = if json.starts_with('[') { json.to_owned() } else { format!("[{json}]") };
                    self.value(&p.schema, owner, &json, &at);
                }
                Some(p) => self.value(&p.schema, owner, value.get(), &at),
            }
        }
        for property in object.properties.iter().filter(|p| p.required) {
            let name = if is_xml { element(property) } else { &property.name };
            if !members.contains_key(name) {
                self.fault(at, json, format!("no `{name}`, which `{owner}` requires; add it, or make it optional in the schema"));
            }
        }
    }

    fn scalar(&mut self, scalar: Scalar, json: &str, at: &str) {
        let is_string = json.starts_with('"');
        let is_number = json.starts_with(|c: char| c == '-' || c.is_ascii_digit());
        let text = text(json);
        let text = text.trim();
        // XML has texts only.
        let in_xml = self.format == Format::Xml && is_string;
        let number = is_number || in_xml;
        let is_boolean = matches!(json, "true" | "false")
            || in_xml && matches!(text, "true" | "false" | "1" | "0");
        let (fits, wanted) = match scalar {
            Scalar::Boolean => (is_boolean, "a boolean"),
            Scalar::Int32 => (number && is::<i32>(text), "an integer of 32 bits"),
            Scalar::Int64 => (number && is::<i64>(text), "an integer of 64 bits"),
            Scalar::Uint64 => {
                (number && is::<u64>(text), "an integer of 64 bits that is not negative")
            }
            Scalar::UnixTime | Scalar::UnixTimeMs => {
                (is::<UnixTime>(text), "a number of seconds or milliseconds since 1970")
            }
            Scalar::Float | Scalar::Double => (number && is::<f64>(text), "a number"),
            Scalar::Decimal | Scalar::DecimalString => {
                ((is_number || is_string) && is::<Decimal>(text), "a decimal number")
            }
            Scalar::String | Scalar::Secret | Scalar::Binary => (is_string, "a string"),
            Scalar::Base64 => (is_string && is::<Base64>(text), "base64"),
            Scalar::DateTime => (is_string && is::<Timestamp>(text), "a date with a time"),
            Scalar::Date => (is_string && is::<Date>(text), "a date"),
            Scalar::Uuid => (is_string && is::<Uuid>(text), "a UUID"),
        };
        if !fits {
            self.unfit(at, json, wanted);
        }
    }

    fn unfit(&mut self, at: &str, json: &str, wanted: &str) {
        let found = match json.as_bytes().first() {
            Some(b'{') => "an object".to_owned(),
            Some(b'[') => "a list".to_owned(),
            _ => {
                let shown: String = json.chars().filter(|c| !c.is_control()).take(60).collect();
                format!("`{shown}`")
            }
        };
        let message = format!("{found}, where the schema has {wanted}; correct one of them");
        self.fault(at, json, message);
    }
}

/// The members of an object; nothing of anything else. Of two with one name, the last.
fn members(json: &str) -> Option<BTreeMap<String, &RawValue>> {
    serde_json::from_str(json).ok()
}

/// Whether a text reads as this.
fn is<T: FromStr>(text: &str) -> bool {
    text.parse::<T>().is_ok()
}

/// A scalar without its quotes.
fn text(json: &str) -> String {
    serde_json::from_str(json).unwrap_or_else(|_| json.to_owned())
}

/// What a property is called in XML.
pub fn element(property: &Property) -> &str {
    let is_list = matches!(property.schema.non_null(), Schema::List(_));
    let name = match is_list && !property.xml.wrapped {
        true => property.xml.item.as_ref(),
        false => property.xml.name.as_ref(),
    };
    name.unwrap_or(&property.name)
}

fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
