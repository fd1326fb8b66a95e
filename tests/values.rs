//! Whether two bodies hold the same values, spelling aside, and where they do not.

use bindery_runtime::{Object, Timestamp, Value};
use roxmltree::Node;
use uuid::Uuid;

/// Where `encoded` is not the values of `body`: a line for each place, by path.
///
/// The same value may be spelt otherwise: `453.20` or `"453.2"` for 453.2, `14:58:22.830` for `14:58:22.83`, a GUID in capitals.
/// A member that is null and one that is absent are the same.
pub(crate) fn differences(body: &Value, encoded: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare("", Some(body), Some(encoded), &mut found);
    found
}

fn compare(path: &str, body: Option<&Value>, encoded: Option<&Value>, found: &mut Vec<String>) {
    let absent = |value: Option<&Value>| value.is_none_or(Value::is_null);
    match (body, encoded) {
        (body, encoded) if absent(body) && absent(encoded) => {}
        (Some(Value::Object(body)), Some(Value::Object(encoded))) => {
            for key in body.keys().chain(encoded.keys().filter(|key| !body.contains_key(*key))) {
                compare(&format!("{path}/{key}"), body.get(key), encoded.get(key), found);
            }
        }
        (Some(Value::Array(body)), Some(Value::Array(encoded))) => {
            for index in 0..body.len().max(encoded.len()) {
                compare(&format!("{path}/{index}"), body.get(index), encoded.get(index), found);
            }
        }
        (Some(body), Some(encoded)) if same(body, encoded) => {}
        (body, encoded) => found.push(difference(path, &shown(body), encoded)),
    }
}

fn difference(path: &str, body: &str, encoded: Option<&Value>) -> String {
    format!("{path}: the body has {body}; encoded again it is {}", shown(encoded))
}

fn shown(value: Option<&Value>) -> String {
    value.map_or_else(|| "absent".to_owned(), Value::to_string)
}

/// Whether two scalars are the same value.
fn same(body: &Value, encoded: &Value) -> bool {
    match (body, encoded) {
        (Value::String(body), Value::String(encoded)) => {
            body == encoded || same_time(body, encoded) || same_guid(body, encoded)
        }
        (Value::Number(_), Value::Number(_) | Value::String(_))
        | (Value::String(_), Value::Number(_)) => {
            digits(body).is_some_and(|number| Some(number) == digits(encoded))
        }
        _ => body == encoded,
    }
}

/// A JSON number, or a string that holds nothing but one: `007` and `+1` are no numbers but texts that would lose their spelling.
/// Digit by digit: whether it is negative, its digits without zeros at either end, and how many of them stand before the point.
fn digits(value: &Value) -> Option<(bool, String, i64)> {
    let text = match value {
        Value::Number(number) => number.as_str(),
        Value::String(text) => text.trim(),
        _ => return None,
    };
    // What serde_json takes for a number.
    serde_json::from_str::<&serde_json::value::RawValue>(text).ok()?;
    if !text.starts_with(|c: char| c == '-' || c.is_ascii_digit()) {
        return None;
    }
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let unsigned = mantissa.trim_start_matches('-');
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let all = format!("{whole}{fraction}");
    let start = all.len() - all.trim_start_matches('0').len();
    let shortest = all.trim_matches('0').to_owned();
    if shortest.is_empty() {
        return Some((false, shortest, 0));
    }
    let point = whole.len() as i64 - start as i64 + exponent.parse::<i64>().ok()?;
    Some((mantissa.starts_with('-'), shortest, point))
}

fn same_time(a: &str, b: &str) -> bool {
    let read = |text: &str| {
        text.trim().parse::<Timestamp>().ok().map(|time| (time.civil(), time.offset()))
    };
    read(a).is_some_and(|time| Some(time) == read(b))
}

fn same_guid(a: &str, b: &str) -> bool {
    let read = |text: &str| Uuid::try_parse(text.trim()).ok();
    read(a).is_some_and(|guid| Some(guid) == read(b))
}

/// Where `encoded` is not the values of an XML body, written as JSON would have them.
pub(crate) fn xml_differences(body: &str, encoded: &Value) -> Vec<String> {
    let document = roxmltree::Document::parse(body).unwrap();
    let mut found = Vec::new();
    compare_element("", document.root_element(), Some(encoded), &mut found);
    found
}

