//! Reads the specs and the versions as they were at a revision, with git.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use semver::Version;
use toml_edit::{DocumentMut, Item};

use crate::spec::{self, Document, Problem};

/// What was at a revision.
pub struct Revision {
    /// What it is called: what was asked for, or what stands for it.
    pub name: String,
    /// The commit.
    pub commit: String,
    /// The documents by provider, or what today's reader does not take of them.
    pub documents: BTreeMap<String, Result<Document, Vec<Problem>>>,
    /// The versions of the crates that have one of their own.
    pub versions: BTreeMap<String, Version>,
    /// The version of all others.
    pub workspace: Version,
}

/// Reads a revision: the one named, else where this branch left `main`, else the last commit.
pub fn read(root: &Path, named: Option<&str>) -> Result<Revision, String> {
    git(root, &["rev-parse", "--git-dir"]).map_err(|e| {
        format!("git cannot say what the specs were: {e}; run this in a clone of the repository")
    })?;
    let (name, commit) = match named {
        Some(name) => {
            let commit = commit(root, name)
                .ok_or_else(|| format!("no revision `{name}`; name a commit, a branch or a tag"))?;
            (name.to_owned(), commit)
        }
        None => default(root)?,
    };
    let version = |file: &str| show(root, &commit, file).and_then(|m| version_in(&m));
    let files = git(root, &["ls-tree", "-r", "-z", "--name-only", &commit, "--", "specs"])?;
    let mut documents = BTreeMap::new();
    let mut versions = BTreeMap::new();
    for file in files.split('\0') {
        let parts: Vec<&str> = file.split('/').collect();
        let ["specs", provider, "openapi.yaml"] = parts.as_slice() else {
            continue;
        };
        let text =
            show(root, &commit, file).ok_or_else(|| format!("{file} cannot be read at {name}"))?;
        let document = spec::document(file, &text).map(|(document, _)| document);
        documents.insert((*provider).to_owned(), document);
        if let Some(version) = version(&format!("crates/{provider}/Cargo.toml")) {
            versions.insert((*provider).to_owned(), version);
        }
    }
    let workspace = version("Cargo.toml").unwrap_or(Version::new(0, 0, 0));
    Ok(Revision { name, commit, documents, versions, workspace })
}

/// The workspace's version as it is now.
pub fn workspace_version(root: &Path) -> Result<Version, String> {
    let manifest =
        fs::read_to_string(root.join("Cargo.toml")).map_err(|e| format!("Cargo.toml: {e}"))?;
    version_in(&manifest)
        .ok_or_else(|| "Cargo.toml: no version under [workspace.package]".to_owned())
}

/// Where this branch left `main`, else the last commit.
fn default(root: &Path) -> Result<(String, String), String> {
    for main in ["main", "origin/main"] {
        if let Some(tip) = commit(root, main)
            && let Ok(base) = git(root, &["merge-base", "HEAD", &tip])
        {
            return Ok((main.to_owned(), base.trim().to_owned()));
        }
    }
    commit(root, "HEAD")
        .map(|commit| ("HEAD".to_owned(), commit))
        .ok_or_else(|| "there is no commit yet to compare with; commit the specs first".to_owned())
}

fn commit(root: &Path, name: &str) -> Option<String> {
    let commit = format!("{name}^{{commit}}");
    let found =
        git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]).ok()?;
    Some(found.trim().to_owned())
}

/// A file at a commit.
fn show(root: &Path, commit: &str, file: &str) -> Option<String> {
    git(root, &["cat-file", "blob", &format!("{commit}:./{file}")]).ok()
}

/// Runs git in the workspace; returns its output or its error message.
fn git(root: &Path, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new("git")
        .arg("-C")
        .arg(root)
        .args(arguments)
        .output()
        .map_err(|e| format!("git cannot be run ({e})"))?;
    if output.status.success() {
        return String::from_utf8(output.stdout).map_err(|_| "git printed no UTF-8".to_owned());
    }
    let words = String::from_utf8_lossy(&output.stderr);
    let first = words.lines().next().unwrap_or("it says nothing");
    Err(first.trim_start_matches("fatal: ").to_owned())
}

/// The version that a manifest gives its package, or all packages of the workspace.
fn version_in(manifest: &str) -> Option<Version> {
    let manifest: DocumentMut = manifest.parse().ok()?;
    let workspace = manifest.get("workspace").and_then(|w| w.get("package"));
    let version = |package: &Item| Version::parse(package.get("version")?.as_str()?).ok();
    workspace.and_then(version).or_else(|| manifest.get("package").and_then(version))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions() {
        #[track_caller]
        fn check(manifest: &str, want: Option<&str>) {
            let got = version_in(manifest).map(|v| v.to_string());
            assert_eq!(got.as_deref(), want, "{manifest}");
        }
        check("[package]\nname = \"a\"\nversion = \"0.3.1\" # so far\n", Some("0.3.1"));
        check(
            "[workspace.package]\nversion=\"1.2.3\"\n[package]\nversion = \"4.5.6\"\n",
            Some("1.2.3"),
        );
        check("[package]\nversion.workspace = true\n", None);
        check("[dependencies]\nversion = \"1.0.0\"\n", None);
    }
}
