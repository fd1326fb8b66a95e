//! Reads every folder under `specs/` from the disk. A broken provider never hides another.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::coverage;
use super::inventory::{self, Inventory};
use super::{At, Direction, Problem, Sample, Spec, names, read, samples};
use crate::disk;

/// Names of providers that would clash with a crate written by hand.
const RESERVED: [&str; 9] =
    ["bench", "cli", "fixture", "mock", "pages", "registry", "runtime", "tests", "xtask"];

/// Files beside the folders of providers: how a spec is written, how its changes are classified, and the schema of specs.
const OWN_FILES: [&str; 3] = ["README.md", "changes.md", "schema.json"];

/// What is under `specs/`.
#[derive(Debug, Default)]
pub struct Folders {
    /// Each provider by name: its spec, or everything that is wrong in its folder.
    pub providers: BTreeMap<String, Result<Spec, Vec<Problem>>>,
    /// What deserves a look, and stops nothing.
    pub warnings: Vec<Problem>,
    /// What belongs to no provider, such as a stray file.
    pub problems: Vec<Problem>,
}

impl Folders {
    /// The specs without a problem, sorted by provider.
    pub fn good(&self) -> impl Iterator<Item = &Spec> {
        self.providers.values().flatten()
    }

    /// The folder of one provider; which there are, if it is none of them.
    pub fn provider(&self, name: &str) -> Result<Result<&Spec, &[Problem]>, String> {
        let found = self.providers.get(name).ok_or_else(|| {
            let known: Vec<&str> = self.providers.keys().map(String::as_str).collect();
            format!("there is no folder specs/{name}; the providers are {}", known.join(", "))
        })?;
        Ok(found.as_ref().map_err(Vec::as_slice))
    }

    /// Every problem, of every provider.
    pub fn all_problems(&self) -> Vec<Problem> {
        let broken = self.providers.values().filter_map(|p| p.as_ref().err());
        broken.flatten().chain(&self.problems).cloned().collect()
    }
}

/// Reads every provider under `root/specs`.
pub fn load(root: &Path) -> Folders {
    let mut folders = Folders::default();
    for entry in entries(root, "specs", &mut folders.problems) {
        if OWN_FILES.contains(&entry.name.as_str()) {
            continue;
        }
        if entry.kind != Kind::Folder {
            let found = entry.kind.says();
            let message = format!(
                "{found}; only folders belong here, one for each provider: move or remove it"
            );
            folders.problems.push(problem(&entry.path, message));
        } else if let Err(message) = provider_name(&entry.name) {
            folders.problems.push(problem(&entry.path, format!("{message}; rename the folder")));
        } else {
            let spec = provider(root, &entry.name, &mut folders.warnings);
            folders.providers.insert(entry.name, spec);
        }
    }
    folders
}

/// Whether a provider can have this name, which is the last part of a crate's and a Rust name by itself; else why not.
pub fn provider_name(name: &str) -> Result<(), String> {
    let fits = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    if !fits {
        Err("a provider's name is lower-case letters and digits, a letter first".to_owned())
    } else if !names::is_identifier(name) {
        Err(format!("`{name}` is a keyword of Rust"))
    } else if RESERVED.contains(&name) {
        Err(format!("`bindery-{name}` is a crate of Bindery's own"))
    } else {
        Ok(())
    }
}

/// What a provider's folder holds.
#[derive(Default)]
struct Contents {
    /// The path of `openapi.yaml`.
    openapi: Option<String>,
    samples: Vec<Sample>,
    facts: Inventory,
}

fn contents(root: &Path, folder: &str, problems: &mut Vec<Problem>) -> Contents {
    let mut contents = Contents::default();
    for inner in entries(root, folder, problems) {
        match (inner.name.as_str(), inner.kind) {
            ("openapi.yaml", Kind::File) => contents.openapi = Some(inner.path),
            // The versions of the pages, which only their reader needs.
            ("pages.txt", Kind::File) => {}
            ("inventory.txt", Kind::File) => {
                let text = text(root, &inner.path);
                match text.and_then(|text| recorded(&inner.path, &text)) {
                    Ok(found) => contents.facts = found,
                    Err(problem) => problems.push(problem),
                }
            }
            ("samples", Kind::Folder) => {
                for file in entries(root, &inner.path, problems) {
                    match sample(root, &file) {
                        Ok(sample) => contents.samples.push(sample),
                        Err(problem) => problems.push(problem),
                    }
                }
            }
            (_, kind) => problems.push(problem(
                &inner.path,
                format!("{}; a provider has openapi.yaml, inventory.txt and samples/: move or remove it", kind.says()),
            )),
        }
    }
    contents
}

/// One provider's folder.
pub(crate) fn provider(
    root: &Path,
    name: &str,
    warnings: &mut Vec<Problem>,
) -> Result<Spec, Vec<Problem>> {
    let folder = format!("specs/{name}");
    let mut problems = Vec::new();
    let contents = contents(root, &folder, &mut problems);
    let Some(path) = contents.openapi else {
        let message = "there is no openapi.yaml; write it, or remove the folder";
        problems.insert(0, problem(&folder, message));
        return Err(problems);
    };
    let (document, report) = match text(root, &path) {
        Ok(yaml) => read(&path, &yaml),
        Err(problem) => {
            problems.insert(0, problem);
            return Err(problems);
        }
    };
    // Samples and pages are held against a document that can be read as a whole.
    let is_whole = report.problems.is_empty();
    match report.finish() {
        Ok(found) => warnings.extend(found),
        Err(found) => problems.extend(found),
    }
    let Some(document) = document.filter(|_| is_whole) else {
        return Err(problems);
    };
    let spec = Spec {
        provider: name.to_owned(),
        document,
        samples: contents.samples,
        inventory: contents.facts,
    };
    problems.extend(samples::check(&spec));
    problems.extend(coverage::check(&spec));
    match problems.is_empty() {
        true => Ok(spec),
        false => Err(problems),
    }
}

