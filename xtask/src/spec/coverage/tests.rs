//! Where a spec and what is recorded of its pages disagree, case by case.

use super::*;
use crate::spec::{document, inventory};

const REST: &str = "
    Part: {type: object, properties: {id: {type: string}, size: {type: integer, format: int64}}}
    Colour: {type: string, enum: [\"red\", \"green\"]}
    Reason: {type: object, properties: {why: {type: string}}}
  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
";

fn spec(parameters: &str, properties: &str, facts: &str) -> Spec {
    let properties: String = properties.lines().map(|l| format!("        {l}\n")).collect();
    let yaml = format!(
        "openapi: 3.0.3
info: {{title: Acme, version: v1}}
security: [{{key: []}}]
paths:
  /things/{{id}}:
    get:
      operationId: get_thing
      parameters:
        - {{name: id, in: path, required: true, schema: {{type: string}}}}
{parameters}      responses:
        \"200\":
          description: The thing.
          headers: {{X-Rest: {{schema: {{type: integer}}}}}}
          content: {{application/json: {{schema: {{$ref: '#/components/schemas/Thing'}}}}}}
        \"4XX\":
          description: An error.
          content: {{application/json: {{schema: {{$ref: '#/components/schemas/Reason'}}}}}}
components:
  schemas:
    Thing:
      type: object
      properties:
{properties}{REST}"
    );
    let (document, _) = document("specs/acme/openapi.yaml", &yaml)
        .unwrap_or_else(|problems| panic!("{problems:?}\n{yaml}"));
    let inventory = inventory::parse(facts).unwrap();
    Spec { provider: "acme".to_owned(), document, samples: Vec::new(), inventory }
}

/// The problems of a spec whose `Thing` has these properties, where the page says this; what to do is left out.
#[track_caller]
fn check(properties: &str, facts: &str, want: &[&str]) {
    let facts =
        format!("[get_thing]\npath:id | table: string\nerror:why | sample: string\n{facts}");
    let problems = super::check(&spec("", properties, &facts));
    let got: Vec<&str> = problems.iter().map(|p| p.message.split("; ").next().unwrap()).collect();
    assert_eq!(got, want, "{facts}");
    assert!(problems.iter().all(|p| p.at.is_some_and(|at| at.line > 0)), "{problems:?}");
}

#[test]
fn both_sides_have_every_field() {
    check("a: {type: string}", "a | table: string | sample: string", &[]);
    let b = "`b` is recorded of the page of `get_thing`, but not in the spec";
    check("a: {type: string}", "a | table: string\nb | sample: string", &[b]);
    check(
        "a: {type: string}\nb: {type: string}",
        "a | table: string",
        &["`b` is not recorded of the page"],
    );
    check(
        "a: {type: string}\nb: {type: string, x-undocumented: from elsewhere}",
        "a | table: string",
        &[],
    );
    check(
        "a: {type: string, x-undocumented: from elsewhere}",
        "a | table: string",
        &["the page documents it"],
    );
    check(
        "a: {type: array, items: {$ref: '#/components/schemas/Part'}}",
        "a | sample: array of object\na[].id | sample: string\na[].size | sample: number\na[].depth | sample: number",
        &["`a[].depth` is recorded of the page of `get_thing`, but not in the spec"],
    );
}

#[test]
fn what_documents_a_field() {
    // A table does, and then the sample alone does not.
    check(
        "a: {type: string}\nb: {type: string}",
        "a | table: string | sample: string\nb | sample: string",
        &["`b` is recorded of the page's sample only"],
    );
    // Not of an object that no table explains.
    let part = "a: {allOf: [{$ref: '#/components/schemas/Part'}]}";
    check(
        part,
        "a | table: object | sample: object\na.id | sample: string\na.size | sample: number",
        &[],
    );
    // The sample in JSON does where there are two.
    check(
        "a: {type: string}\nb: {type: string}",
        "a | sample: string | XML sample: string\nb | XML sample: string",
        &["`b` is recorded of the page's XML sample only"],
    );
    check("b: {type: string}", "b | XML sample: string", &[]);
}

#[test]
fn one_mark_is_enough_for_an_object() {
    let part = |mark: &str| {
        format!("a: {{type: string}}\nb: {{allOf: [{{$ref: '#/components/schemas/Part'}}]{mark}}}")
    };
    let marked = part(", x-undocumented: another page has it");
    check(&part(""), "a | table: string", &["`b` is not recorded of the page"]);
    check(&marked, "a | table: string", &[]);
    let sampled =
        "a | table: string\nb | sample: object\nb.id | sample: string\nb.size | sample: number";
    check(&part(""), sampled, &["`b` is recorded of the page's sample only"]);
    check(&marked, sampled, &[]);
    check(
        &part(""),
        "a | table: string\nb | table: object",
        &["no field of `b` is recorded of the page"],
    );
    check(&marked, "a | table: string\nb | table: object", &[]);
}

#[test]
fn maps() {
    let typed = "a: {type: object, additionalProperties: {type: string}}";
    check(typed, "a | sample: object\na.one | sample: string\na.two | sample: string", &[]);
    let parts = "a: {type: object, additionalProperties: {$ref: '#/components/schemas/Part'}}";
    check(
        parts,
        "a | sample: object\na.one | sample: object\na.one.id | sample: string\na.one.size | sample: number\na.one.x | sample: number",
        &["`a.one.x` is recorded of the page of `get_thing`, but not in the spec"],
    );
    // A free-form object whose fields the page shows: one sentence, with a way out.
    let free = |mark: &str| format!("a: {{type: object, additionalProperties: true{mark}}}");
    let facts = "a | sample: object\na.b | sample: string\na.c | sample: string";
    check(&free(""), facts, &["the page shows fields of `a`, the spec has none"]);
    check(&free(", x-differs: the names are the customer's"), facts, &[]);
}

#[test]
fn types() {
    #[track_caller]
    fn differs(property: &str, facts: &str, want: &str) {
        check(&format!("a: {{{property}}}"), facts, &[&format!("`a`: {want}")]);
        check(&format!("a: {{{property}, x-differs: a reason}}"), facts, &[]);
    }
    #[track_caller]
    fn agrees(property: &str, facts: &str) {
        check(&format!("a: {{{property}}}"), facts, &[]);
        let want = ["the page and the spec say the same"];
        check(&format!("a: {{{property}, x-differs: a reason}}"), facts, &want);
    }
    agrees("type: number, format: decimal", "a | table: float | sample: number");
    agrees("type: string, format: decimal", "a | table: string | sample: string");
    differs(
        "type: number, format: decimal",
        "a | table: float | sample: string",
        "the page's table says float, the page's sample says string, the spec number (decimal)",
    );
    agrees("type: string, format: date-time", "a | table: string | sample: string<date-time>");
    differs(
        "type: string, format: date-time",
        "a | table: timestamp | sample: string<local-date-time>",
        "the page's table says timestamp, the page's sample says string<local-date-time>, the spec string (date-time)",
    );
    agrees("type: integer, format: unix-time", "a | table: timestamp | sample: number");
    agrees("type: string", "a | table: String / UUID | sample: string");
    agrees("type: string, format: uuid", "a | table: UUID | sample: string<uuid>");
    differs(
        "type: string, format: uuid",
        "a | sample: string",
        "the page's sample says string, the spec string (uuid)",
    );
    differs("type: string", "a | table: furlong", "the page's table says furlong, the spec string");
    agrees("type: object, additionalProperties: true", "a | table: ThingOfPart | sample: object");
    agrees(
        "type: array, items: {type: string}",
        "a | table: array of strings | sample: array of string",
    );
    differs(
        "type: array, items: {type: string}",
        "a | sample: array of number",
        "the page's sample says array of number, the spec array of string",
    );
    agrees("type: string", "a | sample: string | XML sample: number");
    agrees("type: boolean", "a | sample: boolean | XML sample: empty");
    differs(
        "type: string",
        "a | table: string | list: UUID",
        "the page's table says string, the page's list says UUID, the spec string",
    );
}

#[test]
fn null() {
    let nullable = "a: {type: integer, format: int64, nullable: true}";
    check(
        nullable,
        "a | table: integer | sample: null",
        &["`a`: the page's table says integer, its sample has null"],
    );
    for documented in ["integer or null", "integer|null", "nullable integer"] {
        check(nullable, &format!("a | table: {documented} | sample: null"), &[]);
    }
    check(
        nullable,
        "a | sample: null",
        &["`a`: the page's sample has null and nothing else, the spec integer (int64)"],
    );
    check("a: {type: string, nullable: true}", "a | sample: null or string", &[]);
}

#[test]
fn values() {
    let colour = "a: {allOf: [{$ref: '#/components/schemas/Colour'}]}";
    check(colour, "a | table: enum\na = red\na = green", &[]);
    check(colour, "a | table: Colour\na = red\na = green", &[]);
    check("a: {type: string}", "a | table: enum (Colour)", &[]);
    check(
        colour,
        "a | table: string\na = red",
        &["`a`: the page's values and the spec's differ (green)"],
    );
    check(
        colour,
        "a | sample: string",
        &["`a`: no list of values is recorded of the page, the spec has green, red"],
    );
    check(
        "a: {type: string}",
        "a | table: string\na = red",
        &["`a`: the page lists values (red), the spec none"],
    );
    check(
        "a: {type: string}",
        "a | list: string, required",
        &["`a`: the page's list says required, the spec optional"],
    );
}

#[test]
fn attributes() {
    let port = |rest: &str| format!("a: {{type: integer, format: int64{rest}}}");
    let page = "a | table: integer, deprecated, default 5, min 1, max 9";
    check(&port(", deprecated: true"), page, &[]);
    check(&port(", deprecated: true, default: 5, minimum: 1.0, maximum: 9"), page, &[]);
    check(&port(""), page, &["`a`: the page calls it deprecated, the spec does not"]);
    check(
        &port(", deprecated: true"),
        "a | table: integer",
        &["`a`: the page does not call it deprecated, the spec does"],
    );
    for (rest, want) in [
        (", default: 6", "default 5, the spec 6"),
        (", minimum: 0", "minimum 1, the spec 0"),
        (", maximum: 10", "maximum 9, the spec 10"),
    ] {
        let want = format!("`a`: the page's table gives the {want}");
        check(&port(&format!(", deprecated: true{rest}")), page, &[&want]);
    }
    // An OpenAPI document is held like a table.
    check(
        &port(""),
        "a | schema: string, required",
        &["`a`: the page's schema says string, the spec integer (int64)"],
    );
}

#[test]
fn operations_without_a_page() {
    let of = |id: &str, facts: &str| {
        let mut spec = spec("", "a: {type: string}", facts);
        spec.document.operations[0].undocumented = (id == "marked")
            .then(|| Mark { at: At::default(), reason: "the support told us".to_owned() });
        let problems = super::check(&spec);
        let messages = problems.iter().map(|p| p.message.clone());
        messages
            .filter(|m| m.contains("page of `get_thing`") || m.contains("is recorded; remove"))
            .collect::<Vec<_>>()
    };
    let other = "[other]\n";
    assert_eq!(of("", "").len(), 0);
    assert_eq!(of("marked", other).len(), 0);
    assert_eq!(
        of("", other),
        [
            "no page of `get_thing` is recorded; record it with `cargo xtask docs`, or say why there is none: `x-undocumented: <reason>`"
        ]
    );
    assert_eq!(
        of("marked", "[get_thing]\na | table: string"),
        ["its page is recorded; remove `x-undocumented`"]
    );
}

#[test]
fn parameters_and_headers() {
    let facts = "[get_thing]
path:id | list: integer, required
header:Authorization | list: string
header:Content-Type | list: string
header:accept | list: string
header:X-Key | list: string
response-header:x-rest | list: integer
response-header:X-Wait | list: string
query:page | list: integer
error:why | sample: string
[other]
";
    let parameters = "        - {name: X-V, in: header, schema: {type: string}}\n";
    let problems =
        super::check(&spec(parameters, "a: {type: string, x-undocumented: elsewhere}", facts));
    let got: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        got,
        [
            "specs/acme/inventory.txt:11:1: the spec has no operation `other`; remove its part of the file, or rename it",
            "specs/acme/openapi.yaml:7:20: `query:page` is recorded of the page of `get_thing`, but not in the spec; add it",
            "specs/acme/openapi.yaml:7:20: `response-header:X-Wait` is recorded of the page of `get_thing`, but not in the spec; add it",
            "specs/acme/openapi.yaml:9:11: `path:id`: the page's list says integer, the spec string; correct the spec, or say why it is so: `x-differs: <reason>`",
            "specs/acme/openapi.yaml:10:11: `header:X-V` is not recorded of the page; say where it comes from: `x-undocumented: <reason>`",
        ]
    );
}

#[test]
fn a_response_header_has_a_mark_where_it_is_not_as_the_page_says() {
    let check = |page: &str, differs: Option<&str>, want: &[&str]| {
        let facts = format!(
            "[get_thing]\npath:id | list: string, required\na | table: string\nerror:why | table: string\n{page}"
        );
        let mut spec = spec("", "a: {type: string}", &facts);
        let mark = differs.map(|reason| Mark { at: At::default(), reason: reason.to_owned() });
        spec.document.operations[0].responses[0].headers[0].marks.differs = mark;
        let problems = super::check(&spec);
        let got: Vec<&str> = problems.iter().map(|p| p.message.as_str()).collect();
        assert_eq!(got, want);
    };
    check("", None, &[]);
    check("response-header:x-rest | list: integer\n", None, &[]);
    check("response-header:x-rest | list: string\n", Some("seen as a number"), &[]);
    let differs = "`response-header:x-rest`: the page's list says string, the spec integer (int64); correct the spec, or say why it is so: `x-differs: <reason>`";
    check("response-header:x-rest | list: string\n", None, &[differs]);
    check(
        "response-header:x-rest | list: integer\n",
        Some("no reason"),
        &["the page and the spec say the same; remove `x-differs`"],
    );
    check(
        "",
        Some("no reason"),
        &[
            "`response-header:X-Rest` is not recorded of the page; say where it comes from: `x-undocumented: <reason>`",
            "the page and the spec say the same; remove `x-differs`",
        ],
    );
}

#[test]
fn marks_without_a_page() {
    let problems = super::check(&spec("", "a: {type: string, x-differs: a reason}", ""));
    let got: Vec<&str> = problems.iter().map(|p| p.message.as_str()).collect();
    assert_eq!(
        got,
        [
            "no page is recorded that shows this; record one with `cargo xtask docs`, or remove the mark"
        ]
    );
}

#[test]
fn the_specs_of_the_repository() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folders = crate::spec::load(&root);
    assert!(folders.providers.len() >= 5);
    let mut specs = Vec::new();
    for (provider, spec) in &folders.providers {
        let spec = spec.as_ref().unwrap_or_else(|problems| panic!("{provider}: {problems:#?}"));
        let problems: Vec<String> = super::check(spec).iter().map(ToString::to_string).collect();
        assert_eq!(problems, [""; 0]);
        specs.push(spec);
    }
    let report = report(&specs);
    assert!(report.contains("| sakari | "), "{report}");
    assert!(!report.contains("no reason is given"), "{report}");
}
