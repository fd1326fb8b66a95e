//! A small spec without a problem, and a way to spoil it: each rule's test changes some lines and names what lint then says.

use serde_json::{Value, json};

use super::{Node, Report, lint, pointer, rules};
use crate::docs::inventory;
use crate::spec::{Problem, Sample, Spec};
use crate::yaml;

pub const GOOD: &str = r##"
openapi: 3.0.3
info:
  title: Good
  version: v1
  description: Accounts without a problem.
externalDocs:
  url: https://example.com/docs
  description: The page.
servers:
  - url: https://api.example.com
    description: Production
security:
  - oauth2: []
  - token: []
paths:
  /accounts/{id}:
    get:
      operationId: get_account
      summary: Read one account.
      parameters:
        - name: id
          in: path
          required: true
          description: The account to read.
          schema: {type: string, format: uuid}
        - name: Api-Edition
          in: header
          description: The edition of the API.
          schema: {type: string, enum: ["7"]}
        - name: page
          in: query
          description: Which page to read.
          schema: {type: integer}
      responses:
        "200":
          description: The account.
          x-error-when: {present: [/problem], "false": [/fine]}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Account"}
            application/xml:
              schema: {$ref: "#/components/schemas/Account"}
        "4XX":
          description: Refused.
          headers:
            X-Wait:
              description: How long to wait.
              schema: {type: integer}
              x-wait: seconds
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Problem"}
        "5XX":
          description: Failed.
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Problem"}
components:
  securitySchemes:
    oauth2:
      type: oauth2
      flows: {clientCredentials: {tokenUrl: /token, scopes: {}}}
      x-token-request: json
      x-token: /data/token
    token:
      type: http
      scheme: bearer
  schemas:
    Account:
      type: object
      description: An account.
      required: [id]
      xml: {name: account}
      properties:
        id:
          type: string
          format: uuid
          description: Identifies the account.
          xml: {attribute: true}
        balance:
          type: number
          format: decimal
          description: What is left.
          x-differs: the page says float
        made:
          type: string
          format: date-time
          description: When it was made.
        size:
          type: integer
          format: int32
          description: How large it is.
        ratio:
          type: number
          format: double
          description: A ratio.
        key:
          type: string
          format: password
          description: A secret.
        fine:
          type: boolean
          description: Whether all is well.
        notes:
          type: object
          additionalProperties: true
          nullable: true
          description: Free of form.
        value:
          description: Anything.
          x-undocumented: only the sample shows it
        status:
          allOf: [{$ref: "#/components/schemas/Status"}]
          description: How it is.
          nullable: true
        children:
          type: array
          nullable: true
          description: Accounts below this one.
          xml: {wrapped: true} # children
          items: {$ref: "#/components/schemas/Account"}
        tags:
          type: array
          nullable: true
          description: Words.
          xml: {wrapped: true}
          items: {type: string, xml: {name: tag}}
        labels:
          type: array
          nullable: true
          description: More words.
          items: {type: string, xml: {name: label}}
        weight:
          type: integer
          description: How heavy it is.
          xml: {name: Weight}
        problem:
          allOf: [{$ref: "#/components/schemas/Reason"}]
          description: What went wrong.
    Status:
      type: string
      description: How an account is.
      enum: ["active", "credit_hold"]
      x-integers: [0, 1]
    Problem:
      type: object
      description: What went wrong.
      x-code: /problem/code
      x-message: /problem/text
      properties:
        problem:
          allOf: [{$ref: "#/components/schemas/Reason"}]
          description: The reason.
    Reason:
      type: object
      description: A reason.
      properties:
        code:
          type: integer
          format: int64
          description: Its number.
        text:
          type: string
          description: Its words.
"##;

/// What was recorded of its page.
const PAGE: &str = "\
[get_account]
balance | table: float | sample: string
children | table: array
error:problem | sample: object
fine | table: boolean
header:Api-Edition | table: string
header:Api-Edition = 7
id | table: UUID, required
key | table: string
made | table: timestamp
notes | table: object
path:id | table: UUID
problem | table: object
problem.code | table: integer
problem.text | table: string
query:page | table: integer
ratio | table: double
size | table: integer
status | table: enum
status = active
status = credit_hold
tags | table: array of strings
labels | table: array of strings
weight | table: integer
value | sample: array of null
";

