//! Lowers the model to the OpenAPI document that progenitor is given: the part of OpenAPI that progenitor handles well.
//!
//! Names in it are ours where they end up as names in Rust, so that no name of a spec clashes with one that progenitor
//! writes: the properties of an object are numbered, and so are the parameters of a path. The numbers also keep the page's
//! order, since progenitor sorts by name.

use serde_json::{Map, Value, json};

use super::rust;
use crate::spec::{
    Document, Location, Object, Operation, Parameter, Response, Scalar, Schema, Segment, Shape, Status,
};

/// The document that progenitor is given.
pub fn lower(document: &Document) -> Value {
    let schemas: Map<String, Value> = document
        .types
        .iter()
        .filter(|t| !matches!(t.shape, Shape::Alias(_)))
        .map(|t| {
            let mut schema = match &t.shape {
                Shape::Object(object) => lower_object(document, object),
                // Replaced by what `types` writes itself.
                _ => json!({"type": "string"}),
            };
            schema["description"] = t.description.clone().into();
            (t.name.clone(), schema)
        })
        .collect();
    let mut paths = Map::new();
    for operation in &document.operations {
        let item = paths.entry(path(operation)).or_insert_with(|| json!({}));
        item[operation.method.as_str().to_lowercase()] = lower_operation(document, operation);
    }
    json!({
        "openapi": "3.0.3",
        "info": {"title": document.title, "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas},
    })
}

/// The name of a property or of a path parameter in the lowered document.
pub fn numbered(index: usize) -> String {
    format!("p{index:04}")
}

/// The path with its parameters numbered.
fn path(operation: &Operation) -> String {
    let mut parameters = (0..).map(numbered);
    let segments = operation.path.segments.iter();
    let text = segments.map(|segment| match segment {
        Segment::Literal(text) => text.clone(),
        Segment::Parameter(_) => format!("{{{}}}", parameters.next().unwrap_or_default()),
    });
    text.collect()
}

fn lower_operation(document: &Document, operation: &Operation) -> Value {
    let in_path = operation.path.names().enumerate().filter_map(|(index, name)| {
        let parameter = operation.parameters.iter().find(|p| p.location == Location::Path && p.name == name)?;
        Some((numbered(index), parameter))
    });
    let elsewhere = operation.parameters.iter().filter(|p| p.location != Location::Path);
    let parameters: Vec<Value> = in_path
        .chain(elsewhere.map(|p| (p.name.clone(), p)))
        .map(|(name, parameter)| {
            json!({
                "name": name,
                "in": match parameter.location {
                    Location::Path => "path",
                    Location::Query => "query",
                    Location::Header => "header",
                },
                "required": parameter.required,
                "schema": lower_parameter(document, parameter),
            })
        })
        .collect();
    let mut lowered = json!({
        "operationId": operation.id,
        "parameters": parameters,
        "responses": responses(document, operation),
    });
    if let Some(body) = &operation.body {
        lowered["requestBody"] = json!({
            "required": true,
            "content": {"application/json": {"schema": lower_schema(document, &body.schema)}},
        });
    }
    lowered
}

/// A list or an object that becomes one value is text by the time that progenitor's method gets it.
fn lower_parameter(document: &Document, parameter: &Parameter) -> Value {
    match rust::Wire::of(document, parameter) {
        rust::Wire::Text => json!({"type": "string"}),
        rust::Wire::Typed => lower_schema(document, parameter.schema.non_null()),
    }
}

/// progenitor types `application/json` only, so that every media type is given to it as such, and it takes one type for
/// all successes and one for all errors. `default` stands for both in progenitor, and for errors here.
fn responses(document: &Document, operation: &Operation) -> Value {
    let mut lowered = Map::new();
    let content = |schema: Option<Value>| match schema {
        Some(schema) => json!({"description": "", "content": {"application/json": {"schema": schema}}}),
        None => json!({"description": ""}),
    };
    for (responses, outcome) in [
        (operation.successes().collect::<Vec<_>>(), rust::success(operation)),
        (operation.failures().collect(), rust::failure(operation)),
    ] {
        let schema = outcome.schema().map(|schema| lower_schema(document, schema));
        for Response { status, .. } in responses {
            let keys = match status {
                Status::Code(code) if (200..300).contains(code) || *code >= 400 => vec![code.to_string()],
                Status::Range(range) if matches!(range, 2 | 4 | 5) => vec![format!("{range}XX")],
                Status::Default => vec!["4XX".to_owned(), "5XX".to_owned()],
                // Informational responses and redirects do not reach a method.
                _ => Vec::new(),
            };
            for key in keys {
                lowered.entry(key).or_insert_with(|| content(schema.clone()));
            }
        }
    }
    lowered.into()
}

fn lower_object(document: &Document, object: &Object) -> Value {
    let mut required = Vec::new();
    let mut properties = Map::new();
    for (index, property) in object.properties.iter().enumerate() {
        let name = numbered(index);
        if property.required {
            required.push(name.clone());
        }
        let schema = match document.resolve(&property.schema) {
            // A list or a map that may be absent may be null as well: progenitor would make it empty.
            bare @ (Schema::List(_) | Schema::Map(_)) if !property.required => nullable(lower_schema(document, bare)),
            _ => lower_schema(document, &property.schema),
        };
        properties.insert(name, schema);
    }
    // The last makes progenitor keep unknown fields, under the name `extra`.
    json!({"type": "object", "required": required, "properties": properties, "additionalProperties": {}})
}

/// Only what shapes the type: a conversion matches its schema exactly, so that one stray key would defeat it in silence.
fn lower_schema(document: &Document, schema: &Schema) -> Value {
    match schema {
        Schema::Any => json!({}),
        Schema::Scalar(scalar) => lower_scalar(*scalar),
        Schema::List(items) => json!({"type": "array", "items": lower_schema(document, items)}),
        Schema::Map(values) if **values == Schema::Any => json!({"type": "object", "additionalProperties": true}),
        Schema::Map(values) => json!({"type": "object", "additionalProperties": lower_schema(document, values)}),
        Schema::Named(name) => match document.named(name).map(|t| &t.shape) {
            // progenitor would wrap what another name stands for into a type of its own.
            Some(Shape::Alias(target)) => lower_schema(document, target),
            _ => json!({"$ref": format!("#/components/schemas/{name}")}),
        },
        Schema::Nullable(inner) => nullable(lower_schema(document, inner)),
    }
}

fn nullable(mut schema: Value) -> Value {
    if schema.get("$ref").is_some() {
        return json!({"allOf": [schema], "nullable": true});
    }
    // Any value may be null anyway.
    if schema != json!({}) {
        schema["nullable"] = true.into();
    }
    schema
}

/// The formats with a `bindery-` in front have a conversion to a type of the runtime's; so have the three of `progenitor`.
fn lower_scalar(scalar: Scalar) -> Value {
    let (r#type, format) = type_and_format(scalar);
    match format {
        "" => json!({"type": r#type}),
        format => json!({"type": r#type, "format": format}),
    }
}

/// `type` and `format` of a scalar in the lowered document.
pub fn type_and_format(scalar: Scalar) -> (&'static str, &'static str) {
    match scalar {
        Scalar::Boolean => ("boolean", ""),
        Scalar::Int32 => ("integer", "int32"),
        Scalar::Int64 => ("integer", "int64"),
        Scalar::Uint64 => ("integer", "uint64"),
        Scalar::Float => ("number", "float"),
        Scalar::Double => ("number", "double"),
        Scalar::Decimal => ("number", "decimal"),
        Scalar::DecimalString => ("string", "decimal"),
        Scalar::String => ("string", ""),
        Scalar::DateTime => ("string", "date-time"),
        Scalar::Date => ("string", "date"),
        Scalar::UnixTime => ("integer", "unix-time"),
        Scalar::UnixTimeMs => ("integer", "unix-time-ms"),
        Scalar::Uuid => ("string", "uuid"),
        Scalar::Secret => ("string", "password"),
        Scalar::Base64 => ("string", "byte"),
        Scalar::Binary => ("string", "binary"),
    }
}
