//! What is known of a provider before its pages are read: its spec, and what was recorded of its pages.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use crate::lines::Lines;
use crate::request::{self, Request};
use xtask::spec::inventory::{self, Inventory};
use xtask::spec::{self, Document, Operation};

/// A provider.
#[derive(Debug)]
pub struct Provider {
    /// Its name, which is that of its folder.
    pub name: String,
    folder: PathBuf,
    /// Its spec.
    pub document: Document,
    /// What was recorded of its pages.
    pub inventory: Inventory,
    /// What was recorded of the versions of its pages, by operation.
    pub versions: BTreeMap<String, Version>,
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
    /// Reads a provider from its folder below `specs`. The spec may disagree with what is recorded, which is what reading pages is for.
    pub fn read(specs: &Path, name: &str) -> Result<Self, String> {
        let folder = specs.join(name);
        let file = format!("specs/{name}/openapi.yaml");
        let text = fs::read_to_string(folder.join("openapi.yaml"))
            .map_err(|e| format!("{file}: {e}; name a folder of specs/"))?;
        let (document, _) = spec::document(&file, &text).map_err(|problems| {
            let first = problems.first().map(ToString::to_string);
            format!("{}; correct the spec first", first.unwrap_or(file))
        })?;
        let inventory = match fs::read_to_string(folder.join("inventory.txt")) {
            Ok(text) => inventory::parse(&text)
                .map_err(|(line, what)| format!("specs/{name}/inventory.txt:{line}: {what}"))?,
            Err(_) => Inventory::new(),
        };
        let versions = match fs::read_to_string(folder.join("pages.txt")) {
            Ok(text) => versions(&text).map_err(|line| format!("specs/{name}/pages.txt:{line}: neither an operation nor digests; run docs with --accept again"))?,
            Err(_) => BTreeMap::new(),
        };
        Ok(Self { name: name.to_owned(), folder, document, inventory, versions })
    }

    /// The operations whose pages are read: those that are not marked `x-undocumented`.
    pub fn documented(&self) -> impl Iterator<Item = &Operation> {
        let operations = self.document.operations.iter();
        operations.filter(|operation| operation.undocumented.is_none())
    }

    /// The operation with this name, or the only one whose page is read.
    pub fn operation(&self, named: Option<&str>) -> Result<&Operation, String> {
        let operations = &self.document.operations;
        let all: Vec<&str> = operations.iter().map(|o| o.id.as_str()).collect();
        let known = format!("{}'s operations are {}", self.name, all.join(", "));
        if let Some(id) = named {
            return operations
                .iter()
                .find(|o| o.id == id)
                .ok_or(format!("no operation {id}; {known}"));
        }
        let mut documented = self.documented();
        match (documented.next(), documented.next()) {
            (Some(only), None) => Ok(only),
            _ => Err(format!("say whose page this is with --operation; {known}")),
        }
    }

    /// The address of an operation's page: its own, or the document's.
    pub fn page<'a>(&'a self, operation: &'a Operation) -> Option<&'a str> {
        let link = operation.page.as_ref().or(self.document.page.as_ref());
        link.map(|link| link.url.as_str())
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
        for (file, text) in
            [("inventory.txt", inventory::print(&self.inventory)), ("pages.txt", pages)]
        {
            let path = self.folder.join(file);
            fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?;
        }
        Ok(())
    }
}

/// An operation's request, as its page would show it.
pub fn request(operation: &Operation) -> Option<Request> {
    request::new(operation.method, &operation.path.to_string())
}

fn versions(text: &str) -> Result<BTreeMap<String, Version>, usize> {
    let mut versions: BTreeMap<String, Version> = BTreeMap::new();
    let mut current = None;
    for (index, line) in
        text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#'))
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
    fn the_specs_here() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        for name in spec::load(&root).providers.keys() {
            let provider = Provider::read(&root.join("specs"), name).unwrap();
            let operation = provider.operation(None).unwrap();
            let page = provider.page(operation);
            assert!(page.is_some_and(|p| p.starts_with("https://")), "{name}");
            assert!(request(operation).is_some(), "{name}");
            assert!(!provider.inventory.is_empty(), "{name}");
        }
        assert!(Provider::read(&root.join("specs"), "nobody").is_err());
    }
}
