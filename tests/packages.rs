//! What crates.io and those who depend on the crates expect of every package that is published.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// The workspace and all that it depends on, on every system and with every feature.
fn metadata() -> Value {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version", "1", "--all-features"]);
    let output = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The packages of the workspace that are published.
fn published(metadata: &Value) -> impl Iterator<Item = &Value> {
    list(&metadata["packages"]).filter(|p| p["source"].is_null() && p["publish"].is_null())
}

#[test]
fn every_package_says_what_crates_io_asks_for() {
    let metadata = metadata();
    let mut problems = Vec::new();
    for package in published(&metadata) {
        let name = text(&package["name"]);
        let folder = Path::new(text(&package["manifest_path"])).parent().unwrap();
        let mut check = |fits: bool, what: &str| {
            if !fits {
                problems.push(format!("{name}: {what}"));
            }
        };
        for key in
            ["description", "repository", "documentation", "license", "readme", "rust_version"]
        {
            check(!text(&package[key]).is_empty(), key);
        }
        let keywords: Vec<&str> = list(&package["keywords"]).map(text).collect();
        let valid = |word: &&str| {
            word.len() <= 20
                && word.starts_with(|c: char| c.is_ascii_alphanumeric())
                && word.chars().all(|c| c.is_ascii_alphanumeric() || "-_+".contains(c))
        };
        check((1..=5).contains(&keywords.len()) && keywords.iter().all(valid), "keywords");
        check((1..=5).contains(&list(&package["categories"]).count()), "categories");
        for file in ["LICENSE-APACHE", "LICENSE-MIT", "README.md"] {
            check(folder.join(file).exists(), file);
        }
    }
    assert_eq!(problems, [""; 0]);
}

/// One version for all, wherever it is written: cargo itself would take any that is compatible.
#[test]
fn every_package_asks_for_this_version_of_the_others() {
    let metadata = metadata();
    let versions: BTreeMap<&str, &str> = published(&metadata)
        .map(|package| (text(&package["name"]), text(&package["version"])))
        .collect();
    for package in published(&metadata) {
        for dependency in list(&package["dependencies"]) {
            if let Some(version) = versions.get(text(&dependency["name"])) {
                let place = format!("{}, {}", package["name"], dependency["name"]);
                assert_eq!(text(&dependency["req"]), format!("^{version}"), "{place}");
            }
        }
    }
    assert_eq!(versions.values().collect::<std::collections::BTreeSet<_>>().len(), 1);
}

/// The Rust that the packages say they need is enough for all that they depend on.
#[test]
fn no_dependency_needs_a_newer_rust() {
    let metadata = metadata();
    let packages: BTreeMap<&str, &Value> =
        list(&metadata["packages"]).map(|p| (text(&p["id"]), p)).collect();
    let nodes: BTreeMap<&str, &Value> =
        list(&metadata["resolve"]["nodes"]).map(|n| (text(&n["id"]), n)).collect();
    let mut open: Vec<&str> = published(&metadata).map(|p| text(&p["id"])).collect();
    let ours = version(text(&packages[open[0]]["rust_version"]));
    let mut seen = std::collections::BTreeSet::new();
    let mut newer = Vec::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let package = packages[id];
        if version(text(&package["rust_version"])) > ours {
            newer.push(format!(
                "{} {} needs {}",
                package["name"], package["version"], package["rust_version"]
            ));
        }
        let used =
            list(&nodes[id]["deps"]).filter(|d| list(&d["dep_kinds"]).any(|k| k["kind"] != "dev"));
        open.extend(used.map(|d| text(&d["pkg"])));
    }
    assert!(seen.len() > 100, "the packages' dependencies were not found");
    assert_eq!(newer, [""; 0]);
}

/// `1.89` as numbers; nothing where nothing is said.
fn version(text: &str) -> Vec<u32> {
    text.split('.').filter_map(|part| part.parse().ok()).collect()
}

/// What is out of the workspace says it by hand.
#[test]
fn the_readme_and_the_bench_name_the_same_rust() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let read = |file: &str| std::fs::read_to_string(root.join(file)).unwrap();
    let rust = env!("CARGO_PKG_RUST_VERSION");
    for (file, line) in [
        ("README.md", format!("(https://rustup.rs), {rust} or later")),
        ("crates/bench/Cargo.toml", format!("rust-version = \"{rust}\"")),
    ] {
        assert!(read(file).contains(&line), "{file}: {line}");
    }
}

/// The README's table of crates: the operations of each, by the crate's name.
#[test]
fn the_readme_lists_every_crate_with_its_operations() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let code = |cell: &str| -> Vec<String> {
        let parts = cell.split('`').skip(1).step_by(2);
        parts.map(str::to_owned).collect()
    };
    let rows = readme.lines().filter(|line| line.starts_with("| [`bindery-"));
    let listed: BTreeMap<String, Vec<String>> = rows
        .map(|row| {
            let cells: Vec<&str> = row.split('|').collect();
            (code(cells[1])[0].clone(), code(cells[3]))
        })
        .collect();
    let bound: BTreeMap<String, Vec<String>> = bindery_registry::PROVIDERS
        .iter()
        .map(|entry| {
            let operations = entry.provider.operations.iter().map(|o| o.id.to_owned());
            (format!("bindery-{}", entry.provider.name), operations.collect())
        })
        .collect();
    assert_eq!(listed, bound, "the table in README.md");
}
