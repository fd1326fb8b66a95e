//! Hooks around each attempt of each call: signatures, trace headers, metrics, a cache.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

/// An error of the caller's own.
pub(crate) type BoxError = Box<dyn StdError + Send + Sync>;

/// Code that runs before and after each attempt of a call; see `ClientBuilder::hook`. It
/// does not see token requests, which contain credentials.
///
/// The request contains credentials, so that it can be signed; do not print it.
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

/// The action for a request.
#[derive(Debug)]
#[non_exhaustive]
pub enum HookAction {
    /// Send it.
    Send,
    /// Do not send it: this is the response, from a cache for example.
    Respond(http::Response<Bytes>),
}

/// The call and the attempt that a [`Hook`] runs for.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct CallInfo {
    /// The name of the provider, as in the crate's name.
    pub provider: &'static str,
    /// The `operationId` of the spec, such as `get_account`, or `request` for a request that is not in the spec.
    pub operation: &'static str,
    /// The path template, such as `/v1/accounts/{accountId}`.
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
