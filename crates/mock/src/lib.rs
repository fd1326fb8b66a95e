//! Servers on this machine that respond as the providers document, with the sample bodies of their specs.
//!
//! [`Server`] is for the tests of one provider's users: the module `mock` of each provider's crate wraps it, and tests set the
//! responses there. [`Mock`] serves any number of providers, for tools:
//!
//! ```no_run
//! # async fn example(entries: &'static [bindery_runtime::erased::Entry]) -> std::io::Result<()> {
//! let mock = bindery_mock::Mock::start(entries, 0, |_| {}).await?;
//! println!("{}", mock.base_url("sakari")); // http://127.0.0.1:49152/sakari
//! mock.stop().await;
//! # Ok(())
//! # }
//! ```
//!
//! # Responses
//!
//! - `/PROVIDER` is a base URL: below it are the provider's operations at their own paths. Parameters may have any value.
//! - `/PROVIDER.CASE` is one too. It answers with the sample of that name: below `/sakari.404`, `get_account` answers with
//!   `specs/sakari/samples/get_account.404.json` and status 404. So any client reaches any sample, whatever it can set besides a base URL.
//! - A call must carry credentials of the kind that the spec asks for; any value will do. Otherwise the answer is 401 with the provider's
//!   own error body.
//! - Where the spec exchanges credentials for a token, a POST to the spec's URL answers with a made-up token.
//! - `Accept` chooses among the media types that there are samples for.
//! - What is not served is a 404, 405 or 406 whose body ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)) says what is.

mod accept;
mod answer;
mod credentials;
mod script;
mod server;
#[cfg(test)]
mod tests;
mod xml;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody as _, to_bytes};
use axum::extract::{Request, State};
use axum::handler::Handler;
use axum::http::request::Parts;
use axum::http::{Response, StatusCode};
use bindery_runtime::erased::Entry;
use futures_util::stream::{self, StreamExt as _};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

pub use answer::operations;
pub use script::{Call, Operation};
pub use server::Server;
pub use xml::{Rule, Xml};

use script::{Ending, Script};

/// A running server. It stops when this value is dropped.
#[derive(Debug)]
pub struct Mock {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    server: JoinHandle<()>,
}

/// One request and what was answered.
#[derive(Debug)]
pub struct Exchange<'a> {
    /// The request's line and headers. The query and the headers may hold credentials: do not log them.
    pub request: &'a Parts,
    /// The request's body. It may hold credentials.
    pub body: &'a [u8],
    /// The status of the answer.
    pub status: StatusCode,
    /// Why it is not the sample that was asked for, in words that hold nothing of the request's.
    pub problem: Option<&'a str>,
}

impl Mock {
    /// Starts to serve `entries` on 127.0.0.1 at `port`, or at a free port if it is 0. `observe` sees every exchange.
    ///
    /// # Errors
    /// When the port cannot be had.
    pub async fn start(
        entries: &'static [Entry],
        port: u16,
        observe: impl Fn(&Exchange<'_>) + Send + Sync + 'static,
    ) -> io::Result<Self> {
        Self::serve(entries, port, Arc::default(), observe).await
    }

    /// As [`start`](Self::start), with what a test wants to be answered.
    async fn serve(
        entries: &'static [Entry],
        port: u16,
        script: Arc<Script>,
        observe: impl Fn(&Exchange<'_>) + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let address = listener.local_addr()?;
        let (stop, stopped) = oneshot::channel::<()>();
        let service = handle.with_state(Arc::new(Served {
            entries,
            script,
            observe: Box::new(observe),
        }));
        let server = tokio::spawn(async move {
            // A dropped sender stops the server just as a sent word does.
            let until = async { drop(stopped.await) };
            // axum's own type promises an error that never comes: `serve` retries what `accept` reports.
            drop(
                axum::serve(listener, service)
                    .with_graceful_shutdown(until)
                    .await,
            );
        });
        Ok(Self {
            address,
            stop,
            server,
        })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The base URL of a provider, `sakari`, or of one of its cases, `sakari.404`.
    #[must_use]
    pub fn base_url(&self, provider: &str) -> String {
        format!("http://{}/{provider}", self.address)
    }

    /// Stops: takes no new connections and gives open ones a second to end.
    pub async fn stop(self) {
        drop(self.stop);
        let abort = self.server.abort_handle();
        if tokio::time::timeout(Duration::from_secs(1), self.server)
            .await
            .is_err()
        {
            abort.abort();
        }
    }
}

struct Served {
    entries: &'static [Entry],
    script: Arc<Script>,
    observe: Box<dyn Fn(&Exchange<'_>) + Send + Sync>,
}

/// The longest request body that is read.
const BODY_LIMIT: usize = 16 << 20;

async fn handle(State(served): State<Arc<Served>>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    // A body that is announced as too long is not waited for.
    let read = match usize::try_from(body.size_hint().lower()) {
        Ok(announced) if announced <= BODY_LIMIT => to_bytes(body, BODY_LIMIT).await.ok(),
        _ => None,
    };
    let (body, answer) = match read {
        Some(body) => {
            let answer = answer::answer(served.entries, &served.script, &parts, &body);
            (body, answer)
        }
        None => {
            let problem = answer::problem(
                StatusCode::PAYLOAD_TOO_LARGE,
                "the body broke off or is longer than 16 MiB".into(),
            );
            (Bytes::new(), problem)
        }
    };
    let answer::Answer {
        response,
        problem,
        delay,
        ending,
    } = answer;
    (served.observe)(&Exchange {
        request: &parts,
        body: &body,
        status: response.status(),
        problem: problem.as_deref(),
    });
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
    match ending {
        Ending::Whole => response.map(Body::from),
        Ending::Truncated => response.map(truncated),
    }
}

/// The first half of a body, and then the end of the connection.
fn truncated(body: Bytes) -> Body {
    let half = body.slice(..body.len() / 2);
    let end = async {
        // Gives the server the time to send what there is.
        tokio::task::yield_now().await;
        Err(io::Error::other("truncated, as the test wants it"))
    };
    Body::from_stream(stream::iter([Ok(half)]).chain(stream::once(end)))
}
