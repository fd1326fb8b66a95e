//! The sample bodies: each answers an operation, and fits the schema of that answer.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use bindery_runtime::{Decimal, Timestamp};
use serde_json::Value;
use uuid::Uuid;

use super::references::{resolve, schema_name};
use super::responses::{Syntax, syntax};
use super::schemas::{Form, form};
use super::{Node, Report};
use crate::spec::{Sample, Spec};

mod json;
mod xml;

/// Checks every sample against the document, and that every operation has one.
pub fn check(spec: &Spec, document: &Node<'_>, report: &mut Report) {
    let operations: BTreeMap<&str, Node<'_>> = document
        .operations()
        .filter_map(|(_, operation)| Some((operation.text("operationId")?, operation)))
        .collect();
    let mut tests: BTreeMap<String, &str> = BTreeMap::new();
    for sample in &spec.samples {
        let mut problems = Report {
            file: sample.file.clone(),
            problems: Vec::new(),
        };
        match operations.get(sample.operation.as_str()) {
            None => problems.add(
                "",
                format!(
                    "there is no operation `{}`; rename the sample, or describe the operation",
                    sample.operation
                ),
            ),
            Some(operation) => body(document, operation, sample, &mut problems),
        }
        let test = sample
            .name
            .replace(|c: char| !c.is_ascii_alphanumeric(), "_");
        if let Some(other) = tests.insert(test, &sample.file) {
            problems.add(
                "",
                format!("its test would be called as that of {other}; rename one of them"),
            );
        }
        report.problems.extend(problems.problems);
    }
    let files: BTreeSet<&str> = spec.samples.iter().map(|s| s.file.as_str()).collect();
    for (id, operation) in &operations {
        let Some(success) = answer(operation, 200) else {
            continue;
        };
        let ending = match named(&success, Syntax::Json) {
            Some(_) => "json",
            None => "xml",
        };
        let name = format!("samples/{id}.{ending}");
        if !files.contains(format!("specs/{}/{name}", spec.provider).as_str()) {
            report.add(
                &operation.at,
                format!("no sample of its answer; add {name}"),
            );
        }
    }
}

/// Compares one sample with the schema of the answer that it is.
fn body(document: &Node<'_>, operation: &Node<'_>, sample: &Sample, report: &mut Report) {
    let Some(answer) = answer(operation, sample.status) else {
        report.add(
            "",
            format!(
                "the operation describes no answer with status {}; rename the sample",
                sample.status
            ),
        );
        return;
    };
    let is_xml = sample.media_type.ends_with("xml");
    let (syntax, word) = if is_xml {
        (Syntax::Xml, "XML")
    } else {
        (Syntax::Json, "JSON")
    };
    let Some(name) = named(&answer, syntax) else {
        report.add("", format!("the operation describes no {word} for this answer; add the media type to its `content`, or remove the sample"));
        return;
    };
    match syntax {
        Syntax::Xml => xml::check(document, name, &sample.body, report),
        Syntax::Json => match serde_json::from_slice::<Value>(&sample.body) {
            Err(e) => report.add(
                &format!("line {}, column {}", e.line(), e.column()),
                "this is not JSON; mend it there or just before",
            ),
            Ok(value) => {
                let name = if is_error(&answer, &value) {
                    self::answer(operation, 400)
                        .and_then(|a| named(&a, Syntax::Json))
                        .unwrap_or(name)
                } else {
                    name
                };
                json::check(document, name, &value, report);
            }
        },
    }
}

/// The response that describes this status.
fn answer<'a>(operation: &Node<'a>, status: u16) -> Option<Node<'a>> {
    let key = match status {
        200 => "200",
        400..=499 => "4XX",
        500..=599 => "5XX",
        _ => return None,
    };
    operation.get("responses")?.get(key)
}

/// The name of a response's schema, if it lists a media type of this syntax.
fn named<'a>(response: &Node<'a>, wanted: Syntax) -> Option<&'a str> {
    response
        .members_of("content")
        .find(|(media_type, _)| syntax(media_type) == Some(wanted))
        .and_then(|(_, media)| schema_name(media.get("schema")?.text("$ref")?))
}

/// Whether `x-error-when` tells that this body of a success is an error.
fn is_error(response: &Node<'_>, body: &Value) -> bool {
    let mut conditions = response
        .members_of("x-error-when")
        .flat_map(|(test, pointers)| pointers.items().map(move |pointer| (test, pointer)))
        .peekable();
    conditions.peek().is_some()
        && conditions.all(|(test, pointer)| {
            let found = pointer
                .value
                .as_str()
                .and_then(|p| body.pointer(p))
                .unwrap_or(&Value::Null);
            match test {
                "present" => !found.is_null(),
                "absent" => found.is_null(),
                _ => found == &Value::Bool(false),
            }
        })
}