/// The id of the account in the samples.
pub const ID: &str = "6f1b0c2e-9d3a-4f00-8123-45678aBcDeF0";

/// What lint says of the good spec's notes on XML where no answer is in XML.
pub const NO_XML: [&str; 7] = [
    "/components/schemas/Account/properties/children/xml: no answer in XML has this in it, so nothing reads it; remove it",
    "/components/schemas/Account/properties/id/xml: no answer in XML has this in it, so nothing reads it; remove it",
    "/components/schemas/Account/properties/labels/items/xml: no answer in XML has this in it, so nothing reads it; remove it",
    "/components/schemas/Account/properties/tags/items/xml: no answer in XML has this in it, so nothing reads it; remove it",
    "/components/schemas/Account/properties/tags/xml: no answer in XML has this in it, so nothing reads it; remove it",
    "/components/schemas/Account/properties/weight/xml: no answer in XML has this in it, so nothing reads it; remove it",
    "/components/schemas/Account/xml: no answer in XML has this in it, so nothing reads it; remove it",
];

/// The good spec's own samples, by name.
pub fn samples() -> Vec<(&'static str, String)> {
    let account = json!({
        "id": ID, "balance": "1.50", "made": "2024-03-28T08:00:14.9946756+03:00", "size": 7, "ratio": 1, "key": "k",
        "fine": true, "notes": {"a": [1]}, "value": [null], "status": "frozen",
        "children": [{"id": ID, "status": 1}], "tags": ["a"], "problem": null,
    });
    let xml = format!(
        "<?xml version=\"1.0\"?><account id=\"{ID}\" xmlns:i=\"urn:i\"><balance> 1.50 </balance><status>active</status>\
         <children><account id=\"{ID}\"/></children><tags><tag>a</tag><tag>b</tag></tags><problem i:nil=\"true\"/></account>"
    );
    vec![
        ("get_account.json", account.to_string()),
        ("get_account.xml", xml),
        (
            "get_account.404.json",
            json!({"problem": {"code": 4, "text": "none"}}).to_string(),
        ),
    ]
}

/// The good spec as it is.
pub fn good() -> Spec {
    spec(GOOD, samples())
}

fn spec(document: &str, samples: Vec<(&str, String)>) -> Spec {
    let document = yaml::read(document).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
    let samples = samples
        .into_iter()
        .map(|(file, body)| {
            let (name, ending) = file.rsplit_once('.').unwrap();
            let (operation, case) = name.split_once('.').unwrap_or((name, ""));
            Sample {
                name: file.strip_suffix(".json").unwrap_or(file).to_owned(),
                file: format!("specs/good/samples/{file}"),
                operation: operation.to_owned(),
                status: case.parse().unwrap_or(200),
                media_type: if ending == "xml" {
                    "application/xml"
                } else {
                    "application/json"
                },
                body: body.into_bytes(),
            }
        })
        .collect();
    Spec {
        provider: "good".to_owned(),
        document,
        samples,
        inventory: inventory::parse(PAGE).unwrap(),
    }
}

/// The good spec with `from`, which it holds once, replaced by `to`: each problem as `place: message`.
#[track_caller]
pub fn check(from: &str, to: &str, want: &[&str]) {
    replaced(from, to, "", want);
}

/// As `check`, for problems within the operation.
#[track_caller]
pub fn check_operation(from: &str, to: &str, want: &[&str]) {
    replaced(from, to, "/paths/~1accounts~1{id}/get", want);
}

/// The good spec with these lines under the property `ratio`, and its description: problems within the property.
#[track_caller]
pub fn check_property(lines: &str, want: &[&str]) {
    let from =
        "          type: number\n          format: double\n          description: A ratio.\n";
    let to = format!("description: A ratio.\n{lines}");
    replaced(
        from,
        &indent(&to, 10),
        "/components/schemas/Account/properties/ratio",
        want,
    );
}

/// The good spec with these lines as its security scheme `token`: problems within the scheme.
#[track_caller]
pub fn check_scheme(lines: &str, want: &[&str]) {
    let from = "      type: http\n      scheme: bearer\n";
    replaced(
        from,
        &indent(lines, 6),
        "/components/securitySchemes/token",
        want,
    );
}

