//! What is read from the disk: never without a limit, and nothing that is no file.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// The largest file that is read, in bytes.
pub const MAX_FILE: u64 = 16 << 20;

/// The names in a folder, sorted.
pub fn names(folder: &Path) -> io::Result<Vec<OsString>> {
    let names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name()));
    let mut names: Vec<OsString> = names.collect::<io::Result<_>>()?;
    names.sort();
    Ok(names)
}

/// A file's bytes, if it is a file and not too large.
pub fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = fs::metadata(path).and_then(|data| {
        if !data.is_file() {
            return Err(io::Error::other("it is not a file"));
        }
        File::open(path)?.take(MAX_FILE + 1).read_to_end(&mut bytes)
    });
    match read {
        Err(e) if e.kind() == ErrorKind::NotFound => Err("there is no such file".to_owned()),
        Err(e) => Err(format!("the file cannot be read ({e}); correct its permissions")),
        Ok(_) if bytes.len() as u64 > MAX_FILE => {
            Err(format!("larger than {} MiB; shorten or remove it", MAX_FILE >> 20))
        }
        Ok(_) => Ok(bytes),
    }
}
