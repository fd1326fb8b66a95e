//! What `$ref` points to: every target is there, every schema is used, and none holds itself but in a list.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::schemas::{Form, form};
use super::{Node, Report};

/// Checks every reference of the document.
pub fn check(document: &Node<'_>, report: &mut Report) {
    let schemas: BTreeMap<&str, Node<'_>> = document.schemas().collect();
    let mut uses: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut reached: Vec<&str> = Vec::new();
    if let Some(paths) = document.get("paths") {
        reached.extend(targets(&paths, &schemas, report));
    }
    for (name, schema) in &schemas {
        uses.insert(name, targets(schema, &schemas, report));
    }
    let mut used = BTreeSet::new();
    while let Some(name) = reached.pop() {
        if used.insert(name) {
            reached.extend(uses.get(name).into_iter().flatten());
        }
    }
    for (name, schema) in &schemas {
        if !used.contains(name) {
            report.add(
                &schema.at,
                "no answer has this schema in it; refer to it, or remove it",
            );
        }
    }
    recursion(&schemas, report);
}

/// The named schemas that a part of the document refers to; tells of those that are not there.
fn targets<'a>(
    node: &Node<'a>,
    schemas: &BTreeMap<&str, Node<'_>>,
    report: &mut Report,
) -> Vec<&'a str> {
    let mut found = Vec::new();
    // A reference in place of something other than a schema is told by `keywords`.
    let mut open = vec![(node.clone(), node.at.starts_with("/components/"))];
    while let Some((node, in_schema)) = open.pop() {
        if let Some(reference) = node.get("$ref").filter(|_| in_schema)
            && let Some(text) = reference.value.as_str()
        {
            match schema_name(text) {
                Some(name) if schemas.contains_key(name) => found.push(name),
                Some(name) => report.add(&reference.at, format!("there is no schema `{name}`; correct the name, or describe it under components.schemas")),
                None if text.starts_with('#') => report.add(&reference.at, format!("`{text}` is no schema under components.schemas; write `#/components/schemas/…`")),
                None => report.add(&reference.at, format!("`{text}` is outside of this document; copy the schema to components.schemas and refer to that")),
            }
        }
        open.extend(
            node.members()
                .map(|(key, member)| (member, in_schema || key == "schema")),
        );
        open.extend(node.items().map(|item| (item, in_schema)));
    }
    found
}

/// The schema that a reference names.
pub fn schema_name(reference: &str) -> Option<&str> {
    reference
        .strip_prefix("#/components/schemas/")
        .filter(|name| !name.is_empty() && !name.contains('/'))
}

/// The schema that this one refers to, by `$ref` or by `allOf` with one; itself, if it refers to none.
pub fn resolve<'a>(document: &Node<'a>, schema: &'a Value) -> Option<&'a Value> {
    match referred(schema) {
        None => Some(schema),
        Some(name) => document.schema(name),
    }
}

/// The name of the schema that this one refers to.
pub fn referred(schema: &Value) -> Option<&str> {
    let reference = match form(schema) {
        Form::Reference => schema.get("$ref"),
        Form::AllOf => schema.get("allOf")?.get(0)?.get("$ref"),
        _ => None,
    };
    schema_name(reference?.as_str()?)
}

/// The schema at a JSON pointer into a body of this named schema.
pub fn object_at<'a>(document: &Node<'a>, name: &str, pointer: &str) -> Option<&'a Value> {
    let mut schema = document.schema(name)?;
    for key in pointer.strip_prefix('/')?.split('/') {
        let key = key.replace("~1", "/").replace("~0", "~");
        schema = resolve(document, schema.get("properties")?.get(&key)?)?;
    }
    Some(schema)
}

/// These named schemas, and those that their bodies may hold, however deep.
pub fn reachable<'a>(document: &Node<'a>, names: BTreeSet<&'a str>) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&str> = names.into_iter().collect();
    while let Some(name) = open.pop() {
        if !found.insert(name) {
            continue;
        }
        let properties = document
            .schema(name)
            .and_then(|s| s.get("properties")?.as_object());
        for mut schema in properties.into_iter().flat_map(serde_json::Map::values) {
            while let (Form::List, Some(items)) = (form(schema), schema.get("items")) {
                schema = items;
            }
            open.extend(referred(schema));
        }
    }
    found
}

