//! `bindery decode`: what a body holds.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::output::{self, Code, Failure};
use crate::target::Target;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  bindery decode metallic body.json
  curl -s … | bindery decode twosms --type application/xml -
  bindery decode sakari --status 403 refused.json")]
pub(crate) struct Arguments {
    #[command(flatten)]
    target: Target,
    /// The body; `-` reads standard input
    #[arg(value_name = "FILE|-")]
    file: PathBuf,
    /// The body's media type; without it, the file's ending tells, then the first byte
    #[arg(long = "type", value_name = "MEDIA_TYPE", value_parser = media_type)]
    media_type: Option<String>,
    /// Decode it as the body of a response with this status
    #[arg(long, value_name = "STATUS", value_parser = clap::value_parser!(u16).range(100..600))]
    status: Option<u16>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (_, endpoint) = arguments.target.find()?;
    let body = read(&arguments.file)?;
    let media_type = arguments
        .media_type
        .as_deref()
        .or_else(|| by_ending(&arguments.file));
    let status = arguments
        .status
        .unwrap_or_else(|| endpoint.success_status());
    let decode = endpoint.decoder(status).ok_or_else(|| {
        Failure::usage(format!(
            "{} documents no body for status {status}",
            endpoint.operation.id
        ))
    })?;
    let decoded =
        decode(media_type, &body).map_err(|e| Failure::new(Code::NotDecoded, e.to_string()))?;
    output::show(decoded.as_ref(), arguments.target.secrets())
}

/// The largest body that is read, in bytes: as large as the client takes from a provider.
const LIMIT: u64 = 16 << 20;

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    let (name, input): (_, io::Result<Box<dyn Read>>) = if file == Path::new("-") {
        ("standard input".into(), Ok(Box::new(io::stdin().lock())))
    } else {
        (
            file.display().to_string(),
            File::open(file).map(|file| Box::new(file) as _),
        )
    };
    let mut body = Vec::new();
    input
        .and_then(|input| input.take(LIMIT + 1).read_to_end(&mut body))
        .map_err(|e| {
            Failure::usage(format!("cannot read {name}: {e}"))
                .advice("Name a file that holds one body, or - for standard input.")
        })?;
    if body.len() as u64 > LIMIT {
        let problem = format!("{name} is longer than {} MiB", LIMIT / 1024 / 1024);
        return Err(Failure::usage(problem).advice("Decode one body at a time."));
    }
    Ok(body)
}

fn by_ending(file: &Path) -> Option<&'static str> {
    let ending = file.extension()?;
    [("json", "application/json"), ("xml", "application/xml")]
        .into_iter()
        .find_map(|(known, media_type)| ending.eq_ignore_ascii_case(known).then_some(media_type))
}

fn media_type(text: &str) -> Result<String, String> {
    match text.split_once('/') {
        Some((kind, rest)) if !kind.is_empty() && !rest.is_empty() => Ok(text.to_owned()),
        _ => Err(
            "a media type is two words with a slash between them, such as application/json".into(),
        ),
    }
}
