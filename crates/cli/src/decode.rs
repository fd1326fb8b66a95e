//! `bindery decode`: what a body holds.

use std::path::PathBuf;

use crate::input;
use crate::output::{Code, Failure};
use crate::target::Target;
use crate::view::View;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
What the spec does not describe is noted on standard error: unknown fields, unknown enum values, values of another type.

Examples:
  bindery decode metallic body.json
  curl -s … | bindery decode twosms --type xml
  bindery decode sakari --status 403 refused.json
  bindery decode sakari body.json --strict --format table")]
pub(crate) struct Arguments {
    #[command(flatten)]
    target: Target,
    /// File with the body; `-` is standard input
    #[arg(value_name = "FILE|-", default_value = "-")]
    file: PathBuf,
    /// Media type of the body, such as `json` or `text/xml` [default: from the file extension, or the content]
    #[arg(long = "type", value_name = "MEDIA_TYPE", value_parser = input::media_type)]
    media_type: Option<String>,
    /// Status of the response that the body is from [default: the documented success]
    #[arg(long, value_name = "STATUS", value_parser = clap::value_parser!(u16).range(100..600))]
    status: Option<u16>,
    /// Fail with exit code 4 if the body holds anything that the spec does not describe
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    view: View,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (_, endpoint) = arguments.target.find()?;
    let status = arguments.status;
    let status = status.unwrap_or_else(|| endpoint.success_status());
    let decode = endpoint.decoder(status).ok_or_else(|| {
        let id = endpoint.operation.id;
        Failure::usage(format!("{id} documents no body for status {status}"))
    })?;
    // As much as a call reads: the values of a body may take a hundred times its length.
    let body = input::read(&arguments.file, 1)?;
    let given = arguments.media_type.as_deref();
    let media_type = given.or_else(|| input::by_extension(&arguments.file));
    let decoded =
        decode(media_type, &body).map_err(|e| Failure::new(Code::NotDecoded, e.to_string()))?;
    let notes = arguments.view.body(decoded.as_ref())?;
    if arguments.strict && notes > 0 {
        let noun = if notes == 1 { "difference" } else { "differences" };
        let problem = format!("{notes} {noun} from the spec");
        return Err(Failure::new(Code::NotDecoded, problem));
    }
    Ok(())
}