/// Tells of schemas that hold themselves other than in a list: progenitor's type for that writes null for what is absent.
fn recursion(schemas: &BTreeMap<&str, Node<'_>>, report: &mut Report) {
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for start in schemas.keys() {
        if done.contains(start) {
            continue;
        }
        // A walk in depth, without recursion: the schemas that we are inside of, each with what it has still to show.
        let mut inside: Vec<(&str, Vec<(&str, Node<'_>)>)> = vec![(start, parts(schemas, start))];
        while let Some((name, rest)) = inside.last_mut() {
            let name = *name;
            match rest.pop() {
                None => {
                    done.insert(name);
                    inside.pop();
                }
                Some((next, property)) if inside.iter().any(|(n, _)| *n == next) => {
                    report.add(&property.at, format!("`{next}` holds another `{next}`, and not in a list; describe the property without a type, which keeps any value"));
                }
                Some((next, _)) if !done.contains(next) => {
                    inside.push((next, parts(schemas, next)));
                }
                Some(_) => {}
            }
        }
    }
}

/// The schemas that a body of this one holds itself, and by which property.
fn parts<'a>(schemas: &BTreeMap<&str, Node<'a>>, name: &str) -> Vec<(&'a str, Node<'a>)> {
    schemas
        .get(name)
        .into_iter()
        .flat_map(|schema| schema.members_of("properties"))
        .filter_map(|(_, node)| Some((referred(node.value)?, node)))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::check;

    #[test]
    fn targets() {
        check(
            "items: {$ref: \"#/components/schemas/Account\"}",
            "items: {$ref: \"#/components/schemas/Acount\"}",
            &[
                "/components/schemas/Account/properties/children/items/$ref: there is no schema `Acount`; correct the name, or describe it under components.schemas",
            ],
        );
        check(
            "items: {$ref: \"#/components/schemas/Account\"}",
            "items: {$ref: \"#/components/parameters/Account\"}",
            &[
                "/components/schemas/Account/properties/children/items/$ref: `#/components/parameters/Account` is no schema under components.schemas; write `#/components/schemas/…`",
            ],
        );
        check(
            "items: {$ref: \"#/components/schemas/Account\"}",
            r#"items: {$ref: "other.yaml#/components/schemas/Account"}"#,
            &[
                "/components/schemas/Account/properties/children/items/$ref: `other.yaml#/components/schemas/Account` is outside of this document; copy the schema to components.schemas and refer to that",
            ],
        );
        check(
            "items: {$ref: \"#/components/schemas/Account\"}",
            r#"items: {$ref: "https://example.com/Account"}"#,
            &[
                "/components/schemas/Account/properties/children/items/$ref: `https://example.com/Account` is outside of this document; copy the schema to components.schemas and refer to that",
            ],
        );
    }

    #[test]
    fn unused() {
        check(
            "    Reason:\n",
            "    Lonely:\n      type: object\n      description: x\n      properties:\n        again:\n          allOf: [{$ref: \"#/components/schemas/Lonely\"}]\n          description: x\n    Reason:\n",
            &[
                "/components/schemas/Lonely: no answer has this schema in it; refer to it, or remove it",
                "/components/schemas/Lonely/properties/again: `Lonely` holds another `Lonely`, and not in a list; describe the property without a type, which keeps any value",
            ],
        );
    }

    #[test]
    fn recursion() {
        check(
            "      description: A reason.\n      properties:\n",
            "      description: A reason.\n      properties:\n        why:\n          description: x\n          allOf: [{$ref: \"#/components/schemas/Reason\"}]\n",
            &[
                "/components/schemas/Reason/properties/why: `Reason` holds another `Reason`, and not in a list; describe the property without a type, which keeps any value",
            ],
        );
        check(
            "    Reason:\n      type: object\n      description: A reason.\n      properties:\n",
            "    Second:\n      type: object\n      required: [r]\n      description: x\n      properties:\n        r:\n          description: x\n          allOf: [{$ref: \"#/components/schemas/Reason\"}]\n    Reason:\n      type: object\n      description: A reason.\n      required: [a]\n      properties:\n        a:\n          description: x\n          allOf: [{$ref: \"#/components/schemas/Second\"}]\n",
            &[
                "/components/schemas/Second/properties/r: `Reason` holds another `Reason`, and not in a list; describe the property without a type, which keeps any value",
            ],
        );
    }
}
