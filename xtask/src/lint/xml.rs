//! OpenAPI's `xml`: where it is read, and the names that it makes.

use std::collections::BTreeMap;

use super::responses::{Syntax, syntax};
use super::schemas::{Form, form};
use super::{Node, Report};

/// Checks every `xml` of the document.
pub fn check(document: &Node<'_>, report: &mut Report) {
    let read = document
        .operations()
        .flat_map(|(_, operation)| operation.members_of("responses"))
        .flat_map(|(_, response)| response.members_of("content"))
        .any(|(media_type, _)| syntax(media_type) == Some(Syntax::Xml));
    for (_, schema) in document.schemas() {
        notes(&schema, &["name"], read, report);
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        for (name, property) in schema.members_of("properties") {
            let keys: &[&str] = match form(property.value) {
                Form::List => &["name", "wrapped"],
                Form::Object | Form::Map | Form::Any => &["name"],
                _ => &["name", "attribute"],
            };
            notes(&property, keys, read, report);
            if let Some(items) = property.get("items") {
                notes(&items, &["name"], read, report);
            }
            let element = property
                .value
                .get("xml")
                .and_then(|x| x.get("name"))
                .and_then(|n| n.as_str())
                .unwrap_or(name);
            if read && let Some(first) = seen.insert(element, name) {
                report.add(
                    &property.at,
                    format!(
                        "`{first}` is called `{element}` in XML as well; correct one of the names"
                    ),
                );
            }
        }
    }
}

/// Checks one `xml`, with the keywords that mean something in its place.
fn notes(node: &Node<'_>, keys: &[&str], read: bool, report: &mut Report) {
    let Some(xml) = node.get("xml") else { return };
    if !read {
        report.add(
            &xml.at,
            "no answer is in XML, so nothing reads this; remove it",
        );
        return;
    }
    for (key, member) in xml.members() {
        if ["wrapped", "attribute"].contains(&key) && !keys.contains(&key) {
            let message = match key {
                "wrapped" => "only a list is wrapped; remove it",
                _ => "an attribute holds a simple value; remove it",
            };
            report.add(&member.at, message);
        }
        if key == "name" && member.value.as_str().is_some_and(|n| !is_name(n)) {
            report.add(&member.at, "no name for an element; write letters, digits, `_`, `-` and `.`, a letter first, and no prefix");
        }
    }
    if xml.value.as_object().is_some_and(serde_json::Map::is_empty) {
        report.add(&xml.at, "an empty `xml` says nothing; remove it");
    }
}

/// A local name, near enough to XML's grammar.
fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::check;

    #[test]
    fn where_it_is_read() {
        check(
            "            application/xml:\n              schema: {$ref: \"#/components/schemas/Account\"}\n",
            "",
            &[
                "/components/schemas/Account/properties/children/xml: no answer is in XML, so nothing reads this; remove it",
                "/components/schemas/Account/properties/id/xml: no answer is in XML, so nothing reads this; remove it",
                "/components/schemas/Account/properties/tags/items/xml: no answer is in XML, so nothing reads this; remove it",
                "/components/schemas/Account/xml: no answer is in XML, so nothing reads this; remove it",
            ],
        );
        check(
            "          description: How large it is.\n",
            "          description: How large it is.\n          xml: {wrapped: true}\n",
            &[
                "/components/schemas/Account/properties/size/xml/wrapped: only a list is wrapped; remove it",
            ],
        );
        check(
            "          xml: {wrapped: true}\n",
            "          xml: {attribute: true}\n",
            &[
                "/components/schemas/Account/properties/children/xml/attribute: an attribute holds a simple value; remove it",
            ],
        );
        check(
            "xml: {name: account}",
            "xml: {attribute: true}",
            &[
                "/components/schemas/Account/xml/attribute: an attribute holds a simple value; remove it",
            ],
        );
        check(
            "xml: {name: tag}",
            "xml: {name: tag, wrapped: true}",
            &[
                "/components/schemas/Account/properties/tags/items/xml/wrapped: only a list is wrapped; remove it",
            ],
        );
        check(
            "xml: {name: account}",
            "xml: {}",
            &["/components/schemas/Account/xml: an empty `xml` says nothing; remove it"],
        );
        check(
            "          description: Free of form.\n",
            "          description: Free of form.\n          xml: {attribute: true}\n",
            &[
                "/components/schemas/Account/properties/notes/xml/attribute: an attribute holds a simple value; remove it",
            ],
        );
    }

    #[test]
    fn names() {
        check(
            "xml: {name: account}",
            "xml: {name: a:account}",
            &[
                "/components/schemas/Account/xml/name: no name for an element; write letters, digits, `_`, `-` and `.`, a letter first, and no prefix",
            ],
        );
        check(
            "xml: {name: account}",
            "xml: {name: 1st}",
            &[
                "/components/schemas/Account/xml/name: no name for an element; write letters, digits, `_`, `-` and `.`, a letter first, and no prefix",
            ],
        );
        check(
            "          description: How large it is.\n",
            "          description: How large it is.\n          xml: {name: made}\n",
            &[
                "/components/schemas/Account/properties/size: `made` is called `made` in XML as well; correct one of the names",
            ],
        );
    }
}
