//! Checks a generated crate with rustc and rustdoc alone, against the dependencies that the workspace's tests were built
//! with: a tenth of what cargo would take for each.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// What generated crates and their examples are compiled against.
const NAMES: &[(&str, &str)] = &[
    ("progenitor_client", "bindery_runtime"),
    ("bindery_mock", "bindery_mock"),
    ("futures_util", "futures_util"),
    ("schemars", "schemars"),
    ("serde", "serde"),
    ("serde_json", "serde_json"),
    ("tokio", "tokio"),
    ("uuid", "uuid"),
];

/// The libraries by their names in generated code.
pub struct Dependencies {
    libraries: BTreeMap<&'static str, PathBuf>,
    folder: PathBuf,
}

impl Dependencies {
    /// Asks cargo where they are. Within `cargo test --workspace` all of them are built already.
    pub fn find() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let output = Command::new(env!("CARGO"))
            .args(["test", "--workspace", "--no-run", "--offline", "--message-format", "json"])
            .current_dir(root)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let mut libraries = BTreeMap::new();
        for line in String::from_utf8(output.stdout).unwrap().lines() {
            let message: Value = serde_json::from_str(line).unwrap();
            let file = message["filenames"].as_array().into_iter().flatten().filter_map(Value::as_str).find(|f| f.ends_with(".rlib"));
            let name = message["target"]["name"].as_str().unwrap_or_default().replace('-', "_");
            // progenitor's settings have schemars 0.8, the generated crates 1.
            let old = message["package_id"].as_str().is_some_and(|id| id.contains("schemars@0"));
            if let (Some(file), Some((alias, _)), false) = (file, NAMES.iter().find(|(_, n)| *n == name), old) {
                libraries.insert(*alias, PathBuf::from(file));
            }
        }
        let missing: Vec<_> = NAMES.iter().filter(|(alias, _)| !libraries.contains_key(alias)).collect();
        assert!(missing.is_empty(), "not among the libraries that cargo builds for the tests: {missing:?}");
        let folder = libraries.values().next().unwrap().parent().unwrap();
        // Libraries of the workspace are linked one folder up.
        let folder = if folder.ends_with("deps") { folder.to_owned() } else { folder.join("deps") };
        Self { libraries, folder }
    }

    /// Type-checks the crate with all features, and its example.
    pub fn type_check(&self, folder: &Path, manifest: &Manifest) -> Result<(), String> {
        self.library(folder, manifest, "metadata")?;
        for example in std::fs::read_dir(folder.join("examples")).into_iter().flatten() {
            let example = example.unwrap().path();
            if example.extension().is_some_and(|e| e == "rs") {
                let mut command = self.tool("rustc", manifest);
                command.args(["--crate-type", "bin", "--emit", "metadata", "-Dwarnings"]);
                run(command.arg("--extern").arg(manifest.as_dependency(folder, "rmeta")).arg("--out-dir").arg(folder).arg(&example))?;
            }
        }
        Ok(())
    }

    /// Builds the docs.
    pub fn document(&self, folder: &Path, manifest: &Manifest) -> Result<(), String> {
        let mut command = self.tool("rustdoc", manifest);
        command.args(["--crate-name", &manifest.library, "-Dwarnings"]);
        run(command.arg("--out-dir").arg(folder.join("doc")).arg(folder.join("src/lib.rs")))
    }

    /// Compiles the doctests.
    pub fn doctests(&self, folder: &Path, manifest: &Manifest) -> Result<(), String> {
        self.library(folder, manifest, "metadata,link")?;
        let mut command = self.tool("rustdoc", manifest);
        command.args(["--test", "--no-run", "--crate-name", &manifest.library]);
        run(command.arg("--extern").arg(manifest.as_dependency(folder, "rlib")).arg(folder.join("src/lib.rs")))
    }

    fn library(&self, folder: &Path, manifest: &Manifest, emit: &str) -> Result<(), String> {
        let mut command = self.tool("rustc", manifest);
        command.args(["--crate-type", "lib", "--crate-name", &manifest.library, "--emit", emit]);
        command.args(["-Wmissing_docs", "-Wunused", "-Dwarnings"]);
        run(command.arg("--out-dir").arg(folder).arg(folder.join("src/lib.rs")))
    }

    fn tool(&self, tool: &str, manifest: &Manifest) -> Command {
        let mut command = Command::new(tool);
        command.args(["--edition", "2024", "-L"]).arg(format!("dependency={}", self.folder.display()));
        for (name, library) in &self.libraries {
            command.arg("--extern").arg(format!("{name}={}", library.display()));
        }
        for feature in &manifest.features {
            command.arg("--cfg").arg(format!("feature=\"{feature}\""));
        }
        command
    }
}

/// What a manifest says of how the crate is compiled.
pub struct Manifest {
    library: String,
    features: Vec<String>,
}

impl Manifest {
    pub fn read(folder: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(folder.join("Cargo.toml")).map_err(|e| e.to_string())?;
        let manifest: toml_edit::DocumentMut = text.parse().map_err(|e: toml_edit::TomlError| e.to_string())?;
        let name = manifest["package"]["name"].as_str().ok_or("no name")?;
        let features = manifest["features"].as_table_like().ok_or("no features")?;
        Ok(Self {
            library: name.replace('-', "_"),
            features: features.iter().map(|(name, _)| name.to_owned()).collect(),
        })
    }

    fn as_dependency(&self, folder: &Path, ending: &str) -> String {
        format!("{0}={1}/lib{0}.{ending}", self.library, folder.display())
    }
}

fn run(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|e| e.to_string())?;
    match output.status.success() {
        true => Ok(()),
        false => Err([output.stdout, output.stderr].map(|o| String::from_utf8_lossy(&o).into_owned()).concat()),
    }
}
