//! A sample body in JSON, compared with its schema.

use serde_json::{Map, Value};

use super::{missing, reads, unfit, unknown, wanted};
use crate::lint::keywords::{kind_of, spelt};
use crate::lint::references::{referred, resolve};
use crate::lint::schemas::{Form, form, is_required, required_names};
use crate::lint::{Node, Report, pointer};

/// Compares a body with the named schema. The body's depth is bounded: serde_json has read it.
pub fn check(document: &Node<'_>, name: &str, body: &Value, report: &mut Report) {
    let Some(schema) = document.schema(name) else {
        return;
    };
    value(document, schema, name, body, "", report);
}

/// Compares a value with a schema; `owner` is the named schema that either is or has it.
fn value(
    document: &Node<'_>,
    schema: &Value,
    owner: &str,
    body: &Value,
    at: &str,
    report: &mut Report,
) {
    let owner = referred(schema).unwrap_or(owner);
    // A reference to nowhere is told elsewhere.
    let Some(schema) = resolve(document, schema) else {
        return;
    };
    let form = form(schema);
    match (form, body) {
        (Form::Object, Value::Object(members)) => {
            object(document, schema, owner, members, at, report)
        }
        (Form::List, Value::Array(items)) => {
            for (i, item) in items.iter().enumerate() {
                value(
                    document,
                    &schema["items"],
                    owner,
                    item,
                    &format!("{at}/{i}"),
                    report,
                );
            }
        }
        _ if !scalar(form, schema, body) => {
            report.add(at, unfit(&found(form, body), wanted(document, schema)))
        }
        _ => {}
    }
}

fn object(
    document: &Node<'_>,
    schema: &Value,
    owner: &str,
    members: &Map<String, Value>,
    at: &str,
    report: &mut Report,
) {
    for (key, member) in members {
        let at = pointer(at, key);
        let Some(property) = schema["properties"].get(key) else {
            report.add(&at, unknown(owner));
            continue;
        };
        let optional = !is_required(schema, key) || property["nullable"] == true;
        if !(optional && member.is_null()) {
            value(document, property, owner, member, &at, report);
        }
    }
    for name in required_names(schema) {
        if !members.contains_key(name) {
            report.add(at, missing(owner, name));
        }
    }
}

/// Whether a value other than an object or a list with a schema of their own is of the schema's type.
fn scalar(form: Form, schema: &Value, body: &Value) -> bool {
    let format = schema.get("format").and_then(Value::as_str);
    match (form, body) {
        (Form::Map, Value::Object(_))
        | (Form::Boolean, Value::Bool(_))
        | (Form::Enum, Value::String(_)) => true,
        (Form::Enum, Value::Number(n)) => {
            schema.get("x-integers").is_some() && n.as_i64().is_some()
        }
        (Form::Integer | Form::Number, Value::Number(n)) => reads(form, format, &n.to_string()),
        (Form::Number, Value::String(text)) => {
            format == Some("decimal") && reads(form, format, text)
        }
        (Form::String, Value::String(text)) => reads(form, format, text),
        (
            Form::Object
            | Form::Map
            | Form::List
            | Form::Boolean
            | Form::Enum
            | Form::Integer
            | Form::Number
            | Form::String,
            _,
        ) => false,
        // Anything, or a schema whose own problem is told elsewhere.
        _ => true,
    }
}

/// What was found, in words; the text itself where it is of the right type and yet does not read.
fn found(form: Form, body: &Value) -> String {
    match (form, body) {
        (Form::String | Form::Number, Value::String(_))
        | (Form::Integer | Form::Number, Value::Number(_)) => spelt(body),
        _ => kind_of(body).to_owned(),
    }
}
