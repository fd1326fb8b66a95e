//! `cargo xtask features`: the published crates with none of their features, with each alone, and with all.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::cargo::{self, cargo, metadata, published};
use crate::report::Failure;

/// Check the published crates with none of their features, with each alone, and with all
///
/// Checks one of the provider crates with the same features: they are generated from the same templates.
#[derive(clap::Args)]
pub struct Arguments {}

/// Runs clippy on each, which a warning fails. The error says what failed; cargo has said the rest.
pub fn run(_: &Arguments, root: &Path) -> Result<(), Failure> {
    let metadata = metadata(root)?;
    // To the runtime and the providers' crates a feature means the same, so they go together. The registry turns on what
    // it needs of them, so it goes alone.
    let mut seen = BTreeSet::new();
    let (with_client, without): (Vec<&Value>, Vec<&Value>) = published(&metadata)
        .filter(|package| seen.insert(names(package).collect::<Vec<_>>()))
        .partition(|package| names(package).any(|name| name == "client"));
    for packages in [with_client, without] {
        let features: BTreeSet<&str> = packages.iter().flat_map(|package| names(package)).collect();
        check(root, &packages, &["--no-default-features"])?;
        for feature in features {
            let having: Vec<&Value> = packages
                .iter()
                .copied()
                .filter(|package| names(package).any(|name| name == feature))
                .collect();
            check(root, &having, &["--no-default-features", "--features", feature])?;
        }
        check(root, &packages, &["--all-features"])?;
    }
    Ok(())
}

/// The names of a package's features.
fn names(package: &Value) -> impl Iterator<Item = &str> {
    let features = package["features"].as_object().into_iter().flatten();
    features.map(|(name, _)| name.as_str())
}

fn check(root: &Path, packages: &[&Value], arguments: &[&str]) -> Result<(), String> {
    let packages: Vec<&str> = packages.iter().map(|package| cargo::text(package, "name")).collect();
    let mut clippy = cargo(root);
    clippy.args(["clippy", "--quiet"]).args(arguments);
    clippy.args(packages.iter().flat_map(|name| ["--package", name]));
    clippy.args(["--", "--deny=warnings"]);
    cargo::run(&format!("{}: {}", packages.join(", "), arguments.join(" ")), &mut clippy)
}
