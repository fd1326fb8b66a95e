//! `cargo xtask regen`: specs in, crates out.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use similar::TextDiff;

use crate::cargo::cargo;
use crate::generate::{self, Tree, registry};
use crate::report::{Failure, SHOWN, count, print, warn};
use crate::spec::{self, Folders, Problem, Spec};
use crate::tree::{self, Difference};
use crate::{changes, write};

/// Generate the crates from specs/
#[derive(clap::Args)]
pub struct Arguments {
    /// Only these providers
    #[arg(value_name = "PROVIDER")]
    providers: Vec<String>,
    /// Write nothing; say what differs, and exit with 1 if anything does
    #[arg(long)]
    check: bool,
}

/// Writes what differs, or says it. A problem with one provider keeps its crate as it is, and stops no other.
pub fn run(arguments: &Arguments, root: &Path) -> Result<(), Failure> {
    let lock = match arguments.check {
        true => None,
        false => Some(write::lock(root)?),
    };
    let specs = spec::load(root);
    specs.warnings.iter().for_each(|warning| warn(&format!("warning: {warning}")));
    let found = compare(&specs, &arguments.providers, root)?;
    let snapshots = orphaned_snapshots(&specs, root)?;
    match lock {
        None => {
            check(&found);
            print(&snapshots);
        }
        Some(lock) => {
            write::write(&lock, &found.batches(registry(&[]), root))?;
            report(&found, &specs, root);
            print(&snapshots);
            if found.files().any(|d| d.path.ends_with("Cargo.toml")) {
                update_lock_file(root)?;
            }
        }
    }
    if !found.waits_for.is_empty() {
        let crates = found.waits_for.join(", ");
        print(&format!("{REGISTRY}: left as it is, because of {crates}\n"));
    }
    match found.problems.is_empty() {
        false => Err(Failure::Problems(found.problems)),
        true if arguments.check && (found.files().next().is_some() || !snapshots.is_empty()) => {
            Err(Failure::Differs)
        }
        true => Ok(()),
    }
}

/// Where the crates differ from the specs.
#[derive(Default)]
struct Found {
    /// One batch for the crate of each provider.
    providers: Vec<Vec<Difference>>,
    registry: Vec<Difference>,
    /// One batch for each crate that nothing generates any more.
    orphans: Vec<Vec<Difference>>,
    /// What keeps crates as they are.
    problems: Vec<Problem>,
    /// The providers whose crates stay as they are because of a problem. The registry waits for them, since it cannot list what
    /// is not known; and so does every crate that goes, since the registry may list it.
    waits_for: Vec<String>,
}

/// The crate that depends on those of all providers.
const REGISTRY: &str = "registry";

/// Compares the crates of the providers that are named, or of all if none is, with what the specs say.
fn compare(specs: &Folders, named: &[String], root: &Path) -> Result<Found, Failure> {
    for name in named {
        specs.provider(name)?.ok();
    }
    let crates = tree::generated(root).map_err(|problem| vec![problem])?;
    let is_asked_for = |name: &String| named.is_empty() || named.contains(name);
    let mut found = Found::default();
    if named.is_empty() {
        found.problems.clone_from(&specs.problems);
    }
    found.providers.push(schema(root));
    // The registry lists the crates that are there, or will be.
    let mut listed = Vec::new();
    for (name, spec) in &specs.providers {
        let is_there = crates.contains(&folder(name));
        match differences(spec, is_asked_for(name), root) {
            Ok((spec, differences)) => {
                listed.extend((is_there || is_asked_for(name)).then_some(spec));
                found.providers.extend(differences);
            }
            Err(problems) => {
                found.waits_for.extend(is_there.then(|| name.clone()));
                if is_asked_for(name) {
                    found.problems.extend(problems);
                }
            }
        }
    }
    if !found.waits_for.is_empty() {
        return Ok(found);
    }
    match tree::compare(&folder(REGISTRY), &registry(&listed), root) {
        Ok(differences) => found.registry = differences,
        Err(problems) => {
            found.waits_for.push(REGISTRY.to_owned());
            found.problems.extend(problems);
            return Ok(found);
        }
    }
    let is_orphan = |folder: &&PathBuf| {
        let owner = owner(folder);
        named.is_empty() && owner != REGISTRY && !specs.providers.contains_key(&owner)
    };
    for folder in crates.iter().filter(is_orphan) {
        match tree::compare(folder, &Tree::new(), root) {
            Ok(differences) => found.orphans.push(differences),
            Err(problems) => found.problems.extend(problems),
        }
    }
    Ok(found)
}

