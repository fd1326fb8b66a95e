//! Lowers a spec to the part of OpenAPI that progenitor handles well.
//!
//! What is left out here is not lost: descriptions and marks are put into the code by `polish`, security, servers and
//! constant headers go into the crate's `PROVIDER`, and the runtime decodes every media type.

use serde_json::{Map, Value, json};

use crate::read::{self, Kind};
use crate::spec::Spec;

/// The document that progenitor is given.
pub fn lower(spec: &Spec) -> Value {
    let schemas: Map<String, Value> = read::schemas(&spec.document)
        .map(|(name, schema)| (name.to_owned(), lower_schema(schema)))
        .collect();
    let mut paths = Map::new();
    for operation in read::operations(&spec.document) {
        let lowered = json!({
            "operationId": operation.id,
            "parameters": operation.parameters().filter(|p| p.constant().is_none()).map(lower_parameter).collect::<Vec<_>>(),
            "responses": operation.responses().map(|r| (r.status.to_owned(), lower_response(&r))).collect::<Map<_, _>>(),
        });
        let item = paths.entry(operation.path).or_insert_with(|| json!({}));
        item[operation.method] = lowered;
    }
    json!({
        "openapi": spec.document["openapi"],
        "info": {"title": spec.document["info"]["title"], "version": spec.document["info"]["version"]},
        "paths": paths,
        "components": {"schemas": schemas},
    })
}

fn lower_parameter(parameter: read::Parameter<'_>) -> Value {
    json!({
        "name": parameter.name,
        "in": parameter.location,
        "required": parameter.required,
        "schema": lower_schema(parameter.schema),
    })
}

/// progenitor types `application/json` only, so every response is given to it as such.
fn lower_response(response: &read::Response<'_>) -> Value {
    match response.schema {
        Some(schema) => json!({
            "description": "",
            "content": {"application/json": {"schema": lower_schema(schema)}},
        }),
        None => json!({"description": ""}),
    }
}

/// Only what shapes the type: a conversion matches its schema exactly, so that one stray key would defeat it in silence.
fn lower_schema(schema: &Value) -> Value {
    let mut lowered = Map::new();
    for key in ["$ref", "type", "format", "enum", "nullable", "required"] {
        if let Some(value) = schema.get(key) {
            lowered.insert(key.to_owned(), value.clone());
        }
    }
    if let Some(parts) = schema.get("allOf").and_then(Value::as_array) {
        lowered.insert("allOf".to_owned(), parts.iter().map(lower_schema).collect());
    }
    if let Some(items) = schema.get("items") {
        lowered.insert("items".to_owned(), lower_schema(items));
    }
    match read::kind(schema) {
        Kind::Object => {
            let properties: Map<String, Value> = read::properties(schema)
                .map(|p| (p.name.to_owned(), lower_schema(p.schema)))
                .collect();
            lowered.insert("properties".to_owned(), properties.into());
            // Makes progenitor keep unknown fields, under the name `extra`.
            lowered.insert("additionalProperties".to_owned(), json!({}));
        }
        Kind::Map => {
            lowered.insert("additionalProperties".to_owned(), json!(true));
        }
        _ => {}
    }
    Value::Object(lowered)
}
