//! Reads every folder under `specs/` from the disk, and tells all that cannot be read.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use serde_json::Value;

use crate::docs::inventory::{self, Inventory};
use crate::report::Failure;
use crate::spec::{Problem, Sample, Spec};
use crate::{lint, names, yaml};

/// The largest file that is read, in bytes.
const MAX_FILE: u64 = 16 << 20;

/// The largest page that is read, in bytes. A page's text has a few thousand.
const MAX_PAGE: usize = 1 << 20;

/// Words for a provider that would clash with a crate written by hand.
const RESERVED: [&str; 7] = [
    "bench", "cli", "mock", "registry", "runtime", "tests", "xtask",
];

/// What is under `specs/`. A problem with one provider stops no work on the others.
pub struct Specs {
    /// Each provider's spec, or what is wrong with it.
    pub providers: BTreeMap<String, Result<Spec, Vec<Problem>>>,
    /// What is wrong beside the providers.
    pub problems: Vec<Problem>,
}

impl Specs {
    /// The specs without a problem, sorted by provider.
    pub fn good(&self) -> impl Iterator<Item = &Spec> {
        self.providers.values().flatten()
    }

    /// One provider's spec.
    pub fn provider(&self, name: &str) -> Result<&Spec, Failure> {
        let found = self.providers.get(name).ok_or_else(|| {
            let known: Vec<&str> = self.providers.keys().map(String::as_str).collect();
            let known = known.join(", ");
            format!("no folder specs/{name}; the providers are {known}")
        })?;
        Ok(found.as_ref().map_err(Clone::clone)?)
    }

    /// Fails with every problem, if there is one.
    pub fn all_good(&self) -> Result<(), Failure> {
        let broken = self.providers.values().filter_map(|p| p.as_ref().err());
        let mut problems: Vec<Problem> = broken.flatten().cloned().collect();
        problems.extend(self.problems.iter().cloned());
        match problems.is_empty() {
            true => Ok(()),
            false => Err(Failure::Problems(problems)),
        }
    }

    /// Adds what lint finds.
    pub fn linted(mut self) -> Self {
        for spec in self.providers.values_mut() {
            if let Ok(good) = spec {
                let problems = lint::lint(good);
                if !problems.is_empty() {
                    *spec = Err(problems);
                }
            }
        }
        self
    }
}

/// Reads every folder under `root/specs`.
pub fn load(root: &Path) -> Specs {
    let mut specs = Specs {
        providers: BTreeMap::new(),
        problems: Vec::new(),
    };
    for entry in entries(root, "specs", &mut specs.problems) {
        if entry.kind != Kind::Folder {
            specs.problems.push(problem(
                &entry.path,
                "a stray file; only folders, one for each provider, are read here: move or remove it",
            ));
            continue;
        }
        let mut problems = Vec::new();
        let spec = match provider(root, &entry, &mut problems) {
            Some(spec) if problems.is_empty() => Ok(spec),
            _ => Err(problems),
        };
        specs.providers.insert(entry.name, spec);
    }
    specs
}

/// A saved page's text, or why there is none.
pub fn page(path: &Path) -> Result<String, String> {
    let bytes = file(path)?;
    if bytes.len() > MAX_PAGE {
        return Err(format!(
            "{}: larger than {} MiB; save the page's text alone",
            path.display(),
            MAX_PAGE >> 20
        ));
    }
    text_in(path, bytes)
}

/// The text of a file that a person named, or why it cannot be had.
pub fn text_of(path: &Path) -> Result<String, String> {
    text_in(path, file(path)?)
}

fn text_in(path: &Path, bytes: Vec<u8>) -> Result<String, String> {
    match String::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => Ok(text),
        _ => Err(format!(
            "{}: not text in UTF-8; save it as text",
            path.display()
        )),
    }
}

fn file(path: &Path) -> Result<Vec<u8>, String> {
    bounded(path).map_err(|message| format!("{}: {message}", path.display()))
}

