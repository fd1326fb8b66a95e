//! The lines that `get --ids` writes, and their file, which must be its own.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::hash::{BuildHasher as _, RandomState};
use std::io::{self, BufRead as _, BufReader, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use bindery_runtime::{Object, Value};
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use crate::json;
use crate::output::{self, Failure, Reader};

/// One line: what became of one id.
#[derive(Serialize)]
pub(crate) struct Record<'a> {
    #[serde(flatten)]
    pub(crate) operation: Operation,
    pub(crate) id: &'a str,
    #[serde(flatten)]
    pub(crate) result: Result,
}

/// The operation of a line.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Operation {
    pub(crate) provider: &'static str,
    pub(crate) operation: &'static str,
}

#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Result {
    Response {
        response: Value,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        unknown_fields: Vec<String>,
        #[serde(skip_serializing_if = "Object::is_empty")]
        unknown_values: Object,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        misfits: Vec<String>,
    },
    Error {
        error: Problem,
    },
}

#[derive(Default, Serialize)]
#[serde(default)]
pub(crate) struct Problem {
    /// The name of the runtime's `ErrorKind`.
    pub(crate) kind: String,
    /// The message.
    pub(crate) text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) token_status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) message: Option<String>,
}

/// The parts of a line that are read again.
#[derive(Deserialize)]
struct Written<'a> {
    #[serde(borrow)]
    provider: Cow<'a, str>,
    #[serde(borrow)]
    operation: Cow<'a, str>,
    #[serde(borrow)]
    id: Cow<'a, str>,
    error: Option<IgnoredAny>,
}

/// The output.
pub(crate) enum Sink {
    Standard,
    File {
        path: PathBuf,
        file: File,
        /// The length of the whole lines, in bytes.
        length: u64,
    },
}

impl Sink {
    /// Writes a line in one go, so that whatever ends the command ends between lines.
    pub(crate) fn write(&mut self, record: &Record<'_>) -> std::result::Result<Reader, Failure> {
        let text = json::line(record) + "\n";
        match self {
            Self::Standard => output::write(text.as_bytes()),
            Self::File { path, file, length } => {
                if let Err(e) = file.write_all(text.as_bytes()) {
                    // A full disk takes half a line.
                    let _ = file.set_len(*length);
                    let problem = format!("cannot write to {}: {e}", path.display());
                    return Err(Failure::usage(problem));
                }
                *length += text.len() as u64;
                Ok(Reader::There)
            }
        }
    }
}

/// Whether a file that is there already is continued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Existing {
    Refuse,
    Resume,
}

/// The ids that have a response: a hash of each, so that a million of them are some megabytes.
#[derive(Default)]
pub(crate) struct Done {
    hashes: BTreeSet<(u64, u64)>,
    keys: (RandomState, RandomState),
}

impl Done {
    fn hash(&self, id: &str) -> (u64, u64) {
        (self.keys.0.hash_one(id), self.keys.1.hash_one(id))
    }

    fn insert(&mut self, id: &str) {
        self.hashes.insert(self.hash(id));
    }

    pub(crate) fn contains(&self, id: &str) -> bool {
        self.hashes.contains(&self.hash(id))
    }

    #[cfg(test)]
    fn len(&self) -> usize {
        self.hashes.len()
    }
}

/// Opens the output file, for this process alone, and finds the ids that have a response in it.
pub(crate) fn open(
    path: &Path,
    existing: Existing,
    operation: Operation,
) -> std::result::Result<(Sink, Done), Failure> {
    let place = path.display();
    let failure = |e: io::Error| Failure::usage(format!("cannot write {place}: {e}"));
    let refused = |problem: &str| Failure::usage(format!("{place} {problem}"));
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    match (existing, fs::metadata(path)) {
        (Existing::Resume, Ok(metadata)) if metadata.is_file() => {}
        (Existing::Resume, Ok(_)) => {
            return Err(refused("is not a regular file; choose another one"));
        }
        (Existing::Refuse, Ok(_)) => {
            return Err(refused(
                "already exists; use --resume to continue it, or choose another file",
            ));
        }
        (_, Err(_)) => {
            options.create_new(true);
        }
    }
    let mut file = options.open(path).map_err(failure)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            return Err(refused("is being written by another process; choose another one"));
        }
        Err(TryLockError::Error(e)) => return Err(failure(e)),
    }
    let (done, length) = read(path, &mut file, operation)?;
    let sink = Sink::File { path: path.to_owned(), file, length };
    Ok((sink, done))
}

/// The longest line that this command writes, in bytes.
const LONGEST: u64 = 16 << 20;

