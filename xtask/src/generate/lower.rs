//! Lowers the model to the OpenAPI document that progenitor is given: the part of OpenAPI that progenitor handles well.
//!
//! Names in it are ours where they end up as names in Rust, so that no name of a spec clashes with one that progenitor
//! writes: the properties of an object are numbered, and so are the parameters of a path. The numbers also keep the page's
//! order, since progenitor sorts by name.

use serde_json::{Map, Value, json};

use super::{methods, outcome, rust};
use crate::spec::{
    Document, Location, Object, Operation, Parameter, Response, Scalar, Schema, Segment, Shape,
    Status,
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
    for operation in document.operations.iter().filter(|o| !methods::is_own(document, o)) {
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
        let parameter =
            operation.parameters.iter().find(|p| p.location == Location::Path && p.name == name)?;
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
        Some(schema) => {
            json!({"description": "", "content": {"application/json": {"schema": schema}}})
        }
        None => json!({"description": ""}),
    };
    for (responses, outcome) in [
        (operation.successes().collect::<Vec<_>>(), outcome::success(document, operation)),
        (operation.failures().collect(), outcome::failure(document, operation)),
    ] {
        let schema = outcome.schema().map(|schema| lower_schema(document, schema));
        for Response { status, .. } in responses {
            let keys = match status {
                Status::Code(code) if (200..300).contains(code) || *code >= 400 => {
                    vec![code.to_string()]
                }
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
    // progenitor puts a range before its codes, which nothing then reaches.
    let ranges: Vec<String> =
        lowered.keys().filter_map(|key| key.strip_suffix("XX").map(str::to_owned)).collect();
    lowered
        .retain(|key, _| key.ends_with("XX") || !ranges.iter().any(|range| key.starts_with(range)));
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
            bare @ (Schema::List(_) | Schema::Map(_)) if !property.required => {
                nullable(lower_schema(document, bare))
            }
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
        Schema::Any => json!({"type": "string", "format": ANY}),
        Schema::Scalar(scalar) => lower_scalar(*scalar),
        Schema::List(items) => json!({"type": "array", "items": lower_schema(document, items)}),
        Schema::Map(values) if **values == Schema::Any => {
            json!({"type": "string", "format": FREE_FORM})
        }
        Schema::Map(values) => {
            json!({"type": "object", "additionalProperties": lower_schema(document, values)})
        }
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
    schema["nullable"] = true.into();
    schema
}

/// The format of any value: progenitor would take `serde_json`'s type, whose numbers lose digits.
pub const ANY: &str = "any";
/// The format of a free-form object, likewise.
pub const FREE_FORM: &str = "free-form";

fn lower_scalar(scalar: Scalar) -> Value {
    let (r#type, format) = scalar.type_and_format();
    match format {
        "" => json!({"type": r#type}),
        format => json!({"type": r#type, "format": format}),
    }
}

#[cfg(test)]
mod tests {
    use crate::generate::testing::{compiles, spec};

    #[test]
    fn every_kind_of_parameter_body_and_response_compiles() {
        let schemas = "
State: {type: string, description: How it is., enum: ['on', 'off']}
Level: {type: integer, description: How high., enum: [1, 2]}
Things: {type: array, description: Some., items: {$ref: '#/components/schemas/Thing'}}
Node: {type: object, description: A node., properties: {parent: {$ref: '#/components/schemas/Node'}, of: {type: object, additionalProperties: {$ref: '#/components/schemas/Node'}, description: All.}}}
Change:
  type: object
  description: A change.
  required: [name, tags, state]
  properties:
    name: {type: string, description: Its name.}
    tags: {type: array, items: {type: string}, description: Its tags.}
    state: {$ref: '#/components/schemas/State'}
    level: {$ref: '#/components/schemas/Level'}
    secret: {type: string, format: password, description: Hush.}
    price: {type: number, format: decimal, nullable: true, description: Its price.}
    node: {$ref: '#/components/schemas/Node'}
    new: {type: boolean, description: Whether it is.}
    any: {description: Anything.}
    free: {type: object, additionalProperties: true, description: Anything by name.}
    prices: {type: object, additionalProperties: {type: number, format: decimal}, description: By name.}
    holes: {type: array, items: {type: integer, nullable: true}, description: Some are missing.}
";
        let kinds = [
            "{type: string}",
            "{type: boolean}",
            "{type: integer}",
            "{type: integer, format: int32}",
            "{type: number, format: double}",
            "{type: number, format: decimal}",
            "{type: string, format: date-time}",
            "{type: string, format: uuid}",
            "{$ref: '#/components/schemas/State'}",
            "{type: array, items: {type: string}}",
            "{type: array, items: {$ref: '#/components/schemas/State'}}",
        ];
        let mut paths = String::new();
        for (index, kind) in kinds.iter().enumerate() {
            for required in [true, false] {
                let mut parameters = format!(
                    "    - {{name: q, in: query, required: {required}, description: One., schema: {kind}}}\n"
                );
                parameters.push_str(&format!("    - {{name: X-H, in: header, required: {required}, description: Two., schema: {kind}}}\n"));
                if required {
                    parameters.push_str(&format!("    - {{name: p, in: path, required: true, description: Three., schema: {kind}}}\n"));
                }
                let p = if required { "/{p}" } else { "" };
                paths.push_str(&format!("/k{index}{required}{p}:\n  get:\n    operationId: k{index}_{required}\n    summary: Gets.\n    parameters:\n{parameters}    responses: {{'200': {{description: It., content: {{application/json: {{schema: {{$ref: '#/components/schemas/Thing'}}}}}}}}}}\n"));
            }
        }
        for method in ["post", "put", "patch", "delete"] {
            paths.push_str(&format!("/m/{method}:\n  {method}:\n    operationId: m_{method}\n    summary: Does.\n    requestBody: {{required: true, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Change'}}}}}}}}\n    responses: {{'204': {{description: Done.}}}}\n"));
        }
        for (index, schema) in [
            "{$ref: '#/components/schemas/Things'}",
            "{type: array, items: {type: string}}",
            "{type: string}",
            "{type: object, additionalProperties: {$ref: '#/components/schemas/Thing'}}",
            "{$ref: '#/components/schemas/State'}",
            "{}",
        ]
        .iter()
        .enumerate()
        {
            paths.push_str(&format!("/r{index}:\n  get:\n    operationId: r{index}\n    summary: Gets.\n    responses:\n      '200': {{description: It., content: {{application/json: {{schema: {schema}}}}}}}\n      '202': {{description: It., content: {{application/json: {{schema: {schema}}}}}}}\n      '404': {{description: None.}}\n      default: {{description: No., content: {{application/json: {{schema: {{$ref: '#/components/schemas/Refusal'}}}}}}}}\n"));
        }
        compiles(&spec(&paths, schemas));
    }
}
