//! What a schema may be, by its place: the types that have a Rust type, and the names that they make.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::keywords::{Key, Shape, keys, may, must, one_of, spelt};
use super::{Node, Report};
use crate::names;

/// Checks what holds between the parts of each named schema.
pub fn check(document: &Node<'_>, report: &mut Report) {
    for (name, schema) in document.schemas() {
        schema_name(name, &schema, report);
        required(&schema, report);
        for (property, node) in schema.members_of("properties") {
            field_name(property, &node, report);
            optional_list(&schema, property, &node, report);
        }
        twins(
            schema.members_of("properties"),
            names::field,
            "field",
            report,
        );
        words(&schema, report);
        integers(&schema, report);
    }
}

/// Where a schema stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Under `components.schemas`.
    Named,
    /// Under `properties`.
    Property,
    /// Under `items`.
    Items,
    /// In `allOf`.
    AllOf,
    /// In a parameter.
    Parameter,
    /// In a response's header.
    Header,
    /// In a media type.
    MediaType,
}

/// What a schema is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `$ref`
    Reference,
    /// `allOf`
    AllOf,
    /// `oneOf`, `anyOf` or `not`
    Choice,
    /// An object with properties.
    Object,
    /// A vocabulary.
    Enum,
    /// A list.
    List,
    /// A free-form object.
    Map,
    /// A text.
    String,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A boolean.
    Boolean,
    /// Anything.
    Any,
    /// A `type` that OpenAPI does not know.
    Unknown,
}

/// What a schema is, by the keywords that it has.
pub fn form(schema: &Value) -> Form {
    let has = |key: &str| schema.get(key).is_some();
    if has("$ref") {
        Form::Reference
    } else if has("oneOf") || has("anyOf") || has("not") {
        Form::Choice
    } else if has("allOf") {
        Form::AllOf
    } else if has("enum") {
        Form::Enum
    } else {
        match schema.get("type").map(|t| t.as_str().unwrap_or_default()) {
            Some("object") | None if has("properties") => Form::Object,
            Some("object") => Form::Map,
            None if has("additionalProperties") => Form::Map,
            Some("array") => Form::List,
            None if has("items") => Form::List,
            Some("string") => Form::String,
            Some("integer") => Form::Integer,
            Some("number") => Form::Number,
            Some("boolean") => Form::Boolean,
            Some(_) => Form::Unknown,
            None => Form::Any,
        }
    }
}

/// Checks one schema in its place, and those inside it.
pub fn schema(node: &Node<'_>, place: Place, report: &mut Report) {
    if !node.value.is_object() {
        keys(node, &[], &[], report);
        return;
    }
    let form = form(node.value);
    if let Some(message) = misplaced(form, place) {
        report.add(&node.at, message);
        return;
    }
    keys(
        node,
        &[form_keys(form), place_keys(place)],
        refused(form, place),
        report,
    );
    match form {
        Form::AllOf if node.items_of("allOf").count() != 1 => report.add(
            &format!("{}/allOf", node.at),
            "only `allOf` with one $ref is read; write the properties into one schema",
        ),
        Form::Map => {
            if let Some(more) = node.get("additionalProperties")
                && more.value != &Value::Bool(true)
            {
                report.add(
                    &more.at,
                    "a free-form object holds anything; write `additionalProperties: true`",
                );
            }
        }
        Form::Object if node.members_of("properties").next().is_none() => report.add(
            &node.at,
            "an object without properties; list them, or write `{type: object, additionalProperties: true}`",
        ),
        Form::Enum if node.text("type").is_some_and(|t| t != "string") => report.add(
            &node.at,
            "a vocabulary of something other than texts; write the words as texts, and `x-integers` beside them if JSON sends integers",
        ),
        Form::String | Form::Integer | Form::Number => format(node, form, place, report),
        _ => {}
    }
}

/// Why a schema of this form cannot stand here, and what to do.
fn misplaced(form: Form, place: Place) -> Option<String> {
    let message = match (place, form) {
        (_, Form::Choice) => {
            "`oneOf`, `anyOf` and `not` have no Rust type that survives new answers; write a vocabulary as a named enum (it is open anyway), and anything else without a type"
        }
        (_, Form::Unknown) => {
            let types = ["object", "array", "string", "integer", "number", "boolean"];
            return Some(format!(
                "this is no type of OpenAPI's; write {} as its `type`",
                one_of(&types)
            ));
        }
        (Place::Named, Form::Object | Form::Enum | Form::Map) => return None,
        (Place::Named, Form::Reference | Form::AllOf) => {
            "a second name for another schema; use that one's name and remove this"
        }
        (Place::Named, _) => {
            "only objects and vocabularies have names; write this where it is used"
        }
        (Place::AllOf | Place::MediaType, Form::Reference) => return None,
        (Place::AllOf, _) => {
            "only `allOf` with one $ref is read; write the properties into one schema"
        }
        (Place::MediaType, _) => {
            "an inline schema; a body is an object with a name: put it under components.schemas and write $ref"
        }
        (Place::Property | Place::Items, Form::Object) => {
            "an inline object; give it a name under components.schemas and refer to it"
        }
        (Place::Property | Place::Items, Form::Enum) => {
            "an inline vocabulary; give it a name under components.schemas and refer to it"
        }
        (Place::Property, Form::Reference) => {
            "OpenAPI reads nothing beside $ref; write `allOf: [{$ref: …}]`, and the description beside it"
        }
        (Place::Property | Place::Items, _) => return None,
        (Place::Header, Form::Integer) => return None,
        (Place::Header, _) => "a time to wait is a whole number; write `{type: integer}`",
        (Place::Parameter, Form::String | Form::Integer | Form::Number | Form::Boolean) => {
            return None;
        }
        // `operations` knows whether this is a header with one value.
        (Place::Parameter, Form::Enum) => return None,
        (Place::Parameter, _) => "a parameter is a text, a number or a boolean; describe it as one",
    };
    Some(message.to_owned())
}