fn indent(lines: &str, by: usize) -> String {
    lines.lines().map(|l| format!("{:by$}{l}\n", "")).collect()
}

#[track_caller]
fn replaced(from: &str, to: &str, place: &str, want: &[&str]) {
    let count = GOOD.matches(from).count();
    assert_eq!(count, 1, "`{from}` is in the good spec {count} times");
    let good = spec(&GOOD.replace(from, to), Vec::new());
    let mut report = Report {
        file: good.file(),
        problems: Vec::new(),
    };
    rules(&Node::root(&good.document), &mut report);
    report.problems.sort();
    let prefix = format!("{}: {place}", good.file());
    compare(&report.problems, &prefix, want);
}

/// The good spec with these samples instead of its own.
#[track_caller]
pub fn check_samples(samples: Vec<(&str, String)>, want: &[&str]) {
    compare(&lint(&spec(GOOD, samples)), "", want);
}

/// The good spec with another body for one of its samples, or with one sample more: problems in the sample.
#[track_caller]
pub fn check_sample(file: &str, body: impl AsRef<[u8]>, want: &[&str]) {
    let mut samples = samples();
    samples.retain(|(name, _)| *name != file);
    samples.push((file, String::new()));
    let mut good = spec(GOOD, samples);
    if let Some(sample) = good.samples.last_mut() {
        sample.body = body.as_ref().to_vec();
    }
    let prefix = format!("specs/good/samples/{file}: ");
    compare(&lint(&good), &prefix, want);
}

/// As `check_sample`, for the JSON sample of an account with these members, given in braces, besides its id.
#[track_caller]
pub fn check_json(members: &str, want: &[&str]) {
    let body = members.replacen('{', &format!("{{\"id\":\"{ID}\","), 1);
    check_sample("get_account.json", &body, want);
}

/// As `check_sample`, for the XML sample of an account with these elements.
#[track_caller]
pub fn check_xml(elements: &str, want: &[&str]) {
    let body = format!("<account id=\"{ID}\">{elements}</account>");
    check_sample("get_account.xml", &body, want);
}

#[track_caller]
fn compare(problems: &[Problem], prefix: &str, want: &[&str]) {
    let found: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let want: Vec<String> = want.iter().map(|line| format!("{prefix}{line}")).collect();
    assert!(
        found == want,
        "found:\n{}\nwanted:\n{}",
        found.join("\n"),
        want.join("\n")
    );
}

#[test]
fn the_good_spec_is_good() {
    assert_eq!(lint(&good()), []);
}

/// Every place of a document, as a JSON pointer.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    for (key, member) in value.as_object().into_iter().flatten() {
        places(member, &pointer(at, key), found);
    }
    for (i, item) in value.as_array().into_iter().flatten().enumerate() {
        places(item, &format!("{at}/{i}"), found);
    }
}

/// Nothing in a spec is dropped in silence, and nothing makes lint panic: at each place of the good spec, null is a
/// problem, and so is one member more. Other values are whatever they are.
#[test]
fn every_place_is_read() {
    let good = good();
    let mut pointers = Vec::new();
    places(&good.document, "", &mut pointers);
    assert!(pointers.len() > 150, "{}", pointers.len());
    let lint_with = |pointer: &str, edit: &dyn Fn(&mut Value)| {
        let mut spec = good.clone();
        edit(spec.document.pointer_mut(pointer).unwrap());
        lint(&spec)
    };
    for pointer in &pointers {
        let problems = lint_with(pointer, &|value| *value = Value::Null);
        assert!(!problems.is_empty(), "null at {pointer} is not told");
        if good.document.pointer(pointer).unwrap().is_object() {
            let problems = lint_with(pointer, &|value| value["x-foo"] = json!(7));
            assert!(!problems.is_empty(), "x-foo in {pointer} is not told");
        }
        for other in [json!(7), json!(""), json!({}), json!([null])] {
            lint_with(pointer, &|value| *value = other.clone());
        }
    }
}

#[test]
fn the_specs_of_this_workspace_are_good() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    crate::load::load(&root).linted().all_good().unwrap();
}
