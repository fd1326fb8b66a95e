//! A copy of this workspace for tests that change it and compile what comes of it. It stays where it is from run to run, so
//! that cargo compiles only what is new.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What a workspace is made of.
const PARTS: [&str; 9] = [
    "Cargo.lock", "Cargo.toml", "LICENSE-APACHE", "LICENSE-MIT", "README.md", "crates", "specs",
    "tests", "xtask",
];

/// A copy of this workspace.
pub struct Copy {
    /// Its folder.
    pub root: PathBuf,
}

impl Copy {
    /// Makes the copy of this name, or makes the one that is there equal to this workspace.
    pub fn new(name: &str) -> Self {
        let copy = Self { root: Path::new(env!("CARGO_TARGET_TMPDIR")).join(name) };
        fs::create_dir_all(&copy.root).unwrap();
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        for part in PARTS {
            same(&from.join(part), &copy.root.join(part));
        }
        for entry in fs::read_dir(&copy.root).unwrap() {
            let entry = entry.unwrap();
            if !PARTS.iter().any(|p| entry.file_name() == *p) {
                remove(&entry.path());
            }
        }
        copy
    }

    /// Writes a file, unless it says so already.
    pub fn write(&self, file: &str, text: &str) {
        write(&self.root.join(file), text.as_bytes());
    }

    /// Reads a file.
    pub fn read(&self, file: &str) -> String {
        fs::read_to_string(self.root.join(file)).unwrap()
    }

    /// Runs one of the workspace's tasks.
    pub fn xtask(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(arguments)
            .current_dir(&self.root)
            .env("CARGO_MANIFEST_DIR", self.root.join("xtask"))
            .output()
            .unwrap()
    }

    /// Runs cargo, without a network, and with what is compiled already for this workspace.
    pub fn cargo(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
        Command::new(env!("CARGO"))
            .args(arguments)
            .current_dir(&self.root)
            .env("CARGO_NET_OFFLINE", "true")
            .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap())
            .env_remove("CARGO_MANIFEST_DIR")
            .envs(variables.iter().copied())
            .output()
            .unwrap()
    }
}

/// What a command printed.
pub fn text(output: &Output) -> String {
    let both = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    String::from_utf8_lossy(&both).into_owned()
}

/// Makes a file or a folder equal to another, touching only what differs.
fn same(from: &Path, to: &Path) {
    if from.is_file() {
        write(to, &fs::read(from).unwrap());
        return;
    }
    fs::create_dir_all(to).unwrap();
    let names = |folder: &Path| -> BTreeSet<_> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|e| e.unwrap().file_name()).collect()
    };
    let wanted = names(from);
    for name in names(to).difference(&wanted) {
        remove(&to.join(name));
    }
    for name in wanted {
        same(&from.join(&name), &to.join(&name));
    }
}

fn write(path: &Path, bytes: &[u8]) {
    if fs::read(path).is_ok_and(|found| found == bytes) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn remove(path: &Path) {
    if path.is_dir() {
        fs::remove_dir_all(path).unwrap();
    } else {
        fs::remove_file(path).unwrap();
    }
}