fn form_keys(form: Form) -> &'static [Key] {
    match form {
        Form::Reference => const { &[may("$ref", Shape::Text)] },
        Form::AllOf => const { &[may("allOf", Shape::SchemaList(Place::AllOf))] },
        Form::Object => {
            const {
                &[
                    must("type", Shape::Text, "write `type: object`"),
                    may("properties", Shape::SchemaMap(Place::Property)),
                    may("required", Shape::Texts),
                    may("x-code", Shape::Pointer),
                    may("x-message", Shape::Pointer),
                ]
            }
        }
        Form::Enum => {
            const {
                &[
                    must("type", Shape::Text, "write `type: string`"),
                    may("enum", Shape::Texts),
                    may("x-integers", Shape::Integers),
                ]
            }
        }
        Form::List => {
            const {
                &[
                    must("type", Shape::Text, "write `type: array`"),
                    must(
                        "items",
                        Shape::Schema(Place::Items),
                        "say what the list holds",
                    ),
                ]
            }
        }
        Form::Map => {
            const {
                &[
                    must("type", Shape::Text, "write `type: object`"),
                    must(
                        "additionalProperties",
                        Shape::Anything,
                        "a free-form object says so: write `additionalProperties: true`; any other has properties, and a name",
                    ),
                ]
            }
        }
        Form::String | Form::Integer | Form::Number => {
            const { &[may("type", Shape::Text), may("format", Shape::Text)] }
        }
        Form::Boolean => const { &[may("type", Shape::Text)] },
        Form::Any | Form::Choice | Form::Unknown => &[],
    }
}

fn place_keys(place: Place) -> &'static [Key] {
    match place {
        Place::Named => {
            const {
                &[
                    must("description", Shape::Text, "say in a sentence what it is"),
                    may("xml", Shape::Object(&XML)),
                ]
            }
        }
        Place::Property => {
            const {
                &[
                    must("description", Shape::Text, "say in a sentence what it is"),
                    may("nullable", Shape::True),
                    may("xml", Shape::Object(&XML)),
                    may("x-differs", Shape::Text),
                    may("x-undocumented", Shape::Text),
                ]
            }
        }
        Place::Items => const { &[may("xml", Shape::Object(&XML))] },
        Place::AllOf | Place::Parameter | Place::Header | Place::MediaType => &[],
    }
}

static XML: super::keywords::Kind = super::keywords::Kind {
    keys: &[
        may("name", Shape::Text),
        may("wrapped", Shape::True),
        may("attribute", Shape::True),
    ],
    refused: &[
        (
            "namespace",
            "names are compared without their namespace; remove it",
        ),
        (
            "prefix",
            "names are compared without their prefix; remove it",
        ),
    ],
};