/// What to do about a member that the schema does not have.
fn unknown(schema: &str) -> String {
    format!("in the sample, but not in the schema; add it to `{schema}`, or correct the sample")
}

/// What to do about a member that the schema requires.
fn missing(schema: &str, property: &str) -> String {
    format!("no `{property}`, which `{schema}` requires; add it, or make it optional in the schema")
}

/// What to do about a value of another type than the schema's.
fn unfit(found: &str, wanted: &str) -> String {
    format!("{found}, where the schema has {wanted}; correct one of them")
}

/// What a schema wants, in words.
fn wanted(document: &Node<'_>, schema: &Value) -> &'static str {
    let Some(schema) = resolve(document, schema) else {
        return "something else";
    };
    match (form(schema), schema.get("format").and_then(Value::as_str)) {
        (Form::Object | Form::Map, _) => "an object",
        (Form::List, _) => "a list",
        (Form::Enum, _) if schema.get("x-integers").is_some() => "a word or a whole number",
        (Form::Enum, _) => "a word",
        (Form::Boolean, _) => "a boolean",
        (Form::Integer, Some("int32")) => "a whole number of 32 bits",
        (Form::Integer, _) => "a whole number of 64 bits",
        (Form::Number, Some("decimal")) => "a decimal number",
        (Form::Number, _) => "a number",
        (Form::String, Some("date-time")) => "a date with a time",
        (Form::String, Some("uuid")) => "a UUID",
        (Form::String, _) => "a text",
        _ => "something else",
    }
}

/// Whether a text can be read as what a schema of this form and format holds.
fn reads(form: Form, format: Option<&str>, text: &str) -> bool {
    match (form, format) {
        (Form::Integer, Some("int32")) => i32::from_str(text).is_ok(),
        (Form::Integer, _) => i64::from_str(text).is_ok(),
        (Form::Number, Some("decimal")) => Decimal::from_str(text).is_ok(),
        (Form::Number, _) => f64::from_str(text).is_ok(),
        (Form::Boolean, _) => matches!(text, "true" | "false" | "1" | "0"),
        (Form::String, Some("date-time")) => Timestamp::from_str(text).is_ok(),
        (Form::String, Some("uuid")) => Uuid::from_str(text).is_ok(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{ID, check_json, check_sample, check_samples, check_xml, samples};

    #[test]
    fn which_answer() {
        check_sample(
            "get_acount.json",
            "{}",
            &["there is no operation `get_acount`; rename the sample, or describe the operation"],
        );
        check_sample(
            "get_account.304.json",
            "{}",
            &["the operation describes no answer with status 304; rename the sample"],
        );
        check_sample(
            "get_account.404.xml",
            "<Problem/>",
            &[
                "the operation describes no XML for this answer; add the media type to its `content`, or remove the sample",
            ],
        );
        check_sample("get_account.500.json", "{}", &[]);
        check_sample(
            "get_account.c-d.json",
            r#"{"id":"6f1b0c2e-9d3a-4f00-8123-45678aBcDeF0","fine":true}"#,
            &[],
        );
        check_sample(
            "get_account.404.json",
            r#"{"id":1}"#,
            &[
                "/id: in the sample, but not in the schema; add it to `Problem`, or correct the sample",
            ],
        );
    }

    #[test]
    fn errors_in_disguise() {
        check_sample(
            "get_account.refused.json",
            r#"{"fine":false,"problem":{"code":1}}"#,
            &[
                "/fine: in the sample, but not in the schema; add it to `Problem`, or correct the sample",
            ],
        );
        check_sample(
            "get_account.refused.json",
            r#"{"problem":{"code":"1"},"fine":false}"#,
            &[
                "/fine: in the sample, but not in the schema; add it to `Problem`, or correct the sample",
                "/problem/code: a text, where the schema has a whole number of 64 bits; correct one of them",
            ],
        );
        check_sample(
            "get_account.refused.json",
            r#"{"problem":null,"fine":false}"#,
            &["no `id`, which `Account` requires; add it, or make it optional in the schema"],
        );
    }

    #[test]
    fn members() {
        check_json(
            r#"{"colour":"red"}"#,
            &[
                "/colour: in the sample, but not in the schema; add it to `Account`, or correct the sample",
            ],
        );
        check_json(
            r#"{"problem":{"why":1}}"#,
            &[
                "/problem/why: in the sample, but not in the schema; add it to `Reason`, or correct the sample",
            ],
        );
        check_sample(
            "get_account.json",
            r#"{"id":"6f1b0c2e-9d3a-4f00-8123-45678aBcDeF0","children":[{"id":"6f1b0c2e-9d3a-4f00-8123-45678aBcDeF0"},{}]}"#,
            &[
                "/children/1: no `id`, which `Account` requires; add it, or make it optional in the schema",
            ],
        );
        check_sample(
            "get_account.json",
            "{}",
            &["no `id`, which `Account` requires; add it, or make it optional in the schema"],
        );
        check_sample(
            "get_account.json",
            r#"{"id":null}"#,
            &["/id: null, where the schema has a UUID; correct one of them"],
        );
        check_json(
            r#"{"a/b~c":1}"#,
            &[
                "/a~1b~0c: in the sample, but not in the schema; add it to `Account`, or correct the sample",
            ],
        );
    }

    #[test]
    fn types() {
        check_json(
            r#"{"size":"7"}"#,
            &["/size: a text, where the schema has a whole number of 32 bits; correct one of them"],
        );
        check_json(
            r#"{"size":7.0}"#,
            &["/size: `7.0`, where the schema has a whole number of 32 bits; correct one of them"],
        );
        check_json(
            r#"{"size":2147483648}"#,
            &[
                "/size: `2147483648`, where the schema has a whole number of 32 bits; correct one of them",
            ],
        );
        check_json(
            r#"{"balance":true}"#,
            &["/balance: a boolean, where the schema has a decimal number; correct one of them"],
        );
        check_json(
            r#"{"balance":"1,5"}"#,
            &["/balance: `1,5`, where the schema has a decimal number; correct one of them"],
        );
        check_json(
            r#"{"balance":"1.5 EUR"}"#,
            &["/balance: `1.5 EUR`, where the schema has a decimal number; correct one of them"],
        );
        check_json(
            r#"{"ratio":"1.5"}"#,
            &["/ratio: `1.5`, where the schema has a number; correct one of them"],
        );
        check_json(
            r#"{"made":"yesterday"}"#,
            &["/made: `yesterday`, where the schema has a date with a time; correct one of them"],
        );
        check_json(
            r#"{"made":1}"#,
            &["/made: a number, where the schema has a date with a time; correct one of them"],
        );
        check_json(
            r#"{"made":"2024-03-28"}"#,
            &["/made: `2024-03-28`, where the schema has a date with a time; correct one of them"],
        );
        check_json(
            r#"{"key":7}"#,
            &["/key: a number, where the schema has a text; correct one of them"],
        );
        check_json(
            r#"{"fine":"true"}"#,
            &["/fine: a text, where the schema has a boolean; correct one of them"],
        );
        check_json(
            r#"{"notes":[]}"#,
            &["/notes: a list, where the schema has an object; correct one of them"],
        );
        check_json(r#"{"notes":{"a":1}}"#, &[]);
        check_json(r#"{"status":7}"#, &[]);
        check_json(
            r#"{"status":7.5}"#,
            &[
                "/status: a number, where the schema has a word or a whole number; correct one of them",
            ],
        );
        check_json(
            r#"{"status":true}"#,
            &[
                "/status: a boolean, where the schema has a word or a whole number; correct one of them",
            ],
        );
        check_json(
            r#"{"children":{}}"#,
            &["/children: an object, where the schema has a list; correct one of them"],
        );
        check_json(
            r#"{"children":[null]}"#,
            &["/children/0: null, where the schema has an object; correct one of them"],
        );
        check_json(
            r#"{"tags":[1]}"#,
            &["/tags/0: a number, where the schema has a text; correct one of them"],
        );
        check_json(
            r#"{"problem":"x"}"#,
            &["/problem: a text, where the schema has an object; correct one of them"],
        );
        check_json(
            r#"{"problem":{"code":9223372036854775808}}"#,
            &[
                "/problem/code: `9223372036854775808`, where the schema has a whole number of 64 bits; correct one of them",
            ],
        );
        check_sample(
            "get_account.json",
            r#"{"id":"6f1b"}"#,
            &["/id: `6f1b`, where the schema has a UUID; correct one of them"],
        );
        check_sample(
            "get_account.json",
            "[]",
            &["a list, where the schema has an object; correct one of them"],
        );
        check_sample(
            "get_account.json",
            r#"{"id":"#,
            &["line 1, column 6: this is not JSON; mend it there or just before"],
        );
        check_sample(
            "get_account.json",
            "",
            &["line 1, column 0: this is not JSON; mend it there or just before"],
        );
    }

    #[test]
    fn xml_names() {
        check_sample(
            "get_account.xml",
            "<Account/>",
            &[
                "/Account: the root of `Account` is called `account`; correct the sample, or `xml.name` in the schema",
            ],
        );
        check_xml(
            "<colour/>",
            &[
                "/account/colour: in the sample, but not in the schema; add it to `Account`, or correct the sample",
            ],
        );
        check_sample(
            "get_account.xml",
            r#"<account id="6f1b0c2e-9d3a-4f00-8123-45678aBcDeF0" colour="red"></account>"#,
            &[
                "/account/@colour: in the sample, but not in the schema; add it to `Account`, or correct the sample",
            ],
        );
        check_xml(
            r#"<size unit="m">1</size>"#,
            &["/account/size/@unit: an attribute where the schema has none; correct one of them"],
        );
        check_xml(
            "<children><item/></children>",
            &[
                "/account/children/item: the items of this list are called `account`; correct the sample, or `xml.name` in the schema",
            ],
        );
        check_sample(
            "get_account.xml",
            r#"<account id="6f1b0c2e-9d3a-4f00-8123-45678aBcDeF0"><children><account id="6f1b0c2e-9d3a-4f00-8123-45678aBcDeF0"/><account/></children></account>"#,
            &[
                "/account/children/account: no `id`, which `Account` requires; add it, or make it optional in the schema",
            ],
        );
        check_sample(
            "get_account.xml",
            "<account ></account>",
            &[
                "/account: no `id`, which `Account` requires; add it, or make it optional in the schema",
            ],
        );
        check_xml(
            "<tags>a</tags>",
            &["/account/tags: a text, where the schema has a list; correct one of them"],
        );
        check_xml(
            "<tags><tags>a</tags></tags>",
            &[
                "/account/tags/tags: the items of this list are called `tag`; correct the sample, or `xml.name` in the schema",
            ],
        );
        check_xml(
            "<id>1</id>",
            &[
                "/account/id: in the sample, but not in the schema; add it to `Account`, or correct the sample",
            ],
        );
        check_xml(
            "<size>1</size><size>2</size>",
            &["/account/size: this element is here twice, and no list; keep one"],
        );
        check_xml(
            "<size><a/></size>",
            &[
                "/account/size/a: an element, where the schema has a whole number of 32 bits; correct one of them",
            ],
        );
        check_xml(
            "<problem>no</problem>",
            &["/account/problem: a text, where the schema has an object; correct one of them"],
        );
        check_xml(
            "<children>no</children>",
            &["/account/children: a text, where the schema has a list; correct one of them"],
        );
        check_xml(
            r#"<made xmlns:i="x" i:nil="true"/><size/><notes><a b="c"/></notes>"#,
            &[],
        );
        check_xml(
            r#"<children><account xmlns:i="x" i:nil="true"/></children>"#,
            &[
                "/account/children/account: null, where the schema has an object; correct one of them",
            ],
        );
    }

    #[test]
    fn xml_names_of_its_own() {
        check_xml("<label>a</label><Weight>7</Weight><label/>", &[]);
        check_xml(
            "<labels><label>a</label></labels><weight>7</weight>",
            &[
                "/account/labels: in the sample, but not in the schema; add it to `Account`, or correct the sample",
                "/account/weight: in the sample, but not in the schema; add it to `Account`, or correct the sample",
            ],
        );
        check_xml(
            "<label><a/></label><Weight/><Weight>x</Weight>",
            &[
                "/account/Weight: `x`, where the schema has a whole number of 64 bits; correct one of them",
                "/account/Weight: this element is here twice, and no list; keep one",
                "/account/label/a: an element, where the schema has a text; correct one of them",
            ],
        );
    }

    #[test]
    fn xml_types() {
        check_xml(
            "<size>x</size>",
            &[
                "/account/size: `x`, where the schema has a whole number of 32 bits; correct one of them",
            ],
        );
        check_xml("<size> 7 </size>", &[]);
        check_xml(
            "<fine>yes</fine>",
            &["/account/fine: `yes`, where the schema has a boolean; correct one of them"],
        );
        check_xml(
            "<balance>1,5</balance>",
            &[
                "/account/balance: `1,5`, where the schema has a decimal number; correct one of them",
            ],
        );
        check_xml(
            "<made>now</made>",
            &["/account/made: `now`, where the schema has a date with a time; correct one of them"],
        );
        check_xml("<made><![CDATA[2024-03-28T08:00:14]]></made>", &[]);
        check_xml("<size>&#55;</size>", &[]);
        check_xml(
            "<size>&lt;</size>",
            &[
                "/account/size: `<`, where the schema has a whole number of 32 bits; correct one of them",
            ],
        );
        check_xml("<key>&amp;</key>", &[]);
        check_sample(
            "get_account.xml",
            r#"<account id="7"></account>"#,
            &["/account/@id: `7`, where the schema has a UUID; correct one of them"],
        );
    }

    #[test]
    fn xml_syntax() {
        check_sample(
            "get_account.xml",
            b"<account>\xff</account>",
            &["not UTF-8; save the sample as UTF-8"],
        );
        check_sample("get_account.xml", "", &["no element; write the body"]);
        check_sample(
            "get_account.xml",
            "no",
            &[
                "no element; write the body",
                "text outside of the root element; remove it",
            ],
        );
        check_sample(
            "get_account.xml",
            "<account",
            &[
                "line 1, column 1: this is not XML (syntax error: tag not closed: `>` not found before end of input); mend it there or just before",
            ],
        );
        check_sample(
            "get_account.xml",
            "<account>",
            &["line 1, column 10: the body ends within an element; close it"],
        );
        check_sample(
            "get_account.xml",
            "<account></acount>",
            &[
                "line 1, column 10: this is not XML (ill-formed document: expected `</account>`, but `</acount>` was found); mend it there or just before",
            ],
        );
        check_sample(
            "get_account.xml",
            r#"<account id="6f1b0c2e-9d3a-4f00-8123-45678aBcDeF0"></account><account/>"#,
            &["/account: a second element at the root; keep one"],
        );
        check_sample(
            "get_account.xml",
            r#"<!DOCTYPE a><account id="6f1b0c2e-9d3a-4f00-8123-45678aBcDeF0"></account>"#,
            &["a DOCTYPE, which is refused in an answer; remove it"],
        );
        check_xml(
            "<key>&foo;</key>",
            &["/account/key: `&foo;` is no entity of XML's own; write the character itself"],
        );
        check_sample(
            "get_account.xml",
            "<?xml version=\"1.0\"?><!-- a -->\n<account id=\"6f1b0c2e-9d3a-4f00-8123-45678aBcDeF0\"></account>\n",
            &[],
        );
        check_sample(
            "get_account.xml",
            r#"<account id="1" id="2"></account>"#,
            &[
                "/account: its attributes are not XML (position 15: duplicated attribute, previous declaration at position 8); mend them",
                "/account/@id: `1`, where the schema has a UUID; correct one of them",
            ],
        );
        check_xml(
            "<notes>",
            &[
                "line 1, column 59: this is not XML (ill-formed document: expected `</notes>`, but `</account>` was found); mend it there or just before",
            ],
        );
    }

    #[test]
    fn operations_without_a_sample() {
        let without = |file: &str| {
            samples()
                .into_iter()
                .filter(|(name, _)| *name != file)
                .collect()
        };
        check_samples(without("get_account.xml"), &[]);
        check_samples(without("get_account.404.json"), &[]);
        check_samples(
            without("get_account.json"),
            &[
                "specs/good/openapi.yaml: /paths/~1accounts~1{id}/get: no sample of its answer; add samples/get_account.json",
            ],
        );
    }

    #[test]
    fn names_that_meet() {
        let mut twice = samples();
        let body = twice[0].1.clone();
        twice.push(("get_account.a-b.json", body.clone()));
        twice.push(("get_account.a_b.json", body));
        check_samples(
            twice,
            &[
                "specs/good/samples/get_account.a_b.json: its test would be called as that of specs/good/samples/get_account.a-b.json; rename one of them",
            ],
        );
    }

    #[test]
    fn depth_is_bounded() {
        let json = format!("{{\"id\":\"{ID}\",\"value\":{}", "[".repeat(1_000_000));
        check_sample(
            "get_account.json",
            &json,
            &["line 1, column 180: this is not JSON; mend it there or just before"],
        );
        let xml = format!("<account id=\"{ID}\">{}", "<notes>".repeat(1_000_000));
        check_sample(
            "get_account.xml",
            &xml,
            &["nested deeper than 128 elements; flatten it"],
        );
    }
}
