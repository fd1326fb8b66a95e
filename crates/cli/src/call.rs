//! `bindery call`: a live call of any operation.

use std::path::PathBuf;

use crate::connection::{self, Connection};
use crate::format::Format;
use crate::input;
use crate::items;
use crate::output::{self, Failure};
use crate::target;
use crate::view::{View, Whole};

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Operations and their parameters are listed by `bindery providers`. A list is written with commas, or its \
parameter is repeated.

Examples:
  bindery call sakari get_account accountId=5b1f0c2e9d3a4f0012345678
  bindery call sequence list_accounts limit=100 --all > accounts.ndjson
  bindery call sequence update_account 13448448-ce43-4874-8acf-8ff2a8ca24c1 --body update.json")]
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
    /// Print every item of a list, one per line, as its pages come: as `ndjson`, or as `csv`
    #[arg(long, conflicts_with_all = ["include", "raw"])]
    all: bool,
    /// Continue a list at the page that an earlier `--all` ended before
    #[arg(long, value_name = "TOKEN", requires = "all")]
    resume_from: Option<String>,
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
        values = values.body(media_type.unwrap_or(preferred), input::read(file, 16)?);
    }
    output::block_on(async {
        let client = arguments.connection.connect(entry, None)?;
        if arguments.all {
            if arguments.view.format == Format::Table {
                let problem = "--all prints items as they come, which a table cannot";
                return Err(Failure::usage(problem).advice("Use --format ndjson or csv."));
            }
            let paginate = endpoint.pages.ok_or_else(|| {
                let problem = format!("{} has no pages", arguments.operation);
                Failure::usage(problem).advice("Call it without --all.")
            })?;
            let mut pages =
                paginate(&client, &values).map_err(|error| connection::failure(&error))?;
            if let Some(token) = &arguments.resume_from {
                pages = pages.starting_at(token);
            }
            return items::run(pages, &arguments.view).await;
        }
        match (endpoint.call)(&client, &values).await {
            Ok(response) => arguments.whole.response(response, &arguments.view).await,
            Err(error) => Err(arguments.whole.error(error)),
        }
    })
}
