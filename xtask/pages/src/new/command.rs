//! `cargo xtask new`: samples and pages from the command line, the first spec of a provider or another operation to the disk.

use std::path::{Path, PathBuf};

use xtask::spec::{self, Spec};
use xtask::tree::Difference;
use xtask::{report, write};

use super::Given;
use crate::extract::{self, Asked, Operation};
use crate::fetch;

/// Write a provider's first spec, or another operation of one, from sample bodies and the pages that document them
///
/// A sample is named after its operation: get_account.json, get_account.empty.xml, get_account.404.json,
/// update_account.request.json. A page is enough if it shows a sample.
#[derive(clap::Args)]
pub struct Arguments {
    /// Provider, in lower-case letters and digits
    provider: String,
    /// Sample body in JSON or XML; may be repeated
    #[arg(long = "sample", value_name = "BODY")]
    samples: Vec<PathBuf>,
    /// Page that documents operations: HTML, Markdown, text or an OpenAPI document; may be repeated
    #[arg(long = "page", value_name = "PAGE", required_unless_present = "samples")]
    pages: Vec<PathBuf>,
}

/// Writes the files, and says what a person has to decide.
pub fn run(specs: &Path, arguments: &Arguments) -> Result<(), String> {
    let root = specs.parent().ok_or("no workspace around the specs")?;
    let provider = &arguments.provider;
    spec::provider_name(provider)?;
    let samples: Vec<(String, Vec<u8>)> = arguments
        .samples
        .iter()
        .map(|sample| Ok((sample.display().to_string(), bytes(sample)?)))
        .collect::<Result<_, String>>()?;
    let given: Vec<Given<'_>> = samples.iter().map(|(file, body)| Given { file, body }).collect();
    let pages: Vec<Vec<Operation>> =
        arguments.pages.iter().map(|page| read_page(page)).collect::<Result<_, String>>()?;
    let lock = write::lock(root)?;
    let existing = existing(root, provider)?;
    let existing = existing.as_ref().map(|(yaml, spec)| (yaml.as_str(), spec));
    let written = super::spec(provider, existing, &given, &pages)?;
    let files: Vec<Difference> = written
        .files
        .into_iter()
        .map(|(path, bytes)| Difference { path, found: None, wanted: Some(bytes) })
        .collect();
    let paths: String = files.iter().map(|file| format!("{}\n", file.path.display())).collect();
    write::write(&lock, &[files])?;
    report::print(&paths);
    for sentence in written.open {
        report::print(&format!("- {sentence}\n"));
    }
    report::print("Next: `cargo xtask regen`, which says what is left to fill in.\n");
    Ok(())
}

/// The provider's document and spec, if it is there.
fn existing(root: &Path, provider: &str) -> Result<Option<(String, Spec)>, String> {
    match spec::load(root).providers.remove(provider) {
        None => Ok(None),
        Some(Err(problems)) => {
            let first = problems.first().map(ToString::to_string);
            let first = first.unwrap_or_default();
            Err(format!("{first}; correct the spec before adding to it"))
        }
        Some(Ok(spec)) => {
            let file = spec.file();
            let yaml =
                std::fs::read_to_string(root.join(&file)).map_err(|e| format!("{file}: {e}"))?;
            Ok(Some((yaml, spec)))
        }
    }
}

/// The operations that a page documents.
fn read_page(page: &Path) -> Result<Vec<Operation>, String> {
    let text = fetch::decode(&bytes(page)?, "");
    let reading = extract::read(&crate::read(&text), &Asked::default());
    for question in &reading.questions {
        report::warn(&format!("{}: {question}", page.display()));
    }
    if reading.operations.iter().all(|o| o.facts.fields.is_empty()) {
        let page = page.display();
        return Err(format!(
            "{page}: it documents no field; save the whole page, with its tables and samples"
        ));
    }
    Ok(reading.operations)
}

fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let is_file = std::fs::metadata(path).is_ok_and(|m| m.is_file() && m.len() <= 16 << 20);
    match is_file {
        true => std::fs::read(path).map_err(|e| format!("{}: {e}", path.display())),
        false => Err(format!("{}: not a file of at most 16 MiB", path.display())),
    }
}