/// One provider's folder; `None` where its document cannot be read.
fn provider(root: &Path, entry: &Entry, problems: &mut Vec<Problem>) -> Option<Spec> {
    let Entry { name, path, .. } = entry;
    if let Err(message) = provider_word(name) {
        problems.push(problem(path, &format!("{message}; rename the folder")));
        return None;
    }
    let mut document = None;
    let mut samples = Vec::new();
    let mut inventory = Inventory::new();
    let mut has_document = false;
    for Entry { name, path, kind } in entries(root, path, problems) {
        match (name.as_str(), kind) {
            ("openapi.yaml", Kind::File) => {
                has_document = true;
                document =
                    read(root, &path, problems).and_then(|bytes| parse(&path, bytes, problems));
            }
            ("inventory.txt", Kind::File) => {
                if let Some(bytes) = read(root, &path, problems) {
                    inventory = facts(&path, bytes, problems);
                }
            }
            ("samples", Kind::Folder) => {
                for entry in entries(root, &path, problems) {
                    samples.extend(sample(root, &entry, problems));
                }
            }
            _ => problems.push(problem(
                &path,
                "a stray file; a provider has openapi.yaml, inventory.txt and samples/: move or remove it",
            )),
        }
    }
    if !has_document {
        problems.push(problem(
            path,
            "there is no openapi.yaml; write it, or remove the folder",
        ));
    }
    Some(Spec {
        provider: name.clone(),
        document: document?,
        samples,
        inventory,
    })
}

/// A provider's word is the last part of a crate's name and a Rust name of its own.
pub fn provider_word(word: &str) -> Result<(), String> {
    let fits = word.starts_with(|c: char| c.is_ascii_lowercase())
        && word
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    if !fits {
        Err("a provider's word is lower-case letters and digits, a letter first".to_owned())
    } else if !names::is_identifier(word) {
        Err(format!("`{word}` is a keyword of Rust"))
    } else if RESERVED.contains(&word) {
        Err(format!("`bindery-{word}` is not a provider's crate"))
    } else {
        Ok(())
    }
}

fn parse(path: &str, bytes: Vec<u8>, problems: &mut Vec<Problem>) -> Option<Value> {
    match yaml::read(&text(path, bytes, problems)?) {
        Ok(document) => Some(document),
        Err(mistakes) => {
            problems.extend(mistakes.into_iter().map(|m| Problem {
                file: path.to_owned(),
                place: m.place,
                message: m.message,
            }));
            None
        }
    }
}

/// What was recorded of the provider's pages.
fn facts(path: &str, bytes: Vec<u8>, problems: &mut Vec<Problem>) -> Inventory {
    let Some(text) = text(path, bytes, problems) else {
        return Inventory::new();
    };
    inventory::parse(&text).unwrap_or_else(|(line, message)| {
        problems.push(Problem {
            place: format!("line {line}"),
            ..problem(
                path,
                &format!("{message}; restore the file, or remove it and record the page again"),
            )
        });
        Inventory::new()
    })
}

fn text(path: &str, bytes: Vec<u8>, problems: &mut Vec<Problem>) -> Option<String> {
    match String::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(e) => {
            let at = e.utf8_error().valid_up_to();
            let line = e.as_bytes()[..at].iter().filter(|b| **b == b'\n').count() + 1;
            problems.push(Problem {
                place: format!("line {line}"),
                ..problem(path, "not UTF-8; save the file as UTF-8")
            });
            None
        }
    }
}

/// One file under `samples/`.
fn sample(root: &Path, entry: &Entry, problems: &mut Vec<Problem>) -> Option<Sample> {
    let Entry { name, path, kind } = entry;
    if *kind != Kind::File {
        problems.push(problem(
            path,
            "a folder; samples lie side by side: move its files up",
        ));
        return None;
    }
    let (operation, status, media_type) = match sample_name(name) {
        Ok(parts) => parts,
        Err(message) => {
            problems.push(problem(path, message));
            return None;
        }
    };
    let body = read(root, path, problems)?;
    Some(Sample {
        name: name.strip_suffix(".json").unwrap_or(name).to_owned(),
        file: path.clone(),
        operation: operation.to_owned(),
        status,
        media_type,
        body,
    })
}

