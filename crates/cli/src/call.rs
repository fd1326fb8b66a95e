//! `bindery call`: a live call of any operation.

use std::path::PathBuf;

use crate::connection::Connection;
use crate::input;
use crate::output::{self, Failure};
use crate::target;
use crate::view::{View, Whole};

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Operations and their parameters are listed by `bindery providers`. A list is written with commas, or its parameter is repeated.

Examples:
  bindery call sakari get_account accountId=5b1f0c2e9d3a4f0012345678
  bindery call sequence get_account 6ba7b810-9dad-11d1-80b4-00c04fd430c8 --include")]
pub(crate) struct Arguments {
    /// Provider, as listed by `bindery providers`
    #[arg(value_parser = target::providers())]
    provider: String,
    /// Operation of the provider
    operation: String,
    /// Parameters; required ones may be given without their name, in order
    #[arg(value_name = "NAME=VALUE")]
    parameters: Vec<String>,
    /// File with the request body; `-` is standard input
    #[arg(long, value_name = "FILE|-")]
    body: Option<PathBuf>,
    /// Media type of the request body, such as `json` [default: from the file extension, or what the operation takes]
    #[arg(long = "type", value_name = "MEDIA_TYPE", requires = "body", value_parser = input::media_type)]
    media_type: Option<String>,
    #[command(flatten)]
    connection: Connection,
    #[command(flatten)]
    view: View,
    #[command(flatten)]
    whole: Whole,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let entry = target::provider(&arguments.provider)?;
    let endpoint = target::endpoint(entry, &arguments.operation)?;
    let mut values = target::arguments(endpoint, &arguments.parameters)?;
    if let Some(file) = &arguments.body {
        let accepted = endpoint.operation.request_media_types;
        let Some(preferred) = accepted.first() else {
            let problem = format!("{} takes no request body", endpoint.operation.id);
            return Err(Failure::usage(problem));
        };
        let given = arguments.media_type.as_deref();
        let media_type = given.or_else(|| input::by_extension(file));
        values = values.body(media_type.unwrap_or(preferred), input::read(file)?);
    }
    output::block_on(async {
        let client = arguments.connection.connect(entry, None)?;
        match endpoint.decoded(&client, &values).await {
            Ok(response) => arguments.whole.response(response, &arguments.view),
            Err(error) => Err(arguments.whole.error(error)),
        }
    })
}
