//! Which bodies each type is in; and a type of its own for requests where it differs from what responses have.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Document, Format, MediaType, Method, Property, Schema, Shape, Type, Uses};
use super::Report;

/// Computes which bodies each type is in. Of types in requests, `readOnly` properties are taken out, and of those in
/// responses `writeOnly` ones. A type that is in both and would differ becomes two.
pub fn uses(document: &mut Document, report: &mut Report) {
    compute(document);
    let apart = apart(document);
    let names: BTreeMap<String, String> =
        apart.iter().map(|name| (name.clone(), format!("{name}Request"))).collect();
    let mut types = Vec::new();
    for mut named in std::mem::take(&mut document.types) {
        let request = names.get(&named.name).map(|name| request(&named, name, &names));
        if request.is_some() {
            named.uses.in_request = false;
        }
        for mut part in std::iter::once(named).chain(request) {
            properties(&mut part);
            types.push(part);
        }
    }
    for name in names.values() {
        let mut twins = types.iter().filter(|t: &&Type| t.name == *name);
        if let (Some(first), Some(_)) = (twins.next(), twins.next()) {
            let message = format!(
                "requests have a type of their own for this, `{name}`, and there is a schema of that name; rename one of them"
            );
            report.problem(first.at, message);
        }
    }
    document.types = types;
    for operation in &mut document.operations {
        let parameters = operation.parameters.iter_mut().map(|p| &mut p.schema);
        let body = operation.body.iter_mut().map(|b| &mut b.schema);
        parameters.chain(body).for_each(|schema| schema.rename(&names));
    }
    compute(document);
}

/// The type that requests have in place of one.
fn request(named: &Type, name: &str, names: &BTreeMap<String, String>) -> Type {
    let mut request = named.clone();
    // In XML, its element stays.
    request.xml_name = named.xml_name.clone().or_else(|| Some(named.name.clone()));
    request.name = name.to_owned();
    request.uses.in_response = false;
    for schema in request.shape.schemas_mut() {
        schema.rename(names);
    }
    request
}

/// Removes the properties that are not in the bodies of a type, and distinguishes null from absent where needed.
fn properties(named: &mut Type) {
    let Uses { in_request, in_response, in_patch, .. } = named.uses;
    let Shape::Object(object) = &mut named.shape else {
        return;
    };
    object.properties.retain(|p| {
        let is_out = p.read_only && in_request || p.write_only && in_response;
        !is_out || in_request == in_response
    });
    for property in &mut object.properties {
        property.tells_null = in_patch && !in_response && is_clearable(property);
    }
}

fn is_clearable(property: &Property) -> bool {
    !property.required && property.schema.is_nullable()
}

/// The types that are in requests and in responses, and not the same in both.
fn apart(document: &Document) -> BTreeSet<String> {
    let mut apart = document.types_with(|named| match &named.shape {
        Shape::Object(object) => object
            .properties
            .iter()
            .any(|p| p.read_only || p.write_only || named.uses.in_patch && is_clearable(p)),
        _ => false,
    });
    let in_both = |uses: Uses| uses.in_request && uses.in_response;
    apart.retain(|name| document.named(name).is_some_and(|t| in_both(t.uses)));
    apart
}

fn compute(document: &mut Document) {
    let bodies = bodies(document);
    let kinds: BTreeSet<Uses> = bodies.iter().map(|(_, uses)| *uses).collect();
    let mut all: BTreeMap<String, Uses> = BTreeMap::new();
    for kind in kinds {
        let schemas = bodies.iter().filter(|(_, uses)| *uses == kind).map(|(schema, _)| *schema);
        for named in document.types_in(schemas) {
            let uses = all.entry(named.name.clone()).or_default();
            uses.in_request |= kind.in_request;
            uses.in_response |= kind.in_response;
            uses.in_patch |= kind.in_patch;
            uses.in_xml |= kind.in_xml;
        }
    }
    for named in &mut document.types {
        named.uses = all.get(&named.name).copied().unwrap_or_default();
    }
}

/// What calls send and get back, and what kind of body that is.
fn bodies(document: &Document) -> Vec<(&Schema, Uses)> {
    let in_xml = |types: &[MediaType]| types.iter().any(|m| m.format == Format::Xml);
    let mut bodies = Vec::new();
    for operation in &document.operations {
        let in_patch = operation.method == Method::Patch;
        let request = |in_xml| Uses { in_request: true, in_patch, in_xml, ..Uses::default() };
        let response = |in_xml| Uses { in_response: true, in_xml, ..Uses::default() };
        bodies.extend(operation.parameters.iter().map(|p| (&p.schema, request(false))));
        let body = operation.body.iter();
        bodies.extend(body.map(|b| (&b.schema, request(in_xml(&b.media_types)))));
        let headers = operation.responses.iter().flat_map(|r| &r.headers);
        bodies.extend(headers.map(|h| (&h.schema, response(false))));
        let body = operation.responses.iter().filter_map(|r| r.body.as_ref());
        bodies.extend(body.map(|b| (&b.schema, response(in_xml(&b.media_types)))));
    }
    bodies
}