/// Keywords that people write into schemas in good faith.
fn refused(form: Form, place: Place) -> &'static [(&'static str, &'static str)] {
    const CHECKS: &str = "nothing checks values; say it in the description";
    const SAMPLES: &str = "examples are files under samples/; move it there";
    match (form, place) {
        (_, Place::Items) if form != Form::Reference => {
            const {
                &[(
                    "nullable",
                    "a list keeps no null among its items; write `items: {}` if the provider sends some",
                )]
            }
        }
        (Form::Reference, _) => {
            const {
                &[
                    (
                        "description",
                        "OpenAPI reads nothing beside $ref; write `allOf: [{$ref: …}]`, and this beside it",
                    ),
                    (
                        "nullable",
                        "OpenAPI reads nothing beside $ref; write `allOf: [{$ref: …}]`, and this beside it",
                    ),
                ]
            }
        }
        _ => {
            const {
                &[
                    ("minimum", CHECKS),
                    ("maximum", CHECKS),
                    ("exclusiveMinimum", CHECKS),
                    ("exclusiveMaximum", CHECKS),
                    ("multipleOf", CHECKS),
                    ("minLength", CHECKS),
                    ("maxLength", CHECKS),
                    ("pattern", CHECKS),
                    ("minItems", CHECKS),
                    ("maxItems", CHECKS),
                    ("uniqueItems", CHECKS),
                    ("minProperties", CHECKS),
                    ("maxProperties", CHECKS),
                    ("example", SAMPLES),
                    ("examples", SAMPLES),
                    (
                        "default",
                        "a default would hide what the provider sent; say it in the description",
                    ),
                    ("title", "a type is called as its schema; remove it"),
                    (
                        "additionalProperties",
                        "unknown fields are kept in any case, and none are refused; remove it",
                    ),
                    (
                        "nullable",
                        "null belongs to the property that refers to this; move it there",
                    ),
                    (
                        "x-rust-type",
                        "the Rust type follows from `type` and `format`; remove it",
                    ),
                    (
                        "x-differs",
                        "what a page says differently, it says of a property; move it there",
                    ),
                    (
                        "x-undocumented",
                        "what a page leaves out is a property; move it there",
                    ),
                    ("format", "only texts and numbers have a format; remove it"),
                    (
                        "properties",
                        "only objects have properties; write `type: object`",
                    ),
                    ("items", "only lists have items; write `type: array`"),
                    ("type", "what `allOf` refers to has a type; remove it"),
                ]
            }
        }
    }
}

/// The formats that have a Rust type.
fn format(node: &Node<'_>, form: Form, place: Place, report: &mut Report) {
    let format = node.get("format");
    let word = format.as_ref().and_then(|f| f.value.as_str());
    let (known, otherwise): (&[&str], &str) = match form {
        Form::String => (
            &["date-time", "uuid", "password"],
            "or leave `format` out and say in the description how it is written",
        ),
        Form::Integer => (&["int32", "int64"], "or leave `format` out"),
        _ => (
            &["decimal", "double"],
            "where only `decimal` keeps every digit",
        ),
    };
    match (word, format) {
        (Some("password"), Some(format)) if place == Place::Parameter => {
            report.add(
                &format.at,
                "a credential as a parameter; describe it under components.securitySchemes",
            );
        }
        (Some(word), Some(format)) if !known.contains(&word) => {
            report.add(
                &format.at,
                format!(
                    "the format `{word}` has no type here; write {}, {otherwise}",
                    one_of(known)
                ),
            );
        }
        (None, None) if form == Form::Number => {
            report.add(&node.at, "a number without a format; write `format: decimal`, which keeps every digit, or `format: double`");
        }
        _ => {}
    }
}

/// Names of schemas that would hide what the generated code or Rust itself calls so.
const TAKEN: [&str; 42] = [
    "Box",
    "Clone",
    "ClientBuilder",
    "Client",
    "Credentials",
    "Debug",
    "Decimal",
    "Default",
    "Deserialize",
    "Drop",
    "Eq",
    "Err",
    "Error",
    "Extra",
    "Fn",
    "From",
    "Hash",
    "Into",
    "Iterator",
    "Map",
    "Object",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Provider",
    "ResponseValue",
    "Result",
    "Secret",
    "Self",
    "Send",
    "Serialize",
    "Some",
    "String",
    "Sync",
    "Timestamp",
    "ToString",
    "Uuid",
    "Value",
    "Vec",
];

/// Whether no schema can be called so.
pub fn is_taken(name: &str) -> bool {
    TAKEN.contains(&name)
}

fn schema_name(name: &str, schema: &Node<'_>, report: &mut Report) {
    let rust = names::type_name(name);
    if !name.is_ascii() {
        report.add(
            &schema.at,
            "the name is not ASCII; find another in PascalCase",
        );
    } else if TAKEN.contains(&rust.as_str()) {
        report.add(
            &schema.at,
            format!("Rust or the generated code calls something else `{rust}`; find another name"),
        );
    } else if rust != name {
        report.add(
            &schema.at,
            format!("the name is not in PascalCase; call it `{rust}`"),
        );
    }
}

fn field_name(name: &str, property: &Node<'_>, report: &mut Report) {
    if names::field(name) == "extra" {
        report.add(&property.at, "unknown fields are kept under the name `extra`, so that no property can have it; leave it out, and it is found there");
    }
    if name.chars().all(|c| !c.is_ascii_alphanumeric()) {
        report.add(
            &property.at,
            format!("`{name}` makes no Rust name; leave it out, and it is found in `extra`"),
        );
    }
}

fn required(schema: &Node<'_>, report: &mut Report) {
    let mut seen = Vec::new();
    for item in schema.items_of("required") {
        let Some(name) = item.value.as_str() else {
            continue;
        };
        if schema
            .get("properties")
            .is_none_or(|p| p.get(name).is_none())
        {
            report.add(
                &item.at,
                format!("`{name}` is required, but no property; correct the name, or remove it"),
            );
        }
        if seen.contains(&name) {
            report.add(&item.at, format!("`{name}` is here twice; keep one"));
        }
        seen.push(name);
    }
    if let Some(list) = schema.get("required")
        && list.value.as_array().is_some_and(Vec::is_empty)
    {
        report.add(&list.at, "an empty list; remove it");
    }
}