fn compare_element(
    path: &str,
    element: Node<'_, '_>,
    encoded: Option<&Value>,
    found: &mut Vec<String>,
) {
    let children: Vec<_> = element.children().filter(Node::is_element).collect();
    let text = element.text().unwrap_or_default();
    match encoded {
        // An empty element is an empty text, an empty list, or nothing at all.
        None | Some(Value::Null) if children.is_empty() && text.trim().is_empty() => {}
        Some(Value::Array(items)) => {
            for index in 0..children.len().max(items.len()) {
                match children.get(index) {
                    Some(child) => {
                        compare_element(&format!("{path}/{index}"), *child, items.get(index), found)
                    }
                    None => found.push(difference(
                        &format!("{path}/{index}"),
                        "nothing",
                        items.get(index),
                    )),
                }
            }
        }
        Some(Value::Object(members)) => compare_members(path, element, &children, members, found),
        Some(scalar) if children.is_empty() && same_text(text, scalar) => {}
        encoded => found.push(difference(path, &format!("{text:?}"), encoded)),
    }
}

fn compare_members(
    path: &str,
    element: Node<'_, '_>,
    children: &[Node<'_, '_>],
    members: &Object,
    found: &mut Vec<String>,
) {
    let mut names: Vec<&str> = children.iter().map(|c| c.tag_name().name()).collect();
    names.sort_unstable();
    names.dedup();
    for name in &names {
        let path = format!("{path}/{name}");
        let same: Vec<_> = children.iter().filter(|c| c.tag_name().name() == *name).collect();
        match (members.get(*name), same.as_slice()) {
            // A list without an element around it.
            (Some(Value::Array(items)), same)
                if same.len() == items.len() && are_items(same, items) => {}
            (encoded, [only]) => compare_element(&path, **only, encoded, found),
            (encoded, several) => {
                let count = format!("{} elements", several.len());
                found.push(difference(&path, &count, encoded));
            }
        }
    }
    // Those of another name space are not the provider's.
    let attributes: Vec<_> = element.attributes().filter(|a| a.namespace().is_none()).collect();
    for attribute in &attributes {
        let encoded = members.get(attribute.name());
        if !encoded.is_some_and(|value| same_text(attribute.value(), value)) {
            let path = format!("{path}/{}", attribute.name());
            found.push(difference(&path, &format!("{:?}", attribute.value()), encoded));
        }
    }
    for (name, value) in members {
        let in_body = names.contains(&name.as_str()) || attributes.iter().any(|a| a.name() == name);
        if !value.is_null() && !in_body {
            found.push(difference(&format!("{path}/{name}"), "no such element", Some(value)));
        }
    }
}

/// Whether elements are the items of a list, each by itself.
fn are_items(elements: &[&Node<'_, '_>], items: &[Value]) -> bool {
    elements.iter().zip(items).all(|(element, item)| {
        let mut found = Vec::new();
        compare_element("", **element, Some(item), &mut found);
        found.is_empty()
    })
}