/// The ids that have a response in a file, and the length of its whole lines. A last line that was cut off is removed, so
/// that the next one begins a line. Nothing is changed in a file that this command did not write.
fn read(
    path: &Path,
    file: &mut File,
    operation: Operation,
) -> std::result::Result<(Done, u64), Failure> {
    let place = path.display();
    let failure = |e: io::Error| Failure::usage(format!("cannot read {place}: {e}"));
    let refused =
        |problem: String| Failure::usage(format!("{place}: {problem}; choose another file"));
    let mut done = Done::default();
    let mut length = 0;
    let mut reader = BufReader::new(&mut *file);
    let mut line = Vec::new();
    for number in 1_u64.. {
        line.clear();
        let read = reader.by_ref().take(LONGEST).read_until(b'\n', &mut line);
        if read.map_err(failure)? == 0 {
            break;
        }
        let is_whole = line.ends_with(b"\n");
        match serde_json::from_slice::<Written<'_>>(&line) {
            Ok(written)
                if written.provider != operation.provider
                    || written.operation != operation.operation =>
            {
                return Err(refused(format!(
                    "line {number} is of {} {}, not of {} {}",
                    written.provider, written.operation, operation.provider, operation.operation
                )));
            }
            Ok(written) if is_whole => {
                length += line.len() as u64;
                if written.error.is_none() {
                    done.insert(&written.id);
                }
            }
            _ if !is_whole && is_cut(&line, operation) => break,
            _ => {
                return Err(refused(format!(
                    "line {number} was not written by `bindery get --ids`"
                )));
            }
        }
    }
    if length < file.metadata().map_err(failure)?.len() {
        output::complain(&format!("{place}: the last line was cut off, and is removed"));
        file.set_len(length).map_err(failure)?;
    }
    file.seek(SeekFrom::End(0)).map_err(failure)?;
    Ok((done, length))
}

/// Whether this is how a line of this operation begins.
fn is_cut(line: &[u8], operation: Operation) -> bool {
    let mut start = json::line(&operation);
    start.truncate(start.len() - 1);
    start += ",\"id\":";
    let start = start.as_bytes();
    (line.starts_with(start) || start.starts_with(line)) && (line.len() as u64) < LONGEST
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPERATION: Operation = Operation { provider: "acme", operation: "get_account" };

    fn record(id: &str, result: &str) -> String {
        format!(
            "{{\"provider\":\"acme\",\"operation\":\"get_account\",\"id\":\"{id}\",{result}}}\n"
        )
    }

    /// The ids that are done in a file of this text, and what is left of it; or the error.
    fn resume(text: &str) -> (std::result::Result<usize, String>, String) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out");
        fs::write(&path, text).unwrap();
        let done = open(&path, Existing::Resume, OPERATION);
        let done = done.map(|(_, done)| done.len());
        let done = done.map_err(|failure| failure.problem().replace(path.to_str().unwrap(), "out"));
        (done, fs::read_to_string(&path).unwrap())
    }

    #[track_caller]
    fn check(text: &str, done: usize, left: &str) {
        assert_eq!(resume(text), (Ok(done), left.to_owned()), "{text}");
    }

    #[track_caller]
    fn check_refused(text: &str, problem: &str) {
        assert_eq!(resume(text), (Err(problem.to_owned()), text.to_owned()));
    }

    #[test]
    fn a_file_of_ours_is_continued() {
        let whole = record("a", "\"response\":1") + &record("b", "\"error\":{}");
        check("", 0, "");
        check(&whole, 1, &whole);
        let more = whole.clone() + &record("b", "\"response\":null");
        check(&more, 2, &more);
        let cut = record("c", "\"response\":1");
        for at in [1, 12, 30, cut.len() - 1] {
            check(&(whole.clone() + &cut[..at]), 1, &whole);
        }
    }

    #[test]
    fn a_file_of_somebody_else_is_refused_and_kept() {
        let ours = record("a", "\"response\":1");
        let not = |line: u32| {
            format!("out: line {line} was not written by `bindery get --ids`; choose another file")
        };
        check_refused("my diary", &not(1));
        check_refused("my diary\n", &not(1));
        check_refused(r#"{"accounts":[1,2,3]}"#, &not(1));
        check_refused(r#"{"id":"a","response":{}}"#, &not(1));
        check_refused("{\"id\":\"a\",\"answer\":{}}\n", &not(1));
        check_refused("[\n1\n]\n", &not(1));
        check_refused("\n", &not(1));
        check_refused(&format!("{ours}my diary"), &not(2));
        let other = ours.replace("acme", "other");
        let problem =
            "out: line 1 is of other get_account, not of acme get_account; choose another file";
        check_refused(&other, problem);
        check_refused(other.trim_end(), problem);
        check_refused(&other[..40], &not(1));
        check_refused(&"x".repeat(1 << 20), &not(1));
    }

    #[test]
    fn a_file_has_one_writer() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out");
        let held = open(&path, Existing::Refuse, OPERATION).unwrap();
        let again = |existing| open(&path, existing, OPERATION).map(drop).unwrap_err();
        assert!(again(Existing::Refuse).problem().contains(" already exists; "));
        let problem = " is being written by another process; ";
        assert!(again(Existing::Resume).problem().contains(problem));
        drop(held);
        open(&path, Existing::Resume, OPERATION).map(drop).unwrap();
        let folder = open(folder.path(), Existing::Resume, OPERATION);
        assert!(folder.map(drop).unwrap_err().problem().contains(" is not a regular file; "));
    }
}
