//! The responses that a test configures, and the calls that were received.

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::Bytes;
use axum::http::HeaderMap;
use bindery_runtime::erased::Endpoint;
use bindery_runtime::{Answer, DecodeError, Xml};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A call of an operation, with credentials.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Call {
    /// The `operationId` of the spec.
    pub operation: &'static str,
    /// The method: `GET`.
    pub method: String,
    /// The path below the base URL, as it was sent.
    pub path: String,
    /// The path parameters, in their order.
    pub arguments: Vec<String>,
    /// The query parameters, in the order in which they were sent.
    pub query: Vec<(String, String)>,
    /// The request headers. They may contain credentials; do not log them.
    pub headers: HeaderMap,
    /// The request body.
    pub body: Bytes,
    /// The status of the response.
    pub status: u16,
}

impl Call {
    /// The first query parameter of this name.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<&str> {
        let found = self.query.iter().find(|(sent, _)| sent == name)?;
        Some(&found.1)
    }

    /// The first header of this name, if it is valid UTF-8.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The request body, decoded by its media type.
    ///
    /// # Errors
    /// Returns an error if the body does not decode.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        bindery_runtime::decode(self.header("content-type"), &self.body)
    }
}

/// The queued responses, and the calls that were received.
#[derive(Debug, Default)]
pub(crate) struct Script {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    replies: Vec<Reply>,
    calls: Vec<Call>,
}

/// A response that a test configured.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    operation: &'static str,
    arguments: Option<Vec<String>>,
    query: Vec<(String, String)>,
    /// The number of further calls that get it; all calls if `None`.
    left: Option<usize>,
    pub(crate) status: Option<u16>,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) delay: Duration,
    pub(crate) ending: Ending,
    pub(crate) body: Body,
}

/// The end of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    Whole,
    Truncated,
}

#[derive(Debug, Clone)]
pub(crate) enum Body {
    /// The documented sample of this case, or the one without a case.
    Sample(Option<String>),
    /// A value, in each media type that it can be written in.
    Typed { json: String, xml: Option<String> },
    /// Any bytes at all.
    Raw { media_type: String, bytes: Vec<u8> },
}

impl Script {
    /// The response to a call, if a test configured one.
    pub(crate) fn next(&self, call: &Call) -> Option<Reply> {
        let mut state = self.lock();
        let index = state.replies.iter().position(|reply| {
            let arguments = reply.arguments.as_deref();
            reply.operation == call.operation
                && arguments.is_none_or(|wanted| wanted == call.arguments)
                && reply.query.iter().all(|wanted| call.query.contains(wanted))
        })?;
        let reply = state.replies.get_mut(index)?;
        let next = reply.clone();
        match &mut reply.left {
            None => {}
            Some(left) if *left > 1 => *left -= 1,
            Some(_) => drop(state.replies.remove(index)),
        }
        Some(next)
    }

    pub(crate) fn reset(&self) {
        self.lock().replies.clear();
    }

    pub(crate) fn record(&self, call: Call) {
        self.lock().calls.push(call);
    }

