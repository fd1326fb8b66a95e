//! Writes a body as XML, by the XML objects of its spec.

use quick_xml::escape::escape;

use crate::{Number, Value};

/// The XML form of a body.
#[derive(Debug, Clone, Copy)]
pub struct Xml {
    /// The name of the root element.
    pub root: &'static str,
    /// Differences from the JSON form: the path of a field such as `ResponseData.Detail.Users.Name`, which omits lists, and the
    /// rule.
    pub rules: &'static [(&'static str, Rule)],
}

/// A difference of a field's XML form from its JSON form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// The element, or the attribute, has another name.
    Name(&'static str),
    /// It is an attribute.
    Attribute,
    /// The items of the list have this name.
    Item(&'static str),
    /// The items of the list have no enclosing element.
    Unwrapped,
    /// Integers are written as these enum values.
    Words(&'static [(i64, &'static str)]),
}

impl Xml {
    /// Writes a body that is given as JSON.
    #[must_use]
    pub fn write(&self, json: &str) -> String {
        write(self, &serde_json::from_str(json).unwrap_or_default())
    }
}

/// Writes the body. Fields that are null are omitted, as .NET does.
fn write(xml: &Xml, body: &Value) -> String {
    let mut out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>".to_owned();
    element(xml, "", xml.root, body, &mut out);
    out
}

fn element(xml: &Xml, path: &str, name: &str, value: &Value, out: &mut String) {
    let close = |out: &mut String| out.push_str(&format!("</{name}>"));
    match value {
        Value::Null => {}
        Value::Object(members) => {
            out.push_str(&format!("<{name}"));
            let member_of = |key: &str| {
                if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
            };
            let (attributes, elements): (Vec<_>, Vec<_>) = members
                .iter()
                .map(|(key, value)| (member_of(key), key, value))
                .partition(|(path, ..)| rules(xml, path).any(|rule| rule == Rule::Attribute));
            for (path, key, value) in attributes.iter().filter(|(.., value)| !value.is_null()) {
                let text = text(xml, path, value);
                out.push_str(&format!(" {}=\"{}\"", called(xml, path, key), escape(&text)));
            }
            out.push('>');
            for (path, key, value) in elements {
                member(xml, &path, called(xml, &path, key), value, out);
            }
            close(out);
        }
        _ => {
            out.push_str(&format!("<{name}>{}", escape(text(xml, path, value))));
            close(out);
        }
    }
}

/// Writes a field: one element, or one for each item of a list.
fn member(xml: &Xml, path: &str, name: &str, value: &Value, out: &mut String) {
    let Value::Array(items) = value else {
        return element(xml, path, name, value, out);
    };
    let item = rules(xml, path).find_map(|rule| match rule {
        Rule::Item(name) => Some(name),
        _ => None,
    });
    if rules(xml, path).any(|rule| rule == Rule::Unwrapped) {
        for value in items {
            element(xml, path, item.unwrap_or(name), value, out);
        }
        return;
    }
    out.push_str(&format!("<{name}>"));
    for value in items {
        element(xml, path, item.unwrap_or("item"), value, out);
    }
    out.push_str(&format!("</{name}>"));
}

/// The text of a scalar.
fn text(xml: &Xml, path: &str, value: &Value) -> String {
    let word = rules(xml, path).find_map(|rule| match rule {
        Rule::Words(words) => words
            .iter()
            .find(|(integer, _)| value.as_number().and_then(Number::as_i64) == Some(*integer))
            .map(|(_, word)| (*word).to_owned()),
        _ => None,
    });
    match (word, value) {
        (Some(word), _) => word,
        (None, Value::String(text)) => text.clone(),
        (None, value) => value.to_string(),
    }
}

fn called<'a>(xml: &Xml, path: &str, key: &'a str) -> &'a str {
    rules(xml, path)
        .find_map(|rule| match rule {
            Rule::Name(name) => Some(name),
            _ => None,
        })
        .unwrap_or(key)
}

fn rules(xml: &Xml, path: &str) -> impl Iterator<Item = Rule> {
    xml.rules.iter().filter(move |(place, _)| *place == path).map(|(_, rule)| *rule)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(rules: &'static [(&'static str, Rule)], body: serde_json::Value, expected: &str) {
        let text = write(&Xml { root: "Root", rules }, &body.into());
        let body = text.split_once("?>").map(|(_, body)| body);
        assert_eq!(body, Some(expected));
    }

    #[test]
    fn every_shape() {
        check(
            &[],
            json!({"a": "<&\"", "b": 1.5, "c": true, "e": {}, "n": null, "o": {"x": "y"}}),
            "<Root><a>&lt;&amp;&quot;</a><b>1.5</b><c>true</c><e></e><o><x>y</x></o></Root>",
        );
        check(
            &[("o.list", Rule::Item("Thing")), ("o.list", Rule::Words(&[(0, "ALL")]))],
            json!({"o": {"list": [0, 7, "SOME"]}}),
            "<Root><o><list><Thing>ALL</Thing><Thing>7</Thing><Thing>SOME</Thing></list></o></Root>",
        );
        check(
            &[("list", Rule::Unwrapped), ("list.id", Rule::Attribute), ("list.n", Rule::Name("N"))],
            json!({"list": [{"id": 1, "n": "a"}, {"id": null}]}),
            "<Root><list id=\"1\"><N>a</N></list><list></list></Root>",
        );
        check(&[], json!({"list": []}), "<Root><list></list></Root>");
    }
}