/// Whether an element's text is a JSON scalar's value.
fn same_text(text: &str, scalar: &Value) -> bool {
    let trimmed = text.trim();
    match scalar {
        Value::String(encoded) => {
            text == encoded || same_time(trimmed, encoded) || same_guid(trimmed, encoded)
        }
        Value::Bool(encoded) => trimmed == if *encoded { "true" } else { "false" },
        // An enum value that JSON writes as an integer (`ALL` is 0); the snapshot shows which one.
        Value::Number(encoded)
            if encoded.as_i64().is_some()
                && trimmed.starts_with(|c: char| c.is_ascii_uppercase()) =>
        {
            true
        }
        Value::Number(_) => {
            digits(&Value::from(trimmed)).is_some_and(|number| Some(number) == digits(scalar))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{differences, xml_differences};

    #[track_caller]
    fn check(body: Value, encoded: Value, expected: &[&str]) {
        assert_eq!(
            differences(&body.clone().into(), &encoded.clone().into()),
            expected,
            "{body} against {encoded}"
        );
    }

    #[test]
    fn the_same_value_may_be_spelt_otherwise() {
        check(
            json!({"a": 24.0, "b": "453.2", "c": 453.20}),
            json!({"a": 24, "b": 453.2, "c": "453.2"}),
            &[],
        );
        check(json!({"a": null, "c": {}}), json!({"b": null, "c": {"d": null}}), &[]);
        check(
            json!(["2019-01-15T14:58:22.830+03:00"]),
            json!(["2019-01-15T14:58:22.83+03:00"]),
            &[],
        );
        check(
            json!("7194AF6F-1285-4295-94AA-CEED7EA2D792"),
            json!("7194af6f-1285-4295-94aa-ceed7ea2d792"),
            &[],
        );
        check(json!(1e3), json!("1000"), &[]);
    }

    #[test]
    fn numbers_are_compared_digit_by_digit() {
        for (body, encoded, is_same) in [
            ("0.12345678901234567890", "0.1234567890123456789", true),
            ("1e400", "10e399", true),
            ("-0", "0.0", true),
            ("0.12345678901234567891", "0.1234567890123456789", false),
            ("123456789012345678901", "123456789012345678902", false),
            ("1e400", "1e401", false),
            ("1", "-1", false),
        ] {
            let value = |text| serde_json::from_str(text).unwrap();
            let found = differences(&value(body), &value(encoded));
            assert_eq!(found.is_empty(), is_same, "{body} against {encoded}");
        }
    }

    #[test]
    fn another_value_is_told_by_its_path() {
        check(
            json!({"a": {"b": 1}}),
            json!({"a": {}}),
            &["/a/b: the body has 1; encoded again it is absent"],
        );
        check(json!({}), json!({"b": 1}), &["/b: the body has absent; encoded again it is 1"]);
        check(json!([1, 2]), json!([1]), &["/1: the body has 2; encoded again it is absent"]);
        check(json!([1]), json!([1, 2]), &["/1: the body has absent; encoded again it is 2"]);
        check(
            json!({"a": []}),
            json!({"a": null}),
            &["/a: the body has []; encoded again it is null"],
        );
        check(json!({"a": {}}), json!({}), &["/a: the body has {}; encoded again it is absent"]);
        check(json!({"a": ""}), json!({}), &["/a: the body has \"\"; encoded again it is absent"]);
        check(json!("007"), json!(7), &[": the body has \"007\"; encoded again it is 7"]);
        check(
            json!("1.0"),
            json!("1.00"),
            &[": the body has \"1.0\"; encoded again it is \"1.00\""],
        );
        check(
            json!(0.1),
            json!(0.10000000000000002),
            &[": the body has 0.1; encoded again it is 0.10000000000000002"],
        );
        check(json!(true), json!("true"), &[": the body has true; encoded again it is \"true\""]);
        check(
            json!("2019-01-15T14:58:22+03:00"),
            json!("2019-01-15T11:58:22Z"),
            &[
                ": the body has \"2019-01-15T14:58:22+03:00\"; encoded again it is \"2019-01-15T11:58:22Z\"",
            ],
        );
        check(
            json!("2021-06-07T21:16:48"),
            json!("2021-06-07T21:16:48Z"),
            &[
                ": the body has \"2021-06-07T21:16:48\"; encoded again it is \"2021-06-07T21:16:48Z\"",
            ],
        );
    }

    #[track_caller]
    fn check_xml(body: &str, encoded: Value, expected: &[&str]) {
        assert_eq!(
            xml_differences(body, &encoded.clone().into()),
            expected,
            "{body} against {encoded}"
        );
    }

    #[test]
    fn xml_is_compared_with_what_json_would_have() {
        let body =
            "<A><N> 1.10 </N><B>true</B><L><I>a</I><I>b</I></L><E/><W>ALL</W><O><X>1</X></O></A>";
        let encoded = json!({"N": 1.1, "B": true, "L": ["a", "b"], "E": [], "W": 0, "O": {"X": 1}, "Z": null});
        check_xml(body, encoded, &[]);
        check_xml(
            "<A><N>1</N></A>",
            json!({}),
            &["/N: the body has \"1\"; encoded again it is absent"],
        );
        check_xml(
            "<A/>",
            json!({"N": 1}),
            &["/N: the body has no such element; encoded again it is 1"],
        );
        check_xml(
            "<A><L><I>a</I></L></A>",
            json!({"L": ["a", "b"]}),
            &["/L/1: the body has nothing; encoded again it is \"b\""],
        );
        check_xml(
            "<A><L><I>a</I></L></A>",
            json!({"L": []}),
            &["/L/0: the body has \"a\"; encoded again it is absent"],
        );
        check_xml(
            "<A><N>2</N></A>",
            json!({"N": 1}),
            &["/N: the body has \"2\"; encoded again it is 1"],
        );
        // A list without an element around it, and attributes.
        check_xml(
            "<A id=\"7\"><F>a</F><X>1</X><F>b</F><O k=\"v\"/></A>",
            json!({"id": 7, "F": ["a", "b"], "X": 1, "O": {"k": "v"}}),
            &[],
        );
        check_xml("<A><F>a</F></A>", json!({"F": ["a"]}), &[]);
        check_xml(
            "<A id=\"7\"><F>a</F><F>b</F></A>",
            json!({"id": 8, "F": ["a", "c"]}),
            &[
                "/F: the body has 2 elements; encoded again it is [\"a\",\"c\"]",
                "/id: the body has \"7\"; encoded again it is 8",
            ],
        );
    }
}