/// `get_account.404_gone.json`: the operation, the status, the media type.
fn sample_name(file: &str) -> Result<(&str, u16, &'static str), &'static str> {
    let (stem, media_type) = if let Some(stem) = file.strip_suffix(".json") {
        (stem, "application/json")
    } else if let Some(stem) = file.strip_suffix(".xml") {
        (stem, "application/xml")
    } else {
        return Err("a sample's name ends in .json or .xml; rename or remove it");
    };
    let (operation, case) = match stem.split_once('.') {
        Some((operation, case)) => (operation, Some(case)),
        None => (stem, None),
    };
    let word = |w: &str| {
        !w.is_empty()
            && w.bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-')
    };
    if case == Some("xml") {
        return Err("the case `xml` reads like an XML sample; rename it");
    }
    if !word(operation) || !case.is_none_or(word) {
        return Err(
            "a sample's name is <operation>[.<case>].json or .xml, in lower-case letters, digits, - and _; rename it",
        );
    }
    let digits = case.map_or("", |c| {
        &c[..c.bytes().take_while(u8::is_ascii_digit).count()]
    });
    let status = match (digits.len(), digits.parse()) {
        (0, _) => 200,
        (3, Ok(status @ 100..=599)) => status,
        _ => {
            return Err(
                "a sample's case starts with a letter, or with the three digits of its status; rename it",
            );
        }
    };
    Ok((operation, status, media_type))
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
    /// A link, a pipe or a device.
    Other,
}

/// What a folder holds, sorted by name.
fn entries(root: &Path, folder: &str, problems: &mut Vec<Problem>) -> Vec<Entry> {
    let names = fs::read_dir(root.join(folder)).and_then(|entries| {
        entries
            .map(|e| e.map(|e| e.file_name()))
            .collect::<io::Result<Vec<_>>>()
    });
    let mut names = match names {
        Ok(names) => names,
        Err(e) => {
            problems.push(problem(
                folder,
                &format!("the folder cannot be read ({e}); make it, or see to its permissions"),
            ));
            return Vec::new();
        }
    };
    names.sort();
    let mut found = Vec::new();
    for name in names {
        let printable = |name: &&str| !name.chars().any(char::is_control);
        let Some(name) = name.to_str().filter(printable) else {
            let path = format!("{folder}/{}", name.to_string_lossy());
            problems.push(problem(
                &path,
                "the name has characters that are not printable; rename or remove it",
            ));
            continue;
        };
        let path = format!("{folder}/{name}");
        // What a link leads to is not part of the spec.
        let kind = match fs::symlink_metadata(root.join(&path)) {
            Ok(data) if data.is_file() => Kind::File,
            Ok(data) if data.is_dir() => Kind::Folder,
            _ => Kind::Other,
        };
        found.push(Entry {
            name: name.to_owned(),
            path,
            kind,
        });
    }
    found
}

fn read(root: &Path, path: &str, problems: &mut Vec<Problem>) -> Option<Vec<u8>> {
    bounded(&root.join(path))
        .map_err(|message| problems.push(problem(path, &message)))
        .ok()
}

/// A file's bytes, if it is not too large.
fn bounded(path: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    match File::open(path).and_then(|file| file.take(MAX_FILE + 1).read_to_end(&mut bytes)) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Err("there is no such file".to_owned()),
        Err(e) => Err(format!(
            "the file cannot be read ({e}); see to its permissions"
        )),
        Ok(_) if bytes.len() as u64 > MAX_FILE => {
            Err(format!("larger than {} MiB; cut it down", MAX_FILE >> 20))
        }
        Ok(_) => Ok(bytes),
    }
}

