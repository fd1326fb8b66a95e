//! A body that a person gives: from a file or standard input, with its media type.

use std::fs::File;
use std::io::{self, IsTerminal as _, Read};
use std::path::Path;

use bindery_runtime::MediaType;

use crate::output::{self, Failure};

/// Reads a file, or standard input for `-`, of at most so many MiB.
pub(crate) fn read(file: &Path, mebibytes: u64) -> Result<Vec<u8>, Failure> {
    let limit = mebibytes << 20;
    let (name, input): (_, io::Result<Box<dyn Read>>) = if file == Path::new("-") {
        if io::stdin().is_terminal() {
            output::complain("Reading the body from standard input.");
        }
        ("standard input".into(), Ok(Box::new(io::stdin().lock())))
    } else {
        (file.display().to_string(), File::open(file).map(|file| Box::new(file) as _))
    };
    let mut body = Vec::new();
    input.and_then(|input| input.take(limit + 1).read_to_end(&mut body)).map_err(|e| {
        Failure::usage(format!("cannot read {name}: {e}"))
            .advice("Name a file that holds one body, or - for standard input.")
    })?;
    if body.len() as u64 > limit {
        return Err(Failure::usage(format!("{name} is longer than {mebibytes} MiB")));
    }
    Ok(body)
}

/// The media type that a file's extension stands for.
pub(crate) fn by_extension(file: &Path) -> Option<&'static str> {
    let extension = file.extension()?.to_str()?.to_ascii_lowercase();
    extension.parse().ok().map(MediaType::as_str)
}

/// Reads `json`, `xml`, or a whole media type.
pub(crate) fn media_type(text: &str) -> Result<String, String> {
    match (text.parse::<MediaType>(), text.split_once('/')) {
        (Ok(known), _) => Ok(known.as_str().to_owned()),
        (_, Some((kind, rest))) if !kind.is_empty() && !rest.is_empty() => Ok(text.to_owned()),
        _ => Err("expected json, xml, or a media type such as application/json".to_owned()),
    }
}
