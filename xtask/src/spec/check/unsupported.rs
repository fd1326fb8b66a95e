//! What the reader takes and no code is generated for yet. specs/README.md lists the same.

use super::super::resolve::Report;
use super::super::{Document, Format, Operation, Response, Scalar, Schema};

/// Reports everything in a document that has no code yet.
pub fn unsupported(document: &Document, report: &mut Report) {
    for operation in &document.operations {
        bodies(operation, report);
        credentials(document, operation, report);
    }
    if document.security.len() > 1 && document.security.iter().any(Vec::is_empty) {
        let at = document.schemes.first().map(|s| s.at).unwrap_or_default();
        report.problem(
            at,
            "optional credentials are not supported; remove the empty requirement from `security`",
        );
    }
}

fn bodies(operation: &Operation, report: &mut Report) {
    let id = &operation.id;
    let mut problem = |at, message: &str| report.problem(at, format!("`{id}` {message}"));
    let responses = operation.responses.iter();
    let bodies = responses.filter_map(|r| Some((r.at, &r.body.as_ref()?.schema)));
    for (at, schema) in bodies.chain(operation.body.iter().map(|b| (b.at, &b.schema))) {
        if *schema.non_null() == Schema::Scalar(Scalar::Uuid) {
            problem(
                at,
                "has a bare UUID as its body, which has no type yet; leave `format` out",
            );
        }
    }
    if let Some(body) = &operation.body {
        if !body.required {
            problem(
                body.at,
                "may be called without its body, which has no method yet; write `required: true`",
            );
        }
        if !body.media_types.iter().any(|m| m.format == Format::Json) {
            problem(
                body.at,
                "takes no JSON; other request bodies have no method yet, leave the operation out",
            );
        }
    }
    for outcome in [
        operation.successes().collect(),
        operation.failures().collect(),
    ] {
        responses_of_one_kind(outcome, &mut problem);
    }
    if let Some(pages) = &operation.pages {
        problem(
            pages.at,
            "has `x-pages`, for which there is no stream yet; remove it",
        );
    }
}

/// The successes of an operation, or its failures, have one type.
fn responses_of_one_kind(responses: Vec<&Response>, problem: &mut impl FnMut(super::At, &str)) {
    let mut first = None;
    for response in &responses {
        let Some(body) = &response.body else { continue };
        let first = first.get_or_insert(&body.schema);
        if **first != body.schema {
            problem(
                response.at,
                "has several response types, which have no type of their own yet; give them one schema",
            );
        }
        let formats = body.media_types.iter().map(|m| m.format);
        if formats
            .into_iter()
            .any(|f| !matches!(f, Format::Json | Format::Xml))
        {
            problem(
                response.at,
                "has a response that is neither JSON nor XML, which has no method yet; leave the operation out",
            );
        }
    }
    // A success without a body beside one with a body would fail to decode.
    let empty = responses
        .iter()
        .find(|r| r.status.is_success() && r.body.is_none());
    if let (Some(empty), Some(_)) = (empty, first) {
        problem(
            empty.at,
            "has a success with a body and one without, which have no type of their own yet; leave one out",
        );
    }
}

fn credentials(document: &Document, operation: &Operation, report: &mut Report) {
    let own = operation.security.iter();
    let differs =
        |own: &&Vec<_>| own.iter().any(|r: &Vec<_>| !r.is_empty()) && **own != document.security;
    if own.into_iter().any(|own| differs(&own)) {
        report.problem(operation.at, "an operation has the document's credentials or none; write `security: []`, or remove it here");
    }
}
