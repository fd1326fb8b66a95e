//! `cargo xtask packages`: packs every crate that is published, and builds programs with the packages, without this workspace.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use toml_edit::{Array, DocumentMut, value};

use crate::cargo::{self, cargo, metadata, published};
use crate::generate::VERSION;
use crate::report::Failure;

/// Pack every published crate, and build programs with the packages
///
/// Builds and runs their doctests and examples, and a program that uses them all: the command `bindery`.
#[derive(clap::Args)]
pub struct Arguments {}

/// Packs, builds and runs. The error says what failed; cargo has said the rest.
pub fn run(_: &Arguments, root: &Path) -> Result<(), Failure> {
    let workspace = metadata(root)?;
    let target = PathBuf::from(cargo::text(&workspace, "target_directory"));
    let folder = target.join("package");
    let names: Vec<&str> =
        published(&workspace).map(|package| cargo::text(package, "name")).collect();
    let mut pack = cargo(root);
    pack.args(["package", "--quiet", "--allow-dirty", "--no-verify"]);
    pack.args(names.iter().flat_map(|name| ["--package", name]));
    cargo::run("packing each", &mut pack)?;
    unpack(root, &folder, &names)?;

    // All at once and below this workspace's target, so that what they depend on is built once, if it is not built already.
    for (what, arguments) in [
        ("doctests", ["test", "--doc"].as_slice()),
        ("examples and the command", &["build", "--examples", "--bins"]),
    ] {
        let mut command = cargo(&folder);
        command.env("CARGO_TARGET_DIR", &target).args(arguments);
        command.args(["--quiet", "--workspace", "--features", "mock"]);
        cargo::run(what, &mut command)?;
    }
    let built = target.join("debug");
    for example in examples(&metadata(&folder)?) {
        let mut command = Command::new(built.join("examples").join(example));
        cargo::run(&format!("example {example}"), command.stdout(Stdio::null()))?;
    }
    cargo::run("the command", Command::new(built.join("bindery")).arg("demo"))?;
    Ok(())
}

/// Makes one workspace of the packages, in which each one is what the others depend on, with this workspace's lock file and
/// profiles.
fn unpack(root: &Path, folder: &Path, names: &[&str]) -> Result<(), String> {
    let mut manifest = DocumentMut::new();
    let mut members = Array::new();
    for name in names {
        let member = format!("{name}-{VERSION}");
        // What an earlier package had and this one lacks would hide that it is missing.
        let old = folder.join(&member);
        if old.exists() {
            fs::remove_dir_all(&old).map_err(|e| format!("{}: {e}", old.display()))?;
        }
        let mut tar = Command::new("tar");
        tar.current_dir(folder).arg("-xzf").arg(format!("{member}.crate"));
        cargo::run(&format!("unpacking {name}"), &mut tar)?;
        manifest["patch"]["crates-io"][name]["path"] = value(&member);
        members.push(member);
    }
    manifest["workspace"]["resolver"] = value("3");
    manifest["workspace"]["members"] = value(members);
    let read = |file: &str| {
        let file = root.join(file);
        fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))
    };
    let own: DocumentMut = read("Cargo.toml")?.parse().map_err(|e| format!("Cargo.toml: {e}"))?;
    manifest["profile"] = own["profile"].clone();
    for (file, text) in [("Cargo.toml", manifest.to_string()), ("Cargo.lock", read("Cargo.lock")?)]
    {
        let file = folder.join(file);
        fs::write(&file, text).map_err(|e| format!("{}: {e}", file.display()))?;
    }
    Ok(())
}

/// The examples of all packages.
fn examples(workspace: &Value) -> impl Iterator<Item = &str> {
    let targets = list(&workspace["packages"]).flat_map(|package| list(&package["targets"]));
    targets
        .filter(|target| target["kind"][0] == "example")
        .map(|target| cargo::text(target, "name"))
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