/// What was recorded of the provider's pages.
fn recorded(path: &str, text: &str) -> Result<Inventory, Problem> {
    inventory::parse(text).map_err(|(line, message)| {
        at_line(
            path,
            line,
            format!("{message}; restore the file, or remove it and record the page again"),
        )
    })
}

/// One file under `samples/`.
fn sample(root: &Path, entry: &Entry) -> Result<Sample, Problem> {
    let Entry { name, path, kind } = entry;
    if *kind != Kind::File {
        let message =
            format!("{}; samples are files, side by side: move or remove it", kind.says());
        return Err(problem(path, message));
    }
    let (operation, direction, media_type) =
        sample_name(name).map_err(|message| problem(path, message))?;
    Ok(Sample {
        name: name.strip_suffix(".json").unwrap_or(name).to_owned(),
        file: path.clone(),
        operation: operation.to_owned(),
        direction,
        media_type,
        body: disk::bytes(&root.join(path)).map_err(|message| problem(path, message))?,
    })
}

/// The endings of samples, and what they stand for.
const ENDINGS: [(&str, &str); 5] = [
    ("json", "application/json"),
    ("xml", "application/xml"),
    ("txt", "text/plain"),
    ("csv", "text/csv"),
    ("bin", "application/octet-stream"),
];

/// `get_account.404_gone.json`: the operation, the direction with the status, the media type.
pub(super) fn sample_name(file: &str) -> Result<(&str, Direction, &'static str), String> {
    const FORM: &str = "a sample is called <operation>[.<case>].json, .xml, .txt, .csv or .bin, in lower-case letters, digits, - and _; rename it";
    let mut parts: Vec<&str> = file.split('.').collect();
    let of = |ending: &str| {
        ENDINGS.iter().find(|(e, _)| *e == ending).map(|(_, media_type)| *media_type)
    };
    let media_type = parts
        .pop()
        .and_then(of)
        .ok_or("a sample's name ends in .json, .xml, .txt, .csv or .bin; rename or remove it")?;
    let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-';
    let (operation, cases) = match parts.split_first() {
        Some((operation, cases)) if parts.iter().all(|p| !p.is_empty() && p.bytes().all(fits)) => {
            (*operation, cases)
        }
        _ => return Err(FORM.to_owned()),
    };
    if let Some(case) = cases.iter().find(|case| of(case).is_some()) {
        return Err(format!("the case `{case}` reads like the ending of a file; rename it"));
    }
    let direction = match cases {
        [] => Direction::Response(0),
        ["request"] | ["request", _] => Direction::Request,
        [case] => {
            let digits = case.bytes().take_while(u8::is_ascii_digit).count();
            match (digits, case[..digits].parse()) {
                (0, _) => Direction::Response(0),
                (3, Ok(status @ 200..=599)) => Direction::Response(status),
                _ => return Err("a sample's case starts with a letter, or with the three digits of its status; rename it".to_owned()),
            }
        }
        _ => return Err(FORM.to_owned()),
    };
    Ok((operation, direction, media_type))
}

/// Something in a folder.
struct Entry {
    name: String,
    /// From the workspace's root, with `/`.
    path: String,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Folder,
    Link,
    /// A device, a pipe or a socket.
    Other,
}

impl Kind {
    fn says(self) -> &'static str {
        match self {
            Self::File => "a stray file",
            Self::Folder => "a stray folder",
            Self::Link => "a symbolic link, which is not followed",
            Self::Other => "neither a file nor a folder",
        }
    }
}

/// What a folder holds, sorted by name. Nothing is opened, and no link is followed.
fn entries(root: &Path, folder: &str, problems: &mut Vec<Problem>) -> Vec<Entry> {
    let names = disk::names(&root.join(folder)).unwrap_or_else(|e| {
        let message =
            format!("the folder cannot be read ({e}); create it, or correct its permissions");
        problems.push(problem(folder, message));
        Vec::new()
    });
    let mut found = Vec::new();
    for name in names {
        // The escapes of the debug format keep an odd name from steering a terminal.
        let Some(word) = name.to_str().filter(|name| !name.contains(char::is_control)) else {
            let path = format!("{folder}/{}", name.to_string_lossy().escape_debug());
            problems.push(problem(&path, "the name is not plain text; rename or remove it"));
            continue;
        };
        let path = format!("{folder}/{word}");
        let kind = match fs::symlink_metadata(root.join(&path)).map(|data| data.file_type()) {
            Ok(kind) if kind.is_file() => Kind::File,
            Ok(kind) if kind.is_dir() => Kind::Folder,
            Ok(kind) if kind.is_symlink() => Kind::Link,
            _ => Kind::Other,
        };
        found.push(Entry { name: word.to_owned(), path, kind });
    }
    found
}

fn text(root: &Path, path: &str) -> Result<String, Problem> {
    let bytes = disk::bytes(&root.join(path)).map_err(|message| problem(path, message))?;
    String::from_utf8(bytes).map_err(|e| {
        let before = &e.as_bytes()[..e.utf8_error().valid_up_to()];
        let line = before.iter().filter(|b| **b == b'\n').count() + 1;
        at_line(path, line, "not UTF-8; save the file as UTF-8")
    })
}

fn at_line(path: &str, line: usize, message: impl Into<String>) -> Problem {
    let at = At { line: u32::try_from(line).unwrap_or(u32::MAX), column: 1 };
    Problem { at: Some(at), ..problem(path, message) }
}

fn problem(path: &str, message: impl Into<String>) -> Problem {
    Problem { file: path.to_owned(), at: None, message: message.into() }
}
