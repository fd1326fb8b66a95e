//! What a spec may say, as data: YAML in, the model or the problems out.

use std::path::Path;

use super::{Document, Problem, Scalar, Schema, Shape, document, load};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

#[test]
fn five_providers_load() {
    let folders = load(root());
    let problems: Vec<String> = folders.problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    for (name, spec) in folders.providers {
        match spec {
            Ok(spec) => assert_eq!(spec.provider, name),
            Err(problems) => {
                let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
                panic!("{}", problems.join("\n"));
            }
        }
    }
}

/// Cargo loads no workspace with two packages of one name.
#[test]
fn no_provider_is_called_as_another_package() {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let names = lock.lines().filter_map(|line| line.strip_prefix("name = \"bindery-"));
    for name in names.map(|name| name.trim_end_matches('"')) {
        let is_provider = root().join("specs").join(name).is_dir();
        assert_ne!(super::provider_name(name).is_ok(), !is_provider, "{name}");
    }
}

/// A small document that says nothing wrong.
const MINIMAL: &str = r##"openapi: 3.0.3
info: {title: Acme, version: v1, description: Tools.}
servers:
  - url: https://api.acme.example
security:
  - key: []
paths:
  /items/{id}:
    get:
      operationId: get_item
      summary: Read an item.
      parameters:
        - {name: id, in: path, required: true, description: Its id., schema: {type: string}}
      responses:
        "200":
          description: The item.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Item"}
        default:
          description: Refused.
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
  schemas:
    Item:
      type: object
      description: An item.
      properties:
        id: {type: string, description: Its id.}
"##;

/// The document with one text replaced by another.
fn edit(from: &str, to: &str) -> String {
    assert!(MINIMAL.contains(from), "{from}");
    MINIMAL.replacen(from, to, 1)
}

/// Reads a document that is right.
#[track_caller]
fn read(yaml: &str) -> Document {
    match document("a.yaml", yaml) {
        Ok((document, _)) => document,
        Err(problems) => panic!("{}", lines(&problems)),
    }
}

