//! Local mock servers that return the documented samples of providers.
//!
//! [`Server`] is for tests: the module `mock` of each provider's crate wraps it, with a method for each operation to configure its
//! responses. [`Mock`] serves any number of providers, for tools:
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
//! - `/PROVIDER` is a base URL, with the operations of the provider at their own paths. Path parameters may have any value.
//! - `/PROVIDER.CASE` is the base URL of a documented case. Below `/sakari.403`, `get_account` returns
//!   `specs/sakari/samples/get_account.403.json` with status 403. So a client reaches every sample through its base URL alone.
//! - A call needs credentials of the kind in the spec, with any value. Without them, the response is a 401 with the provider's error body.
//! - A token request to the URL in the spec returns a made-up token.
//! - The headers of a response have the examples of the spec. Pagination and waits are left out.
//! - `Accept` selects among the media types of the samples.
//! - The sample of a list is its first page, and the page after it is empty.
//! - Other requests get a 404, 405 or 406, whose body ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)) lists what is served.

mod accept;
mod answer;
mod credentials;
mod script;
mod server;
#[cfg(test)]
mod tests;

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

use script::{Ending, Script};

/// A running server. It stops when this value is dropped.
#[derive(Debug)]
pub struct Mock {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    server: JoinHandle<()>,
}

/// A request and the status of its response.
#[derive(Debug)]
pub struct Exchange<'a> {
    /// The request line and headers. The query and the headers may contain credentials; do not log them.
    pub request: &'a Parts,
    /// The request body. It may contain credentials.
    pub body: &'a [u8],
    /// The status of the response.
    pub status: StatusCode,
    /// The reason if the response is not the requested sample. It contains nothing of the request.
    pub problem: Option<&'a str>,
}

impl Mock {
    /// Serves `entries` on 127.0.0.1 at `port`, or at a free port if it is 0. `observe` is called for every exchange.
    ///
    /// # Errors
    /// Returns an error if the port is not available.
    pub async fn start(
        entries: &'static [Entry],
        port: u16,
        observe: impl Fn(&Exchange<'_>) + Send + Sync + 'static,
    ) -> io::Result<Self> {
        Self::serve(entries, port, Arc::default(), observe).await
    }

    /// Like [`start`](Self::start), with the responses that a test configures.
    async fn serve(
        entries: &'static [Entry],
        port: u16,
        script: Arc<Script>,
        observe: impl Fn(&Exchange<'_>) + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let address = listener.local_addr()?;
        let (stop, stopped) = oneshot::channel::<()>();
        let service =
            handle.with_state(Arc::new(Served { entries, script, observe: Box::new(observe) }));
        let server = tokio::spawn(async move {
            // A dropped sender stops the server, like a sent value.
            let until = async { drop(stopped.await) };
            // axum's own type promises an error that never comes: `serve` retries what `accept` reports.
            drop(axum::serve(listener, service).with_graceful_shutdown(until).await);
        });
        Ok(Self { address, stop, server })
    }

    /// The address that the server listens on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The base URL of a provider such as `sakari`, or of one of its cases such as `sakari.403`.
    #[must_use]
    pub fn base_url(&self, provider: &str) -> String {
        format!("http://{}/{provider}", self.address)
    }

    /// Stops the server. It accepts no new connections, and open ones get a second to finish.
    pub async fn stop(self) {
        drop(self.stop);
        let abort = self.server.abort_handle();
        if tokio::time::timeout(Duration::from_secs(1), self.server).await.is_err() {
            abort.abort();
        }
    }
}

struct Served {
    entries: &'static [Entry],
    script: Arc<Script>,
    observe: Box<dyn Fn(&Exchange<'_>) + Send + Sync>,
}

/// The limit of request bodies.
const BODY_LIMIT: usize = 16 << 20;

async fn handle(State(served): State<Arc<Served>>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    // If the announced length is too large, the body is not read.
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
    let answer::Answer { response, problem, delay, ending } = answer;
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