/// Where the JSON Schema of specs, for editors, differs from what the reader takes.
fn schema(root: &Path) -> Vec<Difference> {
    let path = PathBuf::from("specs/schema.json");
    let (found, wanted) = (tree::file(&path, root), Some(spec::json_schema()));
    let differs = found != wanted;
    differs.then_some(Difference { path, found, wanted }).into_iter().collect()
}

/// Where a provider's crate differs from its spec; nothing if it is not asked for.
fn differences<'a>(
    spec: &'a Result<Spec, Vec<Problem>>,
    is_asked_for: bool,
    root: &Path,
) -> Result<(&'a Spec, Option<Vec<Difference>>), Vec<Problem>> {
    let spec = spec.as_ref().map_err(Clone::clone)?;
    if !is_asked_for {
        return Ok((spec, None));
    }
    let tree = generate::provider(spec).map_err(|problem| vec![problem])?;
    let differences = tree::compare(&folder(&spec.provider), &tree, root)?;
    Ok((spec, Some(differences)))
}
impl Found {
    /// Every file that differs.
    fn files(&self) -> impl Iterator<Item = &Difference> {
        let registry = std::iter::once(&self.registry);
        let batches = self.providers.iter().chain(registry).chain(&self.orphans);
        batches.flatten()
    }

    /// What is to be written, such that the registry depends on a crate only while it is there: crates come before it lists
    /// them, and go after it no longer does. While a manifest that it depends on changes, it is the registry `alone`, which depends on
    /// none: a feature that it asks for may not be there yet, or no longer.
    fn batches(&self, mut alone: Tree, root: &Path) -> Vec<Vec<Difference>> {
        let manifest = folder(REGISTRY).join("Cargo.toml");
        let mut registry_files = self.registry.clone();
        let mut batches = Vec::new();
        let changes_manifest = |d: &Difference| d.found.is_some() && d.path.ends_with("Cargo.toml");
        if self.providers.iter().flatten().any(changes_manifest)
            && let Some(current) = tree::file(&manifest, root)
            && let Some(alone) = alone.remove(&manifest)
        {
            let aside = Difference { path: manifest.clone(), found: None, wanted: Some(alone) };
            batches.push(vec![aside]);
            if registry_files.iter().all(|d| d.path != manifest) {
                registry_files.push(Difference {
                    path: manifest,
                    found: None,
                    wanted: Some(current),
                });
            }
        }
        batches.extend(self.providers.iter().cloned());
        batches.push(registry_files);
        batches.extend(self.orphans.iter().cloned());
        batches
    }
}

/// Says what was changed, a line for each crate, and below it what that does to those who depend on it; or that nothing was.
fn report(found: &Found, specs: &Folders, root: &Path) {
    let mut changed: BTreeMap<String, Vec<&Difference>> = BTreeMap::new();
    for difference in found.files() {
        let owner = owner(&difference.path);
        changed.entry(owner).or_default().push(difference);
    }
    if changed.is_empty() {
        return match found.problems.is_empty() {
            true => print("Nothing changed: every crate is as its spec says.\n"),
            false => print("Nothing changed.\n"),
        };
    }
    // Only changed crates are reported, so a regeneration without changes does not run git.
    let changes = changes::changes(&specs.providers, root, None).ok();
    for (name, files) in &changed {
        let goes = |d: &&Difference| d.wanted.is_none() && d.path.ends_with("Cargo.toml");
        let mut paths: Vec<String> = match files.iter().any(goes) {
            true => vec![format!("crates/{name} (removed)")],
            false => files.iter().map(|d| path(d)).collect(),
        };
        let more = paths.split_off(paths.len().min(FILES)).len();
        if more > 0 {
            paths.push(format!("and {}", count(more, "file")));
        }
        print(&format!("{name}: {}\n", paths.join(", ")));
        let summary = changes.as_ref().and_then(|c| changes::summary(c, name));
        print(&summary.unwrap_or_default());
    }
}

/// How many files of a crate are named.
const FILES: usize = 4;

/// The path of a file that was changed, and that it was removed if it was.
fn path(difference: &Difference) -> String {
    let path = difference.path.display();
    match difference.wanted {
        Some(_) => path.to_string(),
        None => format!("{path} (removed)"),
    }
}

