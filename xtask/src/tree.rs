//! Generated files as one value, and where the disk differs from it. Nothing is written here.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::disk;
use crate::generate::{MARK, Tree};
use crate::spec::Problem;

/// Files of text as a tree.
#[cfg(test)]
pub fn texts(files: impl IntoIterator<Item = (PathBuf, String)>) -> Tree {
    let files = files.into_iter();
    files.map(|(path, text)| (path, text.into_bytes())).collect()
}

/// One file that is not as the tree says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// From the workspace's root.
    pub path: PathBuf,
    /// What is on the disk; nothing if the file is missing.
    pub found: Option<Vec<u8>>,
    /// What should be there; nothing if the file should not.
    pub wanted: Option<Vec<u8>>,
}

/// The generated crates on the disk, as folders such as `crates/sakari`.
pub fn generated(root: &Path) -> Result<Vec<PathBuf>, Problem> {
    let names = match disk::names(&root.join("crates")) {
        Ok(names) => names,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(unreadable(Path::new("crates"), &e)),
    };
    let folders = names.iter().map(|name| Path::new("crates").join(name));
    let is_generated = |folder: &PathBuf| {
        file(&folder.join("Cargo.toml"), root).is_some_and(|manifest| is_marked(&manifest))
    };
    Ok(folders.filter(is_generated).collect())
}

/// A file's bytes. What a link, a pipe or a device leads to is not read.
pub fn file(path: &Path, root: &Path) -> Option<Vec<u8>> {
    let path = root.join(path);
    let is_file = fs::symlink_metadata(&path).is_ok_and(|m| m.is_file());
    is_file.then(|| disk::bytes(&path).ok())?
}

/// Where a folder on the disk differs from what `tree` has below it: files to write, and generated files to remove. What is
/// there and was not generated is a problem, so that nothing made by hand is lost.
pub fn compare(folder: &Path, tree: &Tree, root: &Path) -> Result<Vec<Difference>, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut found = Tree::new();
    read(folder, tree, root, &mut found, &mut problems);
    if !problems.is_empty() {
        return Err(problems);
    }
    let wanted = tree.iter().filter(|(path, _)| path.starts_with(folder));
    let mut differences: Vec<Difference> = wanted
        .map(|(path, wanted)| Difference {
            path: path.clone(),
            found: found.remove(path),
            wanted: Some(wanted.clone()),
        })
        .filter(|d| d.found != d.wanted)
        .collect();
    differences.extend(found.into_iter().map(|(path, found)| Difference {
        path,
        found: Some(found),
        wanted: None,
    }));
    differences.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(differences)
}

/// Reads the generated files at and below `path`.
fn read(path: &Path, tree: &Tree, root: &Path, found: &mut Tree, problems: &mut Vec<Problem>) {
    let on_disk = root.join(path);
    let what = match fs::symlink_metadata(&on_disk) {
        Ok(metadata) => metadata,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return,
        Err(e) => return problems.push(unreadable(path, &e)),
    };
    let holds_wanted = tree.keys().any(|w| w.starts_with(path) && w != path);
    let message = if !is_plain(path) {
        "the name has characters that are not printable; rename or remove it"
    } else if what.is_dir() && tree.contains_key(path) {
        "a folder where a generated file goes; move or remove it"
    } else if what.is_dir() {
        return match disk::names(&on_disk) {
            Err(e) => problems.push(unreadable(path, &e)),
            Ok(names) if !holds_wanted && !is_known(path) && !names.is_empty() => problems
                .push(problem(path, "not generated; move it out of this crate, or remove it")),
            Ok(names) => {
                names.iter().for_each(|name| read(&path.join(name), tree, root, found, problems))
            }
        };
    } else if !what.is_file() {
        "neither a file nor a folder; remove it"
    } else if holds_wanted {
        "a file where a generated folder goes; move or remove it"
    } else {
        match disk::bytes(&on_disk) {
            Err(message) => return problems.push(problem(path, &message)),
            Ok(bytes) if tree.get(path) == Some(&bytes) || is_generated(path, &bytes) => {
                found.insert(path.to_owned(), bytes);
                return;
            }
            Ok(_) => "not generated; move it out of this crate, or remove it",
        }
    };
    problems.push(problem(path, message));
}

/// The root of a crate, or a folder that a crate may have had.
fn is_known(folder: &Path) -> bool {
    let known = ["examples", "samples", "src", "tests"];
    let name = folder.components().nth(2);
    name.is_none_or(|name| known.iter().any(|k| name.as_os_str() == *k))
}

/// Whether a file of a generated crate was generated.
fn is_generated(path: &Path, bytes: &[u8]) -> bool {
    let below: PathBuf = path.components().skip(2).collect();
    let name = below.file_name().unwrap_or_default();
    is_marked(bytes)
        || below.starts_with("samples")
        || name == "LICENSE-APACHE"
        || name == "LICENSE-MIT"
        || name == "bodies.ndjson"
        // What an earlier edition wrote beside a file.
        || below.extension().is_some_and(|e| e == "regen")
}

/// Whether line 1 says that the file is generated.
fn is_marked(bytes: &[u8]) -> bool {
    let line = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    let text = String::from_utf8_lossy(line);
    let comment = text.trim_start_matches(['#', '/', '<', '!', '-', ' ']);
    comment.starts_with(MARK)
}

/// Whether the last part of a path is text that can be printed and typed.
fn is_plain(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| !name.chars().any(char::is_control))
}

fn unreadable(path: &Path, error: &io::Error) -> Problem {
    problem(path, &format!("it cannot be read ({error}); see to its permissions"))
}

