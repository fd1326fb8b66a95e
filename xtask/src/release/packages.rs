//! `cargo xtask packages`: packs every crate that is published, and uses the packages as a stranger would, without this workspace.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::cargo::{self, cargo, metadata, published};
use crate::generate::VERSION;
use crate::report::Failure;

/// Pack every published crate, and use the packages as a stranger would
///
/// Builds each on its own, runs the doctests and the examples, and a program of several of them: the command `bindery`.
#[derive(clap::Args)]
pub struct Arguments {}

/// Packs, builds and runs. The error says what failed; cargo has said the rest.
pub fn run(_: &Arguments, root: &Path) -> Result<(), Failure> {
    let workspace = metadata(root)?;
    // Cargo unpacks a package there, and builds it with the other packages in the place of what no registry has yet.
    let folder = PathBuf::from(cargo::text(&workspace, "target_directory")).join("package");
    let names: Vec<&str> = published(&workspace)
        .map(|package| cargo::text(package, "name"))
        .collect();
    let command = |folder: &Path, arguments: &[&str]| {
        let mut command = cargo(folder);
        command.arg("--quiet").args(arguments);
        // Nothing here is debugged or built twice.
        command.env("CARGO_PROFILE_DEV_DEBUG", "0");
        command.env("CARGO_INCREMENTAL", "0");
        command
    };
    let mut pack = command(root, &["package", "--allow-dirty"]);
    pack.args(names.iter().flat_map(|name| ["--package", name]));
    cargo::run("packing and building each", &mut pack)?;

    write_workspace(&folder, &names)?;
    let command = |arguments: &[&str]| {
        let mut command = command(&folder, arguments);
        command.env("CARGO_TARGET_DIR", folder.join("target"));
        command
    };
    let doctests = ["test", "--workspace", "--doc", "--features", "mock"];
    cargo::run("doctests", &mut command(&doctests))?;
    for (package, example, features) in examples(&metadata(&folder)?) {
        let run = ["run", "--package", package, "--example", example];
        let features = ["--features", &features];
        let mut command: Command = command(&[run.as_slice(), &features].concat());
        let what = format!("{package}: example {example}");
        cargo::run(&what, command.stdout(Stdio::null()))?;
    }
    let demo = ["run", "--package", "bindery-cli", "--", "demo"];
    cargo::run("a program of all", &mut command(&demo))?;
    Ok(())
}

/// Makes one workspace of the unpacked packages, in which each one is what the others depend on.
fn write_workspace(folder: &Path, names: &[&str]) -> Result<(), String> {
    let members: Vec<String> = names.iter().map(|n| format!("{n}-{VERSION}")).collect();
    let patches: String = names
        .iter()
        .zip(&members)
        .map(|(name, folder)| format!("{name} = {{ path = {folder:?} }}\n"))
        .collect();
    let manifest = folder.join("Cargo.toml");
    let text = format!(
        "[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n[patch.crates-io]\n{patches}"
    );
    fs::write(&manifest, text).map_err(|e| format!("{}: {e}", manifest.display()))
}

/// The examples of all packages: the package, the example, and the features that it needs.
fn examples(workspace: &Value) -> impl Iterator<Item = (&str, &str, String)> {
    list(&workspace["packages"]).flat_map(move |package| {
        list(&package["targets"])
            .filter(|target| target["kind"][0] == "example")
            .map(move |target| {
                let features = list(&target["required-features"]).filter_map(Value::as_str);
                (
                    cargo::text(package, "name"),
                    cargo::text(target, "name"),
                    features.collect::<Vec<_>>().join(","),
                )
            })
    })
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
