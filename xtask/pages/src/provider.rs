//! What is known of a provider before its pages are read: the operations of its specification, and what was recorded of them.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::lines::Lines;
use crate::request::{self, Request};
use xtask::spec::inventory::{self, Inventory};

/// A provider.
#[derive(Debug)]
pub struct Provider {
    /// Its name, which is that of its folder.
    pub name: String,
    folder: PathBuf,
    /// Its operations.
    pub operations: Vec<Described>,
    /// What was recorded of its pages.
    pub inventory: Inventory,
    /// What was recorded of the versions of its pages, by operation.
    pub versions: BTreeMap<String, Version>,
}

/// An operation, as the specification describes it.
#[derive(Debug)]
pub struct Described {
    /// Its name.
    pub id: String,
    /// Its method and path.
    pub request: Option<Request>,
    /// The address of its page.
    pub page: Option<String>,
}

/// The version of a page that was recorded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Version {
    /// What its server called it.
    pub etag: Option<String>,
    /// The digests of its lines.
    pub lines: Lines,
}

const HEAD: &str = "\
# The version of each page that was read last: its ETag, and a digest of each of its lines, which says what changed without keeping
# the text. Written by `cargo xtask docs --accept`.
";

impl Provider {
    /// Reads a provider from its folder below `specs`.
    pub fn read(specs: &Path, name: &str) -> Result<Self, String> {
        let folder = specs.join(name);
        let path = folder.join("openapi.yaml");
        let text = fs::read_to_string(&path)
            .map_err(|e| format!("{}: {e}; name a folder of specs/", path.display()))?;
        let document: Value =
            serde_saphyr::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
        let inventory = match fs::read_to_string(folder.join("inventory.txt")) {
            Ok(text) => inventory::parse(&text)
                .map_err(|(line, what)| format!("specs/{name}/inventory.txt:{line}: {what}"))?,
            Err(_) => Inventory::new(),
        };
        let versions = match fs::read_to_string(folder.join("pages.txt")) {
            Ok(text) => versions(&text).map_err(|line| format!("specs/{name}/pages.txt:{line}: neither an operation nor digests; run docs with --accept again"))?,
            Err(_) => BTreeMap::new(),
        };
        Ok(Self {
            name: name.to_owned(),
            operations: described(&document),
            folder,
            inventory,
            versions,
        })
    }

    /// The operation with this name, or the only one.
    pub fn operation(&self, named: Option<&str>) -> Result<&Described, String> {
        let all: Vec<&str> = self.operations.iter().map(|o| o.id.as_str()).collect();
        let known = || format!("{}'s operations are {}", self.name, all.join(", "));
        match (named, self.operations.as_slice()) {
            (Some(id), _) => self
                .operations
                .iter()
                .find(|o| o.id == id)
                .ok_or_else(|| format!("no operation {id}; {}", known())),
            (None, [only]) => Ok(only),
            (None, _) => Err(format!(
                "say whose page this is with --operation; {}",
                known()
            )),
        }
    }

    /// Writes what was recorded.
    pub fn write(&self) -> Result<(), String> {
        let mut pages = HEAD.to_owned();
        for (id, version) in &self.versions {
            let _ = writeln!(pages, "\n[{id}]");
            if let Some(etag) = &version.etag {
                let _ = writeln!(pages, "etag: {etag}");
            }
            pages.push_str(&version.lines.print());
        }
        for (file, text) in [
            ("inventory.txt", inventory::print(&self.inventory)),
            ("pages.txt", pages),
        ] {
            let path = self.folder.join(file);
            fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?;
        }
        Ok(())
    }
}

/// The providers below a folder, by their names.
pub fn names(specs: &Path) -> Result<Vec<String>, String> {
    let entries = fs::read_dir(specs).map_err(|e| format!("{}: {e}", specs.display()))?;
    let folders = entries
        .flatten()
        .filter(|e| e.path().join("openapi.yaml").is_file());
    let mut names: Vec<String> = folders
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    Ok(names)
}

fn described(document: &Value) -> Vec<Described> {
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            let Some(id) = operation["operationId"].as_str() else {
                continue;
            };
            let page = [&operation["externalDocs"], &document["externalDocs"]]
                .into_iter()
                .find_map(|d| d["url"].as_str());
            let request = request::new(&method.to_uppercase(), path);
            found.push(Described {
                id: id.to_owned(),
                request,
                page: page.map(str::to_owned),
            });
        }
    }
    found
}

fn versions(text: &str) -> Result<BTreeMap<String, Version>, usize> {
    let mut versions: BTreeMap<String, Version> = BTreeMap::new();
    let mut current = None;
    for (index, line) in text
        .lines()
        .enumerate()
        .filter(|(_, l)| !l.is_empty() && !l.starts_with('#'))
    {
        if let Some(id) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            current = Some(versions.entry(id.to_owned()).or_default());
            continue;
        }
        let version = current.as_deref_mut().ok_or(index + 1)?;
        match line.strip_prefix("etag: ") {
            Some(etag) => version.etag = Some(etag.to_owned()),
            None => version.lines.parse(line).ok_or(index + 1)?,
        }
    }
    Ok(versions)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_recorded_of_pages() {
        let text = "# x\n\n[get_it]\netag: \"a b\"\n00000001 ffffffff\n[list_them]\n";
        let read = versions(text).unwrap();
        assert_eq!(read["get_it"].etag.as_deref(), Some("\"a b\""));
        assert_eq!(read["get_it"].lines.print(), "00000001 ffffffff\n");
        assert!(read["list_them"].lines.is_empty());
        assert_eq!(versions("00000001"), Err(1));
        assert_eq!(versions("[a]\nxyz"), Err(2));
    }

    #[test]
    fn the_specifications_here() {
        let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs");
        for name in names(&specs).unwrap() {
            let provider = Provider::read(&specs, &name).unwrap();
            let operation = provider.operation(None).unwrap();
            assert!(
                operation
                    .page
                    .as_ref()
                    .is_some_and(|p| p.starts_with("https://")),
                "{name}"
            );
            assert!(operation.request.is_some(), "{name}");
            assert!(!provider.inventory.is_empty(), "{name}");
        }
        assert!(Provider::read(&specs, "nobody").is_err());
    }
}