/// The properties that an object's `required` names.
pub fn required_names(schema: &Value) -> impl Iterator<Item = &str> {
    let names = schema["required"].as_array().into_iter().flatten();
    names.filter_map(Value::as_str)
}

/// Whether an object's `required` names a property.
pub fn is_required(schema: &Value, property: &str) -> bool {
    required_names(schema).any(|name| name == property)
}

/// progenitor makes no `Option` of an optional list or map, so that null could not be read.
fn optional_list(schema: &Node<'_>, name: &str, property: &Node<'_>, report: &mut Report) {
    if matches!(form(property.value), Form::List | Form::Map)
        && !is_required(schema.value, name)
        && !property.is("nullable")
    {
        report.add(
            &property.at,
            "a list or a map that may be absent may be null as well; write `nullable: true`",
        );
    }
}

fn words(schema: &Node<'_>, report: &mut Report) {
    let words: Vec<(&str, Node<'_>)> = schema
        .items_of("enum")
        .filter_map(|item| Some((item.value.as_str()?, item)))
        .collect();
    if schema
        .get("enum")
        .is_some_and(|e| e.value.as_array().is_some_and(Vec::is_empty))
    {
        report.add(
            &schema.at,
            "a vocabulary without words; list those that are known, or make it a text",
        );
    }
    for (word, node) in &words {
        if names::variant(word) == "Unknown" {
            report.add(&node.at, format!("`{word}` makes the variant `Unknown`, which is there for words that nobody documented; leave it out"));
        }
    }
    let mut once = Vec::new();
    let mut seen = BTreeSet::new();
    for (word, node) in words {
        if seen.insert(word) {
            once.push((word, node));
        } else {
            report.add(&node.at, format!("`{word}` is here twice; keep one"));
        }
    }
    twins(once.into_iter(), names::variant, "variant", report);
}

/// Names that differ on the wire, and not in Rust.
fn twins<'a>(
    nodes: impl Iterator<Item = (&'a str, Node<'a>)>,
    rust: fn(&str) -> String,
    what: &str,
    report: &mut Report,
) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for (name, node) in nodes {
        let rust = rust(name);
        if let Some(first) = seen.get(&rust) {
            report.add(&node.at, format!("`{first}` and `{name}` make the same Rust {what}, `{rust}`; leave one out: it is kept all the same"));
        } else {
            seen.insert(rust, name);
        }
    }
}

