//! What types cannot express.

use super::Document;
use super::document::OpenApi;
use super::resolve::Report;

/// Checks a document that was resolved.
pub fn check(_document: &Document, _open_api: &OpenApi, _report: &mut Report) {}
