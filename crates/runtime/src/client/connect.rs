//! The HTTP client beneath a client, and a time for connecting that a single call may have.
//!
//! reqwest has one time for connecting for all calls. Another one for a call needs a layer around its connector, which
//! costs every call of the HTTP client some 18 allocations; so it gets an HTTP client of its own, with connections of its
//! own, made when the first such call is.

use std::fmt;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::OnceLock;
use std::task::{Context, Poll};
use std::time::Duration;

use reqwest::{Client, Request, Response};
use tokio::time::timeout;
use tower_layer::Layer;
use tower_service::Service;

use crate::auth::token::BoxError;

/// Makes an HTTP client from a builder that has the time for connecting.
type Make = Box<dyn Fn(reqwest::ClientBuilder) -> reqwest::Result<Client> + Send + Sync>;

/// What requests are sent with.
pub(crate) struct Http {
    client: Client,
    /// Sends those that have a time for connecting of their own.
    limited: OnceLock<Result<Client, String>>,
    /// How to make that. A client that the caller brought cannot be made again.
    make: Option<Make>,
}

impl Http {
    /// A client that the caller brought.
    pub(crate) fn new(client: Client) -> Self {
        Self {
            client,
            limited: OnceLock::new(),
            make: None,
        }
    }

    /// A client with this time for connecting.
    pub(crate) fn build(connect_timeout: Duration, make: Make) -> reqwest::Result<Self> {
        let client = make(builder().connect_timeout(connect_timeout))?;
        Ok(Self {
            client,
            limited: OnceLock::new(),
            make: Some(make),
        })
    }

    /// Sends a request that may have a time for connecting of its own. The request is not in the future: reqwest keeps it on
    /// the heap, and so a call's own future stays small.
    pub(crate) fn execute(
        &self,
        request: Request,
        connect_timeout: Option<Duration>,
    ) -> impl Future<Output = Result<Response, NotSent>> + use<> {
        enum Sent<P, L> {
            Plain(P),
            Limited(L),
            Problem(String),
        }
        let sent = match connect_timeout {
            None => Sent::Plain(self.client.execute(request)),
            Some(limit) => match self.limited() {
                Ok(client) => Sent::Limited(LIMIT.scope(limit, client.execute(request))),
                Err(problem) => Sent::Problem(problem.clone()),
            },
        };
        async move {
            match sent {
                Sent::Plain(pending) => pending.await.map_err(NotSent::Http),
                Sent::Limited(pending) => pending.await.map_err(NotSent::Http),
                Sent::Problem(problem) => Err(NotSent::Problem(problem)),
            }
        }
    }

    fn limited(&self) -> &Result<Client, String> {
        self.limited.get_or_init(|| match &self.make {
            Some(make) => {
                make(builder().connector_layer(LimitLayer)).map_err(|error| error.to_string())
            }
            None => Err(
                "the HTTP client that this client was given has its own time for connecting"
                    .to_owned(),
            ),
        })
    }
}

/// What reqwest begins with, but for how long a connection may be idle: most servers keep one for a minute or longer, so a
/// call seldom meets one that is just being closed. And it is due before an attempt's own time is up, or else tokio would
/// have to wake its timer for every call: a write to the kernel each.
fn builder() -> reqwest::ClientBuilder {
    Client::builder().pool_idle_timeout(Duration::from_secs(25))
}

impl fmt::Debug for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Http").finish_non_exhaustive()
    }
}

/// Why there is no answer.
pub(crate) enum NotSent {
    Http(reqwest::Error),
    Problem(String),
}

tokio::task_local! {
    /// The time for connecting of the call that is made in this task.
    static LIMIT: Duration;
}

/// Limits connecting: name resolution, TCP, proxies and TLS together.
#[derive(Clone)]
struct LimitLayer;

#[derive(Clone)]
struct Limited<S> {
    inner: S,
}

impl<S> Layer<S> for LimitLayer {
    type Service = Limited<S>;

    fn layer(&self, inner: S) -> Limited<S> {
        Limited { inner }
    }
}

impl<S, R> Service<R> for Limited<S>
where
    S: Service<R, Error = BoxError>,
    S::Future: Send + 'static,
    S::Response: 'static,
{
    type Response = S::Response;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: R) -> Self::Future {
        let connecting = self.inner.call(request);
        let Ok(limit) = LIMIT.try_with(|limit| *limit) else {
            return Box::pin(connecting);
        };
        Box::pin(async move {
            timeout(limit, connecting).await.unwrap_or_else(|_| {
                let text = format!("no connection within {limit:?}, the time for connecting");
                Err(io::Error::new(io::ErrorKind::TimedOut, text).into())
            })
        })
    }
}