fn problem(path: &str, message: &str) -> Problem {
    Problem {
        file: path.to_owned(),
        place: String::new(),
        message: message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "openapi: 3.0.3\n";

    /// Loads a tree of these files; the specs and samples as they were understood, or each problem on a line.
    #[track_caller]
    fn check(files: &[(&str, &[u8])], want: &[&str]) {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("specs")).unwrap();
        for (path, bytes) in files {
            let path = root.path().join("specs").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        assert_eq!(lines(root.path()), want);
    }

    fn lines(root: &Path) -> Vec<String> {
        let specs = load(root);
        if let Err(Failure::Problems(mut problems)) = specs.all_good() {
            problems.sort();
            return problems.iter().map(ToString::to_string).collect();
        }
        specs
            .good()
            .flat_map(|spec| {
                let samples = spec.samples.iter().map(|s| {
                    format!(
                        "{} = {} {} {} {}",
                        s.file, s.name, s.operation, s.status, s.media_type
                    )
                });
                std::iter::once(format!("{} = {}", spec.file(), spec.document)).chain(samples)
            })
            .collect()
    }

    #[test]
    fn what_is_there() {
        check(&[], &[]);
        check(
            &[
                ("b2/openapi.yaml", GOOD.as_bytes()),
                ("a/openapi.yaml", b"x: [1]"),
                ("a/samples/get_it.xml", b""),
                ("a/samples/get_it.404_gone.json", b"{}"),
                ("a/samples/get_it.no-alerts.json", b"{}"),
            ],
            &[
                "specs/a/openapi.yaml = {\"x\":[1]}",
                "specs/a/samples/get_it.404_gone.json = get_it.404_gone get_it 404 application/json",
                "specs/a/samples/get_it.no-alerts.json = get_it.no-alerts get_it 200 application/json",
                "specs/a/samples/get_it.xml = get_it.xml get_it 200 application/xml",
                "specs/b2/openapi.yaml = {\"openapi\":\"3.0.3\"}",
            ],
        );
    }

    #[test]
    fn folders() {
        for (word, message) in [
            (
                "Sakari",
                "a provider's word is lower-case letters and digits, a letter first; rename the folder",
            ),
            (
                "2sms",
                "a provider's word is lower-case letters and digits, a letter first; rename the folder",
            ),
            (
                "a-b",
                "a provider's word is lower-case letters and digits, a letter first; rename the folder",
            ),
            ("type", "`type` is a keyword of Rust; rename the folder"),
            ("gen", "`gen` is a keyword of Rust; rename the folder"),
            (
                "runtime",
                "`bindery-runtime` is not a provider's crate; rename the folder",
            ),
        ] {
            check(
                &[(&format!("{word}/openapi.yaml"), GOOD.as_bytes())],
                &[&format!("specs/{word}: {message}")],
            );
        }
        check(
            &[
                ("notes.md", b""),
                ("a/samples/x.json", b"{}"),
                ("a/openapi.yml", b""),
            ],
            &[
                "specs/a: there is no openapi.yaml; write it, or remove the folder",
                "specs/a/openapi.yml: a stray file; a provider has openapi.yaml, inventory.txt and samples/: move or remove it",
                "specs/notes.md: a stray file; only folders, one for each provider, are read here: move or remove it",
            ],
        );
    }

    #[test]
    fn samples() {
        let shape = "a sample's name is <operation>[.<case>].json or .xml, in lower-case letters, digits, - and _; rename it";
        let digits = "a sample's case starts with a letter, or with the three digits of its status; rename it";
        for (name, message) in [
            (
                "get_it.xml.json",
                "the case `xml` reads like an XML sample; rename it",
            ),
            (
                "get_it.txt",
                "a sample's name ends in .json or .xml; rename or remove it",
            ),
            (
                "get_it",
                "a sample's name ends in .json or .xml; rename or remove it",
            ),
            (".json", shape),
            ("get_it..json", shape),
            ("GetIt.json", shape),
            ("get_it.404.gone.json", shape),
            ("get_it.40.json", digits),
            ("get_it.600.json", digits),
            ("get_it.099.json", digits),
            ("get_it.2000.json", digits),
            ("get_it.99999999999999999999.json", digits),
            ("sub/get_it.json", ""),
        ] {
            let want = if message.is_empty() {
                "specs/a/samples/sub: a folder; samples lie side by side: move its files up"
                    .to_owned()
            } else {
                format!("specs/a/samples/{name}: {message}")
            };
            check(
                &[
                    ("a/openapi.yaml", GOOD.as_bytes()),
                    (&format!("a/samples/{name}"), b"{}"),
                ],
                &[&want],
            );
        }
    }

    #[test]
    fn contents() {
        check(
            &[
                ("a/openapi.yaml", b"a: 1\nb: \xff"),
                ("b/openapi.yaml", b"a: no\nb: *x"),
                ("c/openapi.yaml", b""),
            ],
            &[
                "specs/a/openapi.yaml: line 2: not UTF-8; save the file as UTF-8",
                "specs/b/openapi.yaml: /a: no may be read as a word or as a boolean; quote it: \"no\"",
                "specs/b/openapi.yaml: line 2, column 4: this is not YAML (while parsing node, found unknown anchor); mend it there or just before",
                "specs/c/openapi.yaml: the file is empty; write the document",
            ],
        );
        check(
            &[
                ("a/openapi.yaml", GOOD.as_bytes()),
                ("a/samples/a.json", &vec![b' '; (MAX_FILE + 1) as usize]),
            ],
            &["specs/a/samples/a.json: larger than 16 MiB; cut it down"],
        );
    }

    #[test]
    fn a_problem_with_one_provider_leaves_the_others() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("specs/a")).unwrap();
        fs::create_dir_all(root.path().join("specs/b")).unwrap();
        fs::write(root.path().join("specs/a/openapi.yaml"), GOOD).unwrap();
        let specs = load(root.path());
        assert!(specs.provider("a").is_ok());
        assert!(specs.provider("b").is_err());
        assert!(specs.linted().provider("a").is_err());
    }

    #[test]
    fn no_folder_at_all() {
        let root = tempfile::tempdir().unwrap();
        let [problem] = &lines(root.path())[..] else {
            panic!("one problem")
        };
        assert!(
            problem.starts_with("specs: the folder cannot be read ("),
            "{problem}"
        );
        assert!(
            problem.ends_with("); make it, or see to its permissions"),
            "{problem}"
        );
    }

    #[cfg(unix)]
    #[test]
    fn neither_file_nor_folder() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("specs/a")).unwrap();
        std::os::unix::fs::symlink("/nowhere", root.path().join("specs/a/openapi.yaml")).unwrap();
        assert_eq!(
            lines(root.path()),
            [
                "specs/a: there is no openapi.yaml; write it, or remove the folder",
                "specs/a/openapi.yaml: a stray file; a provider has openapi.yaml, inventory.txt and samples/: move or remove it",
            ]
        );
    }

    // Other systems may not let such a file be.
    #[cfg(target_os = "linux")]
    #[test]
    fn names_that_are_not_text() {
        use std::os::unix::ffi::OsStrExt;
        let root = tempfile::tempdir().unwrap();
        let samples = root.path().join("specs/a/samples");
        fs::create_dir_all(&samples).unwrap();
        fs::write(root.path().join("specs/a/openapi.yaml"), GOOD).unwrap();
        let name = std::ffi::OsStr::from_bytes(b"get_\xff.json");
        fs::write(samples.join(name), "{}").unwrap();
        let want = "specs/a/samples/get_\u{fffd}.json: the name has characters that are not printable; rename or remove it";
        assert_eq!(lines(root.path()), [want]);
    }
}