/// Says what differs.
fn check(found: &Found) {
    let total = found.files().count();
    for difference in found.files().take(SHOWN) {
        print(&describe(difference));
    }
    if total > SHOWN {
        print(&format!("and {} more\n", count(total - SHOWN, "file")));
    }
    if total > 0 {
        print("Run `cargo xtask regen`, and commit what it writes together with the specs.\n");
    }
}

/// A difference as a person reads it: the path, then the first lines that differ.
fn describe(difference: &Difference) -> String {
    let path = difference.path.display();
    match (&difference.found, &difference.wanted) {
        (None, _) => format!("{path}: missing\n"),
        (_, None) => format!("{path}: generated by nothing any more\n"),
        (Some(found), Some(wanted)) => {
            let (found, wanted) = (String::from_utf8_lossy(found), String::from_utf8_lossy(wanted));
            let diff =
                TextDiff::from_lines(&found, &wanted).unified_diff().context_radius(1).to_string();
            let lines: Vec<&str> = diff.lines().collect();
            let mut text = format!("{path}: differs\n");
            for line in lines.iter().take(LINES) {
                text.push_str(&format!("  {line}\n"));
            }
            if lines.len() > LINES {
                text.push_str(&format!("  and {} lines more\n", lines.len() - LINES));
            }
            text
        }
    }
}

/// Lines of a diff that are shown.
const LINES: usize = 12;

/// A line for each provider with snapshots but no spec. They are reported and not removed, because a spec may be
/// restored.
fn orphaned_snapshots(specs: &Folders, root: &Path) -> Result<String, String> {
    let entries = match fs::read_dir(root.join("tests/snapshots")) {
        Ok(entries) => entries,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(String::new()),
        Err(e) => return Err(format!("tests/snapshots: {e}")),
    };
    let mut orphans: BTreeMap<String, usize> = BTreeMap::new();
    for entry in entries {
        let entry = entry.map_err(|e| format!("tests/snapshots: {e}"))?;
        if let Some((provider, _)) = entry.file_name().to_string_lossy().split_once("__")
            && !specs.providers.contains_key(provider)
        {
            *orphans.entry(provider.to_owned()).or_default() += 1;
        }
    }
    let line = |(provider, number): (&String, &usize)| {
        format!(
            "tests/snapshots/{provider}__*: {number} of a provider that has no spec; delete them if it is gone for good\n"
        )
    };
    Ok(orphans.iter().map(line).collect())
}

/// Lets cargo enter crates that came or went in `Cargo.lock`, without a network if it can.
fn update_lock_file(root: &Path) -> Result<(), String> {
    if !root.join("Cargo.lock").exists() {
        return Ok(());
    }
    let metadata = |arguments: &[&str]| {
        let mut command = cargo(root);
        command.args(["metadata", "--format-version", "1"]);
        command.args(arguments).stdin(Stdio::null()).output()
    };
    let output = match metadata(&["--offline"]) {
        Ok(output) if !output.status.success() => metadata(&[]),
        other => other,
    };
    match output {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => {
            let words = String::from_utf8_lossy(&output.stderr);
            let words = words.trim();
            Err(format!(
                "the crates are written, but Cargo.lock is not up to date; correct what cargo says, and run `cargo metadata`: {words}"
            ))
        }
        Err(e) => Err(format!(
            "the crates are written, but Cargo.lock is not up to date: cargo cannot be run ({e})"
        )),
    }
}

/// A crate's folder from the workspace's root.
fn folder(name: &str) -> PathBuf {
    Path::new("crates").join(name)
}

