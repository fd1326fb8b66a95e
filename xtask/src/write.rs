//! Makes the disk equal to what was generated, such that cargo can load the workspace at every moment on the way: a process
//! that is killed, or a full disk, leaves a workspace that works, and the next run does the rest.
//!
//! Every file is first written to `.regen/`, which git and cargo do not look into. Then files and folders are renamed into
//! place. A crate arrives and leaves as a whole folder. In a crate that stays, new files arrive before the manifest, which may name
//! them, and old ones go after it.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::report;
use crate::tree::Difference;

/// Where files wait: on the file system of their places, so that they can be renamed.
const FOLDER: &str = ".regen";

/// The right to write in a workspace, which one process has at a time.
pub struct Lock<'a> {
    root: &'a Path,
    /// The system unlocks it when the process ends, however it does.
    _file: File,
}

/// Waits until no other process writes in this workspace, and removes what a killed one has left.
pub fn lock(root: &Path) -> Result<Lock<'_>, String> {
    let folder = root.join(FOLDER);
    if fs::symlink_metadata(&folder).is_ok_and(|m| !m.is_dir()) {
        return Err(format!("{}: not a folder; remove it", folder.display()));
    }
    Step::Folder(folder.clone()).take()?;
    let path = folder.join("lock");
    let file = File::create(&path).map_err(|e| at(&path, &e))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            report::warn("Another task writes in this workspace; waiting for its end.");
            file.lock().map_err(|e| at(&path, &e))?;
        }
        Err(TryLockError::Error(e)) => return Err(at(&path, &e)),
    }
    clear(root)?;
    Ok(Lock { root, _file: file })
}

/// Writes and removes files, one batch after the other. A batch holds files of one folder, such as `crates/sakari`. If this fails,
/// the error names the path, and the next run does what is left.
pub fn write(lock: &Lock<'_>, batches: &[Vec<Difference>]) -> Result<(), String> {
    let steps = steps(lock.root, batches);
    let written = steps.into_iter().try_for_each(Step::take);
    // Also after a failure: a full disk needs the space.
    let cleared = clear(lock.root);
    written.and(cleared)
}

/// Removes what waits in `.regen/`.
fn clear(root: &Path) -> Result<(), String> {
    let mut folders = ["new", "old"].iter();
    folders.try_for_each(|name| Step::FolderGone(root.join(FOLDER).join(name)).take())
}

/// Every step: all files are written before the first is put in its place.
fn steps<'a>(root: &Path, batches: &'a [Vec<Difference>]) -> Vec<Step<'a>> {
    let mut write = Vec::new();
    let mut place = vec![Step::Folder(root.join(FOLDER).join("old"))];
    for (number, batch) in batches.iter().enumerate() {
        let new = root.join(FOLDER).join("new").join(number.to_string());
        let Some(first) = batch.first() else { continue };
        for file in batch {
            if let Some(bytes) = &file.wanted {
                let path = new.join(&file.path);
                write.push(Step::Folder(parent(&path)));
                write.push(Step::File(path, bytes));
            }
        }
        let folder: PathBuf = first.path.components().take(2).collect();
        let there = root.join(&folder);
        let goes = |file: &Difference| file.wanted.is_none() && is_manifest(file);
        if !there.exists() {
            place.push(Step::Folder(parent(&there)));
            place.push(Step::Move(new.join(&folder), there));
        } else if batch.iter().any(goes) {
            let old = root.join(FOLDER).join("old").join(number.to_string());
            place.push(Step::Move(there, old));
        } else {
            let mut files: Vec<&Difference> = batch.iter().collect();
            files.sort_by_key(|file| (file.wanted.is_none(), is_manifest(file)));
            for file in files {
                let path = root.join(&file.path);
                if file.wanted.is_some() {
                    place.push(Step::Folder(parent(&path)));
                    place.push(Step::Move(new.join(&file.path), path));
                } else {
                    let above = path.ancestors().skip(1).take_while(|p| *p != there);
                    let above = above.map(|p| Step::EmptyFolderGone(p.to_owned()));
                    place.push(Step::FileGone(path.clone()));
                    place.extend(above);
                }
            }
        }
    }
    write.extend(place);
    write
}

fn is_manifest(file: &Difference) -> bool {
    file.path.ends_with("Cargo.toml")
}

fn parent(path: &Path) -> PathBuf {
    path.parent().unwrap_or(path).to_owned()
}

