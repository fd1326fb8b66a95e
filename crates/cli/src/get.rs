//! `bindery get`: a live call by id, or many.

use bindery_runtime::erased;

use crate::connection::Connection;
use crate::many::{self, Many};
use crate::output::{self, Failure};
use crate::target::{self, Target};
use crate::view::{View, Whole};

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Credentials come from environment variables, as listed by `bindery providers`, or from a profile: see `bindery login`.

Examples:
  bindery get sakari 5b1f0c2e9d3a4f0012345678
  bindery get twosms 3d9a1f06-5c72-4b8e-a1d4-7e60f2c8b935 --base-url https://portal.2sms.com
  bindery get metallic --ids ids.txt --rate 1000/h --output accounts.ndjson
  bindery get metallic --ids ids.txt --rate 1000/h --output accounts.ndjson --resume

With --ids, each call prints a line of JSON as it ends: provider, operation and id, then response or error. A line that no \
call can be made of is an error with its number. Interrupting never leaves a partial line.")]
pub(crate) struct Arguments {
    #[command(flatten)]
    target: Target,
    /// Required parameters in order, such as an id; any parameter as NAME=VALUE
    #[arg(value_name = "ID|NAME=VALUE")]
    parameters: Vec<String>,
    #[command(flatten)]
    connection: Connection,
    #[command(flatten)]
    view: View,
    #[command(flatten)]
    whole: Whole,
    #[command(flatten)]
    many: Many,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (entry, endpoint) = arguments.target.find()?;
    let one = match arguments.many.ids {
        None => target::arguments(endpoint, &arguments.parameters)?,
        Some(_) => erased::Arguments::new(),
    };
    output::block_on(async {
        let client = arguments.connection.connect(entry, arguments.many.pace())?;
        if let Some(ids) = &arguments.many.ids {
            let target = (entry, endpoint);
            return many::run(&arguments.many, ids, target, &client, &arguments.view).await;
        }
        match (endpoint.call)(&client, &one).await {
            Ok(response) => arguments.whole.response(response, &arguments.view).await,
            Err(error) => Err(arguments.whole.error(error)),
        }
    })
}
