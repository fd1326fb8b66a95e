//! What a provider's folder under `specs/` says: how it is read, the typed model that comes out, and what it may not say.

mod check;
pub mod coverage;
mod document;
pub mod inventory;
mod load;
pub mod meaning;
pub mod model;
pub mod names;
mod objects;
mod problem;
mod remedies;
mod resolve;
mod samples;
mod schema;
pub mod shape;
pub mod yaml;

use document::OpenApi;
#[cfg(test)]
pub(crate) use load::provider;
pub use load::{Folders, load, provider_name};
pub use model::*;
use objects::Read;
pub use problem::Problem;
pub use schema::json_schema;

/// Reads an OpenAPI document: the model and the warnings, or everything that is wrong. `file` is its name in problems.
pub fn document(file: &str, yaml: &str) -> Result<(Document, Vec<Problem>), Vec<Problem>> {
    let (document, report) = read(file, yaml);
    let warnings = report.finish()?;
    Ok((document.ok_or_else(Vec::new)?, warnings))
}

/// A document, as far as it can be read; nothing only where a problem is reported.
pub(crate) fn read(file: &str, yaml: &str) -> (Option<Document>, resolve::Report) {
    let mut report = resolve::Report::new(file);
    let (root, mut mistakes) = yaml::read(yaml);
    let open_api = root.and_then(|root| OpenApi::read(&root, &mut mistakes));
    report.add(mistakes);
    let document = open_api.map(|open_api| {
        let document = resolve::resolve(&open_api, &mut report);
        check::check(&document, &open_api, &mut report);
        document
    });
    (document, report)
}

#[cfg(test)]
mod tests;
