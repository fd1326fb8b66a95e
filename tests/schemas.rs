//! The JSON schema of every Rust type says what its spec says, and every sample is valid by it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use bindery_registry::{Describe, PROVIDERS, SCHEMAS};
use bindery_runtime::Timestamp;
use schemars::SchemaGenerator;
use serde_json::{Value, json};
use xtask::spec::{self, Direction, Document, EnumBase, Scalar, Schema, Shape, Spec, Type};

use crate::registry::{decode, json_samples, samples};

/// Every type of every provider: its properties with their types, whether they may be null or are required, enum values,
/// and the schemas of a union.
#[test]
fn types_say_what_their_specs_say() {
    for (provider, name, describe) in SCHEMAS {
        let document = &spec_of(provider).document;
        let wanted = of_spec(document, document.named(name).unwrap());
        assert_eq!(of_type(name, *describe), wanted, "{provider}: {name}");
    }
}

/// No schema of a spec is without a type, and the other way round: those that are written in place, too.
#[test]
fn there_is_a_type_for_every_schema() {
    for entry in PROVIDERS {
        let provider = entry.provider.name;
        let types = &spec_of(provider).document.types;
        let wanted: Vec<&str> = types.iter().map(|ty| ty.name.as_str()).collect();
        let found: Vec<&str> =
            SCHEMAS.iter().filter(|(p, ..)| *p == provider).map(|(_, name, _)| *name).collect();
        assert_eq!(found, wanted, "{provider}");
    }
}

/// Every JSON sample as it came, and every sample, XML too, as it is written again.
#[test]
fn every_sample_is_valid() {
    let mut problems = Vec::new();
    let bodies = json_samples().map(|(_, sample, body)| (sample, body));
    let written = samples().map(|(_, endpoint, sample)| {
        let decoded = decode(endpoint, sample, sample.body).unwrap();
        (sample, serde_json::to_value(decoded.reveal()).unwrap())
    });
    for (sample, body) in bodies.chain(written) {
        let provider = sample.file.split('/').nth(1).unwrap();
        let validator =
            jsonschema::validator_for(&of_body(spec_of(provider), sample.file)).unwrap();
        let errors = validator.iter_errors(&body);
        problems.extend(errors.map(|e| format!("{}: {}: {e}", sample.file, e.instance_path())));
    }
    assert_eq!(problems, [""; 0]);
}

/// What the schema of a time takes is what decodes as one.
#[test]
fn times() {
    let schema = schemars::schema_for!(Timestamp);
    let validator = jsonschema::validator_for(schema.as_value()).unwrap();
    for text in [
        "2021-06-07T21:16:48", "2021-06-07 21:16:48Z", "2019-01-15T14:58:22.830+03:00",
        "2024-03-28T08:00:14.9946756+00:00", "2024-03-28T08:00", "2024-03-28t08:00:00z",
        "2024-03-28", "08:00:00", "yesterday", "", "2024-03-28T08:00:00[Europe/Paris]",
    ] {
        let decodes = text.parse::<Timestamp>().is_ok();
        assert_eq!(validator.is_valid(&json!(text)), decodes, "{text:?}");
    }
}

/// A type in a form that compares.
#[derive(Debug, PartialEq)]
enum Form {
    /// Each property: its type, whether null may be there, and whether it must be there.
    Object(BTreeMap<String, (String, bool, bool)>),
    /// The enum values and their integers.
    Enum(Vec<Value>),
    /// The types of a union.
    Union(Vec<String>),
    /// Another name for a type.
    Alias(String),
}

/// The spec of a provider.
pub(crate) fn spec_of(provider: &str) -> &'static Spec {
    static SPECS: LazyLock<BTreeMap<String, Spec>> = LazyLock::new(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let folders = spec::load(root).providers.into_iter();
        folders.map(|(provider, spec)| (provider, spec.unwrap())).collect()
    });
    &SPECS[provider]
}

fn of_spec(document: &Document, ty: &Type) -> Form {
    match &ty.shape {
        Shape::Object(object) => {
            let properties = object.properties.iter().map(|property| {
                let text = spec_type(document, &property.schema);
                // A value of any kind is null too.
                let null = property.is_optional() || text == "any";
                (property.name.clone(), (text, null, !property.is_optional()))
            });
            Form::Object(properties.collect())
        }
        Shape::Enum(values) => {
            let integers = values.values.iter().filter_map(|value| value.integer);
            let numbers = values.values.iter().filter(|_| values.base != EnumBase::String);
            let numbers = numbers.map(|value| value.value.parse().unwrap());
            let words = values.values.iter().map(|value| value.value.as_str().into());
            Form::Enum(words.chain(numbers).chain(integers.map(Value::from)).collect())
        }
        Shape::Union(union) => {
            Form::Union(union.variants.iter().map(|v| spec_type(document, &v.schema)).collect())
        }
        Shape::Alias(schema) => Form::Alias(spec_type(document, schema)),
    }
}

