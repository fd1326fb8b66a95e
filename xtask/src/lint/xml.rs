//! OpenAPI's `xml`: where it is read, and whether it can be.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::references::{reachable, schema_name};
use super::responses::{Syntax, syntax};
use super::schemas::{Form, form};
use super::{Node, Report};
use crate::read;

/// The schemas that an answer in XML has in it.
pub fn in_xml(document: &Value) -> BTreeSet<&str> {
    let document = Node::root(document);
    let roots: BTreeSet<&str> = document
        .operations()
        .flat_map(|(_, operation)| operation.members_of("responses"))
        .flat_map(|(_, response)| response.members_of("content"))
        .filter(|(media_type, _)| syntax(media_type) == Some(Syntax::Xml))
        .filter_map(|(_, media)| schema_name(media.get("schema")?.text("$ref")?))
        .collect();
    reachable(&document, roots)
}

/// Checks every `xml` of the document. The names of the root and of a wrapped list's items are free.
pub fn check(document: &Node<'_>, report: &mut Report) {
    let in_xml = in_xml(document.value);
    for (name, schema) in document.schemas() {
        let read = in_xml.contains(name);
        notes(&schema, &["name"], read, report);
        for (_, property) in schema.members_of("properties") {
            let keys: &[&str] = match form(property.value) {
                Form::List if read::is_unwrapped(property.value) => &["wrapped"],
                Form::List => &["name", "wrapped"],
                Form::Object | Form::Map | Form::Any => &["name"],
                _ => &["attribute", "name"],
            };
            notes(&property, keys, read, report);
            if let Some(items) = property.get("items") {
                notes(&items, &["name"], read, report);
            }
        }
        if read {
            names(document, &schema, report);
        }
    }
}

/// Tells of properties that XML could not tell apart.
fn names(document: &Node<'_>, schema: &Node<'_>, report: &mut Report) {
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    let own: BTreeSet<&str> = schema
        .members_of("properties")
        .map(|(name, _)| name)
        .collect();
    for (property, (name, node)) in
        read::properties(schema.value).zip(schema.members_of("properties"))
    {
        let element = read::element(document.value, property);
        let other = owners
            .insert(element, name)
            .or_else(|| own.get(element).copied().filter(|own| *own != name));
        if let Some(other) = other {
            report.add(&node.at, format!("in XML it is called `{element}`, as `{other}` is; give one of them another `xml.name`"));
        }
    }
}

/// Checks one `xml`, with the keywords that mean something in its place.
fn notes(node: &Node<'_>, keys: &[&str], read: bool, report: &mut Report) {
    let Some(xml) = node.get("xml") else { return };
    if !read {
        report.add(
            &xml.at,
            "no answer in XML has this in it, so nothing reads it; remove it",
        );
        return;
    }
    for (key, member) in xml.members() {
        let message = match key {
            "name" if !keys.contains(&key) => {
                "there is no element of this name around the list; name its items, or write `wrapped: true` if there is one"
            }
            "wrapped" if !keys.contains(&key) => "only a list is wrapped; remove it",
            "attribute" if !keys.contains(&key) => "an attribute holds a simple value; remove it",
            "name" if member.value.as_str().is_some_and(|n| !is_name(n)) => {
                "no name for an element; write letters, digits, `_`, `-` and `.`, a letter first, and no prefix"
            }
            _ => continue,
        };
        report.add(&member.at, message);
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
    use crate::lint::testing::{NO_XML, check};

    #[test]
    fn where_it_is_read() {
        check(
            "            application/xml:\n              schema: {$ref: \"#/components/schemas/Account\"}\n",
            "",
            &NO_XML,
        );
        check(
            "          description: How large it is.\n",
            "          description: How large it is.\n          xml: {wrapped: true}\n",
            &[
                "/components/schemas/Account/properties/size/xml/wrapped: only a list is wrapped; remove it",
            ],
        );
        check(
            "          xml: {wrapped: true} # children\n",
            "          xml: {attribute: true, name: child}\n",
            &[
                "/components/schemas/Account/properties/children/xml/attribute: an attribute holds a simple value; remove it",
                "/components/schemas/Account/properties/children/xml/name: there is no element of this name around the list; name its items, or write `wrapped: true` if there is one",
            ],
        );
        // A list may stand without an element around it, and then its items are called as it is.
        check("          xml: {wrapped: true} # children\n", "", &[]);
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
        let size = "          description: How large it is.\n";
        check(size, &format!("{size}          xml: {{name: Size}}\n"), &[]);
        check(
            size,
            &format!("{size}          xml: {{name: ratio}}\n"),
            &[
                "/components/schemas/Account/properties/ratio: in XML it is called `ratio`, as `size` is; give one of them another `xml.name`",
                "/components/schemas/Account/properties/size: in XML it is called `ratio`, as `ratio` is; give one of them another `xml.name`",
            ],
        );
    }
}
