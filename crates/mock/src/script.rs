//! What a test wants to be answered, and what it was asked.

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bindery_runtime::Value;
use bindery_runtime::erased::Endpoint;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::xml::{self, Xml};

/// A call that reached the operation, credentials and all.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Call {
    /// The spec's `operationId`.
    pub operation: &'static str,
    /// The parameters in the path, in its order.
    pub arguments: Vec<String>,
    /// The status of the answer.
    pub status: u16,
}

/// The answers that are waiting, and the calls that came.
#[derive(Debug, Default)]
pub(crate) struct Script {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    replies: Vec<Reply>,
    calls: Vec<Call>,
}

/// One answer that a test asked for.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    operation: &'static str,
    arguments: Option<Vec<String>>,
    /// How many more calls get it; all of them, if none.
    left: Option<usize>,
    pub(crate) status: Option<u16>,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) delay: Duration,
    pub(crate) ending: Ending,
    pub(crate) body: Body,
}

/// How the body ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    Whole,
    BrokenOff,
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
    /// The answer for a call, if a test asked for one.
    pub(crate) fn next(&self, operation: &str, arguments: &[String]) -> Option<Reply> {
        let mut state = self.lock();
        let index = state.replies.iter().position(|reply| {
            reply.operation == operation
                && reply
                    .arguments
                    .as_deref()
                    .is_none_or(|wanted| wanted == arguments)
        })?;
        let reply = state.replies.get_mut(index)?;
        let answer = reply.clone();
        match &mut reply.left {
            None => {}
            Some(left) if *left > 1 => *left -= 1,
            Some(_) => drop(state.replies.remove(index)),
        }
        Some(answer)
    }

    pub(crate) fn forget(&self) {
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

/// Says what an operation answers. What is said here goes before the documented sample, in the order in which it was said,
/// each for one call if nothing else is said.
#[derive(Debug)]
#[must_use = "nothing is answered until it is said what: `answer`, `error`, `status`, `documented`, `broken_off` or `raw`"]
pub struct Operation<'a, T, E> {
    script: &'a Script,
    endpoint: &'static Endpoint,
    xml: Option<Xml>,
    reply: Reply,
    types: PhantomData<fn(T, E)>,
}

impl<'a, T, E> Operation<'a, T, E>
where
    T: Serialize + DeserializeOwned,
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

    /// The documented sample as its type, to change and to answer with.
    ///
    /// # Panics
    /// Where nothing is documented: the spec has no sample for this operation.
    #[must_use]
    #[expect(
        clippy::expect_used,
        reason = "the generator refuses a spec whose sample does not decode"
    )]
    pub fn sample(&self) -> T {
        let id = self.endpoint.operation.id;
        let samples = self.endpoint.samples.iter();
        let sample = samples
            .min_by_key(|s| {
                (
                    s.name.strip_suffix(".xml").unwrap_or(s.name) != id,
                    s.name.len(),
                )
            })
            .filter(|s| s.name.strip_suffix(".xml").unwrap_or(s.name) == id)
            .expect("the operation has a documented sample");
        bindery_runtime::decode(Some(sample.media_type), sample.body)
            .expect("a documented sample decodes")
    }

    /// Only for calls with these parameters in the path.
    pub fn arguments<A: ToString>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.reply.arguments = Some(arguments.into_iter().map(|a| a.to_string()).collect());
        self
    }

    /// For this many calls, instead of one. A call that the client repeats counts each time.
    pub fn times(mut self, calls: usize) -> Self {
        self.reply.left = Some(calls.max(1));
        self
    }

    /// For every call from now on.
    pub fn always(mut self) -> Self {
        self.reply.left = None;
        self
    }

    /// Waits before the answer.
    pub fn delay(mut self, delay: Duration) -> Self {
        self.reply.delay = delay;
        self
    }

    /// Adds a header to the answer: `retry-after`, `x-request-id`.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.reply.headers.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Answers 200 with this body, in JSON, or in XML if the client likes that better and the provider writes it.
    pub fn answer(self, body: &T) {
        let body = self.typed(body);
        self.say(Some(200), body);
    }

    /// Answers with this status and this error body.
    pub fn error(mut self, status: u16, body: &E) {
        // Providers send their errors in JSON, whatever was asked for.
        self.xml = None;
        let body = self.typed(body);
        self.say(Some(status), body);
    }

    /// Answers with this status and no body.
    pub fn status(self, status: u16) {
        let body = Body::Raw {
            media_type: String::new(),
            bytes: Vec::new(),
        };
        self.say(Some(status), body);
    }

    /// Answers with a documented sample: `404` is the body `get_account.404`, with its status.
    pub fn documented(self, case: &str) {
        self.say(None, Body::Sample(Some(case.to_owned())));
    }

    /// Starts to answer with the documented sample, and breaks off half way.
    pub fn broken_off(mut self) {
        self.reply.ending = Ending::BrokenOff;
        self.say(None, Body::Sample(None));
    }

    /// Answers with any bytes at all.
    pub fn raw(self, status: u16, media_type: &str, bytes: impl Into<Vec<u8>>) {
        let body = Body::Raw {
            media_type: media_type.to_owned(),
            bytes: bytes.into(),
        };
        self.say(Some(status), body);
    }

    fn typed<B: Serialize>(&self, body: &B) -> Body {
        // A decoded value has string keys and finite numbers only, so this cannot fail.
        let json = serde_json::to_string(body).unwrap_or_default();
        let value: Value = serde_json::from_str(&json).unwrap_or_default();
        Body::Typed {
            json,
            xml: self.xml.as_ref().map(|xml| xml::write(xml, &value)),
        }
    }

    fn say(self, status: Option<u16>, body: Body) {
        let Self { script, reply, .. } = self;
        script.lock().replies.push(Reply {
            status,
            body,
            ..reply
        });
    }
}
