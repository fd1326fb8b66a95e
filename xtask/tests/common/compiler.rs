//! Type-checks generated crates without cargo: what they depend on is built once, then each costs one run of rustc.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

/// Generated files by their paths from the workspace's root.
type Tree = BTreeMap<PathBuf, Vec<u8>>;

/// Checks crates against the runtime of a workspace.
pub struct Compiler {
    /// The arguments for rustc that say where the dependencies are.
    externs: Vec<String>,
}

/// The features of a generated crate, those of its client first. A crate without XML has no use for the one of that name.
const FEATURES: [&str; 6] = ["client", "rustls", "xml", "erased", "mock", "schemars"];
const CLIENT: usize = 3;

impl Compiler {
    /// Builds what generated crates depend on, with all features. `root` is the workspace's.
    ///
    /// # Errors
    /// Why cargo could not.
    pub fn new(root: &Path) -> Result<Self, String> {
        let target =
            env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
        // In one place from run to run, so that the target folder does not grow.
        let dependencies = target.join("generated");
        fs::create_dir_all(dependencies.join("src"))
            .and_then(|()| fs::write(dependencies.join("src/lib.rs"), ""))
            .and_then(|()| fs::write(dependencies.join("Cargo.toml"), manifest(root)))
            .and_then(|()| fs::copy(root.join("Cargo.lock"), dependencies.join("Cargo.lock")))
            .map_err(|e| format!("{}: {e}", dependencies.display()))?;
        let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args([
                // Not `check`: what the workspace's own build has made is taken as it is.
                "build", "--quiet", "--offline", "--message-format=json", "--manifest-path",
            ])
            .arg(dependencies.join("Cargo.toml"))
            .arg("--target-dir")
            .arg(&target)
            .output()
            .map_err(|e| format!("cargo: {e}"))?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned());
        }
        Ok(Self { externs: externs(&String::from_utf8_lossy(&output.stdout), &target) })
    }

    /// Type-checks the crate of a provider with all features.
    ///
    /// # Errors
    /// The compiler's errors and warnings.
    pub fn check(&self, provider: &str, tree: &Tree) -> Result<(), String> {
        let options = ["--emit=metadata", "-Wmissing_docs"];
        self.place(tree, |folder| {
            self.run(("RUSTC", "rustc"), &options, &FEATURES, provider, folder)
        })
    }

    /// Builds the documentation of the crate of a provider, as docs.rs does: with all features.
    ///
    /// # Errors
    /// The errors and warnings of rustdoc: broken links, HTML that a text brought in, and the like.
    pub fn document(&self, provider: &str, tree: &Tree) -> Result<(), String> {
        self.place(tree, |folder| {
            self.run(("RUSTDOC", "rustdoc"), &[], &FEATURES, provider, folder)
        })
    }

    /// Type-checks a program that depends on the client of a provider.
    ///
    /// # Errors
    /// The compiler's errors.
    pub fn check_program(&self, provider: &str, tree: &Tree, program: &str) -> Result<(), String> {
        self.place(tree, |folder| {
            let features = &FEATURES[..CLIENT];
            self.run(("RUSTC", "rustc"), &["--emit=metadata"], features, provider, folder)?;
            let file = folder.join("program.rs");
            fs::write(&file, program).map_err(|e| e.to_string())?;
            let library = folder.join(format!("libbindery_{provider}.rmeta"));
            let mut rustc = self.tool(("RUSTC", "rustc"), folder);
            rustc.arg("--emit=metadata").arg("--extern");
            rustc.arg(format!("bindery_{provider}={}", library.display()));
            output(rustc.arg(file))
        })
    }

    /// Writes a tree to a folder of its own, which goes again.
    fn place(
        &self,
        tree: &Tree,
        work: impl FnOnce(&Path) -> Result<(), String>,
    ) -> Result<(), String> {
        let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
        for (path, bytes) in tree {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap_or(&path))
                .and_then(|()| fs::write(&path, bytes))
                .map_err(|e| e.to_string())?;
        }
        work(folder.path())
    }

    /// Runs a tool of the compiler's over a crate; warnings are errors.
    fn run(
        &self,
        tool: (&str, &str),
        options: &[&str],
        features: &[&str],
        provider: &str,
        folder: &Path,
    ) -> Result<(), String> {
        let features = features.iter();
        let mut command = self.tool(tool, folder);
        command
            .args(["-Dwarnings"])
            .args(options)
            .arg(format!("--crate-name=bindery_{provider}"))
            .args(features.flat_map(|name| ["--cfg".to_owned(), format!("feature=\"{name}\"")]))
            .arg(folder.join("crates").join(provider).join("src/lib.rs"));
        output(&mut command)
    }

    /// A tool of the compiler's, by the variable that may name another program, and its own name.
    fn tool(&self, (variable, name): (&str, &str), folder: &Path) -> Command {
        let mut command = Command::new(env::var_os(variable).unwrap_or_else(|| name.into()));
        command
            .args(["--edition=2024", "--crate-type=lib", "--out-dir"])
            .arg(folder)
            .args(&self.externs)
            .env("CARGO_PKG_VERSION", env!("CARGO_PKG_VERSION"));
        command
    }
}

/// Runs a command; what it prints, if it fails.
fn output(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|e| format!("{command:?}: {e}"))?;
    match output.status.success() {
        true => Ok(()),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

/// A package with the dependencies of all generated crates.
fn manifest(root: &Path) -> String {
    let path = |name: &str| Value::from(root.join("crates").join(name).to_string_lossy());
    format!(
        r#"[workspace]

[package]
name = "dependencies"
version = "0.0.0"
edition = "2024"

# As the workspace has it.
[profile.dev]
debug = "line-tables-only"

[dependencies]
bindery-mock = {{ path = {mock} }}
progenitor-client = {{ package = "bindery-runtime", path = {runtime}, features = ["client", "erased", "rustls", "schemars", "uuid", "xml"] }}
schemars = {{ version = "1", default-features = false, features = ["derive", "std", "uuid1"] }}
serde = {{ version = "1", features = ["derive"] }}
serde_json = "1"
uuid = {{ version = "1", features = ["serde"] }}
"#,
        mock = path("mock"),
        runtime = path("runtime"),
    )
}

/// `--extern name=file` for each dependency in cargo's messages.
fn externs(messages: &str, target: &Path) -> Vec<String> {
    let mut files = BTreeMap::new();
    for message in messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
        let name = match message["target"]["name"].as_str() {
            Some("bindery_runtime") => "progenitor_client",
            Some(name @ ("bindery_mock" | "schemars" | "serde" | "serde_json" | "uuid")) => name,
            _ => continue,
        };
        let mut found =
            message["filenames"].as_array().into_iter().flatten().filter_map(Value::as_str);
        if let Some(file) = found.rfind(|f| f.ends_with(".rmeta")) {
            files.insert(name.to_owned(), file.to_owned());
        }
    }
    let mut externs =
        vec!["-L".to_owned(), format!("dependency={}", target.join("debug/deps").display())];
    externs.extend(
        files.iter().flat_map(|(name, file)| ["--extern".to_owned(), format!("{name}={file}")]),
    );
    externs
}
