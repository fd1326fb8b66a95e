//! What the reader takes and no code is generated for yet. specs/README.md lists the same.

use super::super::resolve::Report;
use super::super::{Document, Operation};

/// Reports everything in a document that has no code yet.
pub fn unsupported(document: &Document, report: &mut Report) {
    for operation in &document.operations {
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

fn credentials(document: &Document, operation: &Operation, report: &mut Report) {
    let own = operation.security.iter();
    let differs =
        |own: &&Vec<_>| own.iter().any(|r: &Vec<_>| !r.is_empty()) && **own != document.security;
    if own.into_iter().any(|own| differs(&own)) {
        report.problem(operation.at, "an operation has the document's credentials or none; write `security: []`, or remove it here");
    }
}