fn problem(path: &Path, message: &str) -> Problem {
    Problem { file: path.display().to_string(), at: None, message: message.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = "# Generated from specs/a by a test\n";

    fn tree(files: &[(&str, &str)]) -> Tree {
        texts(files.iter().map(|(path, text)| (PathBuf::from(path), (*text).to_owned())))
    }

    /// The crate `a` on a disk with these files.
    fn disk(files: &[(&str, &str)]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        root
    }

    /// What is found in the folder `crates/a`: a line for each difference, or for each problem.
    fn lines(tree: &Tree, root: &Path) -> Vec<String> {
        match compare(Path::new("crates/a"), tree, root) {
            Err(problems) => problems.iter().map(ToString::to_string).collect(),
            Ok(differences) => differences
                .iter()
                .map(|d| {
                    let what = match (&d.found, &d.wanted) {
                        (None, _) => "missing",
                        (_, None) => "orphan",
                        _ => "differs",
                    };
                    format!("{} {what}", d.path.display())
                })
                .collect(),
        }
    }

    #[test]
    fn what_differs() {
        let root = disk(&[
            ("crates/a/Cargo.toml", MANIFEST),
            ("crates/a/LICENSE-MIT", "free"),
            ("crates/a/examples/bodies.ndjson", "{}"),
            ("crates/a/samples/get_it.json", "{}"),
            ("crates/a/src/lib.rs", "// Generated from specs/a, edited"),
            ("crates/a/src/old.rs", "// Generated from specs/a"),
            ("crates/a/src/types.rs.regen", "half"),
            ("crates/b/Cargo.toml", MANIFEST),
            ("crates/hand/Cargo.toml", "[package]\n"),
        ]);
        let wanted = tree(&[
            ("crates/a/Cargo.toml", MANIFEST),
            ("crates/a/src/lib.rs", "// Generated from specs/a"),
            ("crates/a/src/new.rs", "// Generated from specs/a"),
            ("crates/b/src/lib.rs", "of another folder"),
        ]);
        assert_eq!(
            lines(&wanted, root.path()),
            [
                "crates/a/LICENSE-MIT orphan", "crates/a/examples/bodies.ndjson orphan",
                "crates/a/samples/get_it.json orphan", "crates/a/src/lib.rs differs",
                "crates/a/src/new.rs missing", "crates/a/src/old.rs orphan",
                "crates/a/src/types.rs.regen orphan",
            ]
        );
        assert_eq!(generated(root.path()).unwrap(), [Path::new("crates/a"), Path::new("crates/b")]);
    }

    #[test]
    fn what_was_made_by_hand_is_named() {
        let root = disk(&[
            ("crates/a/Cargo.toml", MANIFEST),
            ("crates/a/.env", "TOKEN=a"),
            ("crates/a/src/lib.rs", "// Written from memory"),
            ("crates/a/src/notes/a.txt", "by hand"),
            ("crates/a/target/debug/a", "large"),
            ("crates/a/tests", "a file"),
            ("crates/a/types.rs/a", "a folder"),
        ]);
        let wanted = tree(&[
            ("crates/a/Cargo.toml", MANIFEST),
            ("crates/a/src/lib.rs", "// Generated from specs/a"),
            ("crates/a/tests/a.rs", "// Generated from specs/a"),
            ("crates/a/types.rs", "// Generated from specs/a"),
        ]);
        assert_eq!(
            lines(&wanted, root.path()),
            [
                "crates/a/.env: not generated; move it out of this crate, or remove it",
                "crates/a/src/lib.rs: not generated; move it out of this crate, or remove it",
                "crates/a/src/notes/a.txt: not generated; move it out of this crate, or remove it",
                "crates/a/target: not generated; move it out of this crate, or remove it",
                "crates/a/tests: a file where a generated folder goes; move or remove it",
                "crates/a/types.rs: a folder where a generated file goes; move or remove it",
            ]
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_is_no_file_is_not_read() {
        use std::os::unix::ffi::OsStrExt;
        let wanted = tree(&[("crates/a/src/lib.rs", "// Generated from specs/a")]);
        let root = disk(&[("crates/a/Cargo.toml", MANIFEST), ("elsewhere", "a")]);
        let folder = root.path().join("crates/a");
        fs::create_dir(folder.join("src")).unwrap();
        std::os::unix::fs::symlink(root.path().join("elsewhere"), folder.join("src/lib.rs"))
            .unwrap();
        std::os::unix::fs::symlink(root.path(), folder.join("samples")).unwrap();
        // Reading it would wait for a writer for ever.
        let made = std::process::Command::new("mkfifo").arg(folder.join("src/pipe")).status();
        assert!(made.unwrap().success());
        fs::write(folder.join("src/a\u{1b}[31m"), "").unwrap();
        fs::write(folder.join("src").join(std::ffi::OsStr::from_bytes(b"\xff")), "").unwrap();
        // Nothing of it is on the disk.
        fs::File::create(folder.join("src/large")).unwrap().set_len(disk::MAX_FILE + 1).unwrap();
        assert_eq!(
            lines(&wanted, root.path()),
            [
                "crates/a/samples: neither a file nor a folder; remove it",
                "crates/a/src/a\u{1b}[31m: the name has characters that are not printable; rename or remove it",
                "crates/a/src/large: larger than 16 MiB; shorten or remove it",
                "crates/a/src/lib.rs: neither a file nor a folder; remove it",
                "crates/a/src/pipe: neither a file nor a folder; remove it",
                "crates/a/src/\u{fffd}: the name has characters that are not printable; rename or remove it",
            ]
        );
        // A link in the place of the crate itself.
        fs::rename(&folder, root.path().join("moved")).unwrap();
        std::os::unix::fs::symlink(root.path().join("moved"), &folder).unwrap();
        assert_eq!(
            lines(&wanted, root.path()),
            ["crates/a: neither a file nor a folder; remove it"]
        );
    }
}