/// One change of the disk. There is no other way to make one, so that a test can stop before each.
#[derive(Debug)]
enum Step<'a> {
    /// The folder is made, with those above it.
    Folder(PathBuf),
    File(PathBuf, &'a [u8]),
    /// From here to there.
    Move(PathBuf, PathBuf),
    FileGone(PathBuf),
    /// The folder goes with all that it holds, if it is there.
    FolderGone(PathBuf),
    /// The folder goes if it holds nothing.
    EmptyFolderGone(PathBuf),
}

impl Step<'_> {
    fn take(self) -> Result<(), String> {
        #[cfg(test)]
        fault::point(&self)?;
        let (result, path, fine) = match &self {
            Self::Folder(path) => (fs::create_dir_all(path), path, None),
            Self::File(path, bytes) => (fs::write(path, bytes), path, None),
            Self::Move(from, to) => (fs::rename(from, to), to, None),
            Self::FileGone(path) => (fs::remove_file(path), path, None),
            Self::FolderGone(path) => (fs::remove_dir_all(path), path, Some(ErrorKind::NotFound)),
            Self::EmptyFolderGone(path) => {
                (fs::remove_dir(path), path, Some(ErrorKind::DirectoryNotEmpty))
            }
        };
        match result {
            Err(e) if Some(e.kind()) != fine => Err(at(path, &e)),
            _ => Ok(()),
        }
    }
}

/// An error with its path, and what to do about it.
fn at(path: &Path, error: &io::Error) -> String {
    let advice = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "make room",
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "make it and its folder writable"
        }
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists | ErrorKind::IsADirectory => {
            "move what is in the way"
        }
        ErrorKind::InvalidFilename => "give it a shorter name",
        _ => "see to it",
    };
    format!("{}: {error}; {advice}, and run this again", path.display())
}

/// Lets a test end the work before any step, as a full disk or a signal would.
#[cfg(test)]
pub mod fault {
    use std::cell::Cell;

    use super::{Step, fs};

    thread_local! {
        static LEFT: Cell<usize> = const { Cell::new(usize::MAX) };
    }

    /// Lets this many steps succeed on this thread.
    pub fn after(steps: usize) {
        LEFT.set(steps);
    }

    /// Fails when no step is left, and from then on, so that nothing is cleaned up. Half of a file may be written by then.
    pub(super) fn point(step: &Step<'_>) -> Result<(), String> {
        let left = LEFT.get();
        LEFT.set(left.saturating_sub(1));
        if left > 0 {
            return Ok(());
        }
        if let Step::File(path, bytes) = step {
            drop(fs::write(path, &bytes[..bytes.len() / 2]));
        }
        Err("no step is left".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_name_the_path_and_what_to_do() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        let file =
            |path: &str| Difference { path: path.into(), found: None, wanted: Some(b"a".to_vec()) };
        #[track_caller]
        fn check(root: &Path, result: Result<(), String>, want: &str) {
            let message = result.unwrap_err();
            let root = format!("{}/", root.display());
            assert_eq!(message.strip_prefix(&root), Some(want), "{message}");
        }
        let work = |differences: Vec<Difference>| write(&lock(root)?, &[differences]);

        fs::write(root.join("crates"), "in the way").unwrap();
        check(
            root,
            work(vec![file("crates/a/Cargo.toml")]),
            "crates: File exists (os error 17); move what is in the way, and run this again",
        );
        fs::remove_file(root.join("crates")).unwrap();
        let long = "a".repeat(256);
        check(
            root,
            work(vec![file(&format!("crates/{long}/Cargo.toml"))]),
            &format!(
                ".regen/new/0/crates/{long}: File name too long (os error 36); give it a shorter name, and run this again"
            ),
        );
        fs::remove_dir_all(root.join(".regen")).unwrap();
        fs::write(root.join(".regen"), "in the way").unwrap();
        check(root, work(vec![]), ".regen: not a folder; remove it");
        fs::remove_file(root.join(".regen")).unwrap();
        work(vec![file("crates/a/Cargo.toml")]).unwrap();
        assert_eq!(fs::read(root.join("crates/a/Cargo.toml")).unwrap(), b"a");
        let left: Vec<_> = fs::read_dir(root.join(".regen")).unwrap().collect();
        assert_eq!(left.len(), 1, "{left:?}");
    }
}
