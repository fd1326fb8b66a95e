//! `cargo xtask packages`: packs every crate that is published, and uses the packages as a stranger would, without this workspace.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use toml_edit::{Array, DocumentMut, value};

use crate::cargo::{self, cargo, metadata, published};
use crate::generate::VERSION;
use crate::report::Failure;

/// Pack every published crate, and use the packages as a stranger would
///
/// Builds the doctests and the examples out of them and runs these, and a program of them all: the command `bindery`.
#[derive(clap::Args)]
pub struct Arguments {}

/// Packs, builds and runs. The error says what failed; cargo has said the rest.
pub fn run(_: &Arguments, root: &Path) -> Result<(), Failure> {
    let workspace = metadata(root)?;
    let target = PathBuf::from(cargo::text(&workspace, "target_directory"));
    let folder = target.join("package");
    let names: Vec<&str> = published(&workspace)
        .map(|package| cargo::text(package, "name"))
        .collect();
    let mut pack = cargo(root);
    pack.args(["package", "--quiet", "--allow-dirty", "--no-verify"]);
    pack.args(names.iter().flat_map(|name| ["--package", name]));
    cargo::run("packing each", &mut pack)?;
    unpack(root, &folder, &names)?;

    let command = |arguments: &[&str]| {
        let mut command = cargo(&folder);
        // What the packages depend on is built already.
        command.env("CARGO_TARGET_DIR", &target);
        command
            .arg(arguments[0])
            .arg("--quiet")
            .args(&arguments[1..]);
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
        tar.current_dir(folder)
            .arg("-xzf")
            .arg(format!("{member}.crate"));
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
    let own: DocumentMut = read("Cargo.toml")?
        .parse()
        .map_err(|e| format!("Cargo.toml: {e}"))?;
    manifest["profile"] = own["profile"].clone();
    for (file, text) in [
        ("Cargo.toml", manifest.to_string()),
        ("Cargo.lock", read("Cargo.lock")?),
    ] {
        let file = folder.join(file);
        fs::write(&file, text).map_err(|e| format!("{}: {e}", file.display()))?;
    }
    Ok(())
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