fn lines(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// Everything that is wrong in the document with one edit.
#[track_caller]
fn refuses(from: &str, to: &str, expected: &[&str]) {
    let problems = document("a.yaml", &edit(from, to)).err().unwrap_or_default();
    let found: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let expected: Vec<String> = expected.iter().map(|e| format!("a.yaml:{e}")).collect();
    assert_eq!(found, expected, "{}", found.join("\n"));
}

/// What a property's schema is in the model.
#[track_caller]
fn property(schema: &str) -> (Schema, Document) {
    let text = edit(
        "        id: {type: string, description: Its id.}\n",
        &format!("        it: {schema}\n"),
    );
    let document = read(&text);
    let Shape::Object(item) = &document.named("Item").unwrap().shape else { panic!("no object") };
    (item.properties[0].schema.clone(), document)
}

#[test]
fn the_minimal_document_is_right() {
    let document = read(MINIMAL);
    assert_eq!(document.title, "Acme");
    assert_eq!(document.operations[0].required()[0].rust, "id");
    assert_eq!(document.schemes[0].name, "key");
    assert!(document.named("Item").unwrap().uses.in_response);
}

#[test]
fn scalars_have_their_types() {
    use Scalar::*;
    for (schema, scalar) in [
        ("{type: string}", String),
        ("{type: string, format: email}", String),
        ("{type: string, format: other}", String),
        ("{type: string, format: date-time}", DateTime),
        ("{type: string, format: date}", Date),
        ("{type: string, format: uuid}", Uuid),
        ("{type: string, format: password}", Secret),
        ("{type: string, format: byte}", Base64),
        ("{type: string, format: decimal}", DecimalString),
        ("{type: integer}", Int64),
        ("{type: integer, format: int32}", Int32),
        ("{type: integer, format: uint64}", Uint64),
        ("{type: integer, format: unix-time}", UnixTime),
        ("{type: integer, format: unix-time-ms}", UnixTimeMs),
        ("{type: number}", Double),
        ("{type: number, format: float}", Float),
        ("{type: number, format: decimal}", Decimal),
        ("{type: boolean}", Boolean),
    ] {
        assert_eq!(property(schema).0, Schema::Scalar(scalar), "{schema}");
    }
}

#[test]
fn schemas_have_their_shapes() {
    let string = || Box::new(Schema::Scalar(Scalar::String));
    for (schema, expected) in [
        ("{}", Schema::Any),
        ("{type: object}", Schema::Map(Box::new(Schema::Any))),
        ("{type: object, additionalProperties: {type: string}}", Schema::Map(string())),
        ("{type: array, items: {type: string}}", Schema::List(string())),
        (
            "{type: array, items: {type: string, nullable: true}}",
            Schema::List(Box::new(Schema::Nullable(string()))),
        ),
        ("{type: string, nullable: true}", Schema::Nullable(string())),
        ("{$ref: '#/components/schemas/Item'}", Schema::Named("Item".to_owned())),
        (
            "{$ref: '#/components/schemas/Item', description: Another., nullable: true}",
            Schema::Nullable(Box::new(Schema::Named("Item".to_owned()))),
        ),
        (
            "{allOf: [{$ref: '#/components/schemas/Item'}], description: Another.}",
            Schema::Named("Item".to_owned()),
        ),
        ("{type: string, enum: [a, b]}", Schema::Named("ItemIt".to_owned())),
        ("{type: object, properties: {a: {type: string}}}", Schema::Named("ItemIt".to_owned())),
        (
            "{type: array, items: {type: object, properties: {a: {}}}}",
            Schema::List(Box::new(Schema::Named("ItemItItem".to_owned()))),
        ),
        (
            "{oneOf: [{type: string}, {$ref: '#/components/schemas/Item'}]}",
            Schema::Named("ItemIt".to_owned()),
        ),
    ] {
        assert_eq!(property(schema).0, expected, "{schema}");
    }
}

#[test]
fn enum_values_have_variants() {
    let (_, document) = property(
        "{enum: ['', '+', -1, asc, '-asc', 'да', unknown, self, '24/7']}"
            .replace(" -1", " '-1'")
            .as_str(),
    );
    let Shape::Enum(values) = &document.named("ItemIt").unwrap().shape else { panic!("no enum") };
    let variants: Vec<&str> = values.values.iter().map(|v| v.variant.as_str()).collect();
    assert_eq!(
        variants,
        ["Empty", "Plus", "Minus1", "Asc", "MinusAsc", "Да", "Unknown_", "Self_", "X247"]
    );
}

#[test]
fn all_of_is_merged() {
    let (_, document) = property(
        "{allOf: [{$ref: '#/components/schemas/Base'}, {type: object, required: [a, b], properties: {b: {type: integer}}}]}\n    Base: {type: object, properties: {a: {type: string}}}",
    );
    let Shape::Object(merged) = &document.named("ItemIt").unwrap().shape else {
        panic!("no object")
    };
    let all: Vec<_> = merged.properties.iter().map(|p| (p.name.as_str(), p.required)).collect();
    assert_eq!(all, [("a", true), ("b", true)]);
}

#[test]
fn schemas_without_a_type_are_refused() {
    let property = "        id: {type: string, description: Its id.}\n";
    let problems = |schema: &str| {
        let yaml = edit(property, &format!("        it: {schema}\n"));
        lines(&document("a.yaml", &yaml).err().unwrap_or_default())
    };
    let all: Vec<String> = [
        "{oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}], discriminator: {propertyName: kind}}\n    A: {type: object, properties: {kind: {type: string}}}\n    B: {type: object, properties: {b: {type: string}}}",
        "{$ref: '#/components/schemas/A'}\n    A: {oneOf: [{type: string}, {$ref: '#/components/schemas/B'}]}\n    B: {anyOf: [{type: integer}, {$ref: '#/components/schemas/A'}]}",
        "{oneOf: [{type: string, format: date}, {type: string, format: date}]}",
        "{type: object, properties: {a: {type: string}}, discriminator: {propertyName: a}}",
        "{type: array, items: {type: object, properties: {file: {type: string, format: binary}}}}",
        "{allOf: [{$ref: '#/components/schemas/A'}, {type: object, properties: {a: {type: integer}}}]}\n    A: {type: object, properties: {a: {type: string}}}",
    ]
    .map(problems)
    .to_vec();
    insta::assert_snapshot!(all.join("\n"), @"
    a.yaml:30:56: `B` has no property `kind`, which distinguishes it from the others; describe it there, or remove the discriminator
    a.yaml:31:8: `A` is one of its own schemas; remove it from them
    a.yaml:32:8: `B` is one of its own schemas; remove it from them
    a.yaml:30:52: a second variant `Date`; give this schema another `title`, which names it
    a.yaml:30:13: `discriminator`: it distinguishes the schemas of `oneOf` or `anyOf`; list them there, or remove it
    a.yaml:30:62: `format: binary` is a whole body or a part of `multipart/form-data`; write `format: byte` for base64 in a string
    a.yaml:30:84: `a` has another type in a schema that this one is put together with; make them the same, or leave one out
    ");
}

#[test]
fn a_request_has_a_type_of_its_own_where_it_differs() {
    let item = "        id: {type: string, description: Its id.}\n";
    let properties = "        id: {type: string, readOnly: true}\n        key: {type: string, writeOnly: true}\n        in: {$ref: '#/components/schemas/Inner'}\n    Inner: {type: object, properties: {note: {type: string, nullable: true}}}\n";
    let put = |method: &str| {
        let operation = format!(
            "    {method}:\n      operationId: change_item\n      parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}]\n      requestBody: {{required: true, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Item'}}}}}}}}\n      responses: {{'204': {{description: Done.}}}}\ncomponents:\n"
        );
        let yaml = edit(item, properties).replacen("components:\n", &operation, 1);
        read(&yaml)
    };
    let types = |document: &Document| -> Vec<String> {
        let names = |t: &super::Type| match &t.shape {
            Shape::Object(object) => {
                let names = object.properties.iter().map(|p| match p.tells_null {
                    true => format!("{}?", p.name),
                    false => p.name.clone(),
                });
                names.collect::<Vec<_>>().join(" ")
            }
            _ => String::new(),
        };
        document.types.iter().map(|t| format!("{}: {}", t.name, names(t))).collect()
    };
    assert_eq!(types(&put("put")), ["Item: id in", "ItemRequest: key in", "Inner: note"]);
    assert_eq!(
        types(&put("patch")),
        ["Item: id in", "ItemRequest: key in", "Inner: note", "InnerRequest: note?"]
    );
    let body = put("put").operations[1].body.clone().unwrap();
    assert_eq!(body.schema, Schema::Named("ItemRequest".to_owned()));
}

#[test]
fn keywords_that_document_become_sentences() {
    let (_, document) = property(
        "{type: integer, description: How many, default: 10, minimum: 1, maximum: 100, example: 5}",
    );
    let Shape::Object(item) = &document.named("Item").unwrap().shape else { panic!("no object") };
    assert_eq!(
        item.properties[0].description,
        "How many. The default is `10`. At least `1`. At most `100`. Example: `5`."
    );
}

#[test]
fn pages_and_keys_are_read() {
    let list = r##"  /items:
    get:
      operationId: list_items
      parameters:
        - {name: after, in: query, schema: {type: string}}
      responses:
        "200":
          content:
            application/json:
              schema: {type: object, properties: {data: {type: array, items: {$ref: "#/components/schemas/Item"}}, next: {type: string}}}
      x-pages: {items: /data, cursor: {parameter: after, from: /next}}
    post:
      operationId: create_item
      requestBody: {content: {application/json: {schema: {type: object, properties: {name: {type: string}}}}}}
      responses: {"201": {description: Done.}}
      x-idempotency-key: Idempotency-Key
components:
"##;
    let document = read(&edit("components:\n", list));
    let [_, all, create] = document.operations.as_slice() else { panic!("three operations") };
    assert_eq!(all.pages.as_ref().unwrap().items, ["data"]);
    assert_eq!(create.idempotency_key.as_deref(), Some("Idempotency-Key"));
    assert_eq!(create.body.as_ref().unwrap().schema, Schema::Named("CreateItemRequest".to_owned()));
    assert!(document.named("CreateItemRequest").unwrap().uses.in_request);
    assert!(document.named("ListItemsResponse").unwrap().uses.in_response);
}

#[test]
fn keywords_follow_the_rules_of_crates_io() {
    let document = read(&edit("security:\n", "x-keywords: [sms, \"2sms\"]\nsecurity:\n"));
    assert_eq!(document.keywords, ["sms", "2sms"]);
    refuses(
        "security:\n",
        "x-keywords: [Sms, a b, c, d]\nsecurity:\n",
        &[
            "5:14: `Sms` is no keyword; write at most 20 lower-case letters, digits and hyphens",
            "5:19: `a b` is no keyword; write at most 20 lower-case letters, digits and hyphens",
            "5:27: at most three keywords; remove the others",
        ],
    );
}

#[test]
fn mistakes_say_what_to_write() {
    let schema = "{type: string, description: Its id.}";
    refuses(
        "3.0.3",
        "3.1.0",
        &["1:10: OpenAPI `3.1.0` is not supported; write `3.0.3`, and what it has"],
    );
    refuses(
        "version: v1",
        "version: 1.0",
        &["2:30: expected a string, found the number `1.0`; quote it: \"1.0\""],
    );
    refuses(
        "title: Acme",
        "title: no",
        &["2:15: some YAML readers take no for a boolean; quote it: \"no\""],
    );
    refuses(
        "title: Acme",
        "title: &a Acme",
        &["2:18: an anchor (`&name`); remove it, or put the value under `components` and use $ref"],
    );
    refuses(
        "summary:",
        "colour: red\n      summary:",
        &["11:7: nothing reads `colour` here; remove it"],
    );
    refuses(
        "operationId: get_item\n",
        "deprecated: true\n",
        &["10:7: `operationId` is missing; name the method: `get_account`"],
    );
    refuses(
        "operationId: get_item",
        "operationId: lire_élément",
        &["10:20: a method has a name of ASCII letters and digits; find another name"],
    );
    refuses(
        "/items/{id}:",
        "/items/:id:",
        &[
            "8:3: `:id` is no parameter in OpenAPI; write `{id}`, and describe it under `parameters`",
        ],
    );
    refuses(
        "/items/{id}:",
        "items/{id}:",
        &["8:3: a path begins with a slash, and the base URL ends before it; write `/…`"],
    );
    refuses(
        "in: path, required: true",
        "in: cookie",
        &[
            "13:26: `cookie`: cookies are not sent; a cookie that carries credentials belongs under components.securitySchemes as an `apiKey` in a header, if the provider takes one",
        ],
    );
    refuses(
        schema,
        "{type: [string, 'null']}",
        &[
            "30:20: a list of types is OpenAPI 3.1; write one type, and `nullable: true` beside it for null",
        ],
    );
    refuses("in: header", "in: ''", &["24:29: an empty string; fill it in, or remove the key"]);
    refuses(
        schema,
        "{not: {}}",
        &[
            "30:14: `not`: no Rust type excludes values; describe what the value is, and say the rest in the description",
        ],
    );
    refuses(
        schema,
        "{$ref: '#/components/schemas/Nothing'}",
        &[
            "30:20: there is no `Nothing` under components.schemas; correct the name, or add it there",
        ],
    );
    refuses(
        schema,
        "{type: string}\n        Id: {type: string}",
        &[
            "31:9: `id` and `Id` make the same field in Rust, `id`; give one of them an `x-rust-name`",
        ],
    );
    refuses(
        "https://api.acme.example",
        "/api",
        &["4:10: not an absolute URL; begin it with https://"],
    );
    refuses(
        "  - key: []",
        "  - other: []",
        &[
            "6:5: there is no security scheme `other`; correct the name, or describe it under components.securitySchemes",
        ],
    );
}

/// Every part is read by itself, so one run reports the first mistake of each.
#[test]
fn one_run_tells_mistakes_of_several_parts() {
    let text = edit("in: path", "in: cookie")
        .replace("type: apiKey", "type: mutualTLS")
        .replace("id: {type: string", "id: {type: text");
    let problems = document("a.yaml", &text).unwrap_err();
    assert_eq!(problems.len(), 3, "{}", lines(&problems));
}

/// An alias that leads back to itself ends the reading, and no walk runs for ever.
#[test]
fn circles_are_refused_or_read() {
    refuses(
        "      type: object\n      description: An item.\n      properties:\n        id: {type: string, description: Its id.}\n",
        "      $ref: '#/components/schemas/Item'\n",
        &[
            "27:7: `Item` holds itself, or leads to a schema that does; put an object between, or leave the items' schema empty (`{}`)",
        ],
    );
    property("{$ref: '#/components/schemas/Item'}");
    property("{type: array, items: {$ref: '#/components/schemas/Item'}}");
}

/// Random edits of the five specs: whatever a person types, nothing panics.
#[test]
fn no_text_panics() {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap()
    };
    let pieces = [
        "", "null", "[]", "{}", "- ", ": ", "*a", "&a", "\"", "'",
        "$ref: '#/components/schemas/Account'", "allOf:", "\t", "\u{202e}", "~1", "9e999", "true",
    ];
    let specs: Vec<String> = ["sakari", "twosms", "sequence"]
        .iter()
        .map(|p| std::fs::read_to_string(root().join(format!("specs/{p}/openapi.yaml"))).unwrap())
        .collect();
    for i in 0..300 {
        let mut lines: Vec<&str> = specs[i % specs.len()].lines().collect();
        for _ in 0..=random(3) {
            let line = random(lines.len());
            match random(4) {
                0 => drop(lines.remove(line)),
                1 => lines.insert(line, lines[random(lines.len())]),
                2 => lines[line] = lines[line].split(':').next().unwrap(),
                _ => lines.insert(line, pieces[random(pieces.len())]),
            }
        }
        let _ = document("a.yaml", &lines.join("\n"));
    }
    for text in ["", "[", "{{{{", "a: [".repeat(1000).as_str(), "- ".repeat(1000).as_str(), "\0"] {
        assert!(document("a.yaml", text).is_err());
    }
}

/// Editors are given the same rules: the five specs fit the JSON Schema, and a mistake does not.
#[test]
fn the_json_schema_fits_the_specs() {
    let schema = serde_json::from_slice(&super::json_schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let read = |text: &str| -> serde_json::Value {
        let node = super::yaml::read(text).0.unwrap();
        serde_json::from_str(&super::objects::json(&node)).unwrap()
    };
    for provider in ["activeplatform", "metallic", "sakari", "sequence", "twosms"] {
        let text =
            std::fs::read_to_string(root().join(format!("specs/{provider}/openapi.yaml"))).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&read(&text))
            .map(|e| format!("{}: {e}", e.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{provider}: {}", errors.join("\n"));
    }
    assert!(validator.is_valid(&read(MINIMAL)));
    for (from, to) in
        [("summary:", "colour:"), ("in: path", "in: cookie"), ("type: apiKey", "type: mutualTLS")]
    {
        assert!(!validator.is_valid(&read(&edit(from, to))), "{to}");
    }
}

/// A workspace with one provider: its document and its samples.
fn folder(yaml: &str, samples: &[(&str, &[u8])]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    let acme = root.path().join("specs/acme");
    std::fs::create_dir_all(acme.join("samples")).unwrap();
    std::fs::write(acme.join("openapi.yaml"), yaml).unwrap();
    for (name, body) in samples {
        std::fs::write(acme.join("samples").join(name), body).unwrap();
    }
    root
}

/// Everything that is wrong with one provider.
fn wrong(root: &Path) -> Vec<String> {
    let problems = load(root).providers.remove("acme").unwrap().err().unwrap_or_default();
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn samples_are_held_against_the_model() {
    let item = "        id: {type: string, description: Its id.}\n";
    let price = "        price: {type: number, format: decimal, description: What it costs.}\n";
    let yaml = edit(item, &format!("{item}{price}"));
    let dir = "acme/samples";
    for (name, body, expected) in [
        ("get_item.json", r#"{"id": "a", "price": 1.10}"#, vec![]),
        ("get_item.json", r#"{"id": null}"#, vec![]),
        ("get_item.json", r#"{"id": 1}"#, vec![format!("specs/{dir}/get_item.json:1:8: /id: `1`, where the schema has a string; correct one of them")]),
        ("get_item.json", r#"{"price": 1e400}"#, vec![format!("specs/{dir}/get_item.json:1:11: /price: `1e400`, where the schema has a decimal number; correct one of them")]),
        ("get_item.json", r#"{"no": 1}"#, vec![format!("specs/{dir}/get_item.json:1:8: /no: in the sample, but not in the schema; add it to `Item`, or correct the sample")]),
        ("get_item.json", "{", vec![format!("specs/{dir}/get_item.json:1:1: not JSON; correct it here or just before")]),
        ("get_item.xml", "<Item/>", vec![format!("specs/{dir}/get_item.xml: this is application/xml, and the operation documents application/json here; add the media type to `content`, or rename the sample")]),
        ("get_item.404.json", "{}", vec![
            format!("specs/{dir}/get_item.404.json: the response for the status 404 has no body; describe its `content`, or remove the sample"),
            "specs/acme/openapi.yaml:10:20: `get_item` has no sample of its response; add samples/get_item.json".to_owned(),
        ]),
        ("get_item.request.json", "{}", vec![
            format!("specs/{dir}/get_item.request.json: the operation sends no body; describe it under `requestBody`, or rename the sample"),
            "specs/acme/openapi.yaml:10:20: `get_item` has no sample of its response; add samples/get_item.json".to_owned(),
        ]),
        ("get_it.json", "{}", vec![
            format!("specs/{dir}/get_it.json: there is no operation `get_it`; rename the sample, or describe the operation"),
            "specs/acme/openapi.yaml:10:20: `get_item` has no sample of its response; add samples/get_item.json".to_owned(),
        ]),
        ("get_item.99.json", "{}", vec![
            format!("specs/{dir}/get_item.99.json: a sample's case starts with a letter, or with the three digits of its status; rename it"),
            "specs/acme/openapi.yaml:10:20: `get_item` has no sample of its response; add samples/get_item.json".to_owned(),
        ]),
    ] {
        let root = folder(&yaml, &[(name, body.as_bytes())]);
        assert_eq!(wrong(root.path()), expected, "{name} {body}");
    }
}

/// The ending that is missing is the one of the documented media type.
#[test]
fn a_missing_sample_has_the_right_ending() {
    for (media_type, ending) in [
        ("application/xml", Some("xml")),
        ("text/csv", Some("csv")),
        ("text/plain", Some("txt")),
        ("application/pdf", None),
    ] {
        let yaml = edit(
            "application/json:\n              schema: {$ref: \"#/components/schemas/Item\"}",
            &format!("{media_type}: {{}}"),
        );
        let mut found = wrong(folder(&yaml, &[]).path());
        found.retain(|problem| problem.contains("no sample"));
        let expected = ending.map(|e| format!("specs/acme/openapi.yaml:10:20: `get_item` has no sample of its response; add samples/get_item.{e}"));
        assert_eq!(found, Vec::from_iter(expected), "{media_type}");
    }
}

#[test]
fn samples_in_xml_are_read_as_a_call_reads_them() {
    let item = "        id: {type: string, description: Its id.}\n";
    let more = "        size: {type: integer, description: A number.}\n        tags: {type: array, description: Words., items: {type: integer}}\n";
    let yaml = edit(item, &format!("{item}{more}")).replace("application/json", "application/xml");
    for (body, expected) in [
        ("<Item><id>a</id><size> 5 </size><tags>1</tags><tags>2</tags></Item>", vec![]),
        ("<Item><id/><size/></Item>", vec![]),
        ("<Item><tags>1</tags></Item>", vec![]),
        (
            "<Item><size>five</size></Item>",
            vec![
                "specs/acme/samples/get_item.xml: /size: `\"five\"`, where the schema has an integer of 64 bits; correct one of them",
            ],
        ),
        (
            "<Item><no>1</no></Item>",
            vec![
                "specs/acme/samples/get_item.xml: /no: in the sample, but not in the schema; add it to `Item`, or correct the sample",
            ],
        ),
    ] {
        let root = folder(&yaml, &[("get_item.xml", body.as_bytes())]);
        assert_eq!(wrong(root.path()), expected, "{body}");
    }
}

/// What is no plain file or folder is named, and neither read nor followed.
#[cfg(unix)]
#[test]
fn odd_entries_are_named() {
    let root = folder(MINIMAL, &[("get_item.json", b"{}")]);
    let specs = root.path().join("specs");
    std::os::unix::fs::symlink("/dev/zero", specs.join("acme/samples/get_item.link.json")).unwrap();
    std::os::unix::fs::symlink("acme", specs.join("other")).unwrap();
    std::fs::write(specs.join("stray\u{1b}[2J"), "").unwrap();
    for name in ["mock", "Loud", "match"] {
        std::fs::create_dir(specs.join(name)).unwrap();
    }
    let status =
        std::process::Command::new("mkfifo").arg(specs.join("acme/pipe")).status().unwrap();
    assert!(status.success());
    let folders = load(root.path());
    assert_eq!(
        lines(&folders.problems).lines().collect::<Vec<_>>(),
        [
            "specs/stray\\u{1b}[2J: the name is not plain text; rename or remove it",
            "specs/Loud: a provider's name is lower-case letters and digits, a letter first; rename the folder",
            "specs/match: `match` is a keyword of Rust; rename the folder",
            "specs/mock: `bindery-mock` is a crate of Bindery's own; rename the folder",
            "specs/other: a symbolic link, which is not followed; only folders belong here, one for each provider: move or remove it",
        ]
    );
    assert_eq!(
        wrong(root.path()),
        [
            "specs/acme/pipe: neither a file nor a folder; a provider has openapi.yaml, inventory.txt and samples/: move or remove it",
            "specs/acme/samples/get_item.link.json: a symbolic link, which is not followed; samples are files, side by side: move or remove it",
        ]
    );
}

#[test]
fn unions_responses_and_security_are_read() {
    use super::{SchemeKind, Status};
    let yaml = edit("  - key: []", "  - {key: [], oauth: [read]}\n  - {}")
        .replace("        default:\n", "        \"204\": {description: Nothing.}\n        4XX: {description: Refused., headers: {X-Left: {schema: {type: integer}}}}\n        default:\n")
        .replace("  schemas:\n", "    oauth: {type: oauth2, x-token-client: basic, flows: {clientCredentials: {tokenUrl: /token, scopes: {read: Reads.}}}}\n  schemas:\n    Cat: {type: object, description: A cat., properties: {kind: {type: string}}}\n    Dog: {type: object, description: A dog., properties: {kind: {type: string}}}\n")
        .replace("        id: {type: string, description: Its id.}\n", "        pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind, mapping: {feline: '#/components/schemas/Cat'}}}\n");
    let document = read(&yaml);
    assert_eq!(document.security, [vec!["key".to_owned(), "oauth".to_owned()], vec![]]);
    let SchemeKind::ClientCredentials(token) = &document.schemes[1].kind else {
        panic!("no oauth2")
    };
    assert_eq!(
        (token.scopes.as_slice(), token.token.as_str()),
        (&["read".to_owned()][..], "/access_token")
    );
    let statuses: Vec<Status> = document.operations[0].responses.iter().map(|r| r.status).collect();
    assert_eq!(statuses, [Status::Code(200), Status::Code(204), Status::Range(4), Status::Default]);
    let Shape::Union(union) = &document.named("ItemPet").unwrap().shape else { panic!("no union") };
    let variants: Vec<_> =
        union.variants.iter().map(|v| (v.name.as_str(), v.tags.join(","))).collect();
    assert_eq!(variants, [("Cat", "feline".to_owned()), ("Dog", "Dog".to_owned())]);
}

#[test]
fn an_operation_has_its_own_security_or_else_the_documents() {
    #[track_caller]
    fn check(document: &str, operations: [&str; 2], want: &str) {
        let mut yaml = edit("security:\n  - key: []\n", document);
        yaml = yaml.replace("  /items/{id}:\n    get:\n", "  /items:\n    get:\n      operationId: list_items\n      security: LIST\n      responses: {'204': {description: None.}}\n  /items/{id}:\n    get:\n      security: GET\n");
        for (from, security) in ["LIST", "GET"].into_iter().zip(operations) {
            let line = format!("      security: {from}\n");
            assert!(yaml.contains(&line), "{yaml}");
            let own = format!("      security: {security}\n");
            yaml = yaml.replace(&line, if security.is_empty() { "" } else { &own });
        }
        let schemes = "  securitySchemes:\n    app: {type: apiKey, in: query, name: app}\n";
        let document = read(&yaml.replace("  securitySchemes:\n", schemes));
        let lists: Vec<_> = document.operations.iter().map(|o| &o.security).collect();
        assert_eq!(format!("{:?} {lists:?}", document.security).replace('"', ""), want);
    }
    check("security: [{key: []}]\n", ["", "[{app: []}]"], "[[key]] [[[key]], [[app]]]");
    check("security: [{key: []}]\n", ["", "[]"], "[[key]] [[[key]], []]");
    check(
        "security: [{}, {app: [], key: []}]\n",
        ["", ""],
        "[[app, key], []] [[[app, key], []], [[app, key], []]]",
    );
    // Without the document's own, those of the operations are for other requests.
    check(
        "",
        ["[{app: []}]", "[{key: []}, {app: []}]"],
        "[[app], [key]] [[[app]], [[key], [app]]]",
    );
    check("", ["[{}, {app: []}]", "[{key: []}]"], "[[app], [key], []] [[[app], []], [[key]]]");
    check("", ["", "[{key: []}]"], "[[key], []] [[], [[key]]]");
}

/// What careless authors write, and what each of them reads: the first mistake of every part, with its place.
#[test]
fn every_mistake_is_told_in_one_run() {
    #[track_caller]
    fn check(edits: &[(&str, &str)], want: &str) {
        let mut yaml = MINIMAL.to_owned();
        for (from, to) in edits {
            assert!(yaml.contains(from), "{from}");
            yaml = yaml.replacen(from, to, 1);
        }
        let problems = document("a.yaml", &yaml).err().unwrap_or_default();
        let found: Vec<String> = problems
            .iter()
            .map(|p| p.to_string().trim_start_matches("a.yaml:").to_owned())
            .collect();
        let want: Vec<&str> = want.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
        assert_eq!(found, want);
    }
    // YAML that two readers take for two things does not hide what is wrong elsewhere.
    check(
        &[
            ("title: Acme", "title: 7"),
            ("required: true", "required: yes"),
            ("summary: Read an item.", "summary: [a]"),
            ("id: {type: string, description: Its id.}", "id: {type: text}"),
        ],
        "2:15: expected a string, found the number `7`; quote it: \"7\"
        11:16: expected a string, found a list
        13:42: some YAML readers take yes for a boolean; quote it: \"yes\"
        30:20: `text` is not supported here; write `object`, `array`, `string`, `integer`, `number` or `boolean`",
    );
    check(
        &[("summary:", "sumary:"), ("    get:", "    GET:"), ("in: header", "In: header")],
        "9:5: nothing reads `GET` here; write `get`, or remove it
        24:10: `in` is missing; write `header` or `query`
        24:25: nothing reads `In` here; write `in`, or remove it",
    );
    check(
        &[("schemas/Item\"", "schemas/Itme\"")],
        "19:30: there is no `Itme` under components.schemas; write `Item`, or add it there",
    );
    check(
        &[("        id: {", "        '': {type: string}\n        size: {type: text}\n        id: {")],
        "30:9: an empty string; fill it in, or remove the key
        31:22: `text` is not supported here; write `object`, `array`, `string`, `integer`, `number` or `boolean`",
    );
    check(
        &[
            (
                "      parameters:\n        - {name: id, in: path, required: true, description: Its id., schema: {type: string}}\n",
                "      parameters:\n",
            ),
            ("key: {type: apiKey, in: header, name: X-Key}", "key: {in: header}"),
        ],
        "12:17: expected a list, found nothing; write it, or remove the key
        23:10: `type` is missing; write `http`, `apiKey` or `oauth2`",
    );
    check(
        &[("title: Acme", "title: Acme, title: Again, <<: {a: b}")],
        "2:21: the key `title` appears twice; keep one
        2:35: a merge key (`<<`); write the members out, or put the object under `components` and use $ref",
    );
    check(
        &[("openapi: 3.0.3", "swagger: '2.0'")],
        "1:1: `swagger`: this is OpenAPI 2; convert the document to OpenAPI 3.0",
    );
    check(
        &[("url: https://api.acme.example", "url: 'https://{area}.acme.example'\n    variables: {region: {default: eu}}")],
        "4:10: a URL with a variable that nothing describes; add it to the server's `variables`, or list no server where every customer has one of their own
        5:17: the URL has no `{region}`; correct the name, or remove it",
    );
}

/// Plain scalars that YAML 1.1 reads in its own way, and those that every reader takes for the same value.
#[test]
fn plain_scalars_that_are_unclear_are_refused() {
    for text in
        ["yes", "Off", "n", "1_000", "012", "0x1F", "12:30", "+1", ".5", "5.", ".inf", "2024-05-01"]
    {
        assert!(!super::yaml::read(text).1.is_empty(), "{text}");
    }
    for text in
        ["2024-05", "555-1234", "1.2.3", "v1", "1.50", "-3", "1e3", "a:b", "/a", "0", "true"]
    {
        assert_eq!(super::yaml::read(text).1, [], "{text}");
    }
}

/// A server with variables stands for each of its URLs, and names are recased for Rust.
#[test]
fn ordinary_documents_are_read() {
    let yaml = edit("url: https://api.acme.example", "url: 'https://{region}.acme.example:{port}/'\n    variables: {region: {default: eu, enum: [us, eu]}, port: {default: '443'}}")
        .replace("get_item", "getItem")
        .replace("schemas/Item", "schemas/the-item")
        .replace("    Item:", "    the-item:");
    let document = read(&yaml);
    let urls: Vec<&str> = document.servers.iter().map(|s| s.url.as_str()).collect();
    assert_eq!(urls, ["https://eu.acme.example:443", "https://us.acme.example:443"]);
    assert_eq!(document.operations[0].id, "get_item");
    let item = document.named("TheItem").unwrap();
    assert_eq!(item.xml_name.as_deref(), Some("the-item"));
}
