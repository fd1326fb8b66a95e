//! Reads the specs and the versions as they were at a revision, with git.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::version::Version;
use crate::yaml;

/// What was at a revision.
pub struct Revision {
    /// What it is called: what was asked for, or what stands for it.
    pub name: String,
    /// The commit.
    pub commit: String,
    /// The documents by provider.
    pub documents: BTreeMap<String, Value>,
    /// The version of each provider's crate.
    pub versions: BTreeMap<String, Version>,
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
    let mut revision = Revision {
        name,
        commit: commit.clone(),
        documents: BTreeMap::new(),
        versions: BTreeMap::new(),
    };
    let workspace = show(root, &commit, "Cargo.toml").and_then(|m| version_in(&m));
    for file in git(
        root,
        &["ls-tree", "-r", "-z", "--name-only", &commit, "--", "specs"],
    )?
    .split('\0')
    {
        let parts: Vec<&str> = file.split('/').collect();
        let ["specs", provider, "openapi.yaml"] = parts.as_slice() else {
            continue;
        };
        let text = show(root, &commit, file)
            .ok_or_else(|| format!("{file} cannot be read at {}", revision.name))?;
        let document = yaml::read(&text).map_err(|mistakes| {
            let first = mistakes
                .into_iter()
                .next()
                .map(|m| format!("{}: {}", m.place, m.message));
            format!("{file} at {}: {}", revision.name, first.unwrap_or_default())
        })?;
        let manifest = show(root, &commit, &format!("crates/{provider}/Cargo.toml"));
        let version = manifest
            .and_then(|m| version_in(&m))
            .or(workspace)
            .unwrap_or_default();
        revision.documents.insert((*provider).to_owned(), document);
        revision.versions.insert((*provider).to_owned(), version);
    }
    Ok(revision)
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
    let found = git(
        root,
        &[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &commit,
        ],
    )
    .ok()?;
    Some(found.trim().to_owned())
}

/// A file at a commit.
fn show(root: &Path, commit: &str, file: &str) -> Option<String> {
    git(root, &["cat-file", "blob", &format!("{commit}:./{file}")]).ok()
}

/// Runs git in the workspace; what it prints, or its words on why not.
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

/// The version in a manifest: the first `version = "…"` of its package, or of the workspace's.
fn version_in(manifest: &str) -> Option<Version> {
    let mut section = "";
    for line in manifest.lines() {
        let line = line.trim();
        if line.starts_with('[') {
            section = line;
        } else if matches!(section, "[package]" | "[workspace.package]")
            && let Some(value) = line.strip_prefix("version").map(str::trim_start)
            && let Some(value) = value.strip_prefix('=')
        {
            return Version::parse(value.split('#').next()?.trim().trim_matches('"'));
        }
    }
    None
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
        check(
            "[package]\nname = \"a\"\nversion = \"0.3.1\" # so far\n",
            Some("0.3.1"),
        );
        check(
            "[workspace.package]\nversion=\"1.2.3\"\n[package]\nversion = \"4.5.6\"",
            Some("1.2.3"),
        );
        check("[package]\nversion.workspace = true\n", None);
        check("[dependencies]\nversion = \"1.0.0\"\n", None);
    }
}