    pub(crate) fn calls(&self) -> Vec<Call> {
        self.lock().calls.clone()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A test that panicked while it held the lock has failed already.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Configures the responses of an operation. Each configured response is for one call by default, in the order of configuration.
/// After the last one, the server returns the documented sample again.
#[derive(Debug)]
#[must_use = "no response is configured until `respond`, `error`, `status`, `documented`, `truncated` or `raw` is called"]
pub struct Operation<'a, T, E> {
    script: &'a Script,
    endpoint: &'static Endpoint,
    xml: Option<Xml>,
    reply: Reply,
    types: PhantomData<fn(T, E)>,
}

impl<'a, T, E> Operation<'a, T, E>
where
    T: Serialize + Answer,
    E: Serialize,
{
    pub(crate) fn new(script: &'a Script, endpoint: &'static Endpoint, xml: Option<Xml>) -> Self {
        Self {
            script,
            endpoint,
            xml,
            reply: Reply {
                operation: endpoint.operation.id,
                arguments: None,
                query: Vec::new(),
                left: Some(1),
                status: None,
                headers: BTreeMap::new(),
                delay: Duration::ZERO,
                ending: Ending::Whole,
                body: Body::Sample(None),
            },
            types: PhantomData,
        }
    }

    /// The documented sample as its type, for example to modify and to return it.
    ///
    /// # Panics
    /// Panics if the spec has no sample for this operation.
    #[must_use]
    #[expect(
        clippy::expect_used,
        reason = "the generator refuses a spec whose sample does not decode"
    )]
    pub fn sample(&self) -> T {
        let id = self.endpoint.operation.id;
        let samples = self.endpoint.samples.iter();
        let sample = samples
            .filter(|sample| sample.case(id).is_none())
            .min_by_key(|sample| sample.name.len())
            .expect("the operation has a documented sample");
        T::decode(sample.status, Some(sample.media_type), sample.body)
            .expect("a documented sample decodes")
    }

    /// Responds only to calls with these path parameters.
    pub fn arguments<A: ToString>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.reply.arguments = Some(arguments.into_iter().map(|a| a.to_string()).collect());
        self
    }

    /// Responds only to calls with this query parameter.
    pub fn query(mut self, name: &str, value: impl ToString) -> Self {
        self.reply.query.push((name.to_owned(), value.to_string()));
        self
    }

    /// Responds to this many calls instead of one. Each attempt of a call counts.
    pub fn times(mut self, calls: usize) -> Self {
        self.reply.left = Some(calls.max(1));
        self
    }

    /// Responds to all further calls.
    pub fn always(mut self) -> Self {
        self.reply.left = None;
        self
    }

    /// Delays the response.
    pub fn delay(mut self, delay: Duration) -> Self {
        self.reply.delay = delay;
        self
    }

    /// Adds a header to the response: `retry-after`, `x-request-id`.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.reply.headers.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Responds with this body and its documented status, in JSON, or in XML if the client prefers it and the provider has
    /// it.
    pub fn respond(self, body: &T) {
        let status = body.status();
        let status = status.unwrap_or_else(|| self.endpoint.success_status());
        let body = self.typed(body);
        self.say(Some(status), body);
    }

    /// Responds with this status and this error body.
    pub fn error(mut self, status: u16, body: &E) {
        // Providers send their errors in JSON, whatever the client accepts.
        self.xml = None;
        let body = self.typed(body);
        self.say(Some(status), body);
    }

    /// Responds with this status and no body.
    pub fn status(self, status: u16) {
        let body = Body::Raw { media_type: String::new(), bytes: Vec::new() };
        self.say(Some(status), body);
    }

    /// Responds with a documented sample and its status: `403` for the sample `get_account.403`.
    pub fn documented(self, case: &str) {
        self.say(None, Body::Sample(Some(case.to_owned())));
    }

    /// Responds with the documented sample, and closes the connection in the middle of its body.
    pub fn truncated(mut self) {
        self.reply.ending = Ending::Truncated;
        self.say(None, Body::Sample(None));
    }

    /// Responds with the given bytes.
    pub fn raw(self, status: u16, media_type: &str, bytes: impl Into<Vec<u8>>) {
        let body = Body::Raw { media_type: media_type.to_owned(), bytes: bytes.into() };
        self.say(Some(status), body);
    }

    fn typed<B: Serialize>(&self, body: &B) -> Body {
        // A decoded value has string keys and finite numbers only, so this cannot fail.
        let json = serde_json::to_string(body).unwrap_or_default();
        let xml = self.xml.as_ref().map(|xml| xml.write(&json));
        Body::Typed { json, xml }
    }

    fn say(self, status: Option<u16>, body: Body) {
        let Self { script, reply, .. } = self;
        script.lock().replies.push(Reply { status, body, ..reply });
    }
}
