//! The JSON schema of every Rust type says what its spec says, and every sample is valid by it.

use std::collections::BTreeMap;

use bindery_registry::{Describe, PROVIDERS, SCHEMAS};
use bindery_runtime::Timestamp;
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::registry::{decode, json_samples, samples};
use crate::spec::spec;

/// Every type of every provider: its properties with their types, whether they may be null or are required, and enum
/// values.
#[test]
fn types_say_what_their_specs_say() {
    for (provider, name, describe) in SCHEMAS {
        let place = format!("{provider}: {name}");
        let wanted = of_spec(provider, name);
        assert_eq!(of_type(name, *describe), wanted, "{place}");
    }
}

/// No schema of a spec is without a type, and the other way round.
#[test]
fn there_is_a_type_for_every_schema() {
    for entry in PROVIDERS {
        let provider = entry.provider.name;
        let document = spec(provider);
        let wanted: Vec<&str> =
            members(&document["components"]["schemas"]).map(|(name, _)| name).collect();
        let found: Vec<&str> =
            SCHEMAS.iter().filter(|(p, ..)| *p == provider).map(|(_, name, _)| *name).collect();
        assert_eq!(found, wanted, "{provider}");
    }
}

/// Every JSON sample as it came, and every sample, XML too, as it is written again.
#[test]
fn every_sample_is_valid() {
    let mut validators = BTreeMap::new();
    let mut problems = Vec::new();
    let bodies = json_samples().map(|(_, sample, body)| (sample, body));
    let written = samples().map(|(_, endpoint, sample)| {
        (
            sample,
            serde_json::to_value(decode(endpoint, sample, sample.body).unwrap().reveal()).unwrap(),
        )
    });
    for (sample, body) in bodies.chain(written) {
        let (provider, name) = schema_of(sample.file, sample.name, sample.status);
        let validator = validators.entry((provider.clone(), name.clone())).or_insert_with(|| {
            let describe = SCHEMAS.iter().find(|(p, n, _)| *p == provider && *n == name).unwrap().2;
            jsonschema::validator_for(&root(describe)).unwrap()
        });
        problems.extend(
            validator
                .iter_errors(&body)
                .map(|e| format!("{}: {}: {e}", sample.file, e.instance_path())),
        );
    }
    assert_eq!(problems, [""; 0]);
}

/// What the schema of a time takes is what decodes as one.
#[test]
fn times() {
    let schema = schemars::schema_for!(Timestamp);
    let validator = jsonschema::validator_for(schema.as_value()).unwrap();
    for text in [
        "2021-06-07T21:16:48",
        "2021-06-07 21:16:48Z",
        "2019-01-15T14:58:22.830+03:00",
        "2024-03-28T08:00:14.9946756+00:00",
        "2024-03-28T08:00",
        "2024-03-28t08:00:00z",
        "2024-03-28",
        "08:00:00",
        "yesterday",
        "",
        "2024-03-28T08:00:00[Europe/Paris]",
    ] {
        let decodes = text.parse::<Timestamp>().is_ok();
        assert_eq!(validator.is_valid(&json!(text)), decodes, "{text:?}");
    }
}

/// A type as lines that compare: `balance?: Decimal | null`, `Unknown = "active"`.
#[derive(Debug, PartialEq)]
enum Form {
    /// Each property: its type, whether null may be there, and whether it must be there.
    Object(BTreeMap<String, (String, bool, bool)>),
    /// The enum values and their integers.
    Words(Vec<Value>),
}

