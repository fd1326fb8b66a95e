//! What a caller adds to each attempt of each call: signatures, trace headers, metrics, a cache.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

/// An error of the caller's own.
pub(crate) type BoxError = Box<dyn StdError + Send + Sync>;

/// Code that runs before and after each attempt of a call, with
/// [`ClientBuilder::hook`](crate::ClientBuilder::hook). Token requests do not pass through it: they hold credentials.
///
/// The request has its credentials, so it can be signed; do not print it.
///
/// ```
/// use bindery_runtime::{CallInfo, Hook, HookAction, reqwest};
///
/// struct TraceParent;
///
/// impl Hook for TraceParent {
///     fn before(
///         &self,
///         _call: &CallInfo,
///         request: &mut reqwest::Request,
///     ) -> Result<HookAction, Box<dyn std::error::Error + Send + Sync>> {
///         let value = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".parse()?;
///         request.headers_mut().insert("traceparent", value);
///         Ok(HookAction::Send)
///     }
/// }
/// ```
pub trait Hook: Send + Sync {
    /// Runs before an attempt. It may change the request, or give a response in place of sending it.
    ///
    /// # Errors
    /// The call fails with the error, and nothing more is sent.
    fn before(
        &self,
        call: &CallInfo,
        request: &mut reqwest::Request,
    ) -> Result<HookAction, BoxError> {
        let _ = (call, request);
        Ok(HookAction::Send)
    }

    /// Runs after an attempt, when there is a response, and may change it. The body of a response that is streamed is
    /// empty here.
    fn after(&self, call: &CallInfo, response: &mut http::Response<Bytes>) {
        let _ = (call, response);
    }

    /// Runs after an attempt that got no response. `problem` holds no credentials.
    fn failed(&self, call: &CallInfo, problem: &str) {
        let _ = (call, problem);
    }
}

/// What to do with a request.
#[derive(Debug)]
#[non_exhaustive]
pub enum HookAction {
    /// Send it.
    Send,
    /// Do not send it: this is the response, from a cache for example.
    Respond(http::Response<Bytes>),
}

/// Which attempt of which call a [`Hook`] is asked about.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct CallInfo {
    /// The provider's name. `sakari`.
    pub provider: &'static str,
    /// The spec's `operationId`, or `request` for a request that is not in the spec. `get_account`.
    pub operation: &'static str,
    /// The path template. `/v1/accounts/{accountId}`.
    pub path: &'static str,
    /// 1 for the first attempt.
    pub attempt: u32,
}

/// The hooks of a client, in the order in which they were added.
#[derive(Clone, Default)]
pub(crate) struct Hooks(pub(crate) Vec<Arc<dyn Hook>>);

impl fmt::Debug for Hooks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} hooks", self.0.len())
    }
}