fn integers(schema: &Node<'_>, report: &mut Report) {
    let Some(integers) = schema.get("x-integers") else {
        return;
    };
    let (Some(numbers), Some(words)) = (
        integers.value.as_array(),
        schema.value.get("enum").and_then(Value::as_array),
    ) else {
        return;
    };
    if numbers.len() != words.len() {
        report.add(
            &integers.at,
            format!(
                "{} integers for {} words; write one for each word, in the same order",
                numbers.len(),
                words.len()
            ),
        );
    }
    let mut seen = Vec::new();
    for item in integers.items() {
        if seen.contains(&item.value) {
            report.add(
                &item.at,
                format!("{} is here twice; keep one", spelt(item.value)),
            );
        }
        seen.push(item.value);
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{NO_XML, check, check_operation, check_property};

    #[test]
    fn forms_and_places() {
        check_property(
            "type: object\nproperties: {}",
            &[": an inline object; give it a name under components.schemas and refer to it"],
        );
        check_property(
            "enum: [a]\ntype: string",
            &[": an inline vocabulary; give it a name under components.schemas and refer to it"],
        );
        check(
            "        ratio:\n          type: number\n          format: double\n          description: A ratio.\n",
            "        ratio: {$ref: \"#/components/schemas/Reason\"}\n",
            &[
                "/components/schemas/Account/properties/ratio: OpenAPI reads nothing beside $ref; write `allOf: [{$ref: …}]`, and the description beside it",
            ],
        );
        check_property(
            "oneOf: [{type: string}]",
            &[
                ": `oneOf`, `anyOf` and `not` have no Rust type that survives new answers; write a vocabulary as a named enum (it is open anyway), and anything else without a type",
            ],
        );
        check_property(
            "anyOf: [{type: string}]",
            &[
                ": `oneOf`, `anyOf` and `not` have no Rust type that survives new answers; write a vocabulary as a named enum (it is open anyway), and anything else without a type",
            ],
        );
        check_property(
            "not: {type: string}",
            &[
                ": `oneOf`, `anyOf` and `not` have no Rust type that survives new answers; write a vocabulary as a named enum (it is open anyway), and anything else without a type",
            ],
        );
        check_property(
            "type: file",
            &[
                ": this is no type of OpenAPI's; write `object`, `array`, `string`, `integer`, `number` or `boolean` as its `type`",
            ],
        );
        check_property(
            "type: [string]",
            &[
                ": this is no type of OpenAPI's; write `object`, `array`, `string`, `integer`, `number` or `boolean` as its `type`",
            ],
        );
        check_property(
            "allOf: [{$ref: \"#/components/schemas/Reason\"}, {$ref: \"#/components/schemas/Problem\"}]",
            &["/allOf: only `allOf` with one $ref is read; write the properties into one schema"],
        );
        check_property(
            "allOf: []",
            &["/allOf: only `allOf` with one $ref is read; write the properties into one schema"],
        );
        check_property(
            "allOf: [{type: object}]",
            &["/allOf/0: only `allOf` with one $ref is read; write the properties into one schema"],
        );
        check_property(
            "type: array\nnullable: true\nxml: {wrapped: true}\nitems: {type: object, properties: {a: {}}}",
            &["/items: an inline object; give it a name under components.schemas and refer to it"],
        );
        check_property(
            "type: array\nnullable: true\nxml: {wrapped: true}\nitems: {type: string, enum: [a]}",
            &[
                "/items: an inline vocabulary; give it a name under components.schemas and refer to it",
            ],
        );
        check_property(
            "type: array\nnullable: true\nxml: {wrapped: true}\nitems: {type: string, nullable: true}",
            &[
                "/items/nullable: a list keeps no null among its items; write `items: {}` if the provider sends some",
            ],
        );
        check_property(
            "type: array\nnullable: true\nxml: {wrapped: true}",
            &[": no `items`; say what the list holds"],
        );
        check_property(
            "type: array\nnullable: true\nxml: {wrapped: true}\nitems: {type: array, items: {type: number}}",
            &[
                "/items/items: a number without a format; write `format: decimal`, which keeps every digit, or `format: double`",
            ],
        );
        check_property(
            "type: object\nnullable: true",
            &[
                ": no `additionalProperties`; a free-form object says so: write `additionalProperties: true`; any other has properties, and a name",
            ],
        );
        check_property(
            "type: object\nnullable: true\nadditionalProperties: false",
            &[
                "/additionalProperties: a free-form object holds anything; write `additionalProperties: true`",
            ],
        );
        check_property(
            "type: object\nnullable: true\nadditionalProperties: {type: string}",
            &[
                "/additionalProperties: a free-form object holds anything; write `additionalProperties: true`",
            ],
        );
        check_property(
            "properties: {a: {description: x}}",
            &[": an inline object; give it a name under components.schemas and refer to it"],
        );
        check_property(
            "items: {type: string}\nnullable: true\nxml: {wrapped: true}",
            &[": no `type`; write `type: array`"],
        );
        check_property(
            "additionalProperties: true\nnullable: true",
            &[": no `type`; write `type: object`"],
        );
        check(
            "    Reason:\n",
            "    Alias: {$ref: \"#/components/schemas/Reason\"}\n    Reason:\n",
            &[
                "/components/schemas/Alias: a second name for another schema; use that one's name and remove this",
                "/components/schemas/Alias: no answer has this schema in it; refer to it, or remove it",
            ],
        );
        check(
            "    Reason:\n",
            "    Number: {type: string, description: A number.}\n    Reason:\n",
            &[
                "/components/schemas/Number: no answer has this schema in it; refer to it, or remove it",
                "/components/schemas/Number: only objects and vocabularies have names; write this where it is used",
            ],
        );
        check(
            "    Reason:\n      type: object\n",
            "    Reason:\n",
            &["/components/schemas/Reason: no `type`; write `type: object`"],
        );
        check(
            "    Status:\n      type: string\n",
            "    Status:\n",
            &["/components/schemas/Status: no `type`; write `type: string`"],
        );
        check(
            "    Status:\n      type: string\n",
            "    Status:\n      type: integer\n",
            &[
                "/components/schemas/Status: a vocabulary of something other than texts; write the words as texts, and `x-integers` beside them if JSON sends integers",
            ],
        );
        check_operation(
            "          description: Refused.\n          headers:\n",
            "          description: Refused.\n          headers:\n            X-Other: {description: x, schema: {type: string}, x-wait: seconds}\n",
            &[
                "/responses/4XX/headers/X-Other/schema: a time to wait is a whole number; write `{type: integer}`",
            ],
        );
        check_operation(
            "schema: {type: string, format: uuid}",
            "schema: {type: array, items: {type: string}}",
            &[
                "/parameters/0/schema: a parameter is a text, a number or a boolean; describe it as one",
            ],
        );
        check_operation(
            "schema: {type: string, format: uuid}",
            "schema: {$ref: \"#/components/schemas/Status\"}",
            &[
                "/parameters/0/schema: a parameter is a text, a number or a boolean; describe it as one",
            ],
        );
        check_operation(
            "schema: {type: string, format: uuid}",
            "schema: {type: string, format: password}",
            &[
                "/parameters/0/schema/format: a credential as a parameter; describe it under components.securitySchemes",
            ],
        );
        check_operation(
            "schema: {type: string, format: uuid}",
            "schema: {type: string, minLength: 1}",
            &["/parameters/0/schema/minLength: nothing checks values; say it in the description"],
        );
        check(
            "            application/xml:\n              schema: {$ref: \"#/components/schemas/Account\"}",
            "            application/xml:\n              schema: {type: array, items: {$ref: \"#/components/schemas/Account\"}}",
            &[
                &NO_XML[..],
                &["/paths/~1accounts~1{id}/get/responses/200/content/application~1xml/schema: an inline schema; a body is an object with a name: put it under components.schemas and write $ref"],
            ].concat(),
        );
        check(
            "      description: A reason.\n      properties:\n",
            "      description: A reason.\n      nullable: true\n      properties:\n",
            &[
                "/components/schemas/Reason/nullable: null belongs to the property that refers to this; move it there",
            ],
        );
        check(
            "      description: A reason.\n      properties:\n",
            "      description: A reason.\n      additionalProperties: false\n      properties:\n",
            &[
                "/components/schemas/Reason/additionalProperties: unknown fields are kept in any case, and none are refused; remove it",
            ],
        );
        check(
            "      description: A reason.\n      properties:\n",
            "      description: A reason.\n      x-differs: why\n      x-undocumented: why\n      properties:\n",
            &[
                "/components/schemas/Reason/x-differs: what a page says differently, it says of a property; move it there",
                "/components/schemas/Reason/x-undocumented: what a page leaves out is a property; move it there",
            ],
        );
    }

    #[test]
    fn objects_without_properties() {
        check(
            "      properties:\n        problem:\n          allOf: [{$ref: \"#/components/schemas/Reason\"}]\n          description: The reason.\n",
            "      properties: {}\n",
            &[
                "/components/schemas/Problem: an object without properties; list them, or write `{type: object, additionalProperties: true}`",
                "/components/schemas/Problem/x-code: `Problem` has nothing at `/problem/code`; correct the pointer",
                "/components/schemas/Problem/x-message: `Problem` has nothing at `/problem/text`; correct the pointer",
            ],
        );
    }

    #[test]
    fn keywords_that_would_mislead() {
        check_property(
            "type: integer\nminimum: 1",
            &["/minimum: nothing checks values; say it in the description"],
        );
        check_property(
            "type: integer\nmaximum: 1",
            &["/maximum: nothing checks values; say it in the description"],
        );
        check_property(
            "type: integer\nexclusiveMinimum: true",
            &["/exclusiveMinimum: nothing checks values; say it in the description"],
        );
        check_property(
            "type: integer\nexclusiveMaximum: true",
            &["/exclusiveMaximum: nothing checks values; say it in the description"],
        );
        check_property(
            "type: integer\nmultipleOf: 2",
            &["/multipleOf: nothing checks values; say it in the description"],
        );
        check_property(
            "type: string\nminLength: 1",
            &["/minLength: nothing checks values; say it in the description"],
        );
        check_property(
            "type: string\nmaxLength: 1",
            &["/maxLength: nothing checks values; say it in the description"],
        );
        check_property(
            "type: string\npattern: x",
            &["/pattern: nothing checks values; say it in the description"],
        );
        check_property(
            "type: string\nexample: x",
            &["/example: examples are files under samples/; move it there"],
        );
        check_property(
            "type: string\nexamples: [x]",
            &["/examples: examples are files under samples/; move it there"],
        );
        check_property(
            "type: string\ndefault: x",
            &["/default: a default would hide what the provider sent; say it in the description"],
        );
        check_property(
            "type: string\ntitle: x",
            &["/title: a type is called as its schema; remove it"],
        );
        check_property(
            "type: string\nx-rust-type: x",
            &["/x-rust-type: the Rust type follows from `type` and `format`; remove it"],
        );
        check_property(
            "type: boolean\nformat: x",
            &["/format: only texts and numbers have a format; remove it"],
        );
        check_property(
            "type: boolean\nproperties: {}",
            &["/properties: only objects have properties; write `type: object`"],
        );
        check_property(
            "type: string\nitems: {}",
            &["/items: only lists have items; write `type: array`"],
        );
        check_property(
            "type: array\nnullable: true\nxml: {wrapped: true}\nminItems: 1\nmaxItems: 1\nuniqueItems: true\nitems: {type: string}",
            &[
                "/maxItems: nothing checks values; say it in the description",
                "/minItems: nothing checks values; say it in the description",
                "/uniqueItems: nothing checks values; say it in the description",
            ],
        );
        check_property(
            "type: object\nnullable: true\nminProperties: 1\nmaxProperties: 1\nadditionalProperties: true",
            &[
                "/maxProperties: nothing checks values; say it in the description",
                "/minProperties: nothing checks values; say it in the description",
            ],
        );
        check_property(
            "allOf: [{$ref: \"#/components/schemas/Reason\"}]\ntype: object",
            &["/type: what `allOf` refers to has a type; remove it"],
        );
        check(
            "          items: {$ref: \"#/components/schemas/Account\"}",
            "          items: {$ref: \"#/components/schemas/Account\", description: x, nullable: true, type: object}",
            &[
                "/components/schemas/Account/properties/children/items/description: OpenAPI reads nothing beside $ref; write `allOf: [{$ref: …}]`, and this beside it",
                "/components/schemas/Account/properties/children/items/nullable: OpenAPI reads nothing beside $ref; write `allOf: [{$ref: …}]`, and this beside it",
                "/components/schemas/Account/properties/children/items/type: nothing reads `type` here; remove it",
            ],
        );
    }

    #[test]
    fn formats() {
        check_property(
            "type: string\nformat: date",
            &[
                "/format: the format `date` has no type here; write `date-time`, `uuid` or `password`, or leave `format` out and say in the description how it is written",
            ],
        );
        check_property(
            "type: string\nformat: email",
            &[
                "/format: the format `email` has no type here; write `date-time`, `uuid` or `password`, or leave `format` out and say in the description how it is written",
            ],
        );
        check_property(
            "type: integer\nformat: uint64",
            &[
                "/format: the format `uint64` has no type here; write `int32` or `int64`, or leave `format` out",
            ],
        );
        check_property("type: integer", &[]);
        check_property(
            "type: number",
            &[
                ": a number without a format; write `format: decimal`, which keeps every digit, or `format: double`",
            ],
        );
        check_property(
            "type: number\nformat: float",
            &[
                "/format: the format `float` has no type here; write `decimal` or `double`, where only `decimal` keeps every digit",
            ],
        );
    }

    #[test]
    fn names_of_schemas() {
        check(
            "    Reason:\n",
            "    reason2: {type: object, additionalProperties: true, description: x}\n    Reason:\n",
            &[
                "/components/schemas/reason2: no answer has this schema in it; refer to it, or remove it",
                "/components/schemas/reason2: the name is not in PascalCase; call it `Reason2`",
            ],
        );
        check(
            "    Reason:\n",
            "    URLInfo: {type: object, additionalProperties: true, description: x}\n    Reason:\n",
            &[
                "/components/schemas/URLInfo: no answer has this schema in it; refer to it, or remove it",
                "/components/schemas/URLInfo: the name is not in PascalCase; call it `UrlInfo`",
            ],
        );
        check(
            "    Reason:\n",
            "    Two_Words: {type: object, additionalProperties: true, description: x}\n    Reason:\n",
            &[
                "/components/schemas/Two_Words: no answer has this schema in it; refer to it, or remove it",
                "/components/schemas/Two_Words: the name is not in PascalCase; call it `TwoWords`",
            ],
        );
        check(
            "    Reason:\n",
            "    Error: {type: object, additionalProperties: true, description: x}\n    Reason:\n",
            &[
                "/components/schemas/Error: Rust or the generated code calls something else `Error`; find another name",
                "/components/schemas/Error: no answer has this schema in it; refer to it, or remove it",
            ],
        );
        check(
            "    Reason:\n",
            "    Option: {type: object, additionalProperties: true, description: x}\n    Reason:\n",
            &[
                "/components/schemas/Option: Rust or the generated code calls something else `Option`; find another name",
                "/components/schemas/Option: no answer has this schema in it; refer to it, or remove it",
            ],
        );
        check(
            "    Reason:\n",
            "    Timestamp: {type: object, additionalProperties: true, description: x}\n    Reason:\n",
            &[
                "/components/schemas/Timestamp: Rust or the generated code calls something else `Timestamp`; find another name",
                "/components/schemas/Timestamp: no answer has this schema in it; refer to it, or remove it",
            ],
        );
        check(
            "    Reason:\n",
            "    Client: {type: object, additionalProperties: true, description: x}\n    Reason:\n",
            &[
                "/components/schemas/Client: Rust or the generated code calls something else `Client`; find another name",
                "/components/schemas/Client: no answer has this schema in it; refer to it, or remove it",
            ],
        );
        check(
            "    Reason:\n",
            "    Große: {type: object, additionalProperties: true, description: x}\n    Reason:\n",
            &[
                "/components/schemas/Große: no answer has this schema in it; refer to it, or remove it",
                "/components/schemas/Große: the name is not ASCII; find another in PascalCase",
            ],
        );
    }

    #[test]
    fn names_of_properties() {
        check(
            "        ratio:\n          type: number\n          format: double\n          description: A ratio.\n",
            "        extra:\n          type: number\n          format: double\n          description: A ratio.\n",
            &[
                "/components/schemas/Account/properties/extra: unknown fields are kept under the name `extra`, so that no property can have it; leave it out, and it is found there",
            ],
        );
        check(
            "        ratio:\n          type: number\n          format: double\n          description: A ratio.\n",
            "        Extra:\n          type: number\n          format: double\n          description: A ratio.\n",
            &[
                "/components/schemas/Account/properties/Extra: unknown fields are kept under the name `extra`, so that no property can have it; leave it out, and it is found there",
            ],
        );
        check(
            "        ratio:\n          type: number\n          format: double\n          description: A ratio.\n",
            "        '$':\n          type: number\n          format: double\n          description: A ratio.\n",
            &[
                "/components/schemas/Account/properties/$: `$` makes no Rust name; leave it out, and it is found in `extra`",
            ],
        );
        check(
            "        ratio:\n          type: number\n          format: double\n          description: A ratio.\n",
            "        made_:\n          type: number\n          format: double\n          description: A ratio.\n",
            &[
                "/components/schemas/Account/properties/made_: `made` and `made_` make the same Rust field, `made`; leave one out: it is kept all the same",
            ],
        );
        check(
            "        ratio:\n          type: number\n          format: double\n          description: A ratio.\n",
            "        MADE:\n          type: number\n          format: double\n          description: A ratio.\n",
            &[
                "/components/schemas/Account/properties/MADE: `made` and `MADE` make the same Rust field, `made`; leave one out: it is kept all the same",
            ],
        );
    }

    #[test]
    fn required_properties() {
        check(
            "required: [id]",
            "required: [id, ident]",
            &[
                "/components/schemas/Account/required/1: `ident` is required, but no property; correct the name, or remove it",
            ],
        );
        check(
            "required: [id]",
            "required: [id, id]",
            &["/components/schemas/Account/required/1: `id` is here twice; keep one"],
        );
        check(
            "required: [id]",
            "required: []",
            &["/components/schemas/Account/required: an empty list; remove it"],
        );
        check("required: [id]", "required: [id, tags]", &[]);
        check(
            "          type: array\n          nullable: true\n          description: Words.\n",
            "          type: array\n          description: Words.\n",
            &[
                "/components/schemas/Account/properties/tags: a list or a map that may be absent may be null as well; write `nullable: true`",
            ],
        );
        check(
            "          additionalProperties: true\n          nullable: true\n",
            "          additionalProperties: true\n",
            &[
                "/components/schemas/Account/properties/notes: a list or a map that may be absent may be null as well; write `nullable: true`",
            ],
        );
    }

    #[test]
    fn words() {
        check(
            "enum: [\"active\", \"credit_hold\"]\n      x-integers: [0, 1]",
            "enum: []",
            &[
                "/components/schemas/Status: a vocabulary without words; list those that are known, or make it a text",
            ],
        );
        check(
            "enum: [\"active\", \"credit_hold\"]\n      x-integers: [0, 1]",
            r#"enum: [a, ""]"#,
            &[
                "/components/schemas/Status/enum/1: an empty text, where a text that is not empty belongs; write that",
            ],
        );
        check(
            "enum: [\"active\", \"credit_hold\"]\n      x-integers: [0, 1]",
            "enum: [a, a]",
            &["/components/schemas/Status/enum/1: `a` is here twice; keep one"],
        );
        check(
            "enum: [\"active\", \"credit_hold\"]\n      x-integers: [0, 1]",
            r#"enum: [credit_hold, "credit hold"]"#,
            &[
                "/components/schemas/Status/enum/1: `credit_hold` and `credit hold` make the same Rust variant, `CreditHold`; leave one out: it is kept all the same",
            ],
        );
        check(
            "enum: [\"active\", \"credit_hold\"]\n      x-integers: [0, 1]",
            "enum: [unknown]",
            &[
                "/components/schemas/Status/enum/0: `unknown` makes the variant `Unknown`, which is there for words that nobody documented; leave it out",
            ],
        );
        check(
            "enum: [\"active\", \"credit_hold\"]\n      x-integers: [0, 1]",
            r#"enum: ["да", "нет"]"#,
            &[
                "/components/schemas/Status/enum/1: `да` and `нет` make the same Rust variant, `X`; leave one out: it is kept all the same",
            ],
        );
        check(
            "enum: [\"active\", \"credit_hold\"]\n      x-integers: [0, 1]",
            "enum: [1, 2]",
            &[
                "/components/schemas/Status/enum/0: a number, where a text that is not empty belongs; write that",
                "/components/schemas/Status/enum/1: a number, where a text that is not empty belongs; write that",
            ],
        );
    }

    #[test]
    fn integers() {
        check(
            "x-integers: [0, 1]",
            "x-integers: [0]",
            &[
                "/components/schemas/Status/x-integers: 1 integers for 2 words; write one for each word, in the same order",
            ],
        );
        check(
            "x-integers: [0, 1]",
            "x-integers: [0, 0]",
            &["/components/schemas/Status/x-integers/1: `0` is here twice; keep one"],
        );
        check(
            "x-integers: [0, 1]",
            "x-integers: [0, 1.5]",
            &[
                "/components/schemas/Status/x-integers/1: a number, where a whole number belongs; write that",
            ],
        );
    }
}
