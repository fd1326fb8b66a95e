//! OpenAPI's `xml`: where it is read, and what has to say it.

use std::collections::BTreeSet;

use super::references::{reachable, schema_name};
use super::responses::{Syntax, syntax};
use super::schemas::{Form, form};
use super::{Node, Report};

/// Checks every `xml` of the document, and that no list lacks it.
///
/// An element is called as its property, since one Rust field has one name on the wire; a list stands in an element of
/// its own. The names of the root and of a list's items are free.
pub fn check(document: &Node<'_>, report: &mut Report) {
    let roots: BTreeSet<&str> = document
        .operations()
        .flat_map(|(_, operation)| operation.members_of("responses"))
        .flat_map(|(_, response)| response.members_of("content"))
        .filter(|(media_type, _)| syntax(media_type) == Some(Syntax::Xml))
        .filter_map(|(_, media)| schema_name(media.get("schema")?.text("$ref")?))
        .collect();
    let in_xml = reachable(document, roots);
    for (name, schema) in document.schemas() {
        let read = in_xml.contains(name);
        notes(&schema, &["name"], read, report);
        for (_, property) in schema.members_of("properties") {
            let keys: &[&str] = match form(property.value) {
                Form::List => &["wrapped"],
                Form::Object | Form::Map | Form::Any => &[],
                _ => &["attribute"],
            };
            notes(&property, keys, read, report);
            if let Some(items) = property.get("items") {
                notes(&items, &["name"], read, report);
            }
            if read
                && form(property.value) == Form::List
                && !property.get("xml").is_some_and(|xml| xml.is("wrapped"))
            {
                report.add(&property.at, "a list without an element around it cannot be read from XML; write `xml: {wrapped: true}` if it has one, or else describe it without a type");
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
            "no answer in XML has this in it, so nothing reads it; remove it",
        );
        return;
    }
    for (key, member) in xml.members() {
        let message = match key {
            "name" if !keys.contains(&key) => "an element is called as its property; remove it",
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
    use crate::lint::testing::check;

    #[test]
    fn where_it_is_read() {
        check(
            "            application/xml:\n              schema: {$ref: \"#/components/schemas/Account\"}\n",
            "",
            &[
                "/components/schemas/Account/properties/children/xml: no answer in XML has this in it, so nothing reads it; remove it",
                "/components/schemas/Account/properties/id/xml: no answer in XML has this in it, so nothing reads it; remove it",
                "/components/schemas/Account/properties/tags/items/xml: no answer in XML has this in it, so nothing reads it; remove it",
                "/components/schemas/Account/properties/tags/xml: no answer in XML has this in it, so nothing reads it; remove it",
                "/components/schemas/Account/xml: no answer in XML has this in it, so nothing reads it; remove it",
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
            "          xml: {wrapped: true} # children\n",
            "          xml: {attribute: true, name: child}\n",
            &[
                "/components/schemas/Account/properties/children: a list without an element around it cannot be read from XML; write `xml: {wrapped: true}` if it has one, or else describe it without a type",
                "/components/schemas/Account/properties/children/xml/attribute: an attribute holds a simple value; remove it",
                "/components/schemas/Account/properties/children/xml/name: an element is called as its property; remove it",
            ],
        );
        check(
            "          xml: {wrapped: true} # children\n",
            "",
            &[
                "/components/schemas/Account/properties/children: a list without an element around it cannot be read from XML; write `xml: {wrapped: true}` if it has one, or else describe it without a type",
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
            "          description: How large it is.\n          xml: {name: Size}\n",
            &[
                "/components/schemas/Account/properties/size/xml/name: an element is called as its property; remove it",
            ],
        );
    }
}
