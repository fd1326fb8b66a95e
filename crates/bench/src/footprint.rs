//! Rows for what a provider's crate adds to a program: other crates, and bytes.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::programs::{builds, cargo, output, package, root};
use crate::table::{Goal, Table, Value};
use crate::work::PROVIDERS;

/// The number of crates of a build, and the size of a program.
pub fn footprint(table: &mut Table) -> Result<(), String> {
    let minimal = crates(&package(), &["--package", "minimal"])?;
    let mut client = 0;
    let mut types = 0;
    for provider in PROVIDERS {
        let package = format!("bindery-{provider}");
        // And the program that depends on it.
        client = client.max(1 + crates(&root(), &["--package", &package])?.len());
        let found = crates(&root(), &["--package", &package, "--no-default-features"])?;
        types = types.max(1 + found.len());
        for never in ["reqwest", "tokio", "hyper"] {
            if found.iter().any(|name| name.starts_with(&format!("{never} "))) {
                return Err(format!("{package} without its client depends on {never}"));
            }
        }
    }
    table.row(
        "Crates in a clean build with one provider, at most",
        "a minimal reqwest program with the same TLS",
        Value::More(client as f64 - minimal.len() as f64),
        Goal::AtMost(12.0),
    );
    table.row(
        "Crates of the same without `client`, at most",
        "no reqwest, tokio or hyper",
        Value::Number(types as f64),
        Goal::AtMost(22.0),
    );
    let ours = bytes("provider")?;
    for (program, against, goal) in [
        ("minimal", "a minimal reqwest program with the same TLS", Goal::AtMost(1.20)),
        ("by-hand", "the same work by hand", Goal::None),
    ] {
        let ratio = Value::Ratio(ours / bytes(program)?);
        table.row("A stripped release binary", against, ratio, goal);
    }
    Ok(())
}

/// The names of all crates that are built, for programs and for build scripts.
fn crates(folder: &Path, package: &[&str]) -> Result<BTreeSet<String>, String> {
    let mut tree = cargo(folder);
    tree.args([
        "tree", "--locked", "--edges", "normal,build", "--prefix", "none", "--format", "{p}",
    ]);
    let lines = output("cargo tree", tree.args(package))?;
    // `serde v1.0.228 (*)`: one version of a crate is one build.
    let name = |line: &str| line.split(" (").next().map(str::trim).map(str::to_owned);
    Ok(lines.lines().filter_map(name).filter(|name| !name.is_empty()).collect())
}

/// The size of a program of programs/, stripped.
fn bytes(program: &str) -> Result<f64, String> {
    eprintln!("building programs/{program} in release");
    let target = builds().join("stripped");
    let mut build = cargo(&package());
    build.args(["build", "--release", "--locked", "--package", program]);
    build.env("CARGO_TARGET_DIR", &target).env("CARGO_PROFILE_RELEASE_STRIP", "true");
    output(program, &mut build)?;
    let binary = target.join("release").join(program);
    let metadata =
        fs::metadata(&binary).map_err(|error| format!("{}: {error}", binary.display()))?;
    Ok(metadata.len() as f64)
}