fn spec_type(document: &Document, schema: &Schema) -> String {
    let inner = |schema: &Schema| match schema.is_nullable() {
        true => spec_type(document, schema) + "?",
        false => spec_type(document, schema),
    };
    match document.resolve(schema) {
        Schema::Any | Schema::Nullable(_) => "any".to_owned(),
        Schema::Named(name) => name.clone(),
        Schema::List(items) => format!("[{}]", inner(items)),
        Schema::Map(values) => format!("{{{}}}", inner(values)),
        Schema::Scalar(scalar) => match scalar {
            Scalar::DateTime => "Timestamp".to_owned(),
            Scalar::Binary => "File".to_owned(),
            Scalar::Boolean | Scalar::String | Scalar::Uuid | Scalar::Int32 | Scalar::Int64 => {
                plain(*scalar)
            }
            Scalar::Uint64 | Scalar::Float | Scalar::Double => plain(*scalar),
            // These are called alike.
            other => format!("{other:?}"),
        },
    }
}

/// A type that JSON Schema has, with its format.
fn plain(scalar: Scalar) -> String {
    let (word, format) = scalar.type_and_format();
    format!("{word} {format}").trim().to_owned()
}

fn of_type(name: &str, describe: Describe) -> Form {
    let mut generator = SchemaGenerator::default();
    let reference = describe(&mut generator).to_value();
    let definitions = generator.take_definitions(true);
    let Some(schema) = definitions.get(name) else {
        return Form::Alias(type_type(&reference).0);
    };
    let alternatives = schema["anyOf"].as_array().map(Vec::as_slice);
    match alternatives {
        Some([known, _]) if known["enum"].is_array() => {
            return Form::Enum(known["enum"].as_array().unwrap().clone());
        }
        Some([schemas @ .., unknown]) => {
            assert_eq!(type_type(unknown).0, "any", "{name}");
            return Form::Union(schemas.iter().map(|schema| type_type(schema).0).collect());
        }
        _ => {}
    }
    assert_eq!(schema["type"], "object", "{name}");
    assert_eq!(schema["additionalProperties"], true, "{name}");
    let required = |name: &str| {
        let names = schema["required"].as_array();
        names.is_some_and(|names| names.iter().any(|n| n == name))
    };
    let properties = schema["properties"].as_object().into_iter().flatten();
    let properties = properties.map(|(name, property)| {
        let (r#type, null) = type_type(property);
        (name.clone(), (r#type, null, required(name)))
    });
    Form::Object(properties.collect())
}

/// The type, and whether null is one of its values.
fn type_type(schema: &Value) -> (String, bool) {
    if let Some(reference) = schema["$ref"].as_str() {
        return (reference.rsplit('/').next().unwrap_or_default().to_owned(), false);
    }
    if let Some([one, null]) = schema["anyOf"].as_array().map(Vec::as_slice) {
        assert_eq!(null["type"], "null");
        return (type_type(one).0, true);
    }
    let (word, null) = match &schema["type"] {
        Value::String(word) => (word.as_str(), false),
        Value::Array(words) => {
            assert_eq!(words.get(1), Some(&json!("null")), "{schema}");
            (words[0].as_str().unwrap(), true)
        }
        _ => ("any", true),
    };
    let inner = |schema: &Value| match type_type(schema) {
        (text, true) if text != "any" => text + "?",
        (text, _) => text,
    };
    let format = schema["format"].as_str().unwrap_or_default();
    let text = match word {
        "array" => format!("[{}]", inner(&schema["items"])),
        "object" => format!("{{{}}}", inner(&schema["additionalProperties"])),
        word => format!("{word} {format}").trim().to_owned(),
    };
    (text, null)
}

/// The schema of a sample's body.
pub(crate) fn schema_of<'s>(spec: &'s Spec, file: &str) -> &'s Schema {
    let sample = spec.samples.iter().find(|sample| sample.file == file).unwrap();
    let operation = spec.document.operations.iter().find(|o| o.id == sample.operation).unwrap();
    let status = |status| if status == 0 { operation.success_status() } else { status };
    let found = match sample.direction {
        Direction::Request => operation.body.as_ref().map(|body| &body.schema),
        Direction::Response(given) => {
            let response = operation.response(status(given));
            response.and_then(|response| response.body.as_ref()).map(|body| &body.schema)
        }
    };
    found.unwrap()
}

/// A schema document for the body of a sample, as its spec says.
fn of_body(spec: &Spec, file: &str) -> Value {
    let mut generator = SchemaGenerator::default();
    let schema = json_schema(&spec.provider, schema_of(spec, file), &mut generator);
    let definitions = generator.take_definitions(true);
    json!({"allOf": [schema], "$defs": definitions})
}

fn json_schema(provider: &str, schema: &Schema, generator: &mut SchemaGenerator) -> Value {
    match schema {
        Schema::Named(name) => {
            let found = SCHEMAS.iter().find(|(p, n, _)| *p == provider && n == name);
            found.unwrap().2(generator).to_value()
        }
        Schema::List(items) => {
            json!({"type": "array", "items": json_schema(provider, items, generator)})
        }
        Schema::Map(values) => {
            json!({"type": "object", "additionalProperties": json_schema(provider, values, generator)})
        }
        Schema::Nullable(inner) => {
            json!({"anyOf": [json_schema(provider, inner, generator), {"type": "null"}]})
        }
        Schema::Any | Schema::Scalar(_) => true.into(),
    }
}
