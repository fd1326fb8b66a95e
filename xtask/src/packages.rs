//! `cargo xtask packages`: packs every crate that is published, and uses the packages as a stranger would: unpacked in an
//! empty folder, outside of this workspace.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::cargo::{cargo, metadata, published, run};
use crate::front::arguments;
use crate::package::VERSION;
use crate::read;
use crate::spec::Spec;

/// Packs, unpacks, builds, runs every doctest and every example, and a program of two providers' crates. What failed, in
/// words; cargo has told the rest.
pub fn packages(specs: &[Spec], root: &Path) -> Result<(), String> {
    let metadata = metadata(root)?;
    let target = PathBuf::from(read::text(&metadata, "target_directory"));
    let published: Vec<String> = published(&metadata)
        .map(|package| read::text(package, "name").to_owned())
        .collect();

    let mut pack = cargo(root);
    pack.args(["package", "--no-verify", "--allow-dirty", "--quiet"]);
    for name in &published {
        pack.args(["--package", name]);
    }
    run("packing", &mut pack)?;

    let folder = env::temp_dir().join(format!("bindery-packages-{}", std::process::id()));
    fs::create_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let used = use_packages(specs, &folder, &target, &published);
    let removed = fs::remove_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()));
    used.and(removed)
}

fn use_packages(
    specs: &[Spec],
    folder: &Path,
    target: &Path,
    published: &[String],
) -> Result<(), String> {
    // Every build shares one place, so that each dependency is built once.
    let builds = target.join("packages");
    let cargo = |folder: &Path| {
        let mut command = cargo(folder);
        command.env("CARGO_TARGET_DIR", &builds);
        // Nothing here is debugged or built twice.
        command.env("CARGO_PROFILE_DEV_DEBUG", "0");
        command.env("CARGO_INCREMENTAL", "0");
        command
    };
    for name in published {
        let package = target.join(format!("package/{name}-{VERSION}.crate"));
        let mut unpack = Command::new("tar");
        unpack.arg("-xzf").arg(&package).arg("-C").arg(folder);
        run(&format!("unpacking {name}"), &mut unpack)?;
    }
    // What no registry has yet comes from the folder.
    let patches: String = published
        .iter()
        .map(|name| format!("{name} = {{ path = {:?} }}\n", folder.join(unpacked(name))))
        .collect();
    write(
        &folder.join(".cargo/config.toml"),
        &format!("[patch.crates-io]\n{patches}"),
    )?;
    for name in published {
        let folder = folder.join(unpacked(name));
        run(
            &format!("{name}: building"),
            cargo(&folder).args(["build", "--quiet"]),
        )?;
        if folder.join("src/lib.rs").exists() {
            let doctests = ["test", "--quiet", "--doc"];
            run(
                &format!("{name}: doctests"),
                cargo(&folder).args(doctests).args(with_mock(&folder)),
            )?;
        }
        for example in examples(&folder)? {
            let features = if example.ends_with("types_only") {
                vec!["--no-default-features"]
            } else {
                with_mock(&folder)
            };
            let mut example_run = cargo(&folder);
            example_run
                .args(["run", "--quiet", "--example", &example])
                .args(features);
            run(
                &format!("{name}: example {example}"),
                example_run.stdout(Stdio::null()),
            )?;
        }
    }
    let program = folder.join("program");
    program_of(specs, &program)?;
    run(
        "a program of two crates",
        cargo(&program).args(["run", "--quiet"]),
    )
}

/// A program in an empty folder, with only what the crates' own pages say.
fn program_of(specs: &[Spec], folder: &Path) -> Result<(), String> {
    let used: Vec<&Spec> = specs.iter().rev().take(2).collect();
    let dependencies: String = used
        .iter()
        .map(|s| {
            format!(
                "bindery-{} = {{ version = \"{VERSION}\", features = [\"mock\"] }}\n",
                s.provider
            )
        })
        .collect();
    let calls: String = used
        .iter()
        .filter_map(|s| Some((s, read::operations(&s.document).next()?)))
        .map(|(s, operation)| {
            let (name, id) = (&s.provider, operation.id);
            let arguments = arguments(&operation);
            format!(
                "    let mock = bindery_{name}::mock::Mock::start().await?;\n    let client = mock.client()?;\n    let answer = client.{id}({arguments}).await?;\n    assert_eq!(answer.into_inner(), mock.{id}().sample());\n    println!(\"{name}: {{:?}}\", mock.calls());\n"
            )
        })
        .collect();
    write(
        &folder.join("Cargo.toml"),
        &format!(
            "[package]\nname = \"program\"\nversion = \"1.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n"
        ),
    )?;
    write(
        &folder.join("src/main.rs"),
        &format!(
            "#[tokio::main(flavor = \"current_thread\")]\nasync fn main() -> Result<(), Box<dyn std::error::Error>> {{\n{calls}    Ok(())\n}}\n"
        ),
    )
}

fn unpacked(name: &str) -> String {
    format!("{name}-{VERSION}")
}

/// The examples of a package, by name.
fn examples(folder: &Path) -> Result<Vec<String>, String> {
    let folder = folder.join("examples");
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".rs").map(str::to_owned))
        .collect();
    names.sort();
    Ok(names)
}

/// The feature `mock`, where the package has it.
fn with_mock(folder: &Path) -> Vec<&'static str> {
    if folder.join("src/mock.rs").exists() {
        vec!["--features", "mock"]
    } else {
        Vec::new()
    }
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .map_err(|e| format!("{}: {e}", path.display()))
}
