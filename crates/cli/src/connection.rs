//! What `get` and `call` share: the client, a call, and the exit code of what went wrong.

use std::time::Duration;

use bindery_runtime::erased::{self, CallError, Decoded, Endpoint, Entry, Settings};
use bindery_runtime::{CallOptions, ErrorKind, MediaType, ResponseValue, Transport};
use jiff::SignedDuration;

use crate::output::{Code, Failure};
use crate::{profile, trace};

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Connection")]
pub(crate) struct Connection {
    /// Base URL to call instead of the provider's own
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Profile with the credentials [default: environment variables, then the profile `default`]
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// Timeout of a whole call, such as `10s`, `1m 30s` or `500ms`
    #[arg(long, value_name = "DURATION", default_value = "60s", value_parser = duration)]
    timeout: Duration,
    /// Maximum number of attempts of a call, including the first
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    attempts: u32,
    /// Media type of the response, where the operation has several: `json` or `xml`
    #[arg(long, value_name = "TYPE")]
    accept: Option<MediaType>,
    /// Log each attempt to standard error
    #[arg(short, long)]
    verbose: bool,
}

/// The rate limit of requests.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace {
    /// The least time from one request to the next.
    pub(crate) interval: Duration,
    /// The number of calls that wait for their turn.
    pub(crate) concurrency: u16,
}

/// The client's own timeout of an attempt.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(20);

impl Connection {
    pub(crate) fn connect(&self, entry: &Entry, pace: Option<Pace>) -> Result<Transport, Failure> {
        if self.verbose {
            trace::start();
        }
        // Waiting for a turn is within the timeouts. One request of each call waits at a time, and one for a token; a call
        // may send as often as it has attempts, once more with a new token, and as often for the token.
        let turn = pace.map_or(Duration::ZERO, |pace| {
            pace.interval.saturating_mul(u32::from(pace.concurrency) + 1)
        });
        let turns = self.attempts.saturating_add(1).saturating_mul(2);
        let mut options = CallOptions::new()
            .attempts(self.attempts)
            .attempt_timeout(ATTEMPT_TIMEOUT.saturating_add(turn))
            .timeout(self.timeout.saturating_add(turn.saturating_mul(turns)));
        if let Some(media_type) = self.accept {
            options = options.accept(media_type);
        }
        let settings = Settings {
            base_url: self.base_url.clone(),
            options,
            min_interval: pace.map(|pace| pace.interval),
        };
        let provider = entry.provider;
        let variables = profile::variables(provider, self.profile.as_deref())?;
        (entry.connect)(&|name| variables.get(name).cloned(), settings).map_err(|error| {
            let failure = Failure::usage(error.to_string());
            match variables.is_empty() && !provider.schemes().is_empty() {
                true => failure
                    .advice(format!("Or store credentials with: bindery login {}", provider.name)),
                false => failure,
            }
        })
    }
}

/// Calls an operation.
pub(crate) async fn call(
    endpoint: &Endpoint,
    client: &Transport,
    arguments: &erased::Arguments,
) -> Result<ResponseValue<Box<dyn Decoded>>, Failure> {
    let response = endpoint.decoded(client, arguments).await;
    response.map_err(|error| failure(&error))
}

pub(crate) fn failure(error: &CallError) -> Failure {
    Failure::new(code(error), error.to_string())
}

/// The exit code for what went wrong.
pub(crate) fn code(error: &CallError) -> Code {
    match error {
        CallError::Argument { .. } => Code::Usage,
        CallError::Call(error) => match error.kind() {
            ErrorKind::Request => Code::Usage,
            ErrorKind::Decode => Code::NotDecoded,
            ErrorKind::Connect | ErrorKind::Timeout => Code::NotReached,
            _ if error.status().or(error.token_status()).is_none() => Code::NotReached,
            _ => Code::ErrorResponse,
        },
    }
}

/// A duration with its unit, or seconds.
fn duration(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().map(Duration::from_secs).ok();
    let with_unit = || Duration::try_from(text.parse::<SignedDuration>().ok()?).ok();
    match seconds.or_else(with_unit) {
        Some(Duration::ZERO) => Err("must be greater than zero".to_owned()),
        Some(duration) => Ok(duration),
        None => Err("expected a duration such as 10s, 1m 30s or 500ms".to_owned()),
    }
}