/// The crate that a generated file belongs to, by its folder.
fn owner(path: &Path) -> String {
    let folder = path.components().nth(1);
    let folder = folder.map(|c| c.as_os_str().to_string_lossy().into_owned());
    folder.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::MARK;

    fn root() -> &'static Path {
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
    }

    fn tree() -> Tree {
        let specs = spec::load(root());
        let specs: Vec<&Spec> = specs.good().collect();
        let packages = specs.iter().map(|spec| generate::provider(spec).expect("a good spec"));
        packages.flatten().chain(registry(&specs)).collect()
    }

    #[test]
    fn the_crates_are_as_the_specs_say() {
        let specs = spec::load(root());
        let found = compare(&specs, &[], root()).expect("the workspace can be read");
        let differences: String = found.files().map(describe).collect();
        assert_eq!(found.problems, []);
        assert_eq!(differences, "", "run `cargo xtask regen`");
    }

    #[test]
    fn the_same_specs_give_the_same_bytes() {
        assert_eq!(tree(), tree());
    }

    #[test]
    fn line_1_names_the_command_and_the_spec() {
        for (path, text) in tree() {
            // Legal texts and samples stand as they are.
            let name = path.to_string_lossy();
            if name.contains("/LICENSE-") || name.contains("/samples/") {
                continue;
            }
            let text = String::from_utf8(text).expect("generated text");
            let line = text.lines().next().unwrap_or_default();
            assert!(
                line.contains(MARK)
                    && line.contains("specs/")
                    && line.contains("`cargo xtask regen`"),
                "{}: {line}",
                path.display()
            );
        }
    }

    #[test]
    fn a_difference_is_described_in_a_few_lines() {
        let describe = |found: Option<&str>, wanted: Option<&str>| {
            describe(&Difference {
                path: "crates/a/src/lib.rs".into(),
                found: found.map(Into::into),
                wanted: wanted.map(Into::into),
            })
        };
        insta::assert_snapshot!(describe(None, Some("x")), @"crates/a/src/lib.rs: missing");
        insta::assert_snapshot!(describe(Some("x"), None), @"crates/a/src/lib.rs: generated by nothing any more");
        insta::assert_snapshot!(describe(Some("a\nb\nc\n"), Some("a\nB\nc\n")), @"
        crates/a/src/lib.rs: differs
          @@ -1,3 +1,3 @@
           a
          -b
          +B
           c
        ");
        let long: String = (0..50).map(|n| format!("{n}\n")).collect();
        insta::assert_snapshot!(describe(Some(&long), Some("")), @"
        crates/a/src/lib.rs: differs
          @@ -1,50 +0,0 @@
          -0
          -1
          -2
          -3
          -4
          -5
          -6
          -7
          -8
          -9
          -10
          and 39 lines more
        ");
    }

    /// A crate as if it were generated: what it is, a feature and an example.
    fn fake(name: &str, edition: &str, feature: &str, example: &str) -> Tree {
        let manifest = format!(
            "# Generated from specs\n[package]\nname = \"{name}\"\nversion = \"1.0.0\"\nedition = \"2024\"\n\
             [features]\n{feature} = []\n[[example]]\nname = \"{example}\"\nrequired-features = [\"{feature}\"]\n"
        );
        let lib = format!("// Generated from specs\n//! {edition}\n");
        let main = "// Generated from specs\nfn main() {}\n".to_owned();
        tree::texts([
            (folder(name).join("Cargo.toml"), manifest),
            (folder(name).join("src/lib.rs"), lib),
            (folder(name).join(format!("examples/{example}.rs")), main),
        ])
    }

    /// The registry of such crates, each with its feature.
    fn fake_registry(crates: &[(&str, &str)]) -> Tree {
        let mut manifest = "# Generated from specs\n[package]\nname = \"registry\"\nversion = \"1.0.0\"\nedition = \"2024\"\n[dependencies]\n".to_owned();
        for (name, feature) in crates {
            manifest.push_str(&format!(
                "{name} = {{ path = \"../{name}\", features = [\"{feature}\"] }}\n"
            ));
        }
        let lib = format!("// Generated from specs\n//! {crates:?}\n");
        tree::texts([
            (folder(REGISTRY).join("Cargo.toml"), manifest),
            (folder(REGISTRY).join("src/lib.rs"), lib),
        ])
    }

    /// What the crates should be: name, edition, feature, example.
    type Wanted = &'static [(&'static str, &'static str, &'static str, &'static str)];

    fn fake_found(wanted: Wanted, root: &Path) -> Found {
        let trees = wanted.iter().map(|&(name, edition, feature, example)| {
            (name, fake(name, edition, feature, example))
        });
        let listed: Vec<(&str, &str)> = wanted.iter().map(|w| (w.0, w.2)).collect();
        let compare = |name: &str, tree: &Tree| tree::compare(&folder(name), tree, root).unwrap();
        let is_orphan = |name: &String| name != REGISTRY && wanted.iter().all(|w| w.0 != name);
        let there = tree::generated(root).unwrap();
        Found {
            providers: trees.map(|(name, tree)| compare(name, &tree)).collect(),
            registry: compare(REGISTRY, &fake_registry(&listed)),
            orphans: there
                .iter()
                .map(|folder| owner(folder))
                .filter(is_orphan)
                .map(|name| compare(&name, &Tree::new()))
                .collect(),
            ..Found::default()
        }
    }

    fn fake_regen(wanted: Wanted, root: &Path) -> Result<(), String> {
        let lock = write::lock(root)?;
        let found = fake_found(wanted, root);
        write::write(&lock, &found.batches(fake_registry(&[]), root))
    }

    /// Whether cargo can load the crates: each has a manifest, the manifest's examples are there, and so are the crates and the
    /// features that the registry asks for.
    #[track_caller]
    fn assert_loads(root: &Path, when: &str) {
        let read = |path: &Path| {
            fs::read_to_string(root.join(path)).unwrap_or_else(|e| panic!("{when}: {path:?}: {e}"))
        };
        for entry in fs::read_dir(root.join("crates")).unwrap() {
            let folder = folder(entry.unwrap().file_name().to_str().unwrap());
            let manifest = read(&folder.join("Cargo.toml"));
            read(&folder.join("src/lib.rs"));
            let (_, examples) = manifest.split_once("[[example]]\n").unwrap_or_default();
            if let Some(name) = examples.split('"').nth(1) {
                read(&folder.join(format!("examples/{name}.rs")));
            }
            for line in manifest.lines().filter(|line| line.contains("path = ")) {
                let parts: Vec<&str> = line.split('"').collect();
                let depended_on = read(&folder.join(parts[1]).join("Cargo.toml"));
                let feature = parts.get(3).map(|feature| format!("\n{feature} = []\n"));
                let is_there = feature.is_none_or(|feature| depended_on.contains(&feature));
                assert!(is_there, "{when}: {line}");
            }
        }
    }

    /// As cargo itself sees it.
    #[track_caller]
    fn assert_cargo_loads(root: &Path, when: &str) {
        let arguments = ["metadata", "--offline", "--format-version", "1"];
        let output = cargo(root).args(arguments).output().unwrap();
        let words = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{when}: {words}");
    }

    #[test]
    fn the_workspace_loads_wherever_the_work_ends() {
        const BEFORE: Wanted = &[("a", "1", "old", "one"), ("b", "1", "old", "one")];
        let after: [(&str, Wanted); 5] = [
            (
                "a crate comes",
                &[("a", "1", "old", "one"), ("b", "1", "old", "one"), ("c", "1", "old", "one")],
            ),
            ("a crate goes", &[("a", "1", "old", "one")]),
            ("code changes", &[("a", "2", "old", "one"), ("b", "2", "old", "one")]),
            (
                "an example and a feature change",
                &[("a", "1", "new", "two"), ("b", "1", "old", "one")],
            ),
            ("all of these", &[("a", "2", "new", "two"), ("c", "1", "new", "one")]),
        ];
        for (what, after) in after {
            for steps in 0.. {
                let root = tempfile::tempdir().unwrap();
                let root = root.path();
                fs::write(
                    root.join("Cargo.toml"),
                    "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n",
                )
                .unwrap();
                fake_regen(BEFORE, root).unwrap();
                let hand = root.join("crates/hand");
                fs::create_dir_all(hand.join("src")).unwrap();
                fs::write(
                    hand.join("Cargo.toml"),
                    "[package]\nname = \"hand\"\n[dependencies]\nregistry = { path = \"../registry\", features = [] }\n",
                )
                .unwrap();
                fs::write(hand.join("src/lib.rs"), "").unwrap();

                write::fault::after(steps);
                let ended = fake_regen(after, root).is_err();
                write::fault::after(usize::MAX);
                let when = format!("{what}, after {steps} steps");
                assert_loads(root, &when);
                if steps % 5 == 0 {
                    assert_cargo_loads(root, &when);
                }
                fake_regen(after, root).unwrap();
                assert_loads(root, &format!("{when}, and once more"));
                assert_eq!(fake_found(after, root).files().count(), 0, "{when}");
                assert!(hand.join("src/lib.rs").exists(), "{when}");
                if !ended {
                    assert!(steps > 10, "{what}: no step was missed");
                    break;
                }
            }
        }
    }
}
