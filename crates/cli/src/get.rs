//! `bindery get`: a live call, or many.

use std::time::Duration;

use bindery_runtime::erased::{self, CallError, Decoded, Endpoint, Entry, Settings};
use bindery_runtime::{CallOptions, MediaType, ResponseValue, Transport};
use jiff::SignedDuration;

use crate::many;
use crate::output::{self, Code, Failure};
use crate::target::{self, Target};

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Credentials and, where a provider has none of its own, the base URL come from environment variables: see `bindery providers`.

Examples:
  SAKARI_TOKEN=… bindery get sakari 5b1f0c2e9d3a4f0012345678
  bindery get twosms 3d9a1f06-5c72-4b8e-a1d4-7e60f2c8b935 --base-url https://portal.2sms.com --accept xml
  bindery get metallic --ids ids.txt --rate 1000/h --output accounts.ndjson
  bindery get metallic --ids ids.txt --rate 1000/h --output accounts.ndjson --resume

With --ids, each call gives a line of JSON as it ends: {\"id\", \"answer\"}, or {\"id\", \"error\"}. Ctrl-C leaves whole lines only.")]
pub(crate) struct Arguments {
    #[command(flatten)]
    target: Target,
    /// The required parameters in order, such as an id; any parameter as NAME=VALUE
    #[arg(value_name = "ID|NAME=VALUE")]
    parameters: Vec<String>,
    /// Call this base URL instead of the provider's own
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// How long the whole call may take: `10s`, `1m 30s`, `500ms`
    #[arg(long, value_name = "DURATION", value_parser = duration)]
    timeout: Option<Duration>,
    /// How often the request is sent at most
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    attempts: Option<u32>,
    /// The media type to ask for, where the operation offers it: `json` or `xml`
    #[arg(long, value_name = "TYPE")]
    accept: Option<MediaType>,
    /// Tell each attempt on standard error
    #[arg(short, long)]
    verbose: bool,
    #[command(flatten)]
    many: many::Many,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (entry, endpoint) = arguments.target.find()?;
    let words = arguments.parameters.iter().map(String::as_str);
    let one = match arguments.many.ids {
        None => target::arguments(endpoint, words)?,
        Some(_) => erased::Arguments::new(),
    };
    if arguments.verbose {
        output::trace();
    }
    output::block_on(async {
        let settings = Settings {
            base_url: arguments.base_url.clone(),
            options: arguments.options(),
            ..Settings::default()
        };
        let client = connect(entry, &|name| std::env::var(name).ok(), settings)?;
        let secrets = arguments.target.secrets();
        if let Some(ids) = &arguments.many.ids {
            return many::run(&arguments.many, ids, endpoint, &client, secrets).await;
        }
        let answer = call(endpoint, &client, &one).await?;
        output::show(answer.as_ref(), secrets)
    })
}

impl Arguments {
    fn options(&self) -> CallOptions {
        let mut options = CallOptions::new();
        if let Some(timeout) = self.timeout {
            options = options.timeout(timeout);
        }
        if let Some(attempts) = self.attempts {
            options = options.attempts(attempts);
        }
        if let Some(media_type) = self.accept {
            options = options.accept(media_type);
        }
        options
    }
}

/// Makes a client with credentials from variables: those of the environment, or stand-ins for them.
pub(crate) fn connect(
    entry: &Entry,
    variable: &dyn Fn(&str) -> Option<String>,
    settings: Settings,
) -> Result<Transport, Failure> {
    (entry.connect)(variable, settings).map_err(|e| Failure::usage(e.to_string()))
}

/// Calls an operation, and tells by the exit code what kind of failure it was.
pub(crate) async fn call(
    endpoint: &Endpoint,
    client: &Transport,
    arguments: &erased::Arguments,
) -> Result<Box<dyn Decoded>, Failure> {
    let answer = (endpoint.call)(client, arguments).await;
    answer
        .map(ResponseValue::into_inner)
        .map_err(|error| Failure::new(code(&error), error.to_string()))
}

/// The exit code for what went wrong.
pub(crate) fn code(error: &CallError) -> Code {
    match error {
        CallError::Argument { .. } => Code::Usage,
        CallError::Call(error) if error.is_request() => Code::Usage,
        CallError::Call(error) if error.is_decode() => Code::NotDecoded,
        CallError::Call(error)
            if error.is_connect()
                || error.is_timeout()
                || error.status().or(error.token_status()).is_none() =>
        {
            Code::NotReached
        }
        CallError::Call(_) => Code::Answered,
    }
}

fn duration(text: &str) -> Result<Duration, String> {
    let duration: SignedDuration = text
        .parse()
        .map_err(|_| "say it with its unit, such as 10s or 1m 30s".to_owned())?;
    match Duration::try_from(duration) {
        Ok(duration) if !duration.is_zero() => Ok(duration),
        _ => Err("it must be more than nothing".to_owned()),
    }
}