fn of_spec(provider: &str, name: &str) -> Form {
    let document = spec(provider);
    let schema = &document["components"]["schemas"][name];
    if let Some(words) = schema["enum"].as_array() {
        let integers = schema["x-integers"].as_array().into_iter().flatten();
        return Form::Words(words.iter().chain(integers).cloned().collect());
    }
    let required = |name: &str| {
        let names = schema["required"].as_array();
        names.is_some_and(|names| names.iter().any(|n| n == name))
    };
    let properties = members(&schema["properties"]).map(|(name, property)| {
        let r#type = spec_type(property);
        let null = !required(name) || property["nullable"] == true;
        // A value of any kind is null too.
        let form = (r#type.clone(), null || r#type == "any", required(name) && !null);
        (name.to_owned(), form)
    });
    Form::Object(properties.collect())
}

fn spec_type(schema: &Value) -> String {
    let reference = schema["$ref"].as_str().or(schema["allOf"][0]["$ref"].as_str());
    if let Some(reference) = reference {
        return reference.rsplit('/').next().unwrap_or_default().to_owned();
    }
    let format = schema["format"].as_str().unwrap_or_default();
    match (schema["type"].as_str().unwrap_or("any"), format) {
        ("number", "decimal") => "Decimal".to_owned(),
        ("string", "date-time") => "Timestamp".to_owned(),
        ("string", "date") => "Date".to_owned(),
        ("string", "byte") => "Base64".to_owned(),
        ("integer", "unix-time") => "UnixTime".to_owned(),
        ("integer", "unix-time-ms") => "UnixTimeMs".to_owned(),
        ("string", "password") => "Secret".to_owned(),
        ("array", _) => format!("[{}]", spec_type(&schema["items"])),
        ("number", "") => "number double".to_owned(),
        ("integer", "") => "integer int64".to_owned(),
        (word, format) => format!("{word} {format}").trim().to_owned(),
    }
}

fn of_type(name: &str, describe: Describe) -> Form {
    let root = root(describe);
    let schema = &root["$defs"][name];
    if let Some(words) = schema["anyOf"][0]["enum"].as_array() {
        return Form::Words(words.clone());
    }
    assert_eq!(schema["type"], "object", "{name}");
    assert_eq!(schema["additionalProperties"], true, "{name}");
    let required = |name: &str| {
        let names = schema["required"].as_array();
        names.is_some_and(|names| names.iter().any(|n| n == name))
    };
    let properties = members(&schema["properties"]).map(|(name, property)| {
        let (r#type, null) = type_type(property);
        (name.to_owned(), (r#type, null, required(name)))
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
    let format = schema["format"].as_str().unwrap_or_default();
    let text = match word {
        "array" => format!("[{}]", type_type(&schema["items"]).0),
        word => format!("{word} {format}").trim().to_owned(),
    };
    (text, null)
}

/// A schema document for a type: a reference to it, and all that it refers to.
fn root(describe: Describe) -> Value {
    let mut generator = SchemaGenerator::default();
    let reference: Schema = describe(&mut generator);
    let mut root: Map<String, Value> = reference.as_object().cloned().unwrap();
    root.insert("$defs".to_owned(), Value::Object(generator.take_definitions(true)));
    Value::Object(root)
}

/// The provider and the schema of a sample's body, as its spec says.
fn schema_of(file: &str, sample: &str, status: u16) -> (String, String) {
    let provider = file.split('/').nth(1).unwrap();
    let operation = sample.split('.').next().unwrap();
    let document = spec(provider);
    let (_, operation) = members(&document["paths"])
        .flat_map(|(_, item)| members(item))
        .find(|(_, o)| o["operationId"] == operation)
        .unwrap();
    let status = if status >= 400 { format!("{}XX", status / 100) } else { status.to_string() };
    let mut response = match status.as_str() {
        "0" => &operation["requestBody"],
        status => &operation["responses"][status],
    };
    if let Some(reference) = response["$ref"].as_str() {
        response = document.pointer(reference.trim_start_matches('#')).unwrap();
    }
    let content = &response["content"];
    let (_, media) =
        members(content).next().unwrap_or_else(|| panic!("{file}: no content for {status}"));
    (provider.to_owned(), spec_type(&media["schema"]))
}

fn members(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(key, value)| (key.as_str(), value))
}
