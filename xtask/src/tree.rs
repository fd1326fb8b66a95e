//! Every generated file as one value, and the two things done with it: find where the disk differs, make the disk equal.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Every generated file by its path from the workspace's root.
pub type Tree = BTreeMap<PathBuf, String>;

/// How line 1 of every generated file starts, after the comment sign.
pub const MARK: &str = "Generated from ";

/// One file that is not as the tree says.
#[derive(Debug, PartialEq, Eq)]
pub struct Difference {
    /// From the workspace's root.
    pub path: PathBuf,
    /// What is on the disk; nothing if the file is missing.
    pub found: Option<String>,
    /// What should be there; nothing if the file should not.
    pub wanted: Option<String>,
}

/// Where the disk differs from `tree`, files that nothing generates any more included.
pub fn drift(tree: &Tree, root: &Path) -> io::Result<Vec<Difference>> {
    let mut differences = Vec::new();
    for (path, wanted) in tree {
        let found = match fs::read(root.join(path)) {
            Ok(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
            Err(e) if e.kind() == io::ErrorKind::NotFound => None,
            Err(e) => return Err(at(&root.join(path), e)),
        };
        if found.as_ref() != Some(wanted) {
            differences.push(Difference {
                path: path.clone(),
                found,
                wanted: Some(wanted.clone()),
            });
        }
    }
    for path in generated(root)? {
        if !tree.contains_key(&path) {
            let found = fs::read(root.join(&path)).map_err(|e| at(&root.join(&path), e))?;
            differences.push(Difference {
                path,
                found: Some(String::from_utf8_lossy(&found).into_owned()),
                wanted: None,
            });
        }
    }
    differences.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(differences)
}

/// Makes the disk equal: every new file is written beside its place first, so that a full disk leaves all as it was.
pub fn write(differences: &[Difference], root: &Path) -> io::Result<()> {
    let mut staged = Vec::new();
    for difference in differences {
        let Some(wanted) = &difference.wanted else {
            continue;
        };
        let path = root.join(&difference.path);
        let beside = staging(&path);
        let result = path
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&beside, wanted));
        staged.push((beside, path));
        if let Err(e) = result {
            for (beside, _) in &staged {
                // The first error is the one to tell.
                let _ = fs::remove_file(beside);
            }
            return Err(staged
                .last()
                .map_or(e.kind().into(), |(_, path)| at(path, e)));
        }
    }
    for (beside, path) in &staged {
        fs::rename(beside, path).map_err(|e| at(path, e))?;
    }
    for difference in differences.iter().filter(|d| d.wanted.is_none()) {
        let path = root.join(&difference.path);
        fs::remove_file(&path).map_err(|e| at(&path, e))?;
        remove_empty_folders(&path, root);
    }
    Ok(())
}

/// The files of every generated crate on the disk.
fn generated(root: &Path) -> io::Result<Vec<PathBuf>> {
    let crates = root.join("crates");
    let mut found = Vec::new();
    for folder in folders(&crates)? {
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
        if manifest.starts_with(&format!("# {MARK}")) {
            files(&folder, root, &mut found)?;
        }
    }
    Ok(found)
}

fn folders(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    let mut folders = Vec::new();
    for entry in fs::read_dir(path).map_err(|e| at(path, e))? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            folders.push(entry.path());
        }
    }
    Ok(folders)
}

fn files(folder: &Path, root: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder).map_err(|e| at(folder, e))? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            files(&entry.path(), root, found)?;
        } else if let Ok(path) = entry.path().strip_prefix(root) {
            found.push(path.to_owned());
        }
    }
    Ok(())
}

fn staging(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".regen");
    path.with_file_name(name)
}

fn remove_empty_folders(file: &Path, root: &Path) {
    let mut folder = file.parent();
    while let Some(path) = folder {
        // Fails where a folder still holds something, which is the place to stop.
        if path == root || fs::remove_dir(path).is_err() {
            return;
        }
        folder = path.parent();
    }
}

fn at(path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = "# Generated from specs/a by a test\n";

    fn tree(files: &[(&str, &str)]) -> Tree {
        files
            .iter()
            .map(|(path, text)| (PathBuf::from(path), (*text).to_owned()))
            .collect()
    }

    /// What drift finds, a word for each path.
    fn found(tree: &Tree, root: &Path) -> Vec<String> {
        drift(tree, root)
            .expect("readable")
            .iter()
            .map(|d| {
                let what = match (&d.found, &d.wanted) {
                    (None, _) => "missing",
                    (_, None) => "orphan",
                    _ => "differs",
                };
                format!("{} {what}", d.path.display())
            })
            .collect()
    }

    #[test]
    fn what_differs_is_found_and_made_equal() {
        let root = tempfile::tempdir().expect("a folder");
        let root = root.path();
        let first = tree(&[
            ("crates/a/Cargo.toml", MANIFEST),
            ("crates/a/src/lib.rs", "one"),
            ("crates/b/Cargo.toml", MANIFEST),
            ("crates/b/src/lib.rs", "two"),
        ]);
        write(&drift(&first, root).expect("readable"), root).expect("writable");
        assert_eq!(found(&first, root), [""; 0]);

        fs::write(root.join("crates/a/src/lib.rs"), "edited").expect("writable");
        fs::write(root.join("crates/a/notes.txt"), "by hand").expect("writable");
        let second = tree(&[
            ("crates/a/Cargo.toml", MANIFEST),
            ("crates/a/src/lib.rs", "one"),
            ("crates/a/src/new.rs", "three"),
        ]);
        assert_eq!(
            found(&second, root),
            [
                "crates/a/notes.txt orphan",
                "crates/a/src/lib.rs differs",
                "crates/a/src/new.rs missing",
                "crates/b/Cargo.toml orphan",
                "crates/b/src/lib.rs orphan",
            ]
        );
        write(&drift(&second, root).expect("readable"), root).expect("writable");
        assert_eq!(found(&second, root), [""; 0]);
        assert!(!root.join("crates/b").exists());
    }

    #[test]
    fn a_crate_written_by_hand_is_left_alone() {
        let root = tempfile::tempdir().expect("a folder");
        let root = root.path();
        fs::create_dir_all(root.join("crates/hand/src")).expect("writable");
        fs::write(root.join("crates/hand/Cargo.toml"), "[package]\n").expect("writable");
        assert_eq!(found(&Tree::new(), root), [""; 0]);
    }

    #[test]
    fn a_write_that_fails_changes_nothing() {
        let root = tempfile::tempdir().expect("a folder");
        let root = root.path();
        fs::create_dir_all(root.join("crates/a")).expect("writable");
        fs::write(root.join("crates/a/Cargo.toml"), MANIFEST).expect("writable");
        // A file where a folder is wanted stops the second write.
        fs::write(root.join("crates/a/src"), "in the way").expect("writable");
        let tree = tree(&[
            ("crates/a/Cargo.toml", "# Generated from specs/a, newer\n"),
            ("crates/a/src", "in the way"),
            ("crates/a/src/lib.rs", "one"),
        ]);
        let differences: Vec<Difference> = tree
            .iter()
            .map(|(path, text)| Difference {
                path: path.clone(),
                found: None,
                wanted: Some(text.clone()),
            })
            .collect();
        let error = write(&differences, root).expect_err("the folder cannot be made");
        assert!(error.to_string().contains("crates/a/src/lib.rs"), "{error}");
        assert_eq!(
            fs::read_to_string(root.join("crates/a/Cargo.toml")).expect("still there"),
            MANIFEST
        );
        assert!(!root.join("crates/a/Cargo.toml.regen").exists());
    }
}
