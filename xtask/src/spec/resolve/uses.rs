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
    let mut apart = BTreeSet::new();
    loop {
        let differs = |named: &&Type| {
            let own = match &named.shape {
                Shape::Object(object) => object
                    .properties
                    .iter()
                    .any(|p| p.read_only || p.write_only || named.uses.in_patch && is_clearable(p)),
                _ => false,
            };
            own || named
                .shape
                .schemas()
                .into_iter()
                .flat_map(Schema::nested)
                .any(|part| matches!(part, Schema::Named(name) if apart.contains(name)))
        };
        let in_both = |t: &&Type| t.uses.in_request && t.uses.in_response;
        let more: Vec<String> = document
            .types
            .iter()
            .filter(|t| !apart.contains(&t.name))
            .filter(in_both)
            .filter(differs)
            .map(|t| t.name.clone())
            .collect();
        if more.is_empty() {
            return apart;
        }
        apart.extend(more);
    }
}

fn compute(document: &mut Document) {
    let mut uses: BTreeMap<String, Uses> = BTreeMap::new();
    let mut open = bodies(document);
    while let Some((schema, body)) = open.pop() {
        for part in schema.nested() {
            let Schema::Named(name) = part else { continue };
            let known = uses.entry(name.clone()).or_default();
            let before = *known;
            known.in_request |= body.in_request;
            known.in_response |= body.in_response;
            known.in_patch |= body.in_patch;
            known.in_xml |= body.in_xml;
            if *known != before
                && let Some(named) = document.named(name)
            {
                let parts = named.shape.schemas().into_iter();
                open.extend(parts.map(|schema| (schema.clone(), *known)));
            }
        }
    }
    for named in &mut document.types {
        named.uses = uses.get(&named.name).copied().unwrap_or_default();
    }
}

/// What calls send and get back, and what kind of body that is.
fn bodies(document: &Document) -> Vec<(Schema, Uses)> {
    let in_xml = |types: &[MediaType]| types.iter().any(|m| m.format == Format::Xml);
    let mut bodies = Vec::new();
    for operation in &document.operations {
        let request = |in_xml| Uses {
            in_request: true,
            in_patch: operation.method == Method::Patch,
            in_xml,
            ..Uses::default()
        };
        let response = |in_xml| Uses { in_response: true, in_xml, ..Uses::default() };
        let parameters = operation.parameters.iter();
        bodies.extend(parameters.map(|p| (p.schema.clone(), request(false))));
        let body = operation.body.iter();
        bodies.extend(body.map(|b| (b.schema.clone(), request(in_xml(&b.media_types)))));
        for answer in &operation.responses {
            let headers = answer.headers.iter();
            bodies.extend(headers.map(|h| (h.schema.clone(), response(false))));
            let body = answer.body.iter();
            bodies.extend(body.map(|b| (b.schema.clone(), response(in_xml(&b.media_types)))));
        }
    }
    bodies
}
